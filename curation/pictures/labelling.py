"""Places for labels beside what they name, so that none covers a sign or another label.

A line may be written over; among several free places the one over fewest lines is taken.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import floor
from typing import NamedTuple
from xml.etree.ElementTree import Element

from curation.pictures.svg import label, width

CELL = 64.0
# Lines are known by the small squares that they pass.
SQUARE = 8.0
# Between a sign and its label, and around a label.
GAP, AIR = 3.0, 1.0
CUT = 0.6
CORNER = 0.7


class Frame(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Frame") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


class Wanted(NamedTuple):
    """A label that is wanted beside a sign that reaches so far, or about a point."""

    text: str
    x: float
    y: float
    reach_x: float
    reach_y: float
    size: float
    room: float
    # How far from the point a label about it may be written, up or down.
    leeway: float = 0.0
    # What it is the label of, for whoever wants it.
    of: str = ""


class Placed(NamedTuple):
    """A label where it is written: its left end, its base, and how wide it may be."""

    wanted: Wanted
    x: float
    y: float
    room: float

    def drawn(self, **attributes: object) -> Element:
        text, size = self.wanted.text, self.wanted.size
        return label(self.x, self.y, text, room=self.room, size=size, **attributes)


@dataclass
class Sheet:
    """What is taken of a drawing of the given size."""

    width: float
    height: float
    _cells: dict[tuple[int, int], list[Frame]] = field(default_factory=dict)
    _passed: Counter[tuple[int, int]] = field(default_factory=Counter)

    def take(self, frame: Frame) -> None:
        for cell in self._over(frame):
            self._cells.setdefault(cell, []).append(frame)

    def pass_over(self, line: Iterable[tuple[float, float]], weight: int = 1) -> None:
        """Remembers a line by points on it, which are no further apart than a label is high.

        What has more `weight` than a line is rather kept free, as a sign on it.
        """
        squares = {(floor(x / SQUARE), floor(y / SQUARE)) for x, y in line}
        self._passed.update(dict.fromkeys(squares, weight))

    def crossed(self, frame: Frame) -> int:
        """How much of lines a frame lies over."""
        if not self._passed:
            return 0
        return sum(self._passed.get(square, 0) for square in _squares(frame, SQUARE))

    def is_free(self, frame: Frame) -> bool:
        inside = frame.left >= 0 and frame.right <= self.width
        if not inside or frame.top < 0 or frame.bottom > self.height:
            return False
        return not any(
            frame.meets(other) for cell in self._over(frame) for other in self._cells.get(cell, ())
        )

    def _over(self, frame: Frame) -> Iterable[tuple[int, int]]:
        return _squares(frame, CELL)

    def place(self, wanted: Sequence[Wanted]) -> list[Placed]:
        """Those of the labels for which there is room, in their order: the first ones choose.

        One beside a sign that finds none is tried again at little more than half its length.
        """
        placed = []
        for one in wanted:
            found = self._placed(one, one.room)
            if found is None and one.reach_x:
                found = self._placed(one, one.room * CUT)
            placed += [found] if found else []
        return placed

    def _placed(self, one: Wanted, room: float) -> Placed | None:
        long = min(width(one.text, one.size), room)
        half = one.size * 0.6
        best: tuple[int, Frame, float, float] | None = None
        for left, middle in _options(one, long):
            frame = Frame(left - AIR, middle - half, left + long + AIR, middle + half)
            if self.is_free(frame):
                crossed = self.crossed(frame)
                if best is None or crossed < best[0]:
                    best = crossed, frame, left, middle
                if not crossed:
                    break
        if best is None:
            return None
        _crossed, frame, left, middle = best
        self.take(frame)
        # A little more than it was found room for, lest it be cut for a rounding.
        return Placed(one, left, middle + one.size * 0.35, long + 0.01)


def _squares(frame: Frame, size: float) -> list[tuple[int, int]]:
    columns = range(floor(frame.left / size), floor(frame.right / size) + 1)
    rows = range(floor(frame.top / size), floor(frame.bottom / size) + 1)
    return [(column, row) for column in columns for row in rows]


def _options(one: Wanted, long: float) -> list[tuple[float, float]]:
    """Left end and middle of a label: right, left, below, above, at a corner; or near the point."""
    if not one.reach_x:
        lines = [one.size * n for n in (0.0, -1.5, 1.5, -3.0, 3.0, -5.0, 5.0)]
        rows = [one.y + line for line in lines if abs(line) <= one.leeway]
        return [(one.x - long / 2, row) for row in rows or [one.y]]
    aside, down = one.reach_x + GAP, one.reach_y + GAP + one.size / 2
    # At a corner it is a little nearer both ways, for a sign is round or small.
    right, left = one.x + one.reach_x * CORNER, one.x - one.reach_x * CORNER - long
    below, above = one.y + down - GAP, one.y - down + GAP
    return [
        (one.x + aside, one.y),
        (one.x - aside - long, one.y),
        (one.x - long / 2, one.y + down),
        (one.x - long / 2, one.y - down),
        *((x, y) for y in (below, above) for x in (right, left)),
    ]
