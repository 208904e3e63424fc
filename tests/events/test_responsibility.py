"""For what an actor is held responsible, itself or through whoever stood below it then."""

import pytest

from events.models import Event, Role


@pytest.fixture
def hold(make_event, make_participation, attribute):
    """An event for which a voice holds `actor` to have had a role; returns the event."""

    def hold(actor, date="", role="perpetrator", **given):
        event = make_event(date=date)
        attribute(make_participation(event=event, actor=actor, role=role), **given)
        return event

    return hold


class TestAttributedTo:
    @pytest.mark.parametrize("role", sorted(Role))
    def test_counts_the_roles_that_answer_for_it(self, hold, make_actor, role):
        actor = make_actor()
        hold(actor, role=role)
        responsible = role in ("perpetrator", "ordered_by")
        assert Event.objects.attributed_to(actor).exists() == responsible

    @pytest.mark.parametrize(
        ("stance", "found"),
        [("asserts", True), ("suspects", True), ("denies", False), ("retracts", False)],
    )
    def test_counts_assertions_and_suspicions(self, hold, make_actor, stance, found):
        actor = make_actor()
        hold(actor, stance=stance)
        assert Event.objects.attributed_to(actor).exists() == found

    def test_counts_what_is_also_denied_once(self, make_participation, attribute):
        part = make_participation()
        attribute(part)
        attribute(part)
        attribute(part, part.actor, stance="denies")
        assert Event.objects.attributed_to(part.actor).get() == part.event

    def test_counts_nothing_that_no_voice_holds(self, make_participation):
        part = make_participation()
        assert not Event.objects.attributed_to(part.actor).exists()

    def test_counts_nothing_that_was_retired(self, hold, make_actor):
        actor = make_actor()
        hold(actor, status="retired")
        assert not Event.objects.attributed_to(actor).exists()

    def test_counts_nobody_else(self, hold, make_actor):
        hold(make_actor())
        assert not Event.objects.attributed_to(make_actor(), include_subordinates=True).exists()


class TestSubordinates:
    def test_are_those_at_the_events_own_date(self, hold, make_relation):
        relation = make_relation(predicate="commands", began="2014", ended="2015")
        below = relation.object
        hold(below, date="2013-12-31")
        early, late = hold(below, date="2014-01-01"), hold(below, date="2015-12-31")
        hold(below, date="2016-01-01")
        undated = hold(below)
        throughout = hold(below, date="2013/2014")
        found = Event.objects.attributed_to(relation.subject, include_subordinates=True)
        assert set(found) == {early, late, undated, throughout}

    def test_are_left_out_unless_they_are_asked_for(self, hold, make_relation):
        relation = make_relation(predicate="commands")
        hold(relation.object)
        own = hold(relation.subject)
        assert Event.objects.attributed_to(relation.subject).get() == own

    def test_all_stood_there_on_one_same_day(self, hold, make_relation):
        upper = make_relation(predicate="commands", began="2014-06-02")
        lower = make_relation(subject=upper.object, predicate="leads", ended="2014-06-01")
        event = hold(lower.object, date="2014")
        asked = Event.objects.attributed_to(upper.subject, include_subordinates=True)
        assert not asked.exists()
        type(lower).objects.filter(pk=lower.pk).update(ended="2014-06-02")
        assert asked.all().get() == event

    def test_do_not_include_superiors(self, hold, make_relation):
        relation = make_relation(predicate="commands")
        hold(relation.subject)
        asked = Event.objects.attributed_to(relation.object, include_subordinates=True)
        assert not asked.exists()

    def test_are_asked_for_in_one_query_that_chains(
        self, hold, make_relation, django_assert_num_queries
    ):
        relation = make_relation(predicate="commands")
        event = hold(relation.object, date="2014")
        hold(relation.object, date="2016")
        with django_assert_num_queries(1):
            found = (
                Event.objects.definitely_between("2014-01-01", "2014-12-31")
                .attributed_to(relation.subject, include_subordinates=True)
                .unattributed()
            )
            assert list(found) == [event]
