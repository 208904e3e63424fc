"""Two records become one, with all that hangs on either."""

import pytest
from django.db import IntegrityError

from actors.models import Actor, Name, Relation
from curation.acting import acting_as
from curation.decisions import Decision
from curation.merging import CannotMerge, foresee, merge
from curation.restoring import CannotRestore, restore
from curation.review import accept
from curation.undoing import undo
from events.models import Figure, Participation
from sources.attaching import attach
from sources.models import Anchor, Attribution, Document, DocumentText, Mention, Voice
from tests.at_once import second_while_first_is_open
from tests.merging.tables import changes, curated

pytestmark = pytest.mark.usefixtures("db")
WHY = "One group, two spellings."


def refused(survivor, loser, sentence, **given):
    """That `sentence` is said, on the page before and when it is done; nothing is written."""
    before = curated()
    with pytest.raises(CannotMerge) as refusal:
        merge(survivor, loser, reason=WHY, **given)
    assert sentence in str(refusal.value)
    assert changes(before, curated()) == {}
    return True


class TestMerger:
    def test_names_nothing_restricted_in_the_note(self, make_place):
        """A parent hides nothing of its towns, so the note would name it to everybody."""
        hidden = make_place(name="Hidden valley", code="hidden", restricted=True)
        survivor, loser = make_place(), make_place(parent=hidden)
        merge(survivor, loser, reason=WHY, fields=[])
        survivor.refresh_from_db()
        assert "parent “a restricted place”" in survivor.note
        assert "idden" not in survivor.note

    def test_points_what_hangs_on_the_one_to_the_other(
        self, pair, make_relation, make_name, attribute
    ):
        survivor, loser = pair
        relation, name = make_relation(subject=loser), make_name(actor=loser)
        voice = attribute(name, loser).passage.voices.get()
        merge(survivor, loser, reason=WHY)
        for row in (relation, name, voice):
            row.refresh_from_db()
        assert [relation.subject, name.actor, voice.actor] == [survivor] * 3
        assert not Actor.objects.filter(pk=loser.pk).exists()

    def test_leaves_what_it_moves_accepted(self, as_seed, pair, make_relation, reviewer):
        relation = make_relation(subject=pair[1], status="accepted")
        with acting_as(reviewer):
            merge(*pair, reason=WHY)
        relation.refresh_from_db()
        assert (relation.status, relation.editors) == ("accepted", [])
        told = relation.history.order_by("-pgh_id").first().pgh_context
        assert told["principal"] == "merge"
        assert (told["username"], told["reason"]) == ("reviewer", WHY)

    def test_has_what_follows_reviewed_as_ever(self, as_seed, pair, make_actor, reviewer):
        other = make_actor(status="accepted")
        with acting_as(reviewer):
            merge(*pair, reason=WHY)
            Actor.objects.filter(pk=other.pk).update(note="A word.")
        other.refresh_from_db()
        assert (other.status, other.editors) == ("draft", [reviewer.pk])

    def test_lets_nobody_accept_words_that_they_merged_into_another_record(
        self, pair, make_actor, reviewer
    ):
        survivor, _ = pair
        Actor.objects.filter(pk=survivor.pk).update(status="submitted")
        with acting_as(reviewer):
            merge(survivor, make_actor(note="The reviewer's own word."), reason=WHY)
            (refusal,) = accept([survivor]).refused
        assert refusal[1] == "Nobody accepts their own change: ask another reviewer."

    def test_has_words_reviewed_that_nobody_has(self, as_seed, pair, reviewer):
        survivor, loser = pair
        Actor.objects.filter(pk=survivor.pk).update(status="accepted")
        Actor.objects.filter(pk=loser.pk).update(note="A word.")
        with acting_as(reviewer):
            decision = merge(survivor, loser, reason=WHY)
        survivor.refresh_from_db()
        assert (survivor.status, survivor.editors) == ("draft", [reviewer.pk])
        undo(decision, "Two after all.")
        survivor.refresh_from_db()
        assert (survivor.status, survivor.note) == ("accepted", "")

    def test_leads_from_no_open_history_to_a_restricted_record(self, pair):
        survivor, loser = pair
        Actor.objects.filter(pk=survivor.pk).update(restricted=True)
        assert refused(survivor, loser, "its history would lead there: restrict it first")
        Actor.objects.filter(pk=loser.pk).update(restricted=True)
        assert merge(survivor, loser, reason=WHY)

    def test_is_named_by_what_cannot_be_restored_for_it(self, pair, make_relation):
        relation = make_relation(subject=pair[1])
        relation.delete()
        merge(*pair, reason=WHY)
        gone = Relation.history.rel.related_model.objects.get(pgh_label="delete")
        with pytest.raises(CannotRestore, match="was merged into kataib: undo that first"):
            restore(Relation, gone.pk, "Wanted after all.")

    def test_takes_columns_in_the_users_own_name(self, as_seed, pair, reviewer):
        survivor, loser = pair
        Actor.objects.filter(pk=survivor.pk).update(status="accepted")
        Actor.objects.filter(pk=loser.pk).update(country="IQ")
        with acting_as(reviewer):
            merge(survivor, loser, reason=WHY)
        survivor.refresh_from_db()
        assert (survivor.country, survivor.status) == ("IQ", "draft")
        assert survivor.editors == [reviewer.pk]

    def test_leaves_a_record_that_takes_nothing_accepted(self, as_seed, pair):
        Actor.objects.filter(pk=pair[0].pk).update(status="accepted")
        merge(*pair, reason=WHY)
        pair[0].refresh_from_db()
        assert pair[0].status == "accepted"

    def test_takes_the_columns_that_are_chosen_and_tells_the_others(self, make_actor):
        survivor = make_actor(description="A militia", began="2003", country="IQ", note="Own.")
        loser = make_actor(description="A party", began="2004", country="IR", note="Its note.")
        merge(survivor, loser, reason=WHY, fields=["began"])
        survivor.refresh_from_db()
        assert (survivor.description, survivor.began, survivor.country) == (
            "A militia",
            "2004",
            "IQ",
        )
        assert survivor.note.startswith("Own.\n\nIts note.\n\nGiven up when ")
        assert "description “A party”; country “IR”; began “2003”" in survivor.note

    def test_keeps_coordinates_together(self, make_place):
        survivor = make_place(latitude=1, longitude=2, precision="exact")
        loser = make_place(latitude=3, longitude=4)
        merge(survivor, loser, reason=WHY, fields=["latitude"])
        survivor.refresh_from_db()
        assert (survivor.latitude, survivor.longitude, survivor.precision) == (3, 4, "")

    def test_is_told_with_its_reason(self, as_reviewer, pair):
        decision = merge(*pair, reason=WHY)
        assert Decision.objects.get() == decision
        assert (decision.reason, decision.who) == (WHY, "reviewer")
        assert (
            str(decision) == "Hizballah Brigades (brigades) merged into Kataib Hezbollah (kataib)"
        )

    def test_is_foreseen_without_being_made(self, pair, make_relation):
        make_relation(subject=pair[1])
        before = curated()
        assert foresee(*pair).steps[0].action == "moved"
        assert changes(before, curated()) == {}
        assert not Decision.objects.exists()


class TestName:
    def test_that_goes_becomes_an_alias(self, pair):
        merge(*pair, reason=WHY)
        name = pair[0].names.get()
        assert (name.text, name.kind, name.language) == ("Hizballah Brigades", "alias", "und")
        assert (name.script, name.status) == ("Latn", "draft")

    def test_in_arabic_has_its_script(self, pair):
        Actor.objects.filter(pk=pair[1].pk).update(name="كتائب حزب الله")
        merge(*pair, reason=WHY)
        assert pair[0].names.get().script == "Arab"

    def test_of_the_survivor_becomes_one_if_the_other_is_chosen(self, pair):
        merge(*pair, reason=WHY, fields=["name"])
        pair[0].refresh_from_db()
        assert pair[0].name == "Hizballah Brigades"
        assert pair[0].names.get().text == "Kataib Hezbollah"

    def test_that_is_there_stays_alone(self, pair, make_name):
        make_name(actor=pair[1], text="Hizballah Brigades", kind="official")
        merge(*pair, reason=WHY)
        assert pair[0].names.get().kind == "official"

    def test_of_two_primary_ones_gives_way(self, pair, make_name):
        make_name(actor=pair[0], text="KH", kind="primary")
        make_name(actor=pair[1], text="HB", kind="primary")
        merge(*pair, reason=WHY)
        assert pair[0].names.get(text="KH").kind == "primary"
        assert pair[0].names.get(text="HB").kind == "alias"


class TestRowsThatBecomeOne:
    def test_keep_the_evidence_of_both(self, pair, make_actor, make_relation, attribute):
        iran = make_actor()
        kept = make_relation(subject=pair[0], object=iran)
        folded = make_relation(subject=pair[1], object=iran, note="Doubtful.")
        both = {attribute(kept).pk, attribute(folded).pk}
        merge(*pair, reason=WHY)
        assert {row.pk for row in kept.attributions.all()} == both
        kept.refresh_from_db()
        assert f"{folded.code}, which became this row, had note “Doubtful.”." in kept.note
        assert Relation.objects.get_by_natural_key(folded.code) == kept

    def test_are_seen_the_other_way_round(self, pair, make_actor, make_relation):
        third = make_actor()
        make_relation(subject=third, predicate="fights", object=pair[0])
        make_relation(subject=pair[1], predicate="fights", object=third)
        merge(*pair, reason=WHY)
        assert Relation.objects.count() == 1

    def test_keep_the_one_that_was_accepted(self, as_seed, pair, make_actor, make_relation):
        iran = make_actor()
        make_relation(subject=pair[0], object=iran)
        accepted = make_relation(subject=pair[1], object=iran, status="accepted")
        merge(*pair, reason=WHY)
        assert Relation.objects.get() == accepted
        assert Relation.objects.get().subject == pair[0]

    def test_never_hide_evidence_behind_a_retired_row(self, as_seed, pair, attribute, standing_of):
        passage = attribute(pair[0], status="retired").passage
        Attribution.objects.create(passage=passage, actor=pair[1], status="accepted")
        merge(*pair, reason=WHY)
        assert standing_of(pair[0]) == "single-source"

    def test_say_what_the_other_attribution_said_otherwise(self, pair, make_passage):
        passage = make_passage()
        kept = Attribution.objects.create(passage=passage, actor=pair[0])
        Attribution.objects.create(
            passage=passage, actor=pair[1], hedge="may", stated_value="KH", credibility=2
        )
        merge(*pair, reason=WHY)
        kept.refresh_from_db()
        for words in ("hedge “may”", "stated value “KH”", "credibility “2 – probably true”"):
            assert words in kept.note

    def test_stay_restricted(self, pair, make_passage):
        passage = make_passage()
        kept = Attribution.objects.create(passage=passage, actor=pair[0])
        Attribution.objects.create(passage=passage, actor=pair[1], restricted=True)
        merge(*pair, reason=WHY)
        kept.refresh_from_db()
        assert kept.restricted

    def test_may_be_mentions_and_voices(self, pair, make_passage):
        passage = make_passage()
        for actor in pair:
            Mention.objects.create(passage=passage, actor=actor, printed="KH")
            Voice.objects.create(passage=passage, actor=actor, position=1)
        merge(*pair, reason=WHY)
        assert Mention.objects.get().actor == Voice.objects.get().actor == pair[0]

    def test_may_be_participations_with_figures_apart(self, make_event, make_actor):
        one, other, actor = make_event(), make_event(type=None or make_event().type), make_actor()
        for event in (one, other):
            Participation.objects.create(event=event, actor=actor, role="victim")
            Figure.objects.create(event=event, measure="killed", best=5, unit="persons")
        merge(one, other, reason=WHY)
        assert one.participations.count() == one.figures.count() == 1


class TestValues:
    def test_that_differ_contest_the_column(self, pair, attribute, make_actor, standing_of):
        for actor, began in zip(pair, ["2003", "2007"], strict=True):
            attribute(actor, make_actor(kind="person"), field="began", value=began)
        merge(*pair, reason=WHY)
        assert standing_of(pair[0]) == "contested"

    def test_that_name_either_do_not(
        self, make_place, make_event, attribute, make_actor, standing_of
    ):
        one, other, event = make_place(code="erbil"), make_place(code="arbil"), make_event()
        for place in (one, other):
            value = {"field": "place", "value": place.code}
            row = attribute(event, make_actor(kind="person"), **value)
        assert standing_of(event) == "contested"
        decision = merge(one, other, reason=WHY)
        assert standing_of(event) == "corroborated"
        undo(decision, "Not so.")
        row.refresh_from_db()
        assert (row.value, standing_of(event)) == ("arbil", "contested")

    def test_that_name_both_in_one_passage_become_one(self, make_place, make_event, make_passage):
        one, other = make_place(code="erbil"), make_place(code="arbil")
        given = {"event": make_event(), "passage": make_passage(), "field": "place"}
        for place in (one, other):
            Attribution.objects.create(value=place.code, **given)
        merge(one, other, reason=WHY)
        assert Attribution.objects.get().value == "erbil"

    def test_of_other_columns_are_not_codes(self, make_place, make_event, attribute):
        one, other = make_place(), make_place(code="arbil")
        row = attribute(make_event(), field="title", value="arbil")
        merge(one, other, reason=WHY)
        row.refresh_from_db()
        assert row.value == "arbil"


class TestPossiblySameAs:
    def test_is_settled(self, pair, make_relation, attribute):
        relation = make_relation(subject=pair[0], predicate="possibly_same_as", object=pair[1])
        attribute(relation)
        merge(*pair, reason=WHY)
        assert not Relation.objects.exists()
        assert not Attribution.objects.exists()


class TestObstacle:
    def test_itself(self, pair):
        assert refused(pair[0], pair[0], "Kataib Hezbollah (kataib) is not merged into itself.")

    def test_another_kind(self, pair, make_place):
        assert refused(pair[0], make_place(), "are not of one kind: merge two actors")

    def test_no_reason(self, pair):
        with pytest.raises(CannotMerge, match="Say why these two are the same"):
            merge(*pair, reason=" ")

    def test_one_that_was_merged_already(self, pair, make_actor):
        third = make_actor(code="third")
        merge(*pair, reason=WHY)
        assert refused(third, pair[1], "(brigades) is merged into kataib by now: merge that.")

    @pytest.mark.parametrize("predicate", ["opposes", "part_of", "fights"])
    def test_a_relation_between_the_two(self, pair, make_relation, predicate):
        row = make_relation(subject=pair[1], predicate=predicate, object=pair[0])
        assert refused(*pair, f"({row.code})” lies between the two and would tie a record to")
        assert foresee(*pair).obstacles

    def test_a_designation_of_the_one_by_the_other(self, pair, make_designation):
        make_designation(actor=pair[0], authority=pair[1])
        assert refused(*pair, "lies between the two")

    def test_one_who_quotes_the_other(self, pair, make_voice):
        passage = make_voice(actor=pair[0], position=1).passage
        make_voice(passage=passage, actor=pair[1], position=2)
        assert refused(*pair, f"Kataib Hezbollah, in {passage.code}” would be one row, and do not")

    def test_one_who_speaks_for_the_other(self, pair, make_voice):
        make_voice(actor=pair[0], on_behalf_of=pair[1])
        assert refused(*pair, "lies between the two")

    def test_a_link_between_the_two_events(self, make_event, make_event_link):
        one, other = make_event(), make_event()
        make_event_link(event=one, other=other, kind="same_occasion")
        assert refused(one, other, "lies between the two")

    def test_two_numbers_for_one_measure(self, make_event, make_figure):
        one, other = make_event(), make_event()
        make_figure(event=one, best=5)
        make_figure(event=other, best=7)
        assert refused(one, other, "do not agree in best: make them agree, or delete one, first.")

    def test_a_place_within_the_other(self, make_place):
        country = make_place(name="Iraq")
        town = make_place(name="Erbil", parent=country)
        assert refused(country, town, "Erbil")
        assert refused(town, country, "lies between the two")

    def test_a_republication_of_the_other(self, make_document):
        first = make_document()
        again = make_document(derived_from=first)
        assert refused(first, again, "as its derived from and would have itself")
        assert refused(again, first, "lies between the two")

    def test_a_circle_of_republications(self, make_document):
        first = make_document()
        second = make_document(derived_from=first)
        third = make_document(derived_from=second)
        assert refused(third, first, "would republish itself by way of others")

    def test_a_circle_of_places(self, make_place):
        country = make_place()
        town = make_place(parent=make_place(parent=country))
        assert refused(town, country, "its own parent by way of others")

    def test_a_circle_of_accepted_relations(self, as_seed, pair, make_actor, make_relation):
        third = make_actor()
        given = {"predicate": "part_of", "began": "2003", "ended": "2005", "status": "accepted"}
        make_relation(subject=pair[0], object=third, **given)
        row = make_relation(subject=third, object=pair[1], **given)
        assert refused(*pair, f"({row.code}): This relation closes a circle")

    def test_two_attached_texts(self, make_document):
        one, other = make_document(), make_document()
        attach(one, "One."), attach(other, "Two.")
        assert refused(one, other, "Both have a document text, and there can be only one")

    def test_an_unknown_actor_who_would_take_part(self, make_actor, make_participation):
        unknown, known = make_actor(identity="unknown"), make_actor()
        make_participation(actor=known)
        assert refused(unknown, known, "An actor of unknown identity takes no part in events.")
        merge(known, unknown, reason=WHY)

    def test_rows_that_the_user_may_not_see(self, pair, make_name, django_user_model):
        make_name(actor=pair[1], restricted=True)
        user = django_user_model.objects.create_user("plain")
        assert refused(*pair, "1 records that you may not see hang on these two", user=user)

    def test_columns_that_do_not_go_together(self, make_actor):
        one, other = make_actor(began="2010", ended="2012"), make_actor(began="2014")
        assert refused(one, other, "would not do so", fields=["began"])


class TestDocument:
    def test_has_its_passages_found_in_the_text_that_came(self, make_document, make_passage):
        one, other = make_document(), make_document()
        passage = make_passage(document=one, start=0, end=3)
        attach(other, "One two.")
        passage.digest = ""
        passage.save()
        merge(one, other, reason=WHY)
        assert DocumentText.objects.get().document == one
        assert not Anchor.objects.exclude(text__document=one).exists()
        assert Document.objects.get_by_natural_key(other.code) == one


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    def test_merge_the_same_pair_once(self, pair):
        def second():
            with pytest.raises(CannotMerge, match="merged into kataib by now") as refusal:
                merge(*pair, reason="Me too.")
            return refusal

        assert second_while_first_is_open(lambda: merge(*pair, reason=WHY), second)
        assert Decision.objects.count() == 1

    def test_of_whom_one_merges_the_other_way_round(self, pair):
        def second():
            with pytest.raises(CannotMerge, match="by now"):
                merge(pair[1], pair[0], reason="The other way.")

        second_while_first_is_open(lambda: merge(*pair, reason=WHY), second)
        assert Actor.objects.filter(pk=pair[0].pk).exists()

    def test_refuse_the_one_who_hangs_a_row_on_it_meanwhile(self, pair):
        """What is not committed cannot be taken along; the ledger never has a row on nothing."""

        def first():
            Name.objects.create(actor=pair[1], text="KH")

        with pytest.raises(IntegrityError):
            second_while_first_is_open(first, lambda: merge(*pair, reason=WHY))
        assert Name.objects.get().text == "Hizballah Brigades"
