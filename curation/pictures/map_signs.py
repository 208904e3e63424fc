"""Signs of a map as drawn: a point, an area, an outline, or a cluster of them."""

from collections.abc import Iterable, Sequence
from math import sqrt
from xml.etree.ElementTree import Element

from curation.pictures.clusters import Cluster
from curation.pictures.marks import MEANING, Exactness, Sign
from curation.pictures.outlines import filled
from curation.pictures.svg import element, group, label, link
from curation.pictures.view import View

DOT = 4.5
# The size of a number's letters.
NUMBER = 11.0
# An area smaller than this is drawn as a ring of this size, which the legend explains.
LEAST_RADIUS = 7.0
# Of what lies at one place, so many are named in its title.
NAMED = 12
ROUGH = (Exactness.FEATURE, Exactness.SEA)
HATCH = "map-hatch"
WAVES = "map-waves"
FADING = "map-fading"


def patterns() -> Element:
    """What areas without an edge are filled with."""
    stops = [
        element("stop", offset="0", stop_color="currentColor", stop_opacity="0.34"),
        element("stop", offset="0.6", stop_color="currentColor", stop_opacity="0.2"),
        element("stop", offset="1", stop_color="currentColor", stop_opacity="0"),
    ]
    wave = element("path", class_="wave", d="M0 4q2.5-4 5 0t5 0")
    waves = element("pattern", wave, id=WAVES, width=10, height=8, patternUnits="userSpaceOnUse")
    slant = element("path", class_="hatch", d="M0 8l8 -8M-2 2l4 -4M6 10l4 -4")
    hatch = element("pattern", slant, id=HATCH, width=8, height=8, patternUnits="userSpaceOnUse")
    fading = element("radialGradient", *stops, id=FADING)
    return element("defs", fading, waves, hatch, class_="areas")


def radii(sign: Sign, view: View) -> tuple[float, float]:
    """Half the width and height of a sign around its point."""
    if not sign.km:
        return sized(sign.count), sized(sign.count)
    across, along = view.radii(sign.latitude, sign.km)
    return max(across, LEAST_RADIUS), max(along, LEAST_RADIUS)


def sized(count: int) -> float:
    """The radius of a point: the area follows the number, within what can be drawn."""
    return DOT if count == 1 else min(6.5 + 0.8 * sqrt(count), 18.0)


def drawn(
    sign: Sign, at: tuple[float, float], view: View, address: str, is_numbered: bool
) -> Element:
    """A sign at a point of the map, perhaps with its number in the middle."""
    x, y = at
    return link(
        address,
        told(sign),
        *_shape(sign, x, y, view),
        _number(sign.count, x, y) if is_numbered else None,
        class_=f"mark map-mark {sign.exactness}",
        data_count=sign.count,
    )


def _shape(sign: Sign, x: float, y: float, view: View) -> list[Element | None]:
    across, along = radii(sign, view)
    kind = sign.exactness
    if not sign.km:
        return [element("circle", class_="point", cx=x, cy=y, r=across)]
    if kind == Exactness.FEATURE:
        shape = element("ellipse", class_="faint", cx=x, cy=y, rx=across, ry=along)
        shape.set("fill", f"url(#{FADING})")
        return [shape]
    if kind == Exactness.SEA:
        shape = element("ellipse", class_="waves", cx=x, cy=y, rx=across, ry=along)
        shape.set("fill", f"url(#{WAVES})")
        return [shape]
    return [element("ellipse", class_="area", cx=x, cy=y, rx=across, ry=along)]


def outlined(sign: Sign, view: View, address: str) -> Element:
    """An outline within which it lies, shaded."""
    assert sign.area is not None
    path = filled([sign.area], view)
    is_country = sign.exactness == Exactness.COUNTRY
    return link(
        address,
        told(sign),
        element("path", class_="area", d=path, fill_rule="evenodd"),
        element("path", d=path, fill_rule="evenodd", fill=f"url(#{HATCH})") if is_country else None,
        class_=f"mark map-mark {sign.exactness}",
        data_count=sign.count,
    )


def clustered(cluster: Cluster, closer: str) -> Element:
    """Signs that stand as one, leading to a map of where they are, or to the list."""
    x, y = cluster.at
    radius = sized(cluster.count)
    places = sum(len(sign.marks) for sign in cluster.signs)
    rough = sum(sign.count for sign in cluster.signs if sign.exactness in ROUGH)
    told = f"{cluster.count:,} at {places:,} places near each other"
    return link(
        closer,
        f"{told}, {rough:,} of them known only roughly" if rough else told,
        element("circle", class_="cluster", cx=x, cy=y, r=radius + 3),
        element("circle", class_="point", cx=x, cy=y, r=radius),
        _number(cluster.count, x, y),
        class_="mark map-cluster",
        data_count=cluster.count,
    )


def _number(count: int, x: float, y: float) -> Element:
    size = NUMBER if count < 1000 else 9.5
    shown = f"{count}" if count < 10_000 else f"{count / 1000:.0f}k"
    return label(
        x, y + size * 0.36, shown, room=60, size=size, class_="number", text_anchor="middle"
    )


def told(sign: Sign) -> str:
    """A sign in words: where, how exactly, and the first of what is there."""
    places = [*dict.fromkeys(mark.place for mark in sign.marks)]
    where = ", ".join(places[:3]) + (f" and {len(places) - 3} more" if len(places) > 3 else "")
    notes = [*dict.fromkeys(mark.note for mark in sign.marks if mark.note)][:2]
    head = f"{where}: {MEANING[sign.exactness]}" + "".join(f"; {note}" for note in notes)
    return "\n".join([head, *_listed(sign.entries, sign.count)])


def _listed(entries: Sequence, count: int) -> Iterable[str]:
    for entry in entries[:NAMED]:
        yield f"{entry.date}: {entry.title}" if entry.date else entry.title
    if not entries:
        yield f"{count:,} in all"
    elif count > NAMED:
        yield f"and {count - NAMED:,} more"


def legend(kinds: Iterable[str], with_clusters: bool) -> list[tuple[Element, str]]:
    """The signs that occur, each with what it means."""
    shown = set(kinds)
    signs = [(_sample(kind), MEANING[kind]) for kind in Exactness if kind in shown]
    if with_clusters:
        sample = group(
            element("circle", class_="cluster", cx=14, cy=7, r=7.5),
            element("circle", class_="point", cx=14, cy=7, r=5),
            class_="map-cluster",
        )
        signs.append((sample, "several places near each other: a link to a closer map"))
    return signs


def _sample(kind: str) -> Element:
    if kind in (Exactness.EXACT, Exactness.UNSAID):
        shape = element("circle", class_="point", cx=14, cy=7, r=DOT)
    elif kind == Exactness.FEATURE:
        shape = element("ellipse", class_="faint", cx=14, cy=7, rx=14, ry=7)
        shape.set("fill", f"url(#{FADING})")
    elif kind == Exactness.SEA:
        shape = element("ellipse", class_="waves", cx=14, cy=7, rx=12, ry=7)
        shape.set("fill", f"url(#{WAVES})")
    elif kind in (Exactness.ADM1, Exactness.COUNTRY):
        path = "M3 2l9 -2 6 3 7 0 0 8 -8 3 -12 -2z"
        shape = element("path", class_="area", d=path)
        if kind == Exactness.COUNTRY:
            shape = group(shape, element("path", d=path, fill=f"url(#{HATCH})"))
    else:
        shape = element("circle", class_="area", cx=14, cy=7, r=7.0)
    return group(shape, class_=f"map-mark {kind}")
