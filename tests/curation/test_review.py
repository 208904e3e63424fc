"""Nobody accepts their own change, whoever writes and however; all kinds of records alike."""

import pghistory
import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection

from curation.acting import acting_as
from curation.records import Record, Status
from curation.review import accept, give_back, retire, submit
from tests.refusing import refused_by
from tests.writing import INSERTS, UPDATES

RECORDS = [model for model in apps.get_models() if issubclass(model, Record)]


@pytest.fixture(params=RECORDS, ids=lambda model: model.__name__)
def make_record(request, factories):
    return factories[request.param]


@pytest.fixture
def people(db):
    """Two who may act: a curator and a reviewer."""
    return [User.objects.create_user(name) for name in ("curator", "reviewer")]


@pytest.fixture
def submitted(make_record, people):
    """A record that the curator has written and submitted."""
    with acting_as(people[0]):
        return make_record(status="submitted")


def now(record):
    return type(record)._base_manager.get(pk=record.pk)


def prefix(record):
    return record._meta.model_name


def set_status(record, status):
    type(record)._base_manager.filter(pk=record.pk).update(status=status)


class TestAcceptance:
    def test_is_by_another(self, submitted, people):
        with acting_as(people[1]):
            set_status(submitted, "accepted")
        assert now(submitted).status == "accepted"
        assert now(submitted).editors == []

    @pytest.mark.parametrize("update", UPDATES)
    def test_by_nobody_is_refused(self, submitted, update):
        with refused_by(f"{prefix(submitted)}_is_reviewed_by_somebody_known"):
            update(submitted, "status", "accepted")

    def test_of_ones_own_change_is_refused(self, submitted, people):
        with acting_as(people[0]), refused_by(f"{prefix(submitted)}_is_accepted_by_somebody_else"):
            set_status(submitted, "accepted")

    def test_of_ones_own_change_is_refused_though_another_changed_it_since(self, submitted, people):
        with acting_as(people[1]):
            type(submitted)._base_manager.filter(pk=submitted.pk).update(note="A comma.")
        for person in people:
            with acting_as(person), refused_by(f"{prefix(submitted)}_is_accepted_by_somebody_else"):
                set_status(submitted, "accepted")

    def test_together_with_a_change_is_refused(self, submitted, people):
        rows = type(submitted)._base_manager.filter(pk=submitted.pk)
        with (
            acting_as(people[1]),
            refused_by(f"{prefix(submitted)}_is_accepted_by_somebody_else"),
        ):
            rows.update(status="accepted", note="And this.")

    def test_of_what_was_never_submitted_is_refused(self, make_record, people):
        with acting_as(people[0]):
            draft = make_record()
        with (
            acting_as(people[1]),
            refused_by(f"{prefix(draft)}_is_submitted_before_it_is_reviewed"),
        ):
            set_status(draft, "accepted")

    @pytest.mark.parametrize("insert", INSERTS)
    def test_at_once_is_refused(self, make_record, insert):
        with pytest.raises(Exception, match="Nobody is named who accepts"):
            insert(make_record.build(status="accepted"))

    @pytest.mark.parametrize("principal", ["seed", "restore"])
    def test_by_those_who_are_no_person_needs_no_review(self, make_record, principal):
        with pghistory.context(principal=principal):
            record = make_record(status="accepted")
        history = record.history.get()
        assert history.pgh_context["principal"] == principal

    def test_is_not_had_by_writing_who_edited(self, submitted, people):
        rows = type(submitted)._base_manager.filter(pk=submitted.pk)
        with acting_as(people[0]):
            rows.update(editors=[])
        assert now(submitted).editors == [people[0].pk]


class TestReturn:
    def test_has_a_reason(self, submitted, people):
        with acting_as(people[1]), refused_by(f"{prefix(submitted)}_is_returned_with_a_reason"):
            set_status(submitted, "returned")
        with acting_as(people[1], reason="Which airport?"):
            set_status(submitted, "returned")
        assert now(submitted).status == "returned"
        assert submitted.history.latest("pgh_id").pgh_context["reason"] == "Which airport?"


class TestAcceptedRecord:
    @pytest.fixture
    def accepted(self, submitted, people):
        with acting_as(people[1]):
            set_status(submitted, "accepted")
        return submitted

    @pytest.mark.parametrize("update", UPDATES)
    def test_that_is_edited_is_a_draft_again(self, accepted, people, update):
        with acting_as(people[0]):
            update(accepted, "note", "Edited.")
        assert now(accepted).status == "draft"
        assert now(accepted).editors == [people[0].pk]

    def test_that_is_saved_unchanged_stays_accepted(self, accepted, people):
        with acting_as(people[0]):
            now(accepted).save()
        assert now(accepted).status == "accepted"

    def test_that_is_edited_by_nobody_known_is_a_draft_too(self, accepted):
        type(accepted)._base_manager.filter(pk=accepted.pk).update(note="By hand.")
        assert now(accepted).status == "draft"

    def test_stays_accepted_in_the_hands_of_the_seeding(self, accepted):
        with pghistory.context(principal="seed"):
            type(accepted)._base_manager.filter(pk=accepted.pk).update(note="Newer.")
        assert now(accepted).status == "accepted"


class TestSending:
    def test_goes_all_the_way(self, make_event, people):
        with acting_as(people[0]):
            event = make_event()
            assert submit([event]).done == [event]
        with acting_as(people[1]):
            assert give_back([event], "Which day?").done == [event]
        with acting_as(people[0]):
            assert submit([event]).done == [event]
        with acting_as(people[1]):
            assert accept([event]).done == [event]
            assert retire([event], "No such event.").done == [event]
        statuses = [change.status for change in event.history.order_by("pgh_id")]
        assert statuses == [
            "draft",
            "submitted",
            "returned",
            "submitted",
            "accepted",
            "retired",
        ]

    def test_goes_on_behind_a_row_that_is_refused(self, make_event, people):
        curator, reviewer = people
        with acting_as(curator):
            theirs = [make_event(status="submitted"), make_event(status="submitted")]
        with acting_as(reviewer):
            own = make_event(status="submitted")
            outcome = accept([theirs[0], own, theirs[1]])
        assert outcome.done == theirs
        assert outcome.refused == [(own, "Nobody accepts their own change: ask another reviewer.")]

    def test_says_what_keeps_each_row(self, make_event, people):
        with acting_as(people[0]):
            draft, gone, waiting = make_event(), make_event(), make_event(status="submitted")
            type(gone).objects.filter(pk=gone.pk).delete()
        with acting_as(people[1]):
            outcome = give_back([draft, gone, waiting], " ")
        assert [why for _record, why in outcome.refused] == [
            "It is draft, and only submitted is returned.",
            "Somebody has deleted it.",
            "Say why: give a reason.",
        ]
        assert not outcome.done

    def test_holds_what_is_accepted_to_all_rules(self, make_relation, people):
        """Two accepted halves of a circle of command, each certain on the same days."""
        curator, reviewer = people
        dates = {"began": "2014", "ended": "2016", "predicate": "commands", "status": "submitted"}
        with acting_as(curator):
            one = make_relation(**dates)
            other = make_relation(subject=one.object, object=one.subject, **dates)
        with acting_as(reviewer):
            outcome = accept([one, other])
        assert outcome.done == [one]
        assert "closes a circle" in outcome.refused[0][1]


PARTS = ["make_voice", "make_mention"]


@pytest.mark.parametrize("make_part", PARTS)
class TestPart:
    """Who spoke a passage, and whom it mentions, is reviewed with it."""

    @pytest.fixture
    def part(self, make_part, make_passage, people, request):
        """A part of a passage that waits to be reviewed."""
        with acting_as(people[0]):
            passage = make_passage(status="submitted")
            return request.getfixturevalue(make_part)(passage=passage)

    @pytest.fixture
    def accepted(self, part, people):
        with acting_as(people[1]):
            set_status(part.passage, "accepted")
        return part

    @staticmethod
    def change(part):
        column = "capacity" if hasattr(part, "capacity") else "printed"
        type(part).objects.filter(pk=part.pk).update(**{column: "in other words"})

    def test_that_is_changed_makes_its_passage_a_draft(self, accepted, people):
        with acting_as(people[1]):
            self.change(accepted)
        assert now(accepted.passage).status == "draft"
        assert now(accepted.passage).editors == [people[1].pk]

    @pytest.mark.parametrize("insert", INSERTS)
    def test_that_is_added_makes_its_passage_a_draft(
        self, accepted, people, make_actor, insert, make_part, request
    ):
        another = request.getfixturevalue(make_part).build
        more = {"position": 2} if make_part == "make_voice" else {}
        with acting_as(people[1]):
            insert(another(passage=accepted.passage, actor=make_actor(), **more))
        assert now(accepted.passage).status == "draft"

    def test_that_is_deleted_makes_its_passage_a_draft(self, accepted):
        type(accepted).objects.filter(pk=accepted.pk).delete()
        assert now(accepted.passage).status == "draft"
        assert now(accepted.passage).editors == []

    def test_that_moves_makes_both_passages_drafts(self, accepted, people, make_passage):
        with acting_as(people[1], principal="seed"):
            other = make_passage(status="accepted")
        type(accepted).objects.filter(pk=accepted.pk).update(passage=other)
        assert {now(passage).status for passage in (accepted.passage, other)} == {"draft"}

    def test_is_not_accepted_with_its_passage_by_whoever_changed_it(self, part, people):
        with acting_as(people[1]):
            self.change(part)
            outcome = accept([part.passage])
        assert [why for _passage, why in outcome.refused] == [
            "Nobody accepts their own change: ask another reviewer."
        ]

    def test_that_is_written_unchanged_leaves_its_passage_accepted(self, accepted):
        type(accepted).objects.filter(pk=accepted.pk).update(actor=accepted.actor_id)
        assert now(accepted.passage).status == "accepted"

    @pytest.mark.parametrize("principal", ["seed", "restore", "merge"])
    def test_that_is_not_a_persons_change_leaves_its_passage_accepted(self, accepted, principal):
        with pghistory.context(principal=principal):
            self.change(accepted)
        assert now(accepted.passage).status == "accepted"

    def test_adds_no_change_to_a_draft_of_ones_own(self, part, people):
        with acting_as(people[0]):
            self.change(part)
        assert part.passage.history.count() == 1


def test_acting_ends_with_its_block(make_event, people):
    with acting_as(people[0], reason="for a while"):
        make_event()
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('pghistory.context_metadata', true)")
        assert not cursor.fetchone()[0]
    assert make_event().editors == []


def test_every_status_but_draft_can_be_reached():
    from curation.review import FROM

    assert {*FROM} == {*Status} - {Status.DRAFT}
