"""Outlines of countries and their first-level divisions: see data/README.md for their source."""

import gzip
import json
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property, lru_cache
from itertools import accumulate, pairwise, product
from math import floor
from pathlib import Path
from typing import Any, NamedTuple

# Degrees of longitude and latitude within which countries are looked for together.
CELL = 5
FILE = Path(__file__).parent / "data" / "world.json.gz"

# Longitude and latitude in degrees.
Point = tuple[float, float]
Ring = list[Point]


class Box(NamedTuple):
    """Degrees; `east` is more than 180 where it reaches across the date line."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, longitude: float, latitude: float) -> bool:
        return self.west <= longitude <= self.east and self.south <= latitude <= self.north


class Line(NamedTuple):
    """Longitudes and latitudes of a line, and the box that holds it."""

    longitudes: Sequence[float]
    latitudes: Sequence[float]
    box: Box


class Border(StrEnum):
    COAST = "coast"
    COUNTRY = "country"
    DIVISION = "division"


@dataclass(frozen=True)
class Area:
    """A country, or a division of one, by its name; empty where Natural Earth has none."""

    name: str
    arcs: Sequence[Sequence[int]]
    country: str

    @cached_property
    def rings(self) -> list[Ring]:
        """Closed rings, the largest first; a point within an odd number of them is inside."""
        return sorted(map(_ring, self.arcs), key=lambda ring: -abs(_size(ring)))

    @property
    def main_box(self) -> Box:
        """The box of the largest ring, so that no far island counts."""
        return box_of(self.rings[0])

    @cached_property
    def box(self) -> Box:
        """The box of all its rings, found without putting them together."""
        boxes = [lines()[max(arc, ~arc)].box for ring in self.arcs for arc in ring]
        west, south, east, north = zip(*boxes, strict=True)
        return Box(min(west), min(south), max(east), max(north))

    def holds(self, longitude: float, latitude: float) -> bool:
        if not self.box.holds(longitude, latitude):
            return False
        # A ring whose box does not hold the point goes round it no odd number of times.
        near = (ring for ring, box in self._boxes if box.holds(longitude, latitude))
        return sum(_is_within(longitude, latitude, ring) for ring in near) % 2 == 1

    @cached_property
    def _boxes(self) -> list[tuple[Ring, Box]]:
        return [(ring, box_of(ring)) for ring in self.rings]


@cache
def _read() -> dict[str, Any]:
    with gzip.open(FILE, "rt", encoding="utf-8") as stream:
        found: dict[str, Any] = json.load(stream)
    return found


@cache
def lines() -> list[Line]:
    """All arcs, by number."""
    read = _read()
    steps = read["steps"]
    made = []
    for arc in read["arcs"]:
        longitudes = array("d", [x / steps for x in accumulate(arc[::2])])
        latitudes = array("d", [y / steps for y in accumulate(arc[1::2])])
        box = Box(min(longitudes), min(latitudes), max(longitudes), max(latitudes))
        made.append(Line(longitudes, latitudes, box))
    return made


@cache
def countries() -> dict[str, Area]:
    """Countries by their code, ISO 3166-1 alpha-2."""
    return {
        code: Area(name, rings, code) for code, (name, rings, _) in _read()["countries"].items()
    }


@cache
def divisions(country: str) -> list[Area]:
    """The first-level divisions of a country; none if it is unknown or left whole."""
    found = _read()["countries"].get(country)
    return [Area(name, rings, country) for name, rings in found[2]] if found else []


@cache
def borders() -> dict[Border, list[int]]:
    """The numbers of arcs by what they part: land and sea, two countries, two divisions."""
    read = _read()
    sides = Counter(
        max(arc, ~arc)
        for _name, rings, _divisions in read["countries"].values()
        for ring in rings
        for arc in ring
    )
    kinds: dict[Border, list[int]] = {kind: [] for kind in Border}
    for number in range(len(read["arcs"])):
        kind = (Border.DIVISION, Border.COAST, Border.COUNTRY)[min(sides[number], 2)]
        kinds[kind].append(number)
    return kinds


@cache
def _countries_by_cell() -> dict[tuple[int, int], list[Area]]:
    """Which countries a point may be in, by the square of some degrees that it lies in."""
    cells: dict[tuple[int, int], list[Area]] = {}
    for area in countries().values():
        (west, south), (east, north) = _cell(*area.box[:2]), _cell(*area.box[2:])
        for cell in product(range(west, east + 1), range(south, north + 1)):
            cells.setdefault(cell, []).append(area)
    return cells


def _cell(longitude: float, latitude: float) -> tuple[int, int]:
    return floor(longitude / CELL), floor(latitude / CELL)


@lru_cache(maxsize=4096)
def country_at(longitude: float, latitude: float) -> Area | None:
    """The country that holds a point, if one does: near a border by some 3 km only."""
    near = _countries_by_cell().get(_cell(longitude, latitude), ())
    return next((area for area in near if area.holds(longitude, latitude)), None)


@lru_cache(maxsize=4096)
def division_at(longitude: float, latitude: float) -> Area | None:
    """The first-level division that holds a point, if one does and its outline is known."""
    country = country_at(longitude, latitude)
    parts = divisions(country.country) if country else []
    return next((area for area in parts if area.holds(longitude, latitude)), None)


def box_of(points: Sequence[Point]) -> Box:
    longitudes, latitudes = zip(*points, strict=True)
    return Box(min(longitudes), min(latitudes), max(longitudes), max(latitudes))


def _ring(numbers: Sequence[int]) -> Ring:
    points: Ring = []
    for number in numbers:
        # Each arc begins where the one before it ends.
        points += [*_points(number)][bool(points) :]
    return points


def _points(number: int) -> Iterator[Point]:
    line = lines()[max(number, ~number)]
    points = zip(line.longitudes, line.latitudes, strict=True)
    return points if number >= 0 else reversed([*points])


def _size(ring: Ring) -> float:
    """Twice the area that a ring encloses, in square degrees; its sign is the way round."""
    pairs = pairwise(ring)
    return sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairs)


def _is_within(x: float, y: float, ring: Ring) -> bool:
    """Whether a line from the point to the east leaves the ring an odd number of times."""
    inside = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside
