"""When something was, as a timeline draws it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.edtf import parse
from curation.pictures.spans import End, of_date, of_period
from tests.curation.dates import VALID, points, valid_dates

DAYS = st.dates(date(1980, 1, 1), date(2030, 12, 31))
ENDS = points() | st.sampled_from([text for text in VALID if parse(text).is_point])


def is_sure_on(span, day):
    begun = span.sure_first is None or span.sure_first <= day
    return span.is_sure and begun and (span.sure_last is None or day <= span.sure_last)


@given(valid_dates().filter(lambda text: text != ".."), DAYS)
def test_of_a_date_is_certain_where_the_date_is(text, day):
    span, value = of_date(text), parse(text)
    assert is_sure_on(span, day) == value.definitely_touches(day, day)
    assert span.may_touch(day, day) == value.possibly_touches(day, day)


@given(ENDS, ENDS, DAYS)
def test_of_a_period_is_certain_where_it_had_begun_and_was_not_over(began, ended, day):
    start, end = parse(began), parse(ended)
    begun = began == ".." or any(bound and bound <= day for bound in (start.latest, end.latest))
    lasts = ended == ".." or any(bound and bound >= day for bound in (start.earliest, end.earliest))
    known = began and ended and not (start.qualified or end.qualified)
    assert is_sure_on(of_period(began, ended), day) == bool(known and begun and lasts)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2014/..", End.KNOWN, End.OPEN),
        ("2014/", End.KNOWN, End.UNKNOWN),
        ("../2014", End.OPEN, End.KNOWN),
        ("[..2014]", End.UNKNOWN, End.KNOWN),
        ("[2014..]", End.KNOWN, End.UNKNOWN),
        ("2014", End.KNOWN, End.KNOWN),
    ],
)
def test_tells_an_open_end_from_an_unknown_one(text, start, end):
    assert (of_date(text).start, of_date(text).end) == (start, end)


def test_an_empty_date_is_nowhere():
    assert not of_date("").is_dated
    assert not of_period("", "").is_dated
    assert of_period("", "..").is_dated


def test_of_a_period_says_which_of_its_ends_is_open():
    assert of_period("2014-06-15", "..").meaning == "began: 15 June 2014; ended: still going on"
    assert of_period("..", "").meaning == "began: without a beginning; ended: unknown"
