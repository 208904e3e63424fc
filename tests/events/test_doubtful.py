"""Participations, figures and events to look at again, from both sides of each rule."""

from datetime import UTC, datetime, timedelta

import pytest

from curation.lint import finding
from events.models import Event, Figure, Participation


@pytest.fixture
def take_part(make_participation, make_event, make_actor):
    def take_part(date, role="perpetrator", **life):
        event = make_event(date=date)
        return make_participation(event=event, actor=make_actor(**life), role=role)

    return take_part


class TestBeforeItsActor:
    @pytest.mark.parametrize(
        ("date", "began", "is_found"),
        [
            ("2013", "2014", True),
            ("2014", "2014", False),
            ("2013-12-31", "2014", True),
            ("2014-01-01", "2014", False),
            ("2012/2013", "2014", True),
            ("2012/2014", "2014", False),
            ("[2012..2013]", "2014", True),
            ("2013?", "2014", False),
            ("2013", "2014~", False),
            ("2012/", "2014", False),
            ("", "2014", False),
            ("2013", "", False),
        ],
    )
    def test_is_certain(self, take_part, date, began, is_found):
        row = take_part(date, began=began)
        assert ([*Participation.objects.before_its_actor()] == [row]) is is_found


class TestAfterItsActor:
    @pytest.mark.parametrize(
        ("date", "ended", "is_found"),
        [
            ("2015", "2014", True),
            ("2014", "2014", False),
            ("2015-01-01", "2014", True),
            ("2014/2016", "2014", False),
            ("2015~", "2014", False),
            ("2015", "2014?", False),
            ("2015", "..", False),
            ("2015", "", False),
            ("", "2014", False),
        ],
    )
    def test_is_certain(self, take_part, date, ended, is_found):
        row = take_part(date, ended=ended)
        assert ([*Participation.objects.after_its_actor()] == [row]) is is_found

    @pytest.mark.parametrize(("role", "is_found"), [("subject", False), ("attendee", True)])
    def test_is_not_asked_of_the_dead_of_a_funeral(self, take_part, role, is_found):
        take_part("2015", role=role, ended="2014")
        assert Participation.objects.after_its_actor().exists() is is_found

    def test_is_asked_of_what_is_in_use(self, take_part):
        row = take_part("2015", ended="2014")
        Participation.objects.filter(pk=row.pk).update(status="retired")
        assert not Participation.objects.after_its_actor().exists()

    def test_is_asked_of_actors(self, make_participation, make_event, make_place):
        event = make_event(date="2015")
        make_participation(event=event, place=make_place(), role="location")
        assert not Participation.objects.after_its_actor().exists()


@pytest.mark.parametrize(
    ("low", "best", "high", "is_found"),
    [
        (7, None, 3, True),
        (3, None, 3, False),
        (7, 5, None, True),
        (5, 5, None, False),
        (None, 5, 4, True),
        (None, 5, 5, False),
        (1, 9, 8, True),
        (1, 2, 3, False),
        (None, 5, None, False),
        (7, None, None, False),
    ],
)
def test_figures_are_out_of_order(make_figure, low, best, high, is_found):
    make_figure(low=low, best=best, high=high)
    assert Figure.objects.out_of_order().exists() is is_found
    make_figure(low=low, best=best, high=high, status="retired")
    assert finding("out-of-order").count() == is_found


def day(ahead):
    return f"{datetime.now(UTC).date() + timedelta(ahead)}"


@pytest.mark.parametrize(
    ("date", "is_found"),
    [
        (lambda: day(1), True),
        (lambda: day(0), False),
        (lambda: f"{day(1)}?", False),
        (lambda: f"{day(0)}/{day(5)}", False),
        (lambda: f"{day(1)}/{day(5)}", True),
        (lambda: "", False),
    ],
)
def test_events_in_the_future(make_event, date, is_found):
    make_event(date=date())
    assert Event.objects.in_the_future().exists() is is_found
