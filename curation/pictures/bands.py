"""One band of a timeline: its heading, its bars in lanes, and its undated rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from xml.etree.ElementTree import Element

from curation.pictures.axis import Axis
from curation.pictures.bars import Extent, drawn, extent
from curation.pictures.lanes import lanes
from curation.pictures.spans import Span
from curation.pictures.standings import sign
from curation.pictures.svg import apart, element, label, link, width

WIDTH = 1000.0
UNDATED_COLUMN = 280.0
LANE, LINE = 32.0, 20.0
HEADING, GAP = 26.0, 14.0
# After so many lanes the axis is told once more, in a row of its own, if as many as half follow.
LANES_APART, AXIS_ROW = 16, 22.0
LETTERS, SIGN = 12.0, 15.0
LABEL_ROOM = 480.0
# Undated rows below the bars stand in two columns if a name is too long for the larger number.
COLUMNS = (2, 3)
# So many more lines than the bars beside them, and undated rows stand below them instead.
LINES_BESIDE = 8


@dataclass(frozen=True)
class Bar:
    """One thing on a timeline: its name, when it was, what evidence for it amounts to.

    `standing` is empty for what no evidence is weighed for, such as a document; `link` is the
    address of its record, `band` the heading under which it stands.
    """

    name: str
    span: Span
    standing: str = ""
    link: str = ""
    band: str = ""

    @property
    def told(self) -> str:
        return ". ".join(filter(None, [apart(self.name), self.span.meaning, self.standing]))

    @property
    def css(self) -> str:
        return f"mark standing-{self.standing or 'none'}"


class Placed(NamedTuple):
    """A bar, where it lies, and where its label does; `left` and `right` are around both.

    The label begins at `text` or, `mirrored`, ends there: so it stands by a bar far to the right.
    """

    bar: Bar
    extent: Extent
    text: float
    mirrored: bool
    left: float
    right: float


class Band:
    """The bars of one heading on an axis that ends at `room`, placed."""

    def __init__(self, name: str, bars: Sequence[Bar], axis: Axis, room: float) -> None:
        self.name = name
        self.placed = [_placed(bar, axis, room) for bar in bars if bar.span.is_dated]
        self.undated = [bar for bar in bars if not bar.span.is_dated]
        self.lanes = lanes([(each.left, each.right) for each in self.placed], GAP)
        self.head = HEADING if name else 4.0
        last = max(self.lanes, default=-1)
        self.told_before = range(LANES_APART, last - LANES_APART // 2 + 2, LANES_APART)
        self.bars_height = self._down(last) + LANE if self.placed else 0.0

    def axis_rows(self, top: float) -> list[float]:
        """Where in it the axis is told once more, if it begins at `top`: lower ends of letters."""
        return [top + self.head + self._down(lane) - AXIS_ROW + 12 for lane in self.told_before]

    def _down(self, lane: int) -> float:
        """How far down a lane begins."""
        return lane * LANE + AXIS_ROW * sum(told <= lane for told in self.told_before)

    @property
    def fits_beside(self) -> bool:
        """Whether its undated rows are few enough for a column beside the bars."""
        return len(self.undated) * LINE <= self.bars_height + LINES_BESIDE * LINE

    def marks(self, top: float, beside: float | None) -> tuple[list[Element], float]:
        """The bars and, with a column `beside` them, the undated; and where they end."""
        found = _heading(self.name, top) if self.name else []
        top += self.head
        for each, lane in zip(self.placed, self.lanes, strict=True):
            found.append(_mark(each, top + self._down(lane)))
        if beside is None:
            return found, top + self.bars_height + GAP
        for line, bar in enumerate(self.undated):
            found.append(_undated(bar, beside, top + line * LINE, UNDATED_COLUMN))
        return found, top + max(self.bars_height, len(self.undated) * LINE) + GAP

    def undated_below(self, top: float) -> tuple[list[Element], float]:
        """The undated line by line in columns, under a heading of their own; and their end."""
        found = _heading(f"{self.name}, undated" if self.name else "Undated", top)
        top += HEADING
        few, many = COLUMNS
        longest = max(width(bar.name, LETTERS) for bar in self.undated)
        columns = few if longest > _name_room(WIDTH / many) else many
        for place, bar in enumerate(self.undated):
            line, column = divmod(place, columns)
            x, y = column * WIDTH / columns, top + line * LINE
            found.append(_undated(bar, x, y, WIDTH / columns))
        return found, top + -(-len(self.undated) // columns) * LINE + GAP


def _heading(name: str, y: float) -> list[Element]:
    line = element("line", x1=0.0, x2=WIDTH, y1=y + 2, y2=y + 2, class_="grid")
    return [line, label(0, y + 18, name, room=WIDTH, size=13, class_="heading")]


def _undated(bar: Bar, x: float, y: float, column: float) -> Element:
    """A name without a bar, for what no day is known of."""
    return link(
        bar.link,
        bar.told,
        _hit(x, y, column - GAP, LINE - 2),
        sign(bar.standing, x, y + 3) if bar.standing else None,
        label(x + SIGN, y + 13, bar.name, room=_name_room(column), size=LETTERS),
        class_=bar.css,
    )


def _name_room(column: float) -> float:
    return column - SIGN - GAP


def _placed(bar: Bar, axis: Axis, room: float) -> Placed:
    where = extent(bar.span, axis)
    wide = SIGN + min(width(bar.name, LETTERS), LABEL_ROOM)
    if where.first + wide + GAP <= room:
        right = max(where.right, where.first + wide)
        return Placed(bar, where, where.first, False, where.left, right)
    end = max(where.last, wide)
    return Placed(bar, where, end, True, min(where.left, end - wide), max(where.right, end))


def _mark(placed: Placed, y: float) -> Element:
    bar = placed.bar
    beside = -SIGN if placed.mirrored else SIGN
    return link(
        bar.link,
        bar.told,
        _hit(placed.left, y, placed.right - placed.left, LANE - 4),
        *drawn(bar.span, placed.extent, y + 17),
        sign(bar.standing, placed.text - (10 if placed.mirrored else 0), y + 1)
        if bar.standing
        else None,
        label(
            placed.text + beside,
            y + 11,
            bar.name,
            room=LABEL_ROOM,
            size=LETTERS,
            text_anchor="end" if placed.mirrored else None,
        ),
        class_=bar.css,
    )


def _hit(x: float, y: float, wide: float, high: float) -> Element:
    """What is clicked: all of the mark, gaps in it too."""
    return element("rect", x=x, y=y, width=wide, height=high, class_="hit")
