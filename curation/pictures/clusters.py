"""Signs on a map that are too near to each other to be told apart, as clusters."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

from curation.pictures.marks import Sign

# Within such a distance of the largest of them, as drawn, many signs are one cluster; points that
# cover each other are within that.
REACH, TOUCHING = 44.0, 9.0

Spot = tuple[float, float]


@dataclass(frozen=True)
class Cluster:
    """Signs that stand as one, where the largest of them is."""

    at: Spot
    signs: Sequence[Sign]

    @property
    def count(self) -> int:
        return sum(sign.count for sign in self.signs)


def clusters(placed: Sequence[tuple[Sign, Spot]], reach: float = REACH) -> list[Cluster]:
    """Each sign in one cluster, alone or with others within `reach`; the same whatever their order.

    The sign with most at it takes what is near, then the largest of those that are left.
    """
    order = sorted(placed, key=lambda one: (-one[0].count, one[1], one[0].exactness))
    cells: dict[tuple[int, int], dict[int, Spot]] = {}
    for number, (_sign, spot) in enumerate(order):
        cells.setdefault(_cell(spot, reach), {})[number] = spot
    made = []
    for number, (_sign, spot) in enumerate(order):
        column, row = _cell(spot, reach)
        if number not in cells[column, row]:
            continue
        near = []
        for cell in ((column + x, row + y) for x in (-1, 0, 1) for y in (-1, 0, 1)):
            here = cells.get(cell, {})
            near += [other for other, at in here.items() if _is_near(spot, at, reach)]
        for other in near:
            del cells[_cell(order[other][1], reach)][other]
        made.append(Cluster(spot, [order[other][0] for other in sorted(near)]))
    return made


def _cell(spot: Spot, reach: float) -> tuple[int, int]:
    return floor(spot[0] / reach), floor(spot[1] / reach)


def _is_near(one: Spot, other: Spot, reach: float) -> bool:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 <= reach**2
