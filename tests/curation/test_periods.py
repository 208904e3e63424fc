"""Questions in time in SQL, against Python day by day."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curation.edtf import parse
from curation.periods import definitely, definitely_during, possibly, possibly_during

from .dates import VALID, valid_dates

DAYS = [date(2013, 12, 30) + timedelta(days=day) for day in range(5)]
DAYS += [date(2014, 12, 30) + timedelta(days=day) for day in range(4)]
WINDOWS = [(first, last) for first, last in product(DAYS, DAYS) if first <= last]
NEAR = [
    "2014",
    "2013",
    "2014-01",
    "2014-01-01",
    "2014-01-01?",
    "2014-01-0X",
    "2014-21",
    "2014~/..",
    "[2014,2013-12-31]",
    "2014-01-01/2014-12-31",
    "2014-01-01/",
    "/2014-01-01",
    "../2014-01-01",
    "2014-01-01/..",
    "2013/..",
    "../2014",
    "201X",
    "{2013-12-31,2014-01-01}",
    "{2013,2014}",
    "{2013,2015}",
    "{2014..}",
    "{..2014}",
    "{..2013,2015..}",
    "{2013,2015..}",
    "{..2014,2015..}",
    "{..2013,2015}",
    "[2014..]",
    "[..2014]",
    "[..2013,2015..]",
    "2013/2014?",
]
ENDS = ["", "..", "2014", "2014-01-01", "2014-12-31?", "[2013..2014-01-01]", "[2014-01..]"]
PERIODS = [
    (began, ended)
    for began, ended in product(ENDS, ENDS)
    if (parse(ended).latest or date.max) >= (parse(began).earliest or date.min)
]
IN_ONE_DATABASE = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50
)


@pytest.fixture
def found(dated):
    """The texts of the rows that a condition finds."""
    return lambda condition: set(dated.objects.filter(condition).values_list("date", flat=True))


class TestDate:
    def test_is_found_as_python_says(self, dated, found):
        texts = sorted({*NEAR, *VALID} - {".."})
        dated.objects.bulk_create(dated(date=text) for text in texts)
        values = [parse(text) for text in texts]
        for window in WINDOWS:
            maybe = {value.text for value in values if value.possibly_touches(*window)}
            surely = {value.text for value in values if value.definitely_touches(*window)}
            assert found(possibly("date", *window)) == maybe
            assert found(definitely("date", *window)) == surely
            assert surely <= maybe

    @IN_ONE_DATABASE
    @given(texts=st.lists(valid_dates(), max_size=6, unique=True), first=st.dates())
    def test_of_any_kind_is_found_as_python_says(self, dated, found, texts, first):
        dated.objects.all().delete()
        values = [parse(text) for text in texts if text != ".." and len(text) <= 120]
        dated.objects.bulk_create(dated(date=value.text) for value in values)
        last = min(first + timedelta(days=400), date.max) if first.year < 9998 else date.max
        surely = {value.text for value in values if value.definitely_touches(first, last)}
        assert found(definitely("date", first, last)) == surely
        assert surely <= found(possibly("date", first, last))

    def test_that_is_empty_is_only_ever_possible(self, dated, found):
        dated.objects.create(date="")
        assert found(possibly("date", *WINDOWS[0])) == {""}
        assert found(definitely("date", *WINDOWS[0])) == set()


class TestPeriod:
    """Between a beginning and an end, each a point."""

    def readings(self, text, other):
        """Every day near 2014 that one end of a period can be; open runs past all windows."""
        value = parse(text)
        if text == "..":
            return [other]
        days = [date(2013, 1, 1) + timedelta(days=day) for day in range(1096)]
        edges = {*DAYS, days[0], days[-1], value.earliest, value.latest} - {None}
        return sorted(day for day in edges if value.possibly_touches(day, day))

    @pytest.mark.parametrize(("began", "ended"), PERIODS)
    def test_is_found_by_every_reading_of_its_ends(self, dated, began, ended):
        row = dated(date="2014", began=began, ended=ended)
        row.save()
        starts = self.readings(began, date.min)
        ends = self.readings(ended, date.max)
        periods = [(start, end) for start, end in product(starts, ends) if start <= end]
        doubted = "?" in began + ended or not (began and ended)
        for first, last in WINDOWS:
            touched = [start <= last and end >= first for start, end in periods]
            maybe = dated.objects.filter(possibly_during("began", "ended", first, last)).exists()
            surely = dated.objects.filter(definitely_during("began", "ended", first, last)).exists()
            assert maybe >= any(touched)
            assert surely == (all(touched) and not doubted)
            assert surely <= maybe

    def test_with_both_ends_known_is_definite_within_them(self, dated):
        dated.objects.create(began="2013", ended="2015")
        surely = definitely_during("began", "ended", date(2014, 1, 1), date(2014, 1, 1))
        assert dated.objects.filter(surely).exists()

    @pytest.mark.parametrize(
        ("began", "ended", "first", "surely"),
        [
            ("2014-06-05", "2014", date(2014, 6, 5), True),
            ("2014-06-05", "2014", date(2014, 6, 6), False),
            ("2014-06-05", "", date(2014, 6, 5), False),
            ("", "2014-06-30", date(2014, 6, 30), False),
            ("2014-06", "2014", date(2014, 6, 1), True),
            ("2014-06", "2014", date(2014, 6, 2), False),
            ("[2014-06..]", "[..2014-06]", date(2014, 6, 1), True),
            ("2014-06-05?", "2014", date(2014, 6, 5), False),
            ("2014-06-05", "2015?", date(2014, 6, 5), False),
        ],
    )
    def test_that_begins_or_ends_within_days_held_then(self, dated, began, ended, first, surely):
        dated.objects.create(began=began, ended=ended)
        within = definitely_during("began", "ended", first, date(2014, 6, 30))
        assert dated.objects.filter(within).exists() == surely

    @pytest.mark.parametrize(
        ("day", "maybe", "surely"),
        [
            (date(2013, 12, 31), False, False),
            (date(2014, 1, 1), True, True),
            (date(2014, 1, 31), True, True),
            (date(2014, 2, 1), False, False),
        ],
    )
    def test_includes_its_first_and_last_day(self, dated, day, maybe, surely):
        dated.objects.create(began="2014-01-01", ended="2014-01-31")
        assert dated.objects.filter(possibly_during("began", "ended", day, day)).exists() == maybe
        assert (
            dated.objects.filter(definitely_during("began", "ended", day, day)).exists() == surely
        )
