"""What was when: bars on an axis of days, the undated in a column of their own."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from xml.etree.ElementTree import Element

from curation.pictures.axis import Axis, reaching
from curation.pictures.bands import UNDATED_COLUMN, WIDTH, Band, Bar
from curation.pictures.bars import ways
from curation.pictures.picture import Body, Picture, nothing
from curation.pictures.spans import End
from curation.pictures.standings import explained
from curation.pictures.svg import element, label
from curation.pictures.table import Row, Table

__all__ = ["MOST", "Bar", "Timeline"]

# More bars than these nobody reads.
MOST = 400
# The axis leaves room for what fades out or goes on at either side.
SIDE = 52.0
AXIS_HEIGHT = 26.0
HEADER = (
    "what",
    "kind",
    "date",
    "meaning",
    "not before",
    "certainly from",
    "certainly until",
    "not after",
    "evidence",
)
KIND = HEADER.index("kind")
# For an axis on which nothing has a day.
SOME_YEAR = (date(2000, 1, 1), date(2000, 12, 31))


class Timeline(Picture):
    """Bars in the order of their days, each band of them under its heading.

    `since` and `until` are the window that is looked at: what was certainly not in it is left
    out, and bars are cut off at its edges. None is no limit.
    """

    def __init__(
        self,
        title: str,
        bars: Sequence[Bar],
        remarks: Sequence[str] = (),
        since: date | None = None,
        until: date | None = None,
    ) -> None:
        super().__init__(title, remarks)
        self.since, self.until = since, until
        bands = list(dict.fromkeys(bar.band for bar in bars))
        looked_at = [bar for bar in bars if bar.span.may_touch(since, until)]
        self.bars = sorted(looked_at, key=lambda bar: (bands.index(bar.band), *_order(bar)))

    def body(self) -> Body:
        if not self.bars:
            return nothing("There is nothing to show.")
        beside = self._beside()
        bands = self._bands(WIDTH if beside is None else beside)
        elements: list[Element] = []
        y = AXIS_HEIGHT if any(band.placed for band in bands) else 0.0
        rows: list[float] = []
        for band in bands:
            if band.placed or beside is not None:
                rows += band.axis_rows(y)
                marks, y = band.marks(y, beside)
                elements += marks
        if any(band.placed for band in bands):
            elements = [*self._grid(beside, y, rows), *elements]
            y += AXIS_HEIGHT
        for band in bands:
            if band.undated and beside is None:
                marks, y = band.undated_below(y)
                elements += marks
        return Body(WIDTH, y, elements, self._legend(bands))

    def _beside(self) -> float | None:
        """Where the column of the undated begins, None if they stand below or there are none."""
        dated = [bar for bar in self.bars if bar.span.is_dated]
        place = WIDTH - UNDATED_COLUMN
        if not dated or len(dated) == len(self.bars):
            return None
        return place if all(band.fits_beside for band in self._bands(place)) else None

    def table(self) -> Table:
        """One row for each bar; without the column of their kinds, if they are of one."""
        has_kinds = any(bar.band for bar in self.bars)
        rows = [Row(_kept(_cells(bar), has_kinds), bar.link) for bar in self.bars]
        return Table(_kept(HEADER, has_kinds), rows)

    def _bands(self, room: float) -> list[Band]:
        axis = self._axis(room)
        return [
            Band(name, [*bars], axis, room)
            for name, bars in groupby(self.bars, key=lambda bar: bar.band)
        ]

    def _axis(self, room: float) -> Axis:
        days = [day for bar in self.bars for day in bar.span.days if self._is_looked_at(day)]
        days += [day for day in (self.since, self.until) if day]
        axis = reaching(days or SOME_YEAR, SIDE, room - 2 * SIDE)
        return Axis(self.since or axis.first, self.until or axis.last, axis.left, axis.width)

    def _is_looked_at(self, day: date) -> bool:
        return (not self.since or day >= self.since) and (not self.until or day <= self.until)

    def _grid(
        self, beside: float | None, bottom: float, rows: Sequence[float]
    ) -> Iterator[Element]:
        """A line for each tick, labelled above, below and in `rows`; the head of a column."""
        if beside is not None:
            yield label(beside, 14, "Undated", room=UNDATED_COLUMN, class_="quiet")
        axis = self._axis(WIDTH if beside is None else beside)
        for tick in axis.ticks():
            x = axis.start_of(tick.day)
            yield element("line", x1=x, x2=x, y1=AXIS_HEIGHT - 6, y2=bottom, class_="grid")
            for y in (14.0, *rows, bottom + 14):
                yield label(x, y, tick.label, room=90, size=11, class_="tick")

    def _legend(self, bands: Sequence[Band]) -> list[tuple[Element, str]]:
        spans = [bar.span for bar in self.bars if bar.span.is_dated]
        is_cut = any(one.extent.cut for band in bands for one in band.placed)
        return [*ways(spans, is_cut), *explained(bar.standing for bar in self.bars)]


def _order(bar: Bar) -> tuple[bool, date, date, str]:
    """By the first day that is known of it; the undated last, by name."""
    days = bar.span.days or [date.min]
    return not bar.span.is_dated, days[0], days[-1], bar.name


def _cells(bar: Bar) -> list[str]:
    span = bar.span
    return [
        bar.name,
        bar.band,
        span.words,
        span.meaning,
        _day(span.first, span.start),
        _day(span.sure_first, span.start) if span.is_sure else "",
        _day(span.sure_last, span.end) if span.is_sure else "",
        _day(span.last, span.end),
        bar.standing,
    ]


def _kept(cells: Sequence[str], has_kinds: bool) -> list[str]:
    return [cell for place, cell in enumerate(cells) if has_kinds or place != KIND]


def _day(day: date | None, end: End) -> str:
    if day:
        return day.isoformat()
    return "open" if end == End.OPEN else ""
