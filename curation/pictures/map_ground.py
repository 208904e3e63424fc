"""The ground of a map: sea, land, borders, names of countries, and how long a kilometre is."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from xml.etree.ElementTree import Element

from curation.pictures.labelling import Sheet, Wanted
from curation.pictures.map_signs import told
from curation.pictures.marks import Sign
from curation.pictures.outlines import drawn, filled, middles
from curation.pictures.svg import element, group, label, link, width
from curation.pictures.view import WIDTH, View
from curation.pictures.world import Area, Border, countries, divisions

# From so many units to a degree on, first-level divisions are drawn; from so many on, named.
DIVISIONS_FROM, NAMES_FROM = 24.0, 70.0
# An area smaller than so many letters squared has no name; a name is no longer than its width by so
# much.
LEAST_NAMED, OVER = 9.0, 1.25
COUNTRY_NAME, DIVISION_NAME = 11.5, 10.0


@lru_cache(maxsize=16)
def paths(view: View) -> tuple[str, str, str, str]:
    """Land, coasts, borders of countries and, where there is room, of divisions."""
    parts = drawn(Border.DIVISION, view) if view.per_degree >= DIVISIONS_FROM else ""
    land = filled(countries().values(), view)
    return land, drawn(Border.COAST, view), drawn(Border.COUNTRY, view), parts


def ground(view: View) -> Element:
    land, coasts, borders, parts = paths(view)
    return group(
        element("rect", class_="sea", width=WIDTH, height=view.height),
        element("path", class_="land", d=land, fill_rule="evenodd"),
        element("path", class_="division", d=parts) if parts else None,
        element("path", class_="coast", d=coasts),
        element("path", class_="border", d=borders),
    )


def names(view: View, sheet: Sheet, said: Collection[str] = ()) -> Element:
    """Countries, and closer by their divisions, as far as there is room for their names.

    Those in `said` are named on the map already.
    """
    wanted = [*_wanted(countries().values(), view, COUNTRY_NAME)]
    if view.per_degree >= NAMES_FROM:
        inside = [area for code in countries() for area in divisions(code) if view.turns(area.box)]
        wanted += _wanted(inside, view, DIVISION_NAME)
    return group(
        *(
            one.drawn(class_="country-name" if one.wanted.size == COUNTRY_NAME else "division-name")
            for one in sheet.place([one for one in wanted if one.text not in said])
        ),
        aria_hidden="true",
    )


def outline_names(
    signs: Sequence[Sign], view: View, sheet: Sheet, address: Callable[[Sign], str]
) -> Iterator[Element]:
    """How many are somewhere in each outline, written in it where there is room."""
    for sign in signs:
        if sign.area is None:
            continue
        text = f"{sign.count:,} somewhere in {sign.area.name}"
        for middle in middles(sign.area, view):
            wanted = Wanted(text, middle.x, middle.y, 0, 0, 12, width(text, 12), middle.height / 6)
            placed = sheet.place([wanted])
            if placed:
                name = placed[0].drawn(class_="outline-name")
                yield link(address(sign), told(sign), name, class_=f"map-mark {sign.exactness}")
                break


def _wanted(areas: Iterable[Area], view: View, size: float) -> list[Wanted]:
    """Names of areas where they have most room, the largest first; not what is too small for it."""
    found = []
    for area in areas:
        seen = next(iter(middles(area, view)), None) if view.turns(area.box) else None
        room = width(area.name, size)
        if seen and room <= OVER * seen.width and seen.size >= LEAST_NAMED * size**2:
            wanted = Wanted(area.name, seen.x, seen.y, 0, 0, size, room, seen.height / 6)
            found.append((-seen.size, wanted))
    return [wanted for _size, wanted in sorted(found)]


def scale_bar(view: View) -> Element:
    """A bar in the lower left corner, with its length in kilometres and where that is true."""
    km, long = view.scale_bar()
    hemisphere = "N" if view.true_at >= 0 else "S"
    words = f"{km:,} km, at {abs(view.true_at):.0f}° {hemisphere}"
    return group(
        element("path", class_="scale", d=f"M0 -5v5h{long:.1f}v-5"),
        label(0, -9, words, room=300, size=11),
        class_="scale-bar",
        transform=f"translate(12 {view.height - 12:.1f})",
        data_km=km,
        data_length=round(long, 2),
    )
