"""Dates that a report counts from its own day: “Monday”, “last month”, “11 March”.

What such words mean depends on the report, and mostly they can mean two dates. All of them are
given, the likeliest first; which is meant is for a curator to say. English only.
"""

import re
from calendar import day_name, month_name
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from .describing import describe
from .points import NotADate
from .reading import DAY, MONTH, MONTHS
from .values import parse

WEEKDAYS = {
    name[:length].lower(): number
    for number, name in enumerate(day_name)
    for length in {3, 4, len(name)}
}
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
A_WEEKDAY = f"({'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})"
A_NUMBER = rf"({'|'.join(NUMBERS)}|[1-9][0-9]{{0,2}})"


class Reading(NamedTuple):
    """A date that relative words can mean, as EDTF, and by which counting."""

    edtf: str
    counted: str


Readings = Iterator[tuple[str, str]]


def relative(typed: str, day: date) -> list[Reading]:
    """What words counted from `day`, that of the report, can mean; empty for any other words."""
    wording = re.sub(r"^(?:on |in )?(?:the )?", "", " ".join(typed.lower().split()))
    for pattern, read in WORDINGS:
        matched = re.fullmatch(pattern, wording, re.ASCII)
        if matched:
            try:
                readings = [Reading(*given) for given in read(day, *matched.groups())]
            except OverflowError:
                return []  # before the first year or behind the last
            return [reading for reading in readings if _is_date(reading.edtf)]
    return []


def readings(typed: str, published: str) -> list[Reading]:
    """What words counted from the day of their report can mean, in one of this EDTF date.

    Empty for other words. Raises NotADate where the day is not known so exactly that they mean
    the same on each that it can be.
    """
    if not relative(typed, date(2000, 1, 1)):
        return []
    report = parse(published)
    found = [relative(typed, day) for day in (report.earliest, report.latest) if day]
    if len(found) == 2 and found[0] and found[0] == found[1]:
        return found[0]
    known = f", of which only “{published}” is known" if published else ""
    raise NotADate(
        f"“{typed}” is counted from the day of a report{known}: write the date itself, like"
        " 3 January 2020."
    )


def queried(typed: str, found: list[Reading]) -> str:
    """The sentence that asks which of several readings is meant."""
    either = " or ".join(f"{describe(edtf)}, {counted}" for edtf, counted in found)
    return f"“{typed}” can be {either}: write the one that is meant."


def _is_date(edtf: str) -> bool:
    try:
        describe(edtf)
    except NotADate:
        return False
    return True


def _weekday(day: date, direction: str | None, name: str) -> Readings:
    number = WEEKDAYS[name]
    back = (day.weekday() - number) % 7
    full = day_name[number]
    before = day - timedelta(back)
    if direction == "next":
        after = before + timedelta(7)
        yield after.isoformat(), f"the first {full} after the report"
        yield (after + timedelta(7)).isoformat(), f"the {full} of the week after"
    elif direction:
        before = before if back else before - timedelta(7)
        yield before.isoformat(), f"the last {full} before the report"
        yield (before - timedelta(7)).isoformat(), f"the {full} of the week before"
    else:
        yield (
            before.isoformat(),
            f"the last {full} before the report" if back else "the day of the report",
        )
        yield (before + timedelta(7)).isoformat(), f"the first {full} after the report"


def _day(day: date, name: str) -> Readings:
    words = {"yesterday": -1, "tomorrow": 1, "day before yesterday": -2}
    yield (day + timedelta(words[name])).isoformat(), "counted from the day of the report"


def _days_ago(day: date, number: str, unit: str) -> Readings:
    count = NUMBERS.get(number) or int(number)
    if unit == "day":
        yield (day - timedelta(count)).isoformat(), "counted from the day of the report"
    elif unit == "week":
        yield f"{day - timedelta(7 * count)}~", "about so many weeks before the report"
    elif unit == "month":
        yield f"{_month_from(day, -count)}~", "about so many months before the report"
    else:
        yield f"{day.year - count:04}~", "about so many years before the report"


def _week(day: date, direction: str) -> Readings:
    monday = day - timedelta(day.weekday())
    weeks = {"last": -1, "past": -1, "this": 0, "next": 1}[direction]
    first = monday + timedelta(7 * weeks)
    yield f"[{first}..{first + timedelta(6)}]", "some day of that week, from Monday to Sunday"
    if weeks < 0:
        yield f"[{day - timedelta(7)}..{day}]", "some day of the seven before the report"


def _month(day: date, direction: str) -> Readings:
    months = {"last": -1, "past": -1, "this": 0, "next": 1}[direction]
    yield _month_from(day, months), f"the month {_side(months)} the report"


def _year(day: date, direction: str) -> Readings:
    years = {"last": -1, "past": -1, "this": 0, "next": 1}[direction]
    yield f"{day.year + years:04}", f"the year {_side(years)} the report"


def _earlier(day: date, unit: str) -> Readings:
    first = day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)
    yield f"[{first}..{day}]", f"some day of that {unit} up to the report"


def _month_named(day: date, name: str) -> Readings:
    number = int(MONTHS[name])
    year = day.year if number <= day.month else day.year - 1
    full = month_name[number]
    yield f"{year:04}-{number:02}", f"the last {full} up to the report"
    yield f"{year + 1:04}-{number:02}", f"the first {full} after it"


def _day_named(day: date, number: str, name: str) -> Readings:
    rest = f"{int(MONTHS[name]):02}-{int(number):02}"
    # Eight years have a 29 February even where a century has none.
    dates = [f"{day.year + years:04}-{rest}" for years in range(-8, 9)]
    real = [written for written in dates if _is_date(written)]
    before = [written for written in real if written <= day.isoformat()]
    after = [written for written in real if written > day.isoformat()]
    yield from [(written, "the last such day up to the report") for written in before[-1:]]
    yield from [(written, "the first such day after it") for written in after[:1]]


def _month_from(day: date, months: int) -> str:
    count = day.year * 12 + day.month - 1 + months
    return f"{count // 12:04}-{count % 12 + 1:02}"


def _side(count: int) -> str:
    return "of" if not count else "before" if count < 0 else "after"


WORDINGS: list[tuple[str, Callable[..., Readings]]] = [
    (rf"(?:(last|past|next) |this )?{A_WEEKDAY}", _weekday),
    (r"(yesterday|tomorrow|day before yesterday)", _day),
    (rf"{A_NUMBER} (day|week|month|year)s? (?:ago|earlier|before)", _days_ago),
    (r"(last|past|this|next) week", _week),
    (r"(last|past|this|next) month", _month),
    (r"(last|past|this|next) year", _year),
    (r"earlier this (month|year)", _earlier),
    (MONTH, _month_named),
    (rf"{DAY} (?:of )?{MONTH}\.?", _day_named),
    (rf"{MONTH}\.? {DAY}", lambda day, name, number: _day_named(day, number, name)),
]
