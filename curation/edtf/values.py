"""A whole EDTF value: a date, an interval, or a set of dates.

    2014          some time in 2014            2014/2016       throughout, from 2014 to 2016
    2014/         from 2014, end unknown       2014/..         from 2014, still so
    [2011..2014]  some time within             {2014,2016}     both
    ..            open, where one end of a period is asked for
    (empty)       unknown

An interval has a date at one end at least: `../..` is EDTF, but says nothing and would be definite
on every day.

Besides the hull of every day it can mean, a value has the day by which it has certainly begun and
the day until which it certainly lasts; they decide the definite answers. Days are included.

An all-of set means each of its members (ISO 8601-2, “all members”), and a member no more than it
does alone: {2014,2015} is some time in 2014 and some time in 2015. Two columns cannot tell that of
each member, so the set is definite only for a window that holds all of it; but days without a gap,
{2014-05-01..2014-05-03}, are one period, definite on each of them.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from .points import QUALIFIERS, NotADate, parse_point


class Kind(StrEnum):
    EMPTY = "empty"
    OPEN = "open"
    POINT = "point"
    INTERVAL = "interval"
    ONE_OF = "one_of"
    ALL_OF = "all_of"


class Span(NamedTuple):
    """Bounds of something that begins and ends; None is unknown or open."""

    earliest: date | None = None
    latest: date | None = None
    start_latest: date | None = None
    end_earliest: date | None = None


class EDTF(NamedTuple):
    """A date as written, with its bounds.

    `open_start` and `open_end` are an explicit `..` that means "always was", "still is"; the
    bounds on that side are None then. An unknown bound is None without the flag. A one-of set is
    never open: its `..` only leaves the choice wide.
    """

    text: str
    kind: Kind
    earliest: date | None
    latest: date | None
    start_latest: date | None
    end_earliest: date | None
    qualified: bool = False
    open_start: bool = False
    open_end: bool = False

    def possibly_touches(self, first: date, last: date) -> bool:
        """Whether no known bound rules out the days from `first` to `last`."""
        return (self.earliest is None or self.earliest <= last) and (
            self.latest is None or self.latest >= first
        )

    def definitely_touches(self, first: date, last: date) -> bool:
        """Whether it certainly held on one of the days; never for a qualified or empty date."""
        begun = self.open_start or (self.start_latest is not None and self.start_latest <= last)
        lasts = self.open_end or (self.end_earliest is not None and self.end_earliest >= first)
        return begun and lasts and not self.qualified

    @property
    def is_point(self) -> bool:
        """Whether it can be one end of a period: empty, `..`, a date or a one-of set."""
        return self.kind not in (Kind.INTERVAL, Kind.ALL_OF)


def parse(text: str) -> EDTF:
    """Read an EDTF text; the empty text is unknown. Raises NotADate for anything else."""
    if text == "":
        return EDTF(text, Kind.EMPTY, None, None, None, None)
    if text == "..":
        return EDTF(text, Kind.OPEN, None, None, None, None, False, True, True)
    qualified = not QUALIFIERS.isdisjoint(text)
    if text[0] in "[{":
        return _parse_set(text, qualified)
    if "/" in text:
        return _parse_interval(text, qualified)
    earliest, latest = parse_point(text, text)
    return EDTF(text, Kind.POINT, earliest, latest, latest, earliest, qualified)


def _parse_interval(text: str, qualified: bool) -> EDTF:
    sides = text.split("/")
    if len(sides) != 2:
        raise NotADate.because("malformed", text)
    first, last = sides
    if not {first, last} - {"", ".."}:
        raise NotADate.because("silent", text)
    return EDTF(
        text, Kind.INTERVAL, *_span(text, first, last), qualified, first == "..", last == ".."
    )


def _span(value: str, first: str, last: str) -> Span:
    """What begins in `first` and ends in `last`, each a date, `..` (open) or empty (unknown).

    One that has not been said to end before, or begin after, lasted a day at least: hence a bound
    of one side serves the other where that is unknown.
    """
    start = None if first in ("", "..") else parse_point(first, value)
    end = start if last == first else None if last in ("", "..") else parse_point(last, value)
    if start and end and end.latest < start.earliest:
        raise NotADate.because("reversed", value)
    known = [side for side in (start, end) if side]
    return Span(
        start and start.earliest,
        end and end.latest,
        None if first == ".." else min((side.latest for side in known), default=None),
        None if last == ".." else max((side.earliest for side in known), default=None),
    )


def _parse_set(text: str, qualified: bool) -> EDTF:
    if text[-1] != {"[": "]", "{": "}"}[text[0]]:
        raise NotADate.because("malformed", text)
    members = text[1:-1].split(",")
    spans = [
        _member(text, member, position == 0, position == len(members) - 1)
        for position, member in enumerate(members)
    ]
    hull = _hull(spans)
    if text[0] == "[":
        return EDTF(text, Kind.ONE_OF, *hull, qualified)
    if _is_run_of_days(spans):
        return EDTF(text, Kind.ALL_OF, *_throughout(hull, spans), qualified, *_open_ends(hull))
    return EDTF(text, Kind.ALL_OF, *hull, qualified)


def _member(value: str, member: str, is_first: bool, is_last: bool) -> Span:
    """The bounds of a member of a set: a date, `a..b`, `..b` as the first or `a..` as the last."""
    sides = member.split("..")
    if member == "" or len(sides) > 2 or sides == ["", ""]:
        raise NotADate.because("malformed", value)
    if len(sides) == 1:
        return _span(value, member, member)
    first, last = sides
    if (first == "" and not is_first) or (last == "" and not is_last):
        raise NotADate.because("misplaced", value)
    return _span(value, first or "..", last or "..")


def _hull(spans: Sequence[Span]) -> Span:
    """The bounds of one moment somewhere within `spans`."""
    starts = [span.earliest for span in spans if span.earliest]
    ends = [span.latest for span in spans if span.latest]
    earliest = min(starts) if len(starts) == len(spans) else None
    latest = max(ends) if len(ends) == len(spans) else None
    return Span(earliest, latest, latest, earliest)


def _is_run_of_days(spans: Sequence[Span]) -> bool:
    """Whether `spans` are days, or run from day to day, without a gap and open at one end at most.

    A year or month, alone or at an end, is some time within it: it has no one day that it names.
    """
    if any((s.earliest, s.latest) != (s.start_latest, s.end_earliest) for s in spans):
        return False
    days = sorted(
        ((span.earliest or date.min).toordinal(), (span.latest or date.max).toordinal())
        for span in spans
    )
    if _open_ends(_hull(spans)) == (True, True):
        return False
    reach = days[0][1]
    for earliest, latest in days:
        if earliest > reach + 1:
            return False
        reach = max(reach, latest)
    return True


def _throughout(hull: Span, spans: Sequence[Span]) -> Span:
    """The bounds of one period made of `spans`, a run of days."""
    begun = [span.start_latest for span in spans if span.start_latest]
    lasts = [span.end_earliest for span in spans if span.end_earliest]
    return Span(
        hull.earliest,
        hull.latest,
        min(begun) if hull.earliest else None,
        max(lasts) if hull.latest else None,
    )


def _open_ends(hull: Span) -> tuple[bool, bool]:
    """Whether a set runs open to the past and to the future; a member's bound is never unknown."""
    return hull.earliest is None, hull.latest is None
