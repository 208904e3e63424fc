"""Words counted from the day of a report: all that they can mean, the likeliest first."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.edtf import NotADate, parse, queried, readings
from curation.edtf.relative import relative

WEDNESDAY = "2021-05-12"
MEANT = {
    "Monday": ["2021-05-10", "2021-05-17"],
    "on monday": ["2021-05-10", "2021-05-17"],
    "Wed": ["2021-05-12", "2021-05-19"],
    "last Wednesday": ["2021-05-05", "2021-04-28"],
    "next Thursday": ["2021-05-13", "2021-05-20"],
    "yesterday": ["2021-05-11"],
    "the day before yesterday": ["2021-05-10"],
    "three days ago": ["2021-05-09"],
    "two weeks earlier": ["2021-04-28~"],
    "a year ago": ["2020~"],
    "14 months ago": ["2020-03~"],
    "last week": ["[2021-05-03..2021-05-09]", "[2021-05-05..2021-05-12]"],
    "last month": ["2021-04"],
    "this year": ["2021"],
    "earlier this month": ["[2021-05-01..2021-05-12]"],
    "March": ["2021-03", "2022-03"],
    "in June": ["2020-06", "2021-06"],
    "11 March": ["2021-03-11", "2022-03-11"],
    "May 12th": ["2021-05-12", "2022-05-12"],
    "29 February": ["2020-02-29", "2024-02-29"],
}
NOT_RELATIVE = ["", "2020", "January 2020", "never", "31 June", "13 weeks", "0 days ago", "\0"]


@pytest.mark.parametrize(("typed", "dates"), MEANT.items())
def test_are_counted_from_the_day_of_the_report(typed, dates):
    assert [reading.edtf for reading in readings(typed, WEDNESDAY)] == dates


@pytest.mark.parametrize("typed", NOT_RELATIVE)
def test_other_words_mean_nothing_here(typed):
    assert readings(typed, WEDNESDAY) == []


def test_are_taken_where_an_inexact_day_leaves_them_certain():
    assert [reading.edtf for reading in readings("last year", "2021-05")] == ["2020"]
    assert [reading.edtf for reading in readings("last month", "2021-05?")] == ["2021-04"]


@pytest.mark.parametrize(("published", "known"), [("2021-05", "only “2021-05” is known"), ("", "")])
def test_are_refused_where_the_day_is_not_known(published, known):
    with pytest.raises(NotADate) as refused:
        readings("Monday", published)
    assert known in str(refused.value)
    assert "write the date itself" in str(refused.value)


def test_are_queried_with_all_that_they_can_mean():
    sentence = queried("Monday", readings("Monday", WEDNESDAY))
    assert "10 May 2021, the last Monday before the report" in sentence
    assert "or 17 May 2021, the first Monday after the report" in sentence


@given(st.dates(), st.sampled_from([*MEANT]))
def test_are_dates_whatever_the_day(day, typed):
    for reading in relative(typed, day):
        parse(reading.edtf)


@given(st.dates(min_value=date(2, 1, 1), max_value=date(9990, 1, 1)), st.sampled_from(range(7)))
def test_a_weekday_is_one_within_a_week_of_the_report(day, weekday):
    name = date(2024, 1, 1 + weekday).strftime("%A")
    before, after = (parse(reading.edtf).earliest for reading in relative(name, day))
    assert before.weekday() == after.weekday() == weekday
    assert before <= day < after == before + timedelta(7)
