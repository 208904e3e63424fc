"""What evidence amounts to, as triggers keep it: never other than weighing it now would say."""

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actors.models import Actor
from curation.standing import Standing
from events.models import Event
from sources.models import SUBJECTS, Attribution, Document, KeptStanding, Passage, Voice
from tests.at_once import second_while_first_is_open
from tests.refusing import refused_by
from tests.writing import DELETES, INSERTS

from .evidence import evidence

pytestmark = pytest.mark.usefixtures("as_seed")


def kept():
    """Standing by subject and record, as the triggers left it."""
    found = {}
    for row in KeptStanding.objects.all():
        subject = next(name for name in SUBJECTS if getattr(row, f"{name}_id"))
        found[subject, getattr(row, f"{subject}_id")] = row.standing
    return found


def weighed():
    """The same, weighed now; what nothing holds up is left out."""
    found = {}
    with connection.cursor() as cursor:
        for subject in SUBJECTS:
            cursor.execute(
                f"SELECT {subject}_id, standing(array_agg(id)) FROM sources_attribution"
                f" WHERE {subject}_id IS NOT NULL GROUP BY 1"
            )
            found |= {(subject, pk): standing for pk, standing in cursor.fetchall()}
    return {record: standing for record, standing in found.items() if standing != "unattributed"}


class TestKeptStanding:
    @pytest.mark.parametrize("subject", SUBJECTS)
    @pytest.mark.parametrize("insert", INSERTS)
    def test_is_there_however_an_attribution_is_written(
        self, factories, make_attribution, subject, insert
    ):
        record = factories[SUBJECTS[subject]]()
        insert(make_attribution.build(**{subject: record}))
        assert kept() == weighed() == {(subject, record.pk): "single-source"}

    @pytest.mark.parametrize("delete", DELETES)
    def test_goes_with_the_last_attribution(self, make_attribution, delete):
        attribution = make_attribution()
        delete(attribution)
        assert kept() == {}
        attribution.event.delete()

    def test_goes_when_the_last_attribution_is_retired(self, make_attribution):
        Attribution.objects.filter(pk=make_attribution().pk).update(status="retired")
        assert kept() == {}
        assert Event.objects.unattributed().exists()

    def test_follows_an_attribution_to_another_record(self, make_attribution, make_event):
        attribution, other = make_attribution(), make_event()
        Attribution.objects.filter(pk=attribution.pk).update(event=other)
        assert kept() == {("event", other.pk): "single-source"}

    def test_follows_a_document_that_turns_out_to_republish(self, make_event, attribute):
        event = make_event()
        first, second = attribute(event), attribute(event)
        assert kept()["event", event.pk] == "corroborated"
        Document.objects.filter(pk=second.passage.document_id).update(
            derived_from=first.passage.document
        )
        assert kept()["event", event.pk] == "single-source"

    def test_follows_a_speaker_who_turns_out_to_be_a_class_of_people(
        self, make_event, attribute, make_actor, make_document
    ):
        event, speakers, document = make_event(), [make_actor(), make_actor()], make_document()
        for speaker in speakers:
            attribute(event, speaker)
        Passage.objects.update(document=document)
        assert kept()["event", event.pk] == "corroborated"
        Actor.objects.filter(pk__in=[speaker.pk for speaker in speakers]).update(kind="collective")
        assert kept()["event", event.pk] == "single-source"

    def test_is_not_written_by_hand(self, make_attribution, make_event):
        rows = KeptStanding.objects.filter(event=make_attribution().event)
        with refused_by("keptstanding_is_kept_by_the_database"):
            rows.update(standing="corroborated")
        with refused_by("keptstanding_is_kept_by_the_database"):
            rows.delete()
        with refused_by("keptstanding_is_kept_by_the_database"):
            KeptStanding.objects.create(event=make_event(), standing="contested")

    @pytest.mark.parametrize("subject", SUBJECTS)
    def test_is_one_a_record(self, factories, subject):
        record = factories[SUBJECTS[subject]]()
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL isnad.weighing = 'on'")
        KeptStanding.objects.create(standing="inferred", **{subject: record})
        with refused_by(f"keptstanding_of_{subject}_is_one"):
            KeptStanding.objects.create(standing="inferred", **{subject: record})

    def test_is_of_exactly_one_record(self, make_event, make_actor):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL isnad.weighing = 'on'")
        with refused_by("keptstanding_has_exactly_one_subject"):
            KeptStanding.objects.create(standing="inferred", event=make_event(), actor=make_actor())


class TestAskingByStanding:
    @pytest.mark.django_db
    def test_weighs_nothing(self):
        for rows in (Event.objects.contested(), Event.objects.corroborated().with_standing()):
            assert "sources_attribution" not in rows.explain()

    @pytest.mark.parametrize("word", Standing.values)
    def test_finds_the_rows_that_show_it(self, word, make_event, attribute, make_actor):
        make_event()
        for stances in (
            ["asserts"],
            ["asserts", "asserts"],
            ["asserts", "denies"],
            ["denies"],
            ["suspects"],
            ["retracts"],
        ):
            event = make_event()
            for stance in stances:
                attribute(event, make_actor(), stance=stance)
        attribute(make_event(), basis="inferred")
        shown = [event for event in Event.objects.with_standing() if event.standing == word]
        assert len(shown) == 1
        assert list(Event.objects.of_standing(word)) == shown

    def test_takes_several_words(self, make_event, attribute):
        bare, held = make_event(), make_event()
        attribute(held)
        assert {*Event.objects.of_standing("unattributed", "single-source")} == {bare, held}


CHANGES = [
    "retire", "deny", "delete", "move", "hush", "speak for", "say when", "publish", "disown",
    "recast",
]  # fmt: skip


def changes():
    """What befalls evidence, and the how-manieth row of its table."""
    change = st.tuples(st.sampled_from(CHANGES), st.integers(0, 5))
    return st.lists(change, min_size=1, max_size=5)


def befall(change, number, other):
    """Carries out one change on the `number`th row of its table, if there are so many."""

    def nth(model):
        return model.objects.filter(
            pk__in=[*model.objects.order_by("pk").values_list("pk", flat=True)[number : number + 1]]
        )

    subject = next(name for name, model in SUBJECTS.items() if isinstance(other, model))
    match change:
        case "retire":
            nth(Attribution).update(status="retired")
        case "deny":
            nth(Attribution).update(stance="denies")
        case "delete":
            nth(Attribution).delete()
        case "move":
            nth(Attribution).update(**{subject: other})
        case "hush":
            Voice.objects.filter(passage__in=nth(Passage)).delete()
        case "speak for":
            voice = nth(Voice).first()
            if voice and voice.actor != Actor.objects.first():
                nth(Voice).update(on_behalf_of=Actor.objects.first())
        case "say when":
            nth(Passage).update(said="2014-01-20")
        case "publish":
            nth(Document).update(published="2016")
        case "disown":
            nth(Document).update(publisher=None, derived_from=None)
        case "recast":
            nth(Actor).update(kind="collective")


@pytest.mark.parametrize("subject", ["event", "figure"])
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=100
)
@given(chosen=st.data())
def test_is_what_weighing_says_whatever_befalls_the_evidence(
    factories, write_evidence, subject, chosen
):
    documents, words = chosen.draw(evidence(subject))
    with transaction.atomic():
        record, other = factories[SUBJECTS[subject]](), factories[SUBJECTS[subject]]()
        write_evidence(documents, words, subject, record)
        for change, number in chosen.draw(changes()):
            befall(change, number, other)
            assert kept() == weighed()
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
class TestTwoPeopleAtOnce:
    def test_hold_up_one_record(self, make_event, make_attribution, make_document):
        event = make_event()
        passages = make_attribution().passage, make_attribution().passage
        first, second = [make_attribution.build(event=event, passage=p) for p in passages]
        second_while_first_is_open(first.save, second.save)
        assert kept() == weighed()
        assert kept()["event", event.pk] == "corroborated"

    def test_let_go_of_it_and_hold_it_up(self, make_event, attribute, make_attribution):
        event = make_event()
        first, spare = attribute(event), attribute(make_event())
        second = make_attribution.build(event=event, passage=spare.passage)
        second_while_first_is_open(first.delete, second.save)
        assert kept() == weighed()
        assert kept()["event", event.pk] == "single-source"

    @pytest.mark.parametrize("citing_first", [True, False])
    def test_cite_a_passage_and_say_who_speaks(
        self, make_event, attribute, make_attribution, make_voice, make_actor, citing_first
    ):
        event = make_event()
        attribute(event, speaker := make_actor())
        passage = attribute(make_event()).passage
        citing = make_attribution.build(event=event, passage=passage).save
        naming = make_voice.build(passage=passage, actor=speaker).save
        first, second = (citing, naming) if citing_first else (naming, citing)
        second_while_first_is_open(first, second)
        assert kept() == weighed()
        assert kept()["event", event.pk] == "single-source"

    @pytest.mark.parametrize("citing_first", [True, False])
    def test_cite_a_passage_and_say_what_its_document_republishes(
        self, make_event, attribute, make_attribution, citing_first
    ):
        event = make_event()
        original = attribute(event).passage.document
        passage = attribute(make_event()).passage

        def cite():
            make_attribution.build(event=event, passage=passage).save()

        def derive():
            Document.objects.filter(pk=passage.document_id).update(derived_from=original)

        second_while_first_is_open(*((cite, derive) if citing_first else (derive, cite)))
        assert kept() == weighed()
        assert kept()["event", event.pk] == "single-source"

    @pytest.mark.parametrize("citing_first", [True, False])
    def test_cite_a_speaker_and_say_what_the_speaker_is(
        self, make_event, attribute, make_attribution, make_actor, citing_first
    ):
        event, speaker = make_event(), make_actor()
        first_word = attribute(event)
        passage = attribute(make_event(), speaker).passage
        Passage.objects.filter(pk=passage.pk).update(document=first_word.passage.document)

        def cite():
            make_attribution.build(event=event, passage=passage).save()

        def recast():
            Actor.objects.filter(pk=speaker.pk).update(kind="collective")

        second_while_first_is_open(*((cite, recast) if citing_first else (recast, cite)))
        assert kept() == weighed()
        assert kept()["event", event.pk] == "single-source"
