"""Ties as lines: what kind of tie by width, dots and ends, what evidence by dashes and signs.

Colour only helps: in black and white all kinds can still be told apart.
"""

from collections.abc import Iterable
from datetime import date
from math import hypot
from typing import NamedTuple
from xml.etree.ElementTree import Element

from curation.pictures.standings import sign
from curation.pictures.svg import element, group, link
from curation.pictures.ties import MEANING, STRUCK, Force, Group, Tie, definite, possible

Spot = tuple[float, float]

# How far from each other lines between the same two pass.
BEND = 26.0
# Drawn in the units of an arrow that points to the right and ends at 0, 0.
HEADS: dict[Group, str] = {
    Group.HIERARCHY: "M0 0l-9 -4v8z",
    Group.OFFICE: "M-7 -4l7 4l-7 4",
    Group.SUPPORT: "M0 0l-5 -3.5l-5 3.5l5 3.5z",
    Group.HOSTILITY: "M-1 -6v12",
    Group.IDENTITY: "M0 0a3 3 0 1 0 -6 0a3 3 0 1 0 6 0z",
}
CROSS = "M-3.5 -3.5l7 7m0 -7l-7 7"
# What is told by a sign on the line, besides what is struck.
SIGN_AT = 0.38
SIGNED = ("contested", "unattributed", "inferred", *STRUCK)


class Course(NamedTuple):
    """Where a line runs: between two points, each kept clear by a radius, so many lines aside."""

    start: Spot
    end: Spot
    start_radius: float = 0.0
    end_radius: float = 0.0
    bend: float = 0.0


def line(
    tie: Tie, course: Course, told: str, force: str, *, tabindex: int | None = None
) -> Element:
    """A tie from its subject to its object, leading to its record."""
    return link(
        tie.address,
        told,
        *_strokes(tie.group, tie.is_mutual, tie.standing, course),
        class_=f"mark tie {tie.group} evidence-{tie.standing} {force}",
        tabindex=tabindex,
        data_tie=tie.code,
        data_from=tie.subject,
        data_to=tie.object,
        data_possible=possible(tie.span),
        data_definite=definite(tie.span),
    )


def points(course: Course) -> list[Spot]:
    """Points all along where a line runs, ends included, some six units apart."""
    middle = _aside(course)
    count = max(int(hypot(course.end[0] - course.start[0], course.end[1] - course.start[1]) / 6), 1)
    return [_on(course.start, middle, course.end, n / count) for n in range(count + 1)]


def sign_at(tie: Tie, course: Course) -> Spot | None:
    """The middle of the sign on the line, if it has one."""
    return _on(*_visible(course), SIGN_AT) if tie.standing in SIGNED else None


def _strokes(kind: Group, is_mutual: bool, standing: str, course: Course) -> list[Element]:
    start, middle, end = _visible(course)
    curve = f"M{_written(start)}Q{_written(middle)} {_written(end)}"
    strokes = [element("path", class_="reach", d=curve), element("path", class_="line", d=curve)]
    if not is_mutual:
        strokes.append(element("path", class_="head", d=HEADS[kind], transform=_turn(middle, end)))
    if kind == Group.HOSTILITY:
        at = _moved(_on(start, middle, end, 0.6))
        strokes.append(element("path", class_="cross", d=CROSS, transform=at))
    if standing in SIGNED:
        x, y = _on(start, middle, end, SIGN_AT)
        strokes.append(element("circle", class_="under-sign", cx=x, cy=y, r=6.5))
        strokes.append(sign(standing, x - 5, y - 5))
    return strokes


def _visible(course: Course) -> tuple[Spot, Spot, Spot]:
    """Where the drawn line begins, what bends it, and where it ends, clear of both nodes."""
    middle = _aside(course)
    start = _towards(course.start, middle, course.start_radius + 1)
    return start, middle, _towards(course.end, middle, course.end_radius + 2)


def _aside(course: Course) -> Spot:
    """The point that bends a line, on its left hand for a positive bend."""
    (x1, y1), (x2, y2) = course.start, course.end
    long = hypot(x2 - x1, y2 - y1) or 1.0
    aside = course.bend * BEND
    return (x1 + x2) / 2 + (y2 - y1) / long * aside, (y1 + y2) / 2 - (x2 - x1) / long * aside


def _towards(start: Spot, aim: Spot, far: float) -> Spot:
    long = hypot(aim[0] - start[0], aim[1] - start[1]) or 1.0
    share = min(far / long, 0.9)
    return start[0] + (aim[0] - start[0]) * share, start[1] + (aim[1] - start[1]) * share


def _on(start: Spot, middle: Spot, end: Spot, share: float) -> Spot:
    """A point of the curve, by how far along it lies."""
    first, second, third = (1 - share) ** 2, 2 * share * (1 - share), share**2
    x = first * start[0] + second * middle[0] + third * end[0]
    return x, first * start[1] + second * middle[1] + third * end[1]


def _turn(aim: Spot, end: Spot) -> str:
    """Where a head goes, turned as the line arrives."""
    long = hypot(end[0] - aim[0], end[1] - aim[1]) or 1.0
    cosine, sine = (end[0] - aim[0]) / long, (end[1] - aim[1]) / long
    return f"matrix({cosine:.3f} {sine:.3f} {-sine:.3f} {cosine:.3f} {_written(end)})"


def _moved(spot: Spot) -> str:
    return f"translate({_written(spot)})"


def _written(spot: Spot) -> str:
    return f"{spot[0]:.1f} {spot[1]:.1f}"


SAMPLE = Course((0.0, 7.0), (28.0, 7.0))


def legend(ties: Iterable[Tie], on: date | None) -> list[tuple[Element, str]]:
    """What the lines that occur mean."""
    ties = [*ties]
    kinds = {tie.group for tie in ties}
    signs = [(_sample(kind), MEANING[kind]) for kind in Group if kind in kinds]
    if on:
        signs.append((_sample(Group.HIERARCHY, force=Force.FIRM), "certainly on the day"))
        signs.append((_sample(Group.HIERARCHY, force=Force.LIGHT), "possibly on the day"))
    found = {tie.standing for tie in ties}
    for standing, meaning in (
        ("suspected", "only suspected"),
        ("contested", "contested"),
        ("inferred", "only inferred"),
        ("unattributed", "nothing holds it up"),
        ("denied", "only denied, no fact"),
        ("retracted", "retracted, no fact"),
    ):
        if standing in found:
            signs.append((_sample(Group.OFFICE, standing), meaning))
    return signs


def _sample(kind: Group, standing: str = "single-source", force: str = Force.FIRM) -> Element:
    strokes = _strokes(kind, False, standing, SAMPLE)
    return group(*strokes, class_=f"tie {kind} evidence-{standing} {force}")
