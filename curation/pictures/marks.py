"""What a map shows: marks, where they are and how exactly, and the shape that says so."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from curation.pictures.view import KM_PER_DEGREE
from curation.pictures.world import Area, Box, countries, country_at, division_at


class Exactness(StrEnum):
    """How near to the truth coordinates are, the most exact first."""

    EXACT = "exact"
    UNSAID = "unsaid"
    NEAR = "near"
    ADM2 = "adm2"
    ADM1 = "adm1"
    SEA = "sea"
    FEATURE = "feature"
    COUNTRY = "country"


# Kilometres around the coordinates within which it lies, and what a reader is told. Near is UCDP's
# 25 km; of the others it is the size that such a thing usually has.
REACH: dict[str, float] = {
    Exactness.NEAR: 25,
    Exactness.ADM2: 40,
    Exactness.ADM1: 100,
    Exactness.SEA: 150,
    Exactness.FEATURE: 150,
    Exactness.COUNTRY: 400,
}
MEANING: dict[str, str] = {
    Exactness.EXACT: "at this point",
    Exactness.UNSAID: "about here, how near is not recorded",
    Exactness.NEAR: "within 25 km",
    Exactness.ADM2: "somewhere in the district, some 40 km",
    Exactness.ADM1: "somewhere in the province",
    Exactness.SEA: "at sea or in the air, about here",
    Exactness.FEATURE: "along a feature or in a region, about here",
    Exactness.COUNTRY: "somewhere in the country",
}


@dataclass(frozen=True)
class Entry:
    """One thing that a map shows: its title, its date, and its record's address and key."""

    title: str
    date: str
    address: str
    key: str = ""


@dataclass(frozen=True)
class Mark:
    """What is at one place: its entries, or only how many there are.

    Without coordinates it is somewhere in `country` (ISO 3166-1 alpha-2). `note` says how its
    position was found where that is not the place's own; `key` is the place's.
    """

    place: str
    exactness: str
    longitude: float | None
    latitude: float | None
    country: str
    count: int
    entries: Sequence[Entry] = ()
    note: str = ""
    key: int = 0


@dataclass(frozen=True)
class Unplaced:
    """What has no place on the map, and why: “no place is recorded”."""

    why: str
    count: int
    entries: Sequence[Entry] = ()


@dataclass(frozen=True)
class Sign:
    """Marks that are drawn as one: at one point and equally exact, or within one outline.

    With an `area` it is that outline; else all lies within `km` of the point, which follow from
    how exact it is unless `reach` says otherwise.
    """

    exactness: str
    longitude: float
    latitude: float
    marks: Sequence[Mark]
    area: Area | None = None
    reach: float | None = None

    @property
    def count(self) -> int:
        return sum(mark.count for mark in self.marks)

    @property
    def km(self) -> float:
        return REACH.get(self.exactness, 0.0) if self.reach is None else self.reach

    @property
    def name(self) -> str:
        return self.marks[0].place

    @property
    def entries(self) -> list[Entry]:
        return [entry for mark in self.marks for entry in mark.entries]

    def box(self) -> Box:
        """The degrees that a view has to hold to show it, without far islands."""
        if self.area:
            return self.area.main_box
        reach = self.km / KM_PER_DEGREE
        return Box(
            self.longitude - reach,
            max(self.latitude - reach, -90),
            self.longitude + reach,
            min(self.latitude + reach, 90),
        )


def rounded(sign: Sign) -> Sign:
    """An outline as a circle of its height, for where it is too small to be seen."""
    box = sign.box()
    return replace(sign, area=None, reach=(box.north - box.south) / 2 * KM_PER_DEGREE)


def signs(marks: Iterable[Mark]) -> list[Sign]:
    """The marks by what they are drawn as, the widest first and then in the order of the map.

    The same whatever the order of the marks.
    """
    found: dict[tuple[str, str, float, float], tuple[Area | None, list[Mark]]] = {}
    for mark in sorted(marks, key=lambda mark: (mark.place, mark.key)):
        area = _area(mark)
        at = _middle(area) if area else (mark.longitude or 0.0, mark.latitude or 0.0)
        key = (mark.exactness, area.country if area else "", *at)
        found.setdefault(key, (area, []))[1].append(mark)
    return sorted(
        (Sign(key[0], key[2], key[3], here, area) for key, (area, here) in found.items()),
        key=lambda sign: (-_rank(sign), sign.longitude, sign.latitude),
    )


def _area(mark: Mark) -> Area | None:
    """The outline within which a mark lies, if it is one and known."""
    if mark.exactness == Exactness.COUNTRY:
        at = None
        if not mark.country and mark.longitude is not None and mark.latitude is not None:
            at = country_at(mark.longitude, mark.latitude)
        return countries().get(mark.country) or at
    if mark.exactness == Exactness.ADM1 and mark.longitude is not None:
        return division_at(mark.longitude, mark.latitude or 0.0)
    return None


def _middle(area: Area) -> tuple[float, float]:
    box = area.main_box
    return (box.west + box.east) / 2, (box.south + box.north) / 2


def _rank(sign: Sign) -> int:
    return [*Exactness].index(Exactness(sign.exactness))
