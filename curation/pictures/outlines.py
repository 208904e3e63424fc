"""Outlines of the world as paths within a view: only what lies in it, no finer than it shows."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from curation.pictures.view import WIDTH, View
from curation.pictures.world import Area, Border, Line, borders, lines

# Points nearer to the last one than this are left out; lines reach so far beyond the edges.
FINEST = 0.9
BEYOND = 8.0
# Where across an outline room for its name is looked for, from its top down.
SCANNED = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)

Spot = tuple[float, float]


def filled(areas: Iterable[Area], view: View) -> str:
    """The path of all of them, for filling by the even-odd rule; empty if none is in sight."""
    return "".join(
        _written(clipped, closed=True)
        for area in areas
        for turn in view.turns(area.box)
        for ring in area.rings
        if len(clipped := _clipped(_thinned(_projected(ring, view, turn)), view)) > 2
    )


class Middle(NamedTuple):
    """A point within what is seen of an area, how wide that is there and how high, and its size.

    The size is that of its largest ring as drawn, in square units.
    """

    x: float
    y: float
    width: float
    height: float
    size: float


def middles(area: Area, view: View) -> list[Middle]:
    """Where a name has room in what is seen of an area, most room first; none if it is not seen."""
    for turn in view.turns(area.main_box):
        spots = _clipped(_thinned(_projected(area.rings[0], view, turn)), view)
        if len(spots) > 2:
            return _roomiest(spots, view)
    return []


def _roomiest(spots: Sequence[Spot], view: View) -> list[Middle]:
    """The widest of some lines through a closed ring, those near its middle first."""
    heights = [min(max(y, 0.0), view.height) for _x, y in spots]
    top, high = min(heights), max(heights) - min(heights)
    size = _size(spots)
    found = []
    for share in SCANNED:
        y = top + share * high
        for left, right in _within(spots, y):
            wide = min(right, WIDTH) - max(left, 0.0)
            x = max(left, 0.0) + wide / 2
            found.append((wide * (1 - abs(share - 0.5)), Middle(x, y, wide, high, size)))
    return [middle for weight, middle in sorted(found, reverse=True) if weight > 0]


def _within(spots: Sequence[Spot], y: float) -> list[tuple[float, float]]:
    """From where to where a level line runs within a closed ring."""
    crossings = sorted(
        x1 + (y - y1) / (y2 - y1) * (x2 - x1)
        for (x1, y1), (x2, y2) in pairwise([*spots, spots[0]])
        if (y1 > y) != (y2 > y)
    )
    return [*zip(crossings[::2], crossings[1::2], strict=True)]


def _size(spots: Sequence[Spot]) -> float:
    pairs = pairwise([*spots, spots[0]])
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def drawn(kind: Border, view: View) -> str:
    """The path of all lines of a kind, without the seam where the world's data begin and end."""
    all_lines = lines()
    return "".join(
        _written(run, closed=False)
        for number in borders()[kind]
        for turn in view.turns(all_lines[number].box)
        for run in _in_sight(all_lines[number], view, turn)
    )


def _projected(points: Iterable[tuple[float, float]], view: View, turn: float) -> list[Spot]:
    return [(view.x(longitude + turn), view.y(latitude)) for longitude, latitude in points]


def _in_sight(line: Line, view: View, turn: float) -> Iterator[list[Spot]]:
    """The parts of a line that come near the view."""
    points = [*zip(line.longitudes, line.latitudes, strict=True)]
    spots = _thinned(_projected(points, view, turn))
    seam = _seam(view, turn)
    run: list[Spot] = []
    for start, end in pairwise(spots):
        hidden = _is_off(start, end, view) or (start[0] in seam and end[0] in seam)
        if not hidden:
            run = run or [start]
            run.append(end)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _seam(view: View, turn: float) -> tuple[float, float]:
    return view.x(-180 + turn), view.x(180 + turn)


def _is_off(start: Spot, end: Spot, view: View) -> bool:
    (x1, y1), (x2, y2) = start, end
    sideways = max(x1, x2) < -BEYOND or min(x1, x2) > WIDTH + BEYOND
    return sideways or max(y1, y2) < -BEYOND or min(y1, y2) > view.height + BEYOND


def _thinned(spots: Sequence[Spot]) -> list[Spot]:
    kept = [spots[0]]
    for x, y in spots[1:-1]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= FINEST:
            kept.append((x, y))
    return [*kept, spots[-1]]


def _clipped(spots: list[Spot], view: View) -> list[Spot]:
    """What of a closed ring lies in the view, a little beyond its edges: one edge after another."""
    for axis, edge, sign in (
        (0, -BEYOND, 1),
        (0, WIDTH + BEYOND, -1),
        (1, -BEYOND, 1),
        (1, view.height + BEYOND, -1),
    ):
        kept: list[Spot] = []
        for start, end in zip(spots, spots[1:] + spots[:1], strict=True):
            starts, ends = (sign * (spot[axis] - edge) >= 0 for spot in (start, end))
            if starts != ends:
                kept.append(_crossing(start, end, axis, edge))
            if ends:
                kept.append(end)
        spots = kept
    return spots


def _crossing(start: Spot, end: Spot, axis: int, edge: float) -> Spot:
    share = (edge - start[axis]) / (end[axis] - start[axis])
    x = start[0] + share * (end[0] - start[0])
    y = start[1] + share * (end[1] - start[1])
    return x, y


def _written(spots: Sequence[Spot], *, closed: bool) -> str:
    """A path in tenths of a unit, each point from the one before it."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in spots]
    (last_x, last_y), *others = tenths
    steps = [f"M{last_x / 10:g} {last_y / 10:g}l"]
    for x, y in others:
        steps.append(f"{(x - last_x) / 10:g} {(y - last_y) / 10:g} ")
        last_x, last_y = x, y
    return "".join(steps).rstrip() + ("z" if closed else "")
