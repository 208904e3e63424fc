"""When events took place: possibly and definitely, first and last day included."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DataError

from events.models import Event, Participation

DAYS = ("2013-12-31", "2014-01-01", "2014-12-31", "2015-01-01")


class TestDay:
    @pytest.mark.parametrize(
        ("text", "possibly", "definitely"),
        [
            ("2014-01-01", "0100", "0100"),
            ("2014", "0110", "0000"),
            ("2014-01-01/2014-12-31", "0110", "0110"),
            ("2014-01-01/..", "0111", "0111"),
            ("../2014-01-01", "1100", "1100"),
            ("2014-01-01/", "0111", "0100"),
            ("2014-12-31?", "0010", "0000"),
            ("2014-12-31~", "0010", "0000"),
            ("2014-01-01%/2014-12-31", "0110", "0000"),
            ("[..2014-01-01]", "1100", "0000"),
            ("[2014-01-01,2014-12-31]", "0110", "0000"),
            ("", "1111", "0000"),
        ],
    )
    @pytest.mark.parametrize("model", [Event, Participation])
    def test_is_possible_or_definite(
        self, make_event, make_participation, text, possibly, definitely, model
    ):
        make_participation(event=make_event(date=text))
        rows = model.objects
        assert [rows.possibly_on(day).count() for day in DAYS] == [*map(int, possibly)]
        assert [rows.definitely_on(day).count() for day in DAYS] == [*map(int, definitely)]


class TestOpenEnd:
    """Is certain, but only the days beyond the whole of the other end are."""

    @pytest.mark.parametrize(
        ("text", "day", "definitely"),
        [
            ("2014/..", "2014-12-30", False),
            ("2014/..", "2014-12-31", True),
            ("../2014", "2014-01-01", True),
            ("../2014", "2014-01-02", False),
            ("2014?/..", "2020-01-01", False),
        ],
    )
    def test_is_definite_from_the_last_day_the_other_can_be(
        self, make_event, text, day, definitely
    ):
        make_event(date=text)
        assert Event.objects.definitely_on(day).exists() == definitely

    @pytest.mark.parametrize("text", ["../..", "../", "/.."])
    def test_needs_a_date_at_the_other(self, make_event, text):
        event = make_event.build(date=text)
        with pytest.raises(
            ValidationError, match="neither beginning nor end: leave the date empty"
        ):
            event.full_clean()
        with pytest.raises(DataError, match="neither beginning nor end: leave the date empty"):
            event.save()


class TestWindow:
    @pytest.mark.parametrize(
        ("text", "first", "last", "possibly", "definitely"),
        [
            ("2014", "2014-01-01", "2014-12-31", True, True),
            ("2014", "2014-01-02", "2014-12-31", True, False),
            ("2014", "2014-01-01", "2014-12-30", True, False),
            ("2014", "2015-01-01", "2015-12-31", False, False),
            ("2014", "2013-01-01", "2013-12-31", False, False),
            ("2014?", "2013-01-01", "2015-12-31", True, False),
            ("", "0001-01-01", "9999-12-31", True, False),
            ("2007/2008", "2007-12-31", "2008-01-01", True, True),
            ("[..2020-01]", "2020-02-01", "2020-02-28", False, False),
        ],
    )
    def test_holds_its_first_and_last_day(
        self, make_event, text, first, last, possibly, definitely
    ):
        make_event(date=text)
        assert Event.objects.possibly_between(first, last).exists() == possibly
        assert Event.objects.definitely_between(first, last).exists() == definitely

    @pytest.mark.parametrize("question", ["possibly_between", "definitely_between"])
    def test_is_refused_the_wrong_way_round(self, db, question):
        with pytest.raises(ValueError, match=r"ends \(2014-01-01\) before it begins \(2014-01-02"):
            getattr(Event.objects, question)("2014-01-02", "2014-01-01")

    @pytest.mark.parametrize("question", ["possibly_between", "definitely_between"])
    def test_is_between_two_days(self, db, question):
        with pytest.raises(ValueError, match="“2014” is not a day"):
            getattr(Event.objects, question)("2014", "2015")
