"""A window on the Earth, and where in it a point, a distance or an outline lies.

The projection is the plate carrée: degrees are evenly spaced, north is up everywhere, and
distances are true along the middle latitude of the window, to which the scale bar refers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import cos, pi, radians

from curation.pictures.world import Box

KM_PER_DEGREE = pi * 6371.0088 / 180
WIDTH = 960.0
LEAST_HEIGHT, MOST_HEIGHT = 420.0, 640.0
# Around what is shown, in parts of its extent; and the least extent, in degrees of latitude.
MARGIN = 0.12
LEAST_EXTENT = 2.0
# Nearer to a pole than this, east and west are drawn as if no nearer.
POLAR = 80.0
# What leaves a smaller gap than this around the Earth is shown on a map of all of it.
LEAST_GAP = 30.0
ROUND_KM = [n * 10**zeros for zeros in range(4) for n in (1, 2, 5)]


@dataclass(frozen=True)
class View:
    """What lies between these degrees; `east` is above 180 across the date line."""

    west: float
    south: float
    east: float
    north: float

    @cached_property
    def true_at(self) -> float:
        """The latitude along which distances are true."""
        middle = (self.south + self.north) / 2
        return min(max(middle, -POLAR), POLAR)

    @cached_property
    def per_degree(self) -> float:
        """Units of the drawing to a degree of latitude."""
        return WIDTH / ((self.east - self.west) * cos(radians(self.true_at)))

    @property
    def height(self) -> float:
        return (self.north - self.south) * self.per_degree

    @property
    def per_km(self) -> float:
        """Units of the drawing to a kilometre, north to south anywhere, or along `true_at`."""
        return self.per_degree / KM_PER_DEGREE

    def x(self, longitude: float) -> float:
        """How far from the left a meridian lies, which may be off the map."""
        return (longitude - self.west) * WIDTH / (self.east - self.west)

    def y(self, latitude: float) -> float:
        return (self.north - latitude) * self.per_degree

    def at(self, longitude: float, latitude: float) -> tuple[float, float] | None:
        """Where a point lies on the map, whichever way round the Earth; None if off it."""
        longitude = self.west + (longitude - self.west) % 360
        if longitude > self.east or not self.south <= latitude <= self.north:
            return None
        return self.x(longitude), self.y(latitude)

    def radii(self, latitude: float, km: float) -> tuple[float, float]:
        """Half the width and half the height, as drawn, of a circle of `km` around a point."""
        stretch = cos(radians(self.true_at)) / cos(radians(min(abs(latitude), POLAR)))
        return km * self.per_km * stretch, km * self.per_km

    def turns(self, box: Box) -> list[float]:
        """By how many degrees a box is turned around the Earth to be seen here; twice, perhaps."""
        if box.north < self.south or box.south > self.north:
            return []
        turned = ((turn, box.west + turn, box.east + turn) for turn in (-360.0, 0.0, 360.0))
        return [turn for turn, west, east in turned if west <= self.east and east >= self.west]

    def scale_bar(self) -> tuple[int, float]:
        """A round number of kilometres, and how long it is as drawn: up to a fifth of the map."""
        fitting = [km for km in ROUND_KM if km * self.per_km <= WIDTH / 5]
        km = fitting[-1] if fitting else ROUND_KM[0]
        return km, km * self.per_km

    def __str__(self) -> str:
        """As an address has it: degrees west, south, east, north, with commas."""
        return ",".join(f"{side:.3f}" for side in (self.west, self.south, self.east, self.north))


def fit(boxes: Sequence[Box], least: float = LEAST_EXTENT) -> View:
    """The view that holds all boxes, with a margin and in a shape that a page has room for.

    Of the two ways round the Earth it takes the shorter, and at the `least` so many degrees.
    Without boxes it is all of the Earth.
    """
    if not boxes:
        return _shaped(-180, -60, 180, 85)
    west, east = _shorter_way([(box.west, box.east) for box in boxes])
    south, north = min(box.south for box in boxes), max(box.north for box in boxes)
    air = max(MARGIN * max(east - west, north - south), least / 2)
    around = east - west + 2 * air >= 360
    west, east = (-180, 180) if around else (west - air, east + air)
    return _shaped(west, max(south - air, -90), east, min(north + air, 90))


def parsed(text: str) -> View:
    """The view that an address names, brought into shape; raises `ValueError` with a sentence."""
    try:
        west, south, east, north = map(float, text.split(","))
        is_view = -90 <= south < north <= 90 and -360 <= west < east <= west + 360 <= 720
    except ValueError:
        is_view = False
    if not is_view:
        raise ValueError(
            f"“{text[:60]}” is no part of a map: write it as degrees west, south, east, north,"
            " such as 38.8,29.0,48.6,37.4."
        )
    return _shaped(west, south, east, north)


def _shorter_way(extents: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """The first and last longitude of what is to be seen; all around if that leaves little out."""
    turned = sorted((west % 360, west % 360 + east - west) for west, east in extents)
    # The last ones may reach around to where the first ones begin.
    reach, gaps = max(east for _west, east in turned) - 360, []
    for west, east in turned:
        gaps.append((west - reach, west))
        reach = max(reach, east)
    gap, west = max(gaps)
    if gap < LEAST_GAP:
        return -180, 180
    west = west - 360 if west >= 180 else west
    return west, west + 360 - gap


def _shaped(west: float, south: float, east: float, north: float) -> View:
    """A view about these sides, widened one way or the other to a shape between the two heights.

    It keeps to the latitudes there are, and to one turn of longitude.
    """
    view = View(west, south, east, north)
    if view.height < LEAST_HEIGHT:
        missing = (LEAST_HEIGHT - view.height) / view.per_degree / 2
        south, north = south - missing, north + missing
        inwards = max(-90 - south, 0) - max(north - 90, 0)
        return View(west, max(south + inwards, -90), east, min(north + inwards, 90))
    if view.height > MOST_HEIGHT:
        across = min((east - west) * view.height / MOST_HEIGHT, 360)
        missing = (across - (east - west)) / 2
        return View(west - missing, south, east + missing, north)
    return view
