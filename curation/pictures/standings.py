"""Signs for what evidence amounts to: told apart by their shape, their colour only helps."""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from curation.pictures.svg import element, group
from curation.standing import Standing

# Strokes within a square of ten, and whether the ring around them is filled.
RING = "M5 1a4 4 0 1 0 0 8a4 4 0 1 0 0-8z"
SHAPES: dict[str, tuple[str, str]] = {
    Standing.CORROBORATED: (RING, "M5 3.4a1.6 1.6 0 1 0 0 3.2a1.6 1.6 0 1 0 0-3.2z"),
    Standing.SINGLE_SOURCE: (RING, ""),
    Standing.CONTESTED: (RING, "M5 1v8A4 4 0 0 0 5 1z"),
    Standing.SUSPECTED: ("M5 1L9 8.6H1z", ""),
    Standing.DENIED: ("M1.5 1.5l7 7M8.5 1.5l-7 7", ""),
    Standing.RETRACTED: ("M8.5 5H1.5M4.5 2l-3 3 3 3", ""),
    Standing.INFERRED: ("M5 1l4 4-4 4-4-4z", ""),
    Standing.UNATTRIBUTED: (RING, ""),
}


def sign(standing: str, x: float = 0, y: float = 0) -> Element:
    """The sign of a standing, ten by ten units, with its upper left corner at a point."""
    outer, inner = SHAPES[standing]
    return group(
        element("path", d=outer, class_="sign-outer"),
        element("path", d=inner, class_="sign-inner") if inner else None,
        class_=f"standing standing-{standing}",
        transform=f"translate({x:g} {y:g})",
    )


def explained(standings: Iterable[str]) -> Iterator[tuple[Element, str]]:
    """Legend entries for those of the standings that occur, strongest first."""
    found = set(standings)
    for standing in reversed(Standing):
        if standing.value in found:
            yield sign(standing.value, 9, 2), standing.label
