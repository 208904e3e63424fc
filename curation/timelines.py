"""Timelines of the ledger's rows: of a queryset, and of what hangs on a record.

The queryset of a model that has dates says in `drawn_as` what its rows are called and when they
were; that is all a timeline needs to know, also of rows of an app above.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, ClassVar, Self, cast

from django.db.models import QuerySet

from curation.addresses import page_of
from curation.days import Day, as_window
from curation.picture_kinds import Asked, Misasked, PictureKind
from curation.pictures.bounds import left_out, take, unsliced
from curation.pictures.spans import Span, of_date, of_period
from curation.pictures.timeline import MOST, Bar, Timeline

TEMPLATE = "admin/curation/timeline.html"
NARROW = "look at a shorter time, or at fewer of them"


@dataclass(frozen=True)
class DrawnAs:
    """How rows of a model stand on a timeline.

    `dates` is the path to one EDTF date, or to the beginning and the end of a period; `related`
    the links that a row follows for its name and its dates. `band` is its heading.
    """

    dates: tuple[str] | tuple[str, str]
    related: Sequence[str] = ()
    name: Callable[[Any], str] = str
    band: Callable[[Any], str] = lambda row: ""

    def span(self, row: Any) -> Span:
        texts = [_followed(row, path) for path in self.dates]
        return of_date(texts[0]) if len(texts) == 1 else of_period(*texts)

    def bar(self, row: Any) -> Bar:
        standing = getattr(row, "standing", "")
        return Bar(self.name(row), self.span(row), standing, page_of(row), self.band(row))


@dataclass(frozen=True)
class Window:
    """The days that are looked at, both included; None is no limit. Raises `ValueError`."""

    since: date | None = None
    until: date | None = None

    @classmethod
    def between(cls, since: Day | None, until: Day | None) -> Self:
        first, last = as_window(since or date.min, until or date.max)
        return cls(first if since else None, last if until else None)

    @classmethod
    def asked(cls, asked: Asked) -> Self:
        """The window that an address asks for; raises `Misasked`."""
        try:
            return cls.between(asked.day("since"), asked.day("until"))
        except ValueError as error:
            raise Misasked(str(error)) from None

    def narrow(self, rows: Any) -> Any:
        """Those of `rows` that possibly were in it."""
        if not self.since and not self.until:
            return rows
        whole: Any = unsliced(rows)
        return whole.possibly_between(self.since or date.min, self.until or date.max)


@dataclass
class Gathering:
    """Rows of several kinds, gathered for one timeline up to what it draws."""

    window: Window
    bars: list[Bar] = field(default_factory=list)
    left_out: int = 0

    def add(self, rows: Any, **changes: Any) -> None:
        """Adds `rows` in their order; `changes` are to how their queryset draws them."""
        drawn_as = replace(rows.drawn_as, **changes)
        rows = self.window.narrow(rows)
        if hasattr(rows, "with_standing") and "standing" not in rows.query.annotations:
            rows = rows.with_standing()
        if drawn_as.related:  # without any, Django would follow them all
            rows = rows.select_related(*drawn_as.related)
        taken = take(rows, MOST - len(self.bars))
        self.bars += [drawn_as.bar(row) for row in taken.rows]
        self.left_out += taken.left_out

    def timeline(self, title: str) -> Timeline:
        remarks = left_out(self.left_out, len(self.bars), "rows", NARROW)
        return Timeline(title, self.bars, remarks, self.window.since, self.window.until)


class TimelineMixin:
    """For a queryset of rows that have dates."""

    drawn_as: ClassVar[DrawnAs]

    def timeline(self, since: Day | None = None, until: Day | None = None) -> Timeline:
        """A timeline of the rows; `.save("x.svg")`, .html or .csv makes a file of it.

        `since` and `until` are the window that is looked at, days as dates or ISO text, both
        included: rows that were certainly not in it are left out. No more than 400 are drawn,
        the first in the queryset's order, and the picture says how many it leaves out. Retired
        rows are drawn like any others: `in_use()` leaves them out.

        >>> Event.objects.timeline(since="2020-01-01", until="2020-01-31")
        <Timeline of events: .save() makes an .svg, .html or .csv of it>
        """
        gathering = Gathering(Window.between(since, until))
        gathering.add(self)
        opts = cast("QuerySet", self).model._meta
        return gathering.timeline(f"Timeline of {opts.verbose_name_plural}")


def _of_rows(rows: Any, asked: Asked) -> Timeline:
    window = Window.asked(asked)
    picture: Timeline = rows.timeline(window.since, window.until)
    return picture


def timelines(
    of_record: Callable[[Any, Asked], Timeline] | None = None, of_lists: bool = True
) -> PictureKind:
    """The timeline as an admin page offers it: of a list, of a record, or of both."""
    of_rows = _of_rows if of_lists else None
    return PictureKind("timeline", "Timeline", of_rows, of_record, TEMPLATE)


def _followed(row: Any, path: str) -> str:
    for name in path.split("__"):
        row = getattr(row, name)
    return str(row)
