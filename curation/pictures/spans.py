"""When something was, as a timeline draws it: possible days, certain days, ends of each kind."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from curation.edtf import EDTF, Kind, describe, parse


class End(StrEnum):
    """What is known of a beginning or an end."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    OPEN = "open"


@dataclass(frozen=True)
class Span:
    """The days on which something possibly was, and those on which it certainly was.

    `first` and `last` bound the possible days; None where that end is unknown or open, as `start`
    and `end` say. Between `sure_first` and `sure_last` it certainly was: None there is as far as
    an open end reaches. Nothing is certain unless `is_sure`, and never of a qualified date.
    `words` is the date as written, `meaning` the same in English.
    """

    words: str
    meaning: str
    first: date | None = None
    last: date | None = None
    start: End = End.UNKNOWN
    end: End = End.UNKNOWN
    sure_first: date | None = None
    sure_last: date | None = None
    is_sure: bool = False
    is_qualified: bool = False

    @property
    def is_dated(self) -> bool:
        """Whether a place on the axis is known, or that there is no end to it."""
        return bool(self.first or self.last) or End.OPEN in (self.start, self.end)

    @property
    def days(self) -> list[date]:
        """The days that are known of it, in their order, for the axis to reach."""
        known = (self.first, self.sure_first, self.sure_last, self.last)
        return sorted({day for day in known if day})

    def may_touch(self, first: date | None, last: date | None) -> bool:
        """Whether it possibly was on one of the days of a window; None is no limit."""
        begins_late = self.first and last and self.first > last
        ends_early = self.last and first and self.last < first
        return not (begins_late or ends_early)


UNDATED = Span("", "no date is known")


def of_date(text: str) -> Span:
    """The span of something that an EDTF text dates: throughout `a/b`, some time within `2014`.

    The empty text is an unknown date.
    """
    value = parse(text)
    if value.kind == Kind.EMPTY:
        return UNDATED
    known = (value.open_start or value.start_latest) and (value.open_end or value.end_earliest)
    in_order = _in_order(value.start_latest, value.end_earliest)
    return Span(
        text,
        describe(text),
        value.earliest,
        value.latest,
        _end(value.earliest, value.open_start),
        _end(value.latest, value.open_end),
        value.start_latest,
        value.end_earliest,
        bool(known) and in_order and not value.qualified,
        value.qualified,
    )


def of_period(began: str, ended: str) -> Span:
    """The span of something between two EDTF points, either of which may be empty or `..`.

    Nothing is certain of a period one end of which is unknown, as `definitely_on` has it; else a
    bound of one end serves the other, for it had begun when it ended.
    """
    start, end = parse(began), parse(ended)
    if Kind.EMPTY == start.kind == end.kind:
        return UNDATED
    begun = min((day for day in (start.latest, end.latest) if day), default=None)
    lasts = max((day for day in (start.earliest, end.earliest) if day), default=None)
    sure_first, sure_last = _bound(start, begun), _bound(end, lasts)
    known = (sure_first or start.kind == Kind.OPEN) and (sure_last or end.kind == Kind.OPEN)
    is_written = Kind.EMPTY not in (start.kind, end.kind)
    is_qualified = start.qualified or end.qualified
    return Span(
        f"{began or '?'} to {ended or '?'}".replace(" to ..", ", still going on"),
        f"began: {_described(start, 'without a beginning')};"
        f" ended: {_described(end, 'still going on')}",
        start.earliest,
        end.latest,
        _end(start.earliest, start.kind == Kind.OPEN),
        _end(end.latest, end.kind == Kind.OPEN),
        sure_first,
        sure_last,
        bool(known) and is_written and not is_qualified and _in_order(sure_first, sure_last),
        is_qualified,
    )


def _described(side: EDTF, where_open: str) -> str:
    return where_open if side.kind == Kind.OPEN else describe(side.text)


def _bound(side: EDTF, day: date | None) -> date | None:
    return None if side.kind == Kind.OPEN else day


def _end(bound: date | None, is_open: bool) -> End:
    if is_open:
        return End.OPEN
    return End.UNKNOWN if bound is None else End.KNOWN


def _in_order(first: date | None, last: date | None) -> bool:
    return first is None or last is None or first <= last
