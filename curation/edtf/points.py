"""One EDTF date: a year, month, day or season, with unspecified digits and qualifiers.

Years run from 0001 to 9999 and there are no times of day. Qualifiers (`?`, `~`, `%`) may stand on
either side of any part and never move a bound.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from typing import NamedTuple

QUALIFIERS = frozenset("?~%")
POINT = re.compile(
    r"[?~%]?([0-9X]{4})[?~%]?(?:-[?~%]?([0-9X]{2})[?~%]?(?:-[?~%]?([0-9X]{2})[?~%]?)?)?"
)
FIRST_MONTH_OF_SEASON = {"21": 3, "22": 6, "23": 9, "24": 12}
UPWARDS, DOWNWARDS = "0123456789", "9876543210"
# The same sentences stand in curation/sql/edtf.sql.
REFUSALS = {
    "malformed": (
        "“{value}” is not a date: write it like 2014, 2014-06, 2014-06-11, 2014~, 201X,"
        " 2014/2016 or [2011..2014], with a year from 0001 to 9999 and no time of day."
    ),
    "impossible": (
        "“{value}” is not a date: the calendar has no {part}; months run from 01 to 12, seasons"
        " from 21 (spring) to 24 (winter) without a day, and days to the last of their month."
    ),
    "reversed": "“{value}” ends before it begins: write the earlier date first.",
    "silent": "“{value}” has neither beginning nor end: leave the date empty.",
    "misplaced": (
        "“{value}” is not a date: in a set, “..” without a date before it comes first and “..”"
        " without a date after it comes last, like [..2011,2013,2015..]."
    ),
}


class NotADate(ValueError):
    """A text that is no EDTF date; its one sentence names the text and says how to write it."""

    @classmethod
    def because(cls, reason: str, value: str, part: str = "") -> "NotADate":
        """The refusal of the whole `value` for `reason`, a key of `REFUSALS`, found in `part`."""
        return cls(REFUSALS[reason].format(value=value, part=part))


class Point(NamedTuple):
    """The first and the last day that a date can mean, both included."""

    earliest: date
    latest: date


def parse_point(part: str, value: str) -> Point:
    """The bounds of one date; `value` is the whole text, for the refusal. Raises NotADate."""
    matched = POINT.fullmatch(part)
    if not matched:
        raise NotADate.because("malformed", value)
    year, month, day = matched.groups()
    if year == "0000" or (year == "9999" and month == "24"):
        raise NotADate.because("malformed", value)
    try:
        if month in FIRST_MONTH_OF_SEASON and day is None:
            return _season(year, FIRST_MONTH_OF_SEASON[month])
        if "X" in part:
            return _unspecified(year, month or "XX", day or "XX")
        return _specified(int(year), month, day)
    except ValueError as error:
        raise NotADate.because("impossible", value, part) from error


def _specified(year: int, month: str | None, day: str | None) -> Point:
    """Bounds of a date whose every digit is given. Raises ValueError where there is none."""
    if month is None:
        return Point(date(year, 1, 1), date(year, 12, 31))
    if day is None:
        first = date(year, int(month), 1)
        return Point(first, first.replace(day=monthrange(year, first.month)[1]))
    only = date(year, int(month), int(day))
    return Point(only, only)


def _unspecified(year: str, month: str, day: str) -> Point:
    """Bounds of a date in which each X stands for any digit that makes a real day of it."""
    return Point(_first_real(year, month, day, UPWARDS), _first_real(year, month, day, DOWNWARDS))


def _first_real(year: str, month: str, day: str, digits: str) -> date:
    """The first real day, trying `digits` in their order. Raises ValueError where none is real."""
    real = (
        date(y, m, d)
        for y in _numbers(year, 1, 9999, digits)
        for m in _numbers(month, 1, 12, digits)
        for d in _numbers(day, 1, monthrange(y, m)[1], digits)
    )
    for found in real:
        return found
    raise ValueError("no real day")


def _season(year: str, month: int) -> Point:
    """Three months from `month` on; winter ends on the last of February of the next year."""
    last_year = 9998 if month == 12 else 9999
    first = next(_numbers(year, 1, last_year, UPWARDS))
    last = next(_numbers(year, 1, last_year, DOWNWARDS))
    after = date(last + 1, 3, 1) if month == 12 else date(last, month + 3, 1)
    return Point(date(first, month, 1), after - timedelta(days=1))


def _numbers(pattern: str, low: int, high: int, digits: str) -> Iterator[int]:
    """The numbers from `low` to `high` that a pattern such as 1X stands for, lazily, in order."""
    for chosen in product(*(digits if mark == "X" else mark for mark in pattern)):
        number = int("".join(chosen))
        if low <= number <= high:
            yield number
