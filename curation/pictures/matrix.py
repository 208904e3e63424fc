"""Who is held responsible for what: actors by events, what they say apart from what others say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import cos, radians, sin
from typing import NamedTuple
from xml.etree.ElementTree import Element

from curation.pictures.blocks import in_blocks
from curation.pictures.picture import Body, Picture, nothing
from curation.pictures.standings import explained, sign
from curation.pictures.svg import apart, element, group, label, link, number, width
from curation.pictures.table import Row, Table
from curation.standing import Standing

ROW_HEIGHT = 26.0
# Names of rows and heads of columns have as much room as the longest wants, up to so much.
LEAST_ROOM, ROW_ROOM, HEAD_ROOM = 120.0, 330.0, 340.0
SIGN, SIGN_GAP = 17.0, 6.0
LEAST_COLUMN = 34.0
LETTERS, SMALL = 12.0, 10.5
# Heads are written upwards to the right, by so many degrees.
SLOPE = -55


class Voices(NamedTuple):
    """How many independent origins say so: `claimed` and `denied` by whoever it is about."""

    claimed: int = 0
    denied: int = 0
    accused: int = 0
    suspected: int = 0
    exonerated: int = 0


MEANINGS = {
    "claimed": "claims it itself",
    "denied": "denies it itself",
    "accused": "accused by others",
    "suspected": "suspected by others",
    "exonerated": "exonerated by others",
}


OTHERWISE = "said of others or of another role instead"


@dataclass(frozen=True)
class Head:
    """A row or a column: its name, the address of its record, and what it is sorted by.

    `when` is its date, which stands below the name of a column.
    """

    name: str
    link: str = ""
    order: str = ""
    when: str = ""

    @property
    def told(self) -> str:
        return f"{apart(self.name)} · {self.when}" if self.when else self.name


@dataclass(frozen=True)
class Cell:
    """What is said of one row's part in one column; `standing` is what it all amounts to.

    `is_otherwise` if some words give another row, column or role instead.
    """

    row: Head
    column: Head
    voices: Voices
    standing: str = "unattributed"
    link: str = ""
    is_otherwise: bool = False

    @property
    def told(self) -> str:
        said = [
            f"{MEANINGS[name]}: {_origins(count)}"
            for name, count in self.voices._asdict().items()
            if count
        ]
        return ". ".join([apart(self.row.told), apart(self.column.told), *said, self.evidence])

    @property
    def evidence(self) -> str:
        """What it amounts to, in words; of a part that no words are for, that too."""
        return f"{self.standing}, {OTHERWISE}" if self.is_only_otherwise else self.standing

    @property
    def is_silent(self) -> bool:
        """Whether nobody says anything of it that is counted."""
        return not any(self.voices)

    @property
    def is_only_otherwise(self) -> bool:
        return self.is_silent and self.is_otherwise

    @property
    def is_contested(self) -> bool:
        return self.standing == "contested"


def _origins(count: int) -> str:
    return "1 origin" if count == 1 else f"{count} origins"


class Matrix(Picture):
    """Cells of rows by columns; those that share cells stand together, columns in their order."""

    has_own_width = True

    def __init__(self, title: str, cells: Sequence[Cell], remarks: Sequence[str] = ()) -> None:
        super().__init__(title, remarks)
        pairs = [(cell.row, cell.column) for cell in cells]
        self.rows, self.columns = in_blocks(pairs, key=lambda head: (head.order, head.name))
        place = {head: n for n, head in enumerate([*self.rows, *self.columns])}
        self.cells = sorted(cells, key=lambda cell: (place[cell.row], place[cell.column]))

    def body(self) -> Body:
        if not self.cells:
            # What remarks leave out may well be held against somebody.
            why = "." if self.remarks else ": nobody is held responsible for any of it."
            return nothing(f"There is nothing to show{why}")
        lefts, right = self._lefts()
        long, slope = self._head_room, radians(-SLOPE)
        top = long * sin(slope) + 20
        tops = {head: top + n * ROW_HEIGHT for n, head in enumerate(self.rows)}
        bottom = top + len(self.rows) * ROW_HEIGHT
        elements = [
            *self._lines(lefts, tops, right, bottom),
            *(_row_head(head, y, self._row_room) for head, y in tops.items()),
            *(_column_head(head, x, top, long) for head, x in lefts.items()),
            *(_cell(cell, lefts[cell.column], tops[cell.row]) for cell in self.cells),
        ]
        # The heads of the last columns reach beyond their columns.
        return Body(right + long * cos(slope), bottom + 4, elements, [*self._legend()])

    def table(self) -> Table:
        header = ["who", "what", *Voices._fields, "evidence"]
        rows = [
            Row(
                [cell.row.told, cell.column.told, *map(str, cell.voices), cell.evidence],
                cell.link,
            )
            for cell in self.cells
        ]
        return Table(header, rows)

    @cached_property
    def _row_room(self) -> float:
        return _room([width(head.told, LETTERS) for head in self.rows], ROW_ROOM)

    @cached_property
    def _head_room(self) -> float:
        lines = [(head.name, LETTERS) for head in self.columns]
        lines += [(head.when, SMALL) for head in self.columns]
        return _room([width(*line) for line in lines], HEAD_ROOM)

    def _lefts(self) -> tuple[Mapping[Head, float], float]:
        """Where each column begins, wide enough for its fullest cell, and where the last ends."""
        lefts: dict[Head, float] = {}
        x = self._row_room + 10
        for head in self.columns:
            lefts[head] = x
            most = max(_signs(cell) for cell in self.cells if cell.column == head)
            x += max(most * (SIGN + SIGN_GAP) + SIGN_GAP, LEAST_COLUMN)
        return lefts, x

    def _lines(
        self, lefts: Mapping[Head, float], tops: Mapping[Head, float], right: float, bottom: float
    ) -> Iterator[Element]:
        top = min(tops.values())
        for x in [*lefts.values(), right]:
            yield element("line", x1=x, x2=x, y1=top, y2=bottom, class_="grid")
        for y in [*tops.values(), bottom]:
            yield element("line", x1=0.0, x2=right, y1=y, y2=y, class_="grid")

    def _legend(self) -> Iterator[tuple[Element, str]]:
        for name, meaning in MEANINGS.items():
            if any(getattr(cell.voices, name) for cell in self.cells):
                yield _said(name, "n", 6, -2), f"{meaning}, by n origins"
        if any(cell.is_contested for cell in self.cells):
            yield _corner(6, 0, 20, 14), Standing.CONTESTED.label.lower()
        if any(cell.is_only_otherwise for cell in self.cells):
            yield _otherwise(9, 2), OTHERWISE
        silent = [cell for cell in self.cells if cell.is_silent and not cell.is_otherwise]
        yield from explained(cell.standing for cell in silent)


def _signs(cell: Cell) -> int:
    return max(sum(1 for count in cell.voices if count), 1)


def _room(wanted: Sequence[float], most: float) -> float:
    return min(max([LEAST_ROOM, *wanted]), most)


def _row_head(head: Head, y: float, room: float) -> Element:
    # A little more than it wants, lest it be cut for a rounding.
    text = label(0, y + 17, head.told, room=room + 0.01, size=LETTERS)
    return link(head.link, head.told, text, class_="head")


def _column_head(head: Head, x: float, top: float, room: float) -> Element:
    """Its name and, below it, its date."""
    x, y = x + 17, top - 6
    place = f"rotate({SLOPE} {number(x)} {number(y)})"
    name = label(x, y - 5 if head.when else y, head.name, room=room + 0.01, size=LETTERS)
    when = label(x + 6, y + 8, head.when, room=room - 6, size=SMALL, class_="quiet")
    texts = group(name, when if head.when else None, transform=place)
    return link(head.link, head.told, texts, class_="head")


def _otherwise(x: float, y: float) -> Element:
    """A crossed equals sign, ten by ten units."""
    strokes = element("path", class_="sign-outer", d="M1 3.5h8M1 6.7h8M7.4 0.8L2.6 9.4")
    return group(strokes, class_="standing otherwise", transform=f"translate({x:g} {y:g})")


def _cell(cell: Cell, x: float, y: float) -> Element:
    said = [(name, count) for name, count in cell.voices._asdict().items() if count]
    wide = max(len(said) * (SIGN + SIGN_GAP) + SIGN_GAP, LEAST_COLUMN)
    signs = [
        _said(name, str(count), x + SIGN_GAP + n * (SIGN + SIGN_GAP), y + 4.5)
        for n, (name, count) in enumerate(said)
    ]
    return link(
        cell.link,
        cell.told,
        element("rect", x=x, y=y, width=wide, height=ROW_HEIGHT, class_="hit"),
        _corner(x, y, wide, ROW_HEIGHT) if cell.is_contested else None,
        *(signs or [_quietly(cell, x + 12, y + 8)]),
        class_=f"mark standing-{cell.standing}",
    )


def _quietly(cell: Cell, x: float, y: float) -> Element:
    """The sign of a cell of which nothing is counted."""
    return _otherwise(x, y) if cell.is_only_otherwise else sign(cell.standing, x, y)


def _said(name: str, count: str, x: float, y: float) -> Element:
    """A square for its own words and a circle for others'; solid yes, dashed maybe, crossed no."""
    middle, half = x + SIGN / 2, SIGN / 2
    if name in ("claimed", "denied"):
        shape = element("rect", x=x, y=y, width=SIGN, height=SIGN, class_="shape")
    else:
        shape = element("circle", cx=middle, cy=y + half, r=half, class_="shape")
    crossed = name in ("denied", "exonerated")
    # Beyond the corners, so that it is seen beside any number.
    line = {"x1": x - 2, "y1": y + SIGN + 2, "x2": x + SIGN + 2, "y2": y - 2}
    return group(
        shape,
        element("line", class_="crossing", **line) if crossed else None,
        element("text", count, x=middle, y=y + 12.5, font_size=10.0, class_="count"),
        class_=f"said said-{name}",
    )


def _corner(x: float, y: float, wide: float, high: float) -> Element:
    """A border and a filled corner around what is contested."""
    right = x + wide
    points = f"{number(right - 9)},{number(y)} {number(right)},{number(y)}"
    return group(
        element("rect", x=x + 1, y=y + 1, width=wide - 2, height=high - 2, class_="contested"),
        element(
            "polygon", points=f"{points} {number(right)},{number(y + 9)}", class_="contested-corner"
        ),
    )
