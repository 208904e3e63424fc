"""Citing: a passage and all that hangs on it are written together, or nothing is."""

import pytest
from django.contrib.auth.models import User

from actors.models import Actor, Relation
from events.models import Event, Figure, Participation
from sources.attaching import attach
from sources.citing import Citation, NotCited, cite
from sources.models import Attribution, Mention, Passage, Statement, Voice
from sources.paragraphs import digest

TEXT = "A title\n\nThe mayor said on Tuesday that the well was dry.\n\nIt was dry in March, too."


@pytest.fixture
def document(make_document):
    document = make_document()
    attach(document, TEXT)
    return document


@pytest.fixture
def user(db):
    """Somebody who may not see restricted records."""
    return User.objects.create_user("curator")


@pytest.fixture
def build_passage(document):
    def build_passage(**given):
        place = {"paragraph": 2, "start": 0, "end": 9}
        return Passage(**{"document": document, "summary": "She says so.", **place, **given})

    return build_passage


@pytest.fixture
def refused(user):
    """Sentences of the refusal of a citation, by the type of the row; nothing is written."""

    def refused(*args, **kwargs):
        models = [Passage, Voice, Mention, Attribution, Actor, Event, Relation, Participation]
        before = [model.objects.count() for model in models]
        with pytest.raises(NotCited) as caught:
            cite(Citation(*args, **kwargs), user)
        assert [model.objects.count() for model in models] == before
        return [(type(row), " ".join(error.messages)) for row, error in caught.value.refusals]

    return refused


class TestCitation:
    def test_coins_a_code_that_says_where_the_passage_stands(self, build_passage, user):
        code = build_passage().document.code
        assert cite(Citation(build_passage()), user).code == f"{code}-p2-1"
        assert cite(Citation(build_passage(end=5, code="")), user).code == f"{code}-p2-2"
        assert cite(Citation(build_passage(end=6, code="own")), user).code == "own"

    def test_writes_a_passage_with_its_voices_mentions_and_attributions(
        self, build_passage, make_actor, make_event, user
    ):
        mayor, paper, event = make_actor(), make_actor(), make_event()
        passage = cite(
            Citation(
                build_passage(),
                voices=[Voice(actor=paper, position=1), Voice(actor=mayor, position=2)],
                mentions=[Mention(actor=mayor, printed="The mayor")],
                attributions=[Attribution(event=event), Attribution(event=event, field="date")],
            ),
            user,
        )
        assert [voice.actor for voice in passage.voices.all()] == [paper, mayor]
        assert passage.mentions.get().actor == mayor
        assert passage.attributions.count() == 2
        assert passage.digest == digest("The mayor")
        assert passage.anchor.start == 0

    def test_is_of_drafts(self, build_passage, user):
        made = Statement(kind="opinion", summary="It will not rain.")
        passage = cite(
            Citation(build_passage(), made=[made], attributions=[Attribution(statement=made)]), user
        )
        statuses = [passage.status, passage.attributions.get().status, made.status]
        assert statuses == ["draft", "draft", "draft"]

    def test_may_be_about_new_records_that_link_to_each_other(
        self, build_passage, make_event_type, user
    ):
        mayor = Actor(name="The mayor", kind="person")
        town = Actor(name="The town", kind="government")
        office = Relation(subject=mayor, predicate="leads", object=town)
        event = Event(title="The well ran dry", type=make_event_type())
        part = Participation(event=event, actor=town, role="victim")
        wells = Figure(actor=town, measure="count", best=1, unit="wells")
        made = [wells, part, office, event, town, mayor]  # in any order
        cite(
            Citation(
                build_passage(),
                voices=[Voice(actor=mayor, position=1)],
                made=made,
                attributions=[
                    Attribution(relation=office),
                    Attribution(participation=part),
                    Attribution(figure=wells),
                ],
            ),
            user,
        )
        assert Participation.objects.get().actor.name == "The town"
        assert Relation.objects.get().subject == Voice.objects.get().actor
        assert Attribution.objects.count() == 3

    def test_keeps_a_chain_in_its_order_however_it_is_given(self, build_passage, make_actor, user):
        voices = [Voice(actor=make_actor(), position=position) for position in (2, 1, 2)]
        passage = cite(Citation(build_passage(), voices=voices), user)
        assert [voice.position for voice in passage.voices.all()] == [1, 2, 2]


class TestRefusal:
    def test_leaves_nothing_behind(self, build_passage, refused, make_event_type):
        event = Event(title="A fire", type=make_event_type())
        figure = Figure(event=event, measure="killed", unit="persons")
        found = refused(build_passage(), made=[event, figure], attributions=[])
        assert found == [(Figure, "Give a number: low, best or high.")]

    def test_names_every_row_that_is_wrong_and_none_that_waits_for_it(
        self, build_passage, refused, make_actor
    ):
        nobody, actor = Actor(name="", kind="person"), make_actor()
        relation = Relation(subject=actor, predicate="supports", object=nobody)
        found = refused(
            build_passage(phrase="one two three four five six seven eight nine"),
            made=[nobody, relation],
            attributions=[Attribution(relation=relation)],
        )
        assert [model for model, _sentence in found] == [Actor, Passage]
        assert "eight words at most" in found[1][1]

    def test_of_a_passage_that_runs_over_its_paragraph(self, build_passage, refused):
        found = refused(build_passage(end=60))
        assert found == [(Passage, found[0][1])]
        assert "a passage from 0 to 60 lies outside it" in found[0][1]

    def test_of_the_same_slice_in_the_same_voices(self, build_passage, refused, make_actor, user):
        mayor, baker = make_actor(), make_actor()
        first = cite(Citation(build_passage(), [Voice(actor=mayor, position=1)]), user)
        found = refused(build_passage(), [Voice(actor=mayor, position=1)])
        assert f"coded already in the same voices, as {first.code}" in found[0][1]
        for voices in ([], [Voice(actor=baker, position=1)]):
            cite(Citation(build_passage(), voices), user)
        cite(Citation(build_passage(start=1), [Voice(actor=mayor, position=1)]), user)
        assert "coded already in the same voices" in refused(build_passage())[0][1]

    def test_of_an_actor_who_quotes_itself(self, build_passage, refused, make_actor):
        mayor = make_actor()
        voices = [Voice(actor=mayor, position=1), Voice(actor=mayor, position=2)]
        found = refused(build_passage(), voices)
        assert found == [(Voice, "This actor is in the chain already; nobody quotes themselves.")]

    def test_of_a_gap_in_a_chain(self, build_passage, refused, make_actor):
        found = refused(build_passage(), [Voice(actor=make_actor(), position=2)])
        assert "positions 1, 2, 3 without a gap" in found[0][1]

    def test_of_a_record_that_the_user_may_not_see(
        self, build_passage, refused, make_actor, make_relation
    ):
        informant = make_actor(restricted=True)
        relation = make_relation(subject=informant)
        found = refused(
            build_passage(),
            voices=[Voice(actor=informant, position=1)],
            attributions=[Attribution(relation=relation), Attribution(actor=make_actor())],
        )
        assert [model for model, _sentence in found] == [Voice, Attribution]
        assert found[0][1] == "There is no such record, or none that you may see: choose another."

    def test_of_what_only_a_trigger_sees(self, build_passage, refused, make_event, make_actor):
        part = Participation(
            event=make_event(), actor=make_actor(identity="unknown"), role="target"
        )
        found = refused(build_passage(), made=[part])
        assert "takes no part in events" in found[0][1]
