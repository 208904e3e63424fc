import re
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from curation.edtf import EDTF, Kind, NotADate, parse

from .dates import (
    INVALID,
    MALFORMED,
    MISPLACED,
    NO_SUCH_DAY,
    REVERSED,
    SILENT,
    TIMES,
    VALID,
    YEARS,
    all_of_sets,
    junk,
    plain_points,
    points,
    valid_dates,
)


def bounds(text):
    return [day and day.isoformat() for day in parse(text)[2:6]]


EDGES = [(1, 1), (2, 28), (12, 31)]
NEAR_2014 = [date(2013, 12, 28) + timedelta(days=day) for day in range(70)]
NEAR_2014 += [date(year, month, day) for year in (2012, 2014, 2016) for month, day in EDGES]


class TestSpecification:
    @pytest.mark.parametrize("text", VALID)
    def test_its_examples_are_read(self, text):
        assert parse(text).text == text

    @pytest.mark.parametrize("text", INVALID)
    def test_what_it_lacks_is_refused_by_name(self, text):
        with pytest.raises(NotADate) as refused:
            parse(text)
        assert str(refused.value).startswith(f"“{text}” ")
        assert str(refused.value).endswith(".")

    @pytest.mark.parametrize(
        ("texts", "cure"),
        [
            (TIMES + YEARS + MALFORMED, "a year from 0001 to 9999 and no time of day."),
            (NO_SUCH_DAY, "months run from 01 to 12"),
            (REVERSED, "write the earlier date first."),
            (MISPLACED, "comes last, like [..2011,2013,2015..]."),
            (SILENT, "leave the date empty."),
        ],
    )
    def test_a_refusal_says_how_to_write_it(self, texts, cure):
        for text in texts:
            with pytest.raises(NotADate) as refused:
                parse(text)
            assert cure in str(refused.value)

    def test_a_refusal_names_the_part_that_is_wrong(self):
        with pytest.raises(NotADate, match=r"“2020/2021-13” .* has no 2021-13;"):
            parse("2020/2021-13")


class TestBounds:
    @pytest.mark.parametrize(
        ("text", "earliest", "latest"),
        [
            ("2020", "2020-01-01", "2020-12-31"),
            ("2020-02", "2020-02-01", "2020-02-29"),
            ("2020-01-03", "2020-01-03", "2020-01-03"),
            ("2003~", "2003-01-01", "2003-12-31"),
            ("2014-21", "2014-03-01", "2014-05-31"),
            ("2014-24", "2014-12-01", "2015-02-28"),
            ("9998-24", "9998-12-01", "9999-02-28"),
            ("999X-24", "9990-12-01", "9999-02-28"),
            ("XXX9-24", "0009-12-01", "9990-02-28"),
            ("201X-21", "2010-03-01", "2019-05-31"),
            ("000X", "0001-01-01", "0009-12-31"),
            ("XXXX", "0001-01-01", "9999-12-31"),
            ("1XXX-02", "1000-02-01", "1999-02-28"),
            ("2020-1X", "2020-10-01", "2020-12-31"),
            ("2020-02-XX", "2020-02-01", "2020-02-29"),
            ("2020-02-2X", "2020-02-20", "2020-02-29"),
            ("2020-XX-3X", "2020-01-30", "2020-12-31"),
            ("156X-12-25", "1560-12-25", "1569-12-25"),
            ("XXXX-12-XX", "0001-12-01", "9999-12-31"),
            ("XXXX-02-29", "0004-02-29", "9996-02-29"),
            ("190X-02-29", "1904-02-29", "1908-02-29"),
            ("[2011..2014]", "2011-01-01", "2014-12-31"),
            ("[2016,2011-05]", "2011-05-01", "2016-12-31"),
            ("[..2020-01]", None, "2020-01-31"),
            ("[2014..]", "2014-01-01", None),
        ],
    )
    def test_a_date_or_choice_spans_all_it_can_mean(self, text, earliest, latest):
        assert bounds(text) == [earliest, latest, latest, earliest]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("2011/2014", ["2011-01-01", "2014-12-31", "2011-12-31", "2014-01-01"]),
            ("2020-06/2020", ["2020-06-01", "2020-12-31", "2020-06-30", "2020-06-01"]),
            ("2020/2020-06", ["2020-01-01", "2020-06-30", "2020-06-30", "2020-06-01"]),
            ("2014/", ["2014-01-01", None, "2014-12-31", "2014-01-01"]),
            ("/2014", [None, "2014-12-31", "2014-12-31", "2014-01-01"]),
            ("2014/..", ["2014-01-01", None, "2014-12-31", None]),
            ("../2014", [None, "2014-12-31", None, "2014-01-01"]),
            ("[..2014,2014..]", [None] * 4),
        ],
    )
    def test_an_interval_begins_in_one_and_ends_in_the_other(self, text, expected):
        assert bounds(text) == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("{2014,2016}", ["2014-01-01", "2016-12-31", "2016-12-31", "2014-01-01"]),
            ("{2015,2014}", ["2014-01-01", "2015-12-31", "2015-12-31", "2014-01-01"]),
            ("{2014..2016}", ["2014-01-01", "2016-12-31", "2016-12-31", "2014-01-01"]),
            ("{2014,2014-03}", ["2014-01-01", "2014-12-31", "2014-12-31", "2014-01-01"]),
            ("{2014,2016..}", ["2014-01-01", None, None, "2014-01-01"]),
            ("{2014..}", ["2014-01-01", None, None, "2014-01-01"]),
            ("{..2014}", [None, "2014-12-31", "2014-12-31", None]),
            ("{..2014,2015..}", [None] * 4),
            ("{9999-12-31,9999}", ["9999-01-01", "9999-12-31", "9999-12-31", "9999-01-01"]),
            (
                "{2014-05-02,2014-05-01,2014-05-03..2014-05-09}",
                ["2014-05-01", "2014-05-09", "2014-05-01", "2014-05-09"],
            ),
            (
                "{2014-05-01,2014-05-03}",
                ["2014-05-01", "2014-05-03", "2014-05-03", "2014-05-01"],
            ),
            ("{..2014-05-01}", [None, "2014-05-01", None, "2014-05-01"]),
            ("{2014-05-01..}", ["2014-05-01", None, "2014-05-01", None]),
            ("{..2014-05,2014-06-01}", [None, "2014-06-01", "2014-06-01", None]),
            ("{..2014-05-01,2014-05-02..}", [None] * 4),
        ],
    )
    def test_an_all_of_set_is_a_period_only_where_it_is_a_run_of_days(self, text, expected):
        assert bounds(text) == expected


class TestOpen:
    def test_is_kept_apart_from_unknown(self):
        assert parse("2014/..").open_end
        assert not parse("2014/").open_end
        assert parse("../2014").open_start
        assert not parse("/2014").open_start
        assert parse("..").kind == Kind.OPEN
        assert parse("").kind == Kind.EMPTY

    def test_is_never_a_one_of_set(self):
        assert not parse("[2014..]").open_end
        assert not parse("[..2014]").open_start

    def test_is_an_all_of_run_of_days(self):
        assert parse("{2014-05-01..}").open_end
        assert not parse("{2014..}").open_end
        assert not parse("{2014,2016..}").open_end
        assert not parse("{..2014,2014..}").open_start

    @pytest.mark.parametrize("text", ["", "..", "2014?", "2014-21", "[2014..]", "[2014,2016]"])
    def test_one_end_of_a_period_is_a_point(self, text):
        assert parse(text).is_point

    @pytest.mark.parametrize("text", ["2014/2015", "2014/..", "{2014}", "../2014"])
    def test_one_end_of_a_period_is_no_period(self, text):
        assert not parse(text).is_point


class TestAnyDate:
    @given(valid_dates())
    def test_is_kept_as_written(self, text):
        assert parse(text).text == text
        assert parse(parse(text).text) == parse(text)

    @given(valid_dates())
    def test_has_its_bounds_in_order(self, text):
        value = parse(text)
        inner = [value.start_latest, value.end_earliest]
        for day in [value.earliest, *inner, value.latest]:
            assert not (day and value.earliest and day < value.earliest)
            assert not (day and value.latest and day > value.latest)
        assert not (value.open_start and value.earliest)
        assert not (value.open_end and value.latest)

    @given(plain_points(), st.sampled_from([4, 7]))
    def test_lies_within_itself_with_less_precision(self, text, length):
        precise, vague = parse(text), parse(text[:length])
        assert vague.earliest <= precise.earliest <= precise.latest <= vague.latest

    @given(points(), st.integers(0, 9))
    def test_lies_within_itself_with_a_digit_unspecified(self, text, position):
        is_season = re.search("-[?~%]?2[1-4][?~%]?$", text) and text.count("-") == 1
        assume(text[position : position + 1].isdecimal() and not is_season)
        precise, vague = parse(text), parse(text[:position] + "X" + text[position + 1 :])
        assert vague.earliest <= precise.earliest <= precise.latest <= vague.latest

    @given(points())
    def test_has_the_same_bounds_however_it_is_qualified(self, text):
        bare = text.translate(dict.fromkeys(map(ord, "?~%")))
        assert parse(text)[2:6] == parse(bare)[2:6]
        assert parse(text).qualified == (text != bare)

    @given(junk())
    def test_is_read_or_refused_in_a_sentence(self, text):
        try:
            value = parse(text)
        except NotADate as error:
            value = str(error)
        assert isinstance(value, EDTF) or value.startswith(f"“{text}” ")


class TestAnswers:
    """By brute force: every period that a date can mean, against small windows around it."""

    DAYS = tuple(date(2019, 12, 30) + timedelta(days=day) for day in range(8))

    @given(valid_dates(), st.dates(), st.integers(0, 800))
    def test_definitely_implies_possibly(self, text, first, length):
        value = parse(text)
        days = [first, *filter(None, value[2:6])]
        for start in days:
            end = start + timedelta(days=min(length, (date.max - start).days))
            if value.definitely_touches(start, end):
                assert value.possibly_touches(start, end)

    @pytest.mark.parametrize(
        ("text", "meanings"),
        [
            ("2020-01-0X", [(day, day) for day in range(1, 10)]),
            ("[2020-01-01..2020-01-03]", [(1, 1), (2, 2), (3, 3)]),
            ("[2020-01-01,2020-01-03]", [(1, 1), (3, 3)]),
            ("2020-01-01/2020-01-03", [(1, 3)]),
            ("2019-12-31/2020-01-0X", [(0, day) for day in range(1, 10)]),
            ("2020-01-0X/2020-01-03", [(day, 3) for day in range(1, 4)]),
            ("2020-01-02/", [(2, day) for day in range(2, 40)]),
            ("/2020-01-02", [(day, 2) for day in range(-40, 3)]),
            ("2020-01-02/..", [(2, 99)]),
            ("../2020-01-02", [(-99, 2)]),
            ("2020-01-0X/..", [(day, 99) for day in range(1, 10)]),
            ("../2020-01-0X", [(-99, day) for day in range(1, 10)]),
            ("{2020-01-01,2020-01-02}", [(1, 2)]),
        ],
    )
    def test_hold_for_every_meaning_and_for_some(self, text, meanings):
        value = parse(text)
        new_year = date(2020, 1, 1).toordinal() - 1
        for first in self.DAYS:
            for last in (day for day in self.DAYS if day >= first):
                window = first.toordinal() - new_year, last.toordinal() - new_year
                touched = [a <= window[1] and b >= window[0] for a, b in meanings]
                assert value.possibly_touches(first, last) >= any(touched)
                assert value.definitely_touches(first, last) <= all(touched)
                if text[0] not in "[{":
                    assert value.possibly_touches(first, last) == any(touched)
                    assert value.definitely_touches(first, last) == all(touched)

    @given(all_of_sets(), st.sampled_from(NEAR_2014), st.sampled_from(NEAR_2014))
    def test_of_all_members_need_one_member_that_lies_within(self, written, one, other):
        """Each member says that it held on some day of it, and no more."""
        text, members = written
        first, last = sorted([one, other])
        value = parse(text)
        if value.definitely_touches(first, last):
            assert any(first <= start and end <= last for start, end in members)
        if any(start <= last and end >= first for start, end in members):
            assert value.possibly_touches(first, last)
        if first <= min(members)[0] and last >= max(end for _, end in members):
            assert value.definitely_touches(first, last)

    @pytest.mark.parametrize(
        ("text", "first", "last", "definitely"),
        [
            ("{2014,2015}", "2014-12-31", "2015-01-01", False),
            ("{2014,2015}", "2014-01-01", "2015-12-31", True),
            ("{2019,2021}", "2020-01-01", "2020-12-31", False),
            ("{2019,2021}", "2018-01-01", "2022-12-31", True),
            ("{2014-05-01,2014-05-02}", "2014-05-02", "2014-05-02", True),
            ("{2014-05-01,2014-05-03}", "2014-05-02", "2014-05-02", False),
            ("{..2014}", "0500-01-01", "0500-12-31", False),
            ("{..2014-05-01}", "0500-01-01", "0500-01-01", True),
        ],
    )
    def test_of_all_members_are_no_more_than_the_members_say(self, text, first, last, definitely):
        window = date.fromisoformat(first), date.fromisoformat(last)
        assert parse(text).definitely_touches(*window) == definitely

    @pytest.mark.parametrize("text", ["", "2020?", "2020-01-01~/..", "2020/2021?"])
    def test_are_never_definite_for_a_doubted_or_empty_date(self, text):
        assert not parse(text).definitely_touches(date.min, date.max)
        assert parse(text).possibly_touches(date.min, date.max)
