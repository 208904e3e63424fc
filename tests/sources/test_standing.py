"""What the evidence for a record amounts to: an example for each word and each sentence."""

import pytest

from curation.standing import Standing, weakest
from events.models import Event
from sources.models import SUBJECTS, Attribution

pytestmark = pytest.mark.usefixtures("as_seed")


@pytest.fixture
def event(make_event):
    return make_event()


@pytest.fixture
def someone(make_actor):
    """A new named person each time."""
    return lambda **given: make_actor(kind="person", **given)


class TestStanding:
    def test_is_unattributed_without_evidence(self, event, standing_of):
        assert standing_of(event) == "unattributed"

    def test_is_unattributed_if_all_evidence_is_retired(self, event, attribute, standing_of):
        attribute(event, status="retired")
        assert standing_of(event) == "unattributed"

    @pytest.mark.parametrize("status", ["draft", "submitted", "accepted", "returned"])
    def test_counts_evidence_that_is_not_retired(self, event, attribute, standing_of, status):
        attribute(event, status=status)
        assert standing_of(event) == "single-source"

    def test_is_contested_if_one_asserts_and_one_denies(
        self, event, attribute, someone, standing_of
    ):
        attribute(event, someone())
        attribute(event, someone(), stance="denies")
        assert standing_of(event) == "contested"

    def test_is_contested_by_two_values_for_one_field(self, event, attribute, someone, standing_of):
        attribute(event, someone(), field="date", value="2014")
        attribute(event, someone(), field="date", value="2015")
        assert standing_of(event) == "contested"

    def test_is_contested_though_two_assert(self, event, attribute, someone, standing_of):
        attribute(event, someone())
        attribute(event, someone())
        attribute(event, someone(), stance="denies")
        assert standing_of(event) == "contested"

    def test_is_corroborated_by_two(self, event, attribute, someone, standing_of):
        attribute(event, someone())
        attribute(event, someone())
        assert standing_of(event) == "corroborated"

    def test_is_corroborated_by_two_who_give_one_value(
        self, event, attribute, someone, standing_of
    ):
        attribute(event, someone(), field="date", value="2014")
        attribute(event, someone(), field="date", value="2014")
        assert standing_of(event) == "corroborated"

    def test_is_of_a_single_source(self, event, attribute, someone, standing_of):
        attribute(event, someone())
        assert standing_of(event) == "single-source"

    def test_is_of_a_single_source_beside_suspicions(self, event, attribute, someone, standing_of):
        attribute(event, someone())
        attribute(event, someone(), stance="suspects")
        assert standing_of(event) == "single-source"

    def test_is_suspected(self, event, attribute, someone, standing_of):
        attribute(event, someone(), stance="suspects")
        attribute(event, someone(), stance="suspects")
        assert standing_of(event) == "suspected"

    def test_is_suspected_beside_a_denial(self, event, attribute, someone, standing_of):
        attribute(event, someone(), stance="suspects")
        attribute(event, someone(), stance="denies")
        assert standing_of(event) == "suspected"

    def test_is_denied(self, event, attribute, someone, standing_of):
        attribute(event, someone(), stance="denies")
        assert standing_of(event) == "denied"

    def test_is_retracted(self, event, attribute, someone, standing_of):
        speaker = someone()
        attribute(event, speaker, said="2014")
        attribute(event, speaker, said="2015", stance="retracts")
        assert standing_of(event) == "retracted"

    def test_is_inferred(self, event, attribute, someone, standing_of):
        attribute(event, someone(), basis="inferred")
        assert standing_of(event) == "inferred"

    @pytest.mark.parametrize("subject", SUBJECTS)
    def test_is_that_of_any_subject(self, factories, attribute, someone, standing_of, subject):
        record, neighbour = factories[SUBJECTS[subject]](), factories[SUBJECTS[subject]]()
        attribute(record, someone())
        attribute(neighbour, someone(), stance="denies")
        assert standing_of(record) == "single-source"
        assert standing_of(neighbour) == "denied"


class TestOrigin:
    def test_is_on_whose_behalf_the_last_voice_spoke(
        self, event, attribute, someone, make_actor, standing_of
    ):
        group = make_actor()
        attribute(event, someone(), on_behalf_of=group)
        attribute(event, someone(), on_behalf_of=group)
        attribute(event, group)
        assert standing_of(event) == "single-source"

    def test_is_the_last_voice_not_the_first(self, event, attribute, someone, standing_of):
        origin = someone()
        attribute(event, origin, chain=[someone()])
        attribute(event, origin, chain=[someone(), someone()])
        assert standing_of(event) == "single-source"

    def test_is_another_where_one_reporter_quotes_two(self, event, attribute, someone, standing_of):
        reporter = someone()
        attribute(event, someone(), chain=[reporter])
        attribute(event, someone(), chain=[reporter])
        assert standing_of(event) == "corroborated"

    def test_is_one_in_ten_papers_that_carry_one_sentence(
        self, event, attribute, someone, make_document, make_actor, standing_of
    ):
        spokesman = someone()
        for _ in range(10):
            paper = make_document(publisher=make_actor(kind="media"))
            attribute(event, spokesman, document=paper)
        assert standing_of(event) == "single-source"

    @pytest.mark.parametrize(
        "vague", [{"kind": "collective"}, {"identity": "unnamed"}, {"identity": "unknown"}]
    )
    def test_of_whoever_cannot_be_told_apart_is_the_publisher(
        self, event, attribute, make_actor, make_document, standing_of, vague
    ):
        paper, other = make_actor(kind="media"), make_actor(kind="media")
        attribute(event, make_actor(**vague), document=make_document(publisher=paper))
        attribute(event, make_actor(**vague), document=make_document(publisher=paper))
        assert standing_of(event) == "single-source"
        attribute(event, make_actor(**vague), document=make_document(publisher=other))
        assert standing_of(event) == "corroborated"

    def test_of_a_named_speaker_for_a_collective_is_the_publisher(
        self, event, attribute, someone, make_actor, make_document, standing_of
    ):
        paper, people = make_actor(kind="media"), make_actor(kind="collective")
        attribute(event, someone(), on_behalf_of=people, document=make_document(publisher=paper))
        attribute(event, document=make_document(publisher=paper))
        assert standing_of(event) == "single-source"

    def test_of_an_unnamed_spokesman_is_for_whom_he_speaks(
        self, event, attribute, make_actor, standing_of
    ):
        group = make_actor()
        attribute(event, make_actor(identity="unnamed"), on_behalf_of=group)
        attribute(event, make_actor(identity="unnamed"), on_behalf_of=group)
        assert standing_of(event) == "single-source"

    def test_of_narration_is_the_publisher(
        self, event, attribute, make_actor, make_document, standing_of
    ):
        paper = make_actor(kind="media")
        attribute(event, document=make_document(publisher=paper))
        attribute(event, document=make_document(publisher=paper))
        attribute(event, paper)
        assert standing_of(event) == "single-source"

    def test_of_narration_without_a_publisher_is_the_document(
        self, event, attribute, make_document, standing_of
    ):
        document = make_document()
        attribute(event, document=document)
        attribute(event, document=document)
        assert standing_of(event) == "single-source"
        attribute(event, document=make_document())
        assert standing_of(event) == "corroborated"

    def test_of_a_republication_is_that_of_its_root(
        self, event, attribute, make_actor, make_document, standing_of
    ):
        root = make_document(publisher=make_actor(kind="media"))
        copy = make_document(publisher=make_actor(kind="media"), derived_from=root)
        copy_of_copy = make_document(publisher=make_actor(kind="media"), derived_from=copy)
        for document in (root, copy, copy_of_copy):
            attribute(event, document=document)
        assert standing_of(event) == "single-source"

    def test_of_a_republication_is_the_root_itself_where_that_has_no_publisher(
        self, event, attribute, make_actor, make_document, standing_of
    ):
        root = make_document()
        attribute(event, document=root)
        attribute(
            event, document=make_document(publisher=make_actor(kind="media"), derived_from=root)
        )
        assert standing_of(event) == "single-source"

    def test_is_two_where_two_said_it_together(self, event, attribute, someone, standing_of):
        attribute(event, someone(), someone())
        assert standing_of(event) == "corroborated"

    def test_is_one_where_two_said_it_together_for_one(
        self, event, attribute, someone, make_actor, standing_of
    ):
        attribute(event, someone(), someone(), on_behalf_of=make_actor())
        assert standing_of(event) == "single-source"

    def test_is_never_an_inference(self, event, attribute, someone, standing_of):
        attribute(event, someone())
        attribute(event, someone(), basis="inferred")
        attribute(event, someone(), basis="inferred", stance="denies")
        assert standing_of(event) == "single-source"

    def test_may_only_be_implied(self, event, attribute, someone, standing_of):
        attribute(event, someone(), basis="implied")
        assert standing_of(event) == "single-source"


class TestLatestStance:
    @pytest.mark.parametrize("early", ["2014-12-30", "2013", "[..2013]", "2014-12-30?"])
    def test_of_an_origin_counts_by_what_was_said(
        self, event, attribute, someone, standing_of, early
    ):
        speaker = someone()
        attribute(event, speaker, said="2014-12-31", stance="denies", published="2015")
        attribute(event, speaker, said=early, published="2020")
        assert standing_of(event) == "denied"

    def test_counts_by_what_was_published_where_that_is_not_known(
        self, event, attribute, someone, standing_of
    ):
        speaker = someone()
        attribute(event, speaker, published="2015", stance="denies")
        attribute(event, speaker, published="2014")
        assert standing_of(event) == "denied"

    def test_counts_by_what_was_published_where_it_was_said_at_once(
        self, event, attribute, someone, standing_of
    ):
        speaker = someone()
        attribute(event, speaker, said="2014", published="2016", stance="suspects")
        attribute(event, speaker, said="2014", published="2015")
        assert standing_of(event) == "suspected"

    def test_without_any_date_comes_first(self, event, attribute, someone, standing_of):
        speaker = someone()
        attribute(event, speaker)
        attribute(event, speaker, said="0001", stance="denies")
        assert standing_of(event) == "denied"

    def test_in_a_republication_is_as_old_as_its_root(
        self, event, attribute, someone, make_document, standing_of
    ):
        speaker = someone()
        root = make_document(published="2014")
        attribute(event, speaker, document=make_document(published="2020", derived_from=root))
        attribute(event, speaker, published="2016", stance="denies")
        assert standing_of(event) == "denied"

    def test_counts_for_each_origin_alone(self, event, attribute, someone, standing_of):
        attribute(event, someone(), said="2014")
        attribute(event, someone(), said="2015", stance="denies")
        assert standing_of(event) == "contested"

    def test_is_both_where_both_are_of_one_day(self, event, attribute, someone, standing_of):
        speaker = someone()
        attribute(event, speaker, said="2014")
        attribute(event, speaker, said="2014", stance="denies")
        assert standing_of(event) == "contested"
        # The words for it hold here too, where one origin is alone.
        assert "origin" not in Standing.CONTESTED.label

    def test_of_one_column_does_not_dispute_its_own_of_another(
        self, event, attribute, someone, standing_of
    ):
        speaker = someone()
        attribute(event, speaker, said="2014")
        attribute(event, speaker, said="2015", stance="denies", field="date", value="2013")
        assert standing_of(event) == "single-source"

    def test_is_of_each_field_alone(self, event, attribute, someone, standing_of):
        speaker = someone()
        attribute(event, speaker, said="2014", field="date", value="2013")
        attribute(event, speaker, said="2015", field="place", value="baghdad")
        attribute(event, someone(), field="date", value="2012")
        assert standing_of(event) == "contested"

    def test_replaces_an_earlier_value(self, event, attribute, someone, standing_of):
        speaker = someone()
        attribute(event, speaker, said="2014", field="date", value="2013")
        attribute(event, speaker, said="2015", field="date", value="2012")
        attribute(event, someone(), field="date", value="2012")
        assert standing_of(event) == "corroborated"

    def test_denying_all_of_it_takes_single_fields_along(
        self, event, attribute, someone, standing_of
    ):
        speaker = someone()
        attribute(event, speaker, said="2014", field="date", value="2013")
        attribute(event, speaker, said="2015", stance="denies")
        assert standing_of(event) == "denied"

    def test_asserting_all_of_it_leaves_single_fields_alone(
        self, event, attribute, someone, standing_of
    ):
        speaker = someone()
        attribute(event, speaker, said="2014", field="date", value="2013")
        attribute(event, speaker, said="2015")
        attribute(event, someone(), field="date", value="2012")
        assert standing_of(event) == "contested"


class TestRetraction:
    def test_cancels_only_that_origins_words(self, event, attribute, someone, standing_of):
        speaker = someone()
        attribute(event, speaker, said="2014")
        attribute(event, speaker, said="2015", stance="retracts")
        attribute(event, someone(), said="2013")
        assert standing_of(event) == "single-source"

    def test_cancels_a_denial(self, event, attribute, someone, standing_of):
        speaker = someone()
        attribute(event, speaker, said="2014", stance="denies")
        attribute(event, speaker, said="2015", stance="retracts")
        attribute(event, someone())
        assert standing_of(event) == "single-source"

    def test_cancels_what_was_said_on_the_same_day(self, event, attribute, someone, standing_of):
        speaker = someone()
        attribute(event, speaker, said="2014", stance="retracts")
        attribute(event, speaker, said="2014")
        assert standing_of(event) == "retracted"

    def test_does_not_cancel_what_was_said_later(self, event, attribute, someone, standing_of):
        speaker = someone()
        attribute(event, speaker, said="2014", stance="retracts")
        attribute(event, speaker, said="2015")
        assert standing_of(event) == "single-source"

    def test_of_one_field_cancels_that_field_alone(self, event, attribute, someone, standing_of):
        speaker = someone()
        attribute(event, speaker, said="2014")
        attribute(event, speaker, said="2014", field="date", value="2013")
        attribute(event, speaker, said="2015", field="date", stance="retracts")
        attribute(event, someone(), field="date", value="2012")
        assert standing_of(event) == "corroborated"


class TestContest:
    @pytest.mark.parametrize("extent", ["most", "some", "occasional"])
    def test_is_none_between_a_part_and_the_whole(
        self, event, attribute, someone, standing_of, extent
    ):
        attribute(event, someone())
        attribute(event, someone(), stance="denies", extent=extent)
        assert standing_of(event) == "single-source"

    @pytest.mark.parametrize("extent", ["most", "some", "occasional"])
    def test_is_none_between_a_value_for_a_part_and_one_for_the_whole(
        self, event, attribute, someone, standing_of, extent
    ):
        attribute(event, someone(), field="date", value="2014")
        attribute(event, someone(), field="date", value="2015", extent=extent)
        assert standing_of(event) == "corroborated"

    def test_is_none_between_two_values_of_one_origin(self, event, attribute, someone, standing_of):
        speaker = someone()
        attribute(event, speaker, field="date", value="2014")
        attribute(event, speaker, field="date", value="2015")
        assert standing_of(event) == "single-source"

    def test_is_none_where_one_gives_no_value(self, event, attribute, someone, standing_of):
        attribute(event, someone(), field="date", value="2014")
        attribute(event, someone(), field="date")
        assert standing_of(event) == "corroborated"

    def test_is_none_between_values_of_different_fields(
        self, event, attribute, someone, standing_of
    ):
        attribute(event, someone(), field="date", value="2014")
        attribute(event, someone(), field="description", value="2015")
        assert standing_of(event) == "corroborated"

    def test_is_none_with_a_value_that_is_only_suspected(
        self, event, attribute, someone, standing_of
    ):
        attribute(event, someone(), field="date", value="2014")
        attribute(event, someone(), field="date", value="2015", stance="suspects")
        assert standing_of(event) == "single-source"


class TestQuery:
    def test_is_one_whatever_the_number_of_rows(
        self, make_event, attribute, someone, django_assert_num_queries
    ):
        for _ in range(5):
            event = make_event()
            attribute(event, someone())
            attribute(event, someone(), stance="denies")
        with django_assert_num_queries(1):
            assert {event.standing for event in Event.objects.with_standing()} == {"contested"}

    @pytest.mark.parametrize("word", ["unattributed", "single_source", "corroborated", "contested"])
    def test_finds_the_rows_of_one_standing(self, make_event, attribute, someone, word):
        events = {name: make_event() for name in ("unattributed", "single_source")}
        events |= {name: make_event() for name in ("corroborated", "contested")}
        attribute(events["single_source"], someone())
        for _ in range(2):
            attribute(events["corroborated"], someone())
            attribute(events["contested"], someone())
        attribute(events["contested"], someone(), stance="denies")
        assert list(getattr(Event.objects, word)()) == [events[word]]

    def test_chains(self, make_event, attribute):
        early, late = make_event(date="2003"), make_event(date="2014")
        attribute(late)
        attribute(early)
        found = Event.objects.definitely_between("2014-01-01", "2014-12-31").single_source()
        assert list(found.with_standing().values_list("pk", "standing")) == [
            (late.pk, "single-source")
        ]
        assert Event.objects.single_source().count() == 2

    def test_finds_several_standings(self, make_event, attribute):
        attribute(make_event(), stance="denies")
        attribute(make_event())
        make_event()
        assert Event.objects.of_standing("denied", "unattributed").count() == 2


class TestWord:
    def test_is_known(self):
        assert set(Standing.values) == {
            "unattributed",
            "contested",
            "corroborated",
            "single-source",
            "suspected",
            "denied",
            "retracted",
            "inferred",
        }

    def test_of_a_chain_is_the_weakest(self):
        assert weakest(["corroborated", "suspected", "single-source"]) == "suspected"
        assert weakest(["corroborated", "unattributed"]) == "unattributed"
        assert weakest([]) is None


class TestSubjectOfAnAttribution:
    def test_is_asked_from_the_other_side(self, event, attribute, make_event):
        attribution = attribute(event)
        attribute(make_event())
        assert Attribution.objects.about(event).get() == attribution
