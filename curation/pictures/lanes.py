"""What lies beside each other without touching, in as few lanes as its order allows."""

from collections.abc import Iterable


def lanes(extents: Iterable[tuple[float, float]], gap: float) -> list[int]:
    """The lane of each extent, left to right, `gap` apart: the first lane in which it fits.

    Nothing overlaps within a lane. Extents are placed in the order given.
    """
    ends: list[float] = []
    chosen: list[int] = []
    for left, right in extents:
        lane = next((n for n, end in enumerate(ends) if end + gap <= left), len(ends))
        if lane == len(ends):
            ends.append(right)
        else:
            ends[lane] = right
        chosen.append(lane)
    return chosen
