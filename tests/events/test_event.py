from datetime import date

import pytest

from tests.refusing import assert_accepted, assert_refused, refused_by


class TestEventType:
    def test_has_a_label(self, make_event_type):
        assert_refused(make_event_type.build(label=" "), "eventtype_label_is_given", "is empty")

    def test_has_a_label_of_its_own(self, make_event_type):
        make_event_type(label="Attack")
        assert_refused(
            make_event_type.build(label="Attack"),
            "eventtype_label_stands_once",
            "There is an event type with this label already.",
        )
        assert_accepted(make_event_type.build(label="Rocket attack"))

    def test_is_not_a_kind_of_itself(self, make_event_type):
        attack = make_event_type()
        attack.parent = attack
        with pytest.raises(Exception, match="An event type is not a kind of itself"):
            attack.full_clean()
        with refused_by("eventtype_is_not_its_own_parent"):
            type(attack).objects.update(parent=attack)

    def test_may_be_a_kind_of_another(self, make_event_type):
        attack = make_event_type(label="Attack")
        assert_accepted(make_event_type.build(label="Rocket attack", parent=attack))
        assert attack.kinds.get().label == "Rocket attack"


class TestEvent:
    def test_has_a_title(self, make_event):
        assert_refused(make_event.build(title="\n"), "event_title_is_given", "The title is empty")

    def test_has_no_open_date(self, make_event):
        assert_refused(
            make_event.build(date=".."),
            "event_date_is_not_open",
            "only the beginning or the end of a period can be",
        )

    @pytest.mark.parametrize("text", ["", "2020-01-03", "2007/2008", "[..2020-01]", "2014/.."])
    def test_may_have_any_other_date_or_none(self, make_event, text):
        assert_accepted(make_event.build(date=text))

    def test_has_its_bounds_beside_its_date(self, make_event):
        event = make_event(date="2007/2008")
        assert (event.date_earliest, event.date_latest) == (date(2007, 1, 1), date(2008, 12, 31))
        assert event.date_start_latest == date(2007, 12, 31)
        assert event.date_end_earliest == date(2008, 1, 1)

    def test_comes_latest_first_and_undated_last(self, make_event):
        undated, early, late = make_event(), make_event(date="2003"), make_event(date="2020-01")
        assert list(type(early).objects.all()) == [late, early, undated]


class TestEventLink:
    def test_is_between_two_events(self, make_event_link, make_event):
        event = make_event()
        assert_refused(
            make_event_link.build(event=event, other=event),
            "eventlink_is_between_two_events",
            "An event cannot be linked to itself.",
        )

    def test_stands_once(self, make_event_link):
        first = make_event_link(kind="led_to")
        assert_refused(
            make_event_link.build(event=first.event, kind="led_to", other=first.other),
            "eventlink_stands_once",
            "These two events are linked so already.",
        )
        assert_accepted(
            make_event_link.build(event=first.event, kind="followed", other=first.other)
        )

    def test_the_other_way_round_is_another_fact(self, make_event_link):
        first = make_event_link(kind="led_to")
        assert_accepted(make_event_link.build(event=first.other, kind="led_to", other=first.event))

    def test_of_the_same_occasion_stands_once_whichever_way_round(self, make_event_link):
        first = make_event_link(kind="same_occasion")
        assert_refused(
            make_event_link.build(event=first.other, kind="same_occasion", other=first.event),
            "eventlink_same_occasion_stands_once",
            "These two are linked so already, the other way round.",
        )
        assert_accepted(make_event_link.build(event=first.event, kind="same_occasion"))
