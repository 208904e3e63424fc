"""What was where, and how exactly that is known: areas for what is known roughly."""

from collections.abc import Callable, Sequence
from functools import cached_property
from xml.etree.ElementTree import Element

from curation.pictures import map_ground, map_signs, map_table
from curation.pictures.clusters import REACH, TOUCHING, Cluster, clusters
from curation.pictures.labelling import Frame, Sheet, Wanted
from curation.pictures.marks import Entry, Mark, Sign, Unplaced, rounded, signs
from curation.pictures.outlines import filled
from curation.pictures.picture import Body, Picture, nothing
from curation.pictures.svg import apart, element, group, label, link, width
from curation.pictures.table import Table
from curation.pictures.view import WIDTH, View, fit

# More signs than these at points stand as clusters where they are near each other.
MOST_SIGNS, MOST_WIDE = 120, 24
# Beside the map, so many of what is not on it are named.
MOST_UNPLACED = 10
# What a cluster leads to is closer than this map by so much, and shows so many degrees at least.
CLOSER, CLOSEST = 1.25, 0.05
# A table names no more things than these one by one.
MOST_ROWS = 2000
LINE = 18.0
LETTERS = 12.0
LABEL_ROOM = 170.0
MOST_LABELS = 60
# From such a radius on an area is wide; its number, in the middle, has this one.
WIDE, MIDDLE = 24.0, 8.0
# Numbers nearer to each other than this overlap.
NUMBER_WIDTH, NUMBER_HEIGHT = 21.0, 12.0


class Map(Picture):
    """Marks within `view`, by default within one that holds them all.

    `unplaced` is said below the map. `things` is what is shown, in the plural. `listed` gives the
    address of the list of some marks, `zoomed` that of the map of a view; `whole` is that of all.
    """

    def __init__(
        self,
        title: str,
        marks: Sequence[Mark],
        unplaced: Sequence[Unplaced] = (),
        remarks: Sequence[str] = (),
        *,
        things: str = "events",
        view: View | None = None,
        listed: Callable[[Sequence[Mark]], str] = lambda marks: "",
        zoomed: Callable[[View], str] = lambda view: "",
        whole: str = "",
    ) -> None:
        super().__init__(title, remarks)
        self.things = things
        self.unplaced = unplaced
        self.listed, self.zoomed, self.whole = listed, zoomed, whole if view else ""
        self.marks = marks
        found = signs(marks)
        self.view = view or fit([sign.box() for sign in found])
        found = [rounded(sign) if self._is_small(sign) else sign for sign in found]
        self.signs = [sign for sign in found if self._is_seen(sign)]
        outside = sum(sign.count for sign in found) - sum(sign.count for sign in self.signs)
        if outside:
            self.remarks.append(f"{outside:,} {things} lie outside this part of the map.")

    def _is_small(self, sign: Sign) -> bool:
        """Whether its outline is too small to be seen."""
        if sign.area is None:
            return False
        west, south, east, north = sign.area.main_box
        across = self.view.x(east) - self.view.x(west)
        return max(across, self.view.y(south) - self.view.y(north)) < 2 * map_signs.LEAST_RADIUS

    def _is_seen(self, sign: Sign) -> bool:
        if sign.area:
            return bool(filled([sign.area], self.view))
        return self.view.at(sign.longitude, sign.latitude) is not None

    @cached_property
    def clusters(self) -> list[Cluster]:
        """What is at points, each alone unless there are many of them; the largest first.

        Areas wider than a cluster stay alone unless they too are many, to show how rough they are.
        Of few, only points that would cover each other stand as one.
        """
        found = [
            Cluster(at, [sign])
            for sign in self.signs
            if not sign.area and (at := self.view.at(sign.longitude, sign.latitude))
        ]
        if len(found) > MOST_SIGNS:
            wide = [one for one in found if _reach(one, self.view)[1] > REACH]
            wide = wide if len(wide) <= MOST_WIDE else []
            alone = {id(one) for one in wide}
            found = clusters([(one.signs[0], one.at) for one in found if id(one) not in alone])
            found += wide
        else:
            points = [(one.signs[0], one.at) for one in found if not one.signs[0].km]
            found = [one for one in found if one.signs[0].km] + clusters(points, TOUCHING)
        return sorted(found, key=lambda one: (-one.count, one.at))

    @cached_property
    def crowded(self) -> list[Cluster]:
        """Areas in whose middle is no room for their number: it stands behind their name."""
        found: list[Cluster] = []
        for place, one in enumerate(self.clusters):
            if one.count > 1 and len(one.signs) == 1 and one.signs[0].km:
                others = [n for n, other in enumerate(self.clusters) if _meet(one, other)]
                # Of two numbers the larger one, which comes first, keeps its place.
                if any(self.clusters[n].count == 1 or n < place for n in others):
                    found.append(one)
        return found

    def body(self) -> Body:
        below = self._unplaced_lines()
        if not self.marks:
            sentence = f"None of the {self.things} can be placed on a map."
            body = nothing(sentence if self.unplaced else "There is nothing to show.")
            return Body(body.width, body.height + len(below) * LINE, [*body.elements, *below])
        height = self.view.height
        frame = element("rect", class_="frame", width=WIDTH, height=height)
        window = element("svg", *self._window(), width=WIDTH, height=height, class_="map")
        return Body(
            WIDTH,
            height + len(below) * LINE,
            [window, frame, *([self._way_back()] if self.whole else []), *below],
            self._legend(),
        )

    def _legend(self) -> list[tuple[Element, str]]:
        alone = [cluster.signs[0] for cluster in self.clusters if len(cluster.signs) == 1]
        outlined = [sign for sign in self.signs if sign.area]
        kinds = {sign.exactness for sign in [*alone, *outlined]}
        return map_signs.legend(kinds, len(alone) < len(self.clusters))

    def _window(self) -> list[Element]:
        """From the ground up: areas, points, and the names that find room among them."""
        view, sheet = self.view, Sheet(WIDTH, self.view.height)
        sheet.take(Frame(0, view.height - 34, 230, view.height))
        if self.whole:
            sheet.take(Frame(WIDTH - 190, 0, WIDTH, 34))
        for cluster in self.clusters:
            sheet.take(_frame(cluster, view))
        outlined = [sign for sign in self.signs if sign.area]
        told = [*map_ground.outline_names(outlined, view, sheet, self._address)]
        named = self._labels(sheet)
        return [
            map_signs.patterns(),
            map_ground.ground(view),
            *(map_signs.outlined(sign, view, self._address(sign)) for sign in outlined),
            *told,
            map_ground.names(view, sheet, {sign.area.name for sign in outlined if sign.area}),
            *self._points(),
            named,
            map_ground.scale_bar(view),
        ]

    def _points(self) -> list[Element]:
        """Areas before points, the widest first, so that none hides a smaller one."""
        wide = sorted(self.clusters, key=lambda one: -_reach(one, self.view)[0])
        return [self._drawn(cluster) for cluster in wide]

    def _drawn(self, cluster: Cluster) -> Element:
        address = self._leads_to(cluster)
        if len(cluster.signs) == 1:
            is_numbered = cluster.count > 1 and cluster not in self.crowded
            return map_signs.drawn(cluster.signs[0], cluster.at, self.view, address, is_numbered)
        return map_signs.clustered(cluster, address)

    def _leads_to(self, cluster: Cluster) -> str:
        """A closer map of a cluster; its list, if a map would show it no better."""
        if len(cluster.signs) == 1:
            return self._address(cluster.signs[0])
        closer = fit([sign.box() for sign in cluster.signs], CLOSEST)
        if closer.per_degree > CLOSER * self.view.per_degree:
            return self.zoomed(closer)
        return self.listed([mark for sign in cluster.signs for mark in sign.marks])

    def _address(self, sign: Sign) -> str:
        """The record, if it is one; else the list of what is there."""
        entries = sign.entries
        if len(entries) == sign.count == 1:
            return entries[0].address
        return self.listed(sign.marks)

    def _labels(self, sheet: Sheet) -> Element:
        alone = [one for one in self.clusters[:MOST_LABELS] if len(one.signs) == 1]
        wanted = [
            Wanted(self._named(one), *one.at, *_covered(one, self.view), LETTERS, LABEL_ROOM)
            for one in alone
        ]
        names = [one.drawn(class_="place") for one in sheet.place(wanted)]
        return group(*names, aria_hidden="true")

    def _named(self, one: Cluster) -> str:
        name = one.signs[0].name
        return f"{apart(name)}: {one.count:,}" if one in self.crowded else name

    def _way_back(self) -> Element:
        text = label(WIDTH - 12, 22, "Show all of the map", room=200, text_anchor="end")
        return link(self.whole, "Show all of the map", text, class_="way-back")

    def _unplaced_lines(self) -> list[Element]:
        """Below the map: how many are not on it, why, and the first of them."""
        total = sum(one.count for one in self.unplaced)
        if not total:
            return []
        top = (self.view.height if self.marks else 60) + LINE + 4
        head = f"Not on the map: {total:,} {self.things}"
        lines = [label(0, top, head, room=WIDTH, size=LETTERS, class_="heading")]
        for one in self.unplaced:
            lines.append(self._line(top + len(lines) * LINE, f"{one.count:,}: {one.why}"))
        entries = [entry for one in self.unplaced for entry in one.entries][:MOST_UNPLACED]
        for entry in entries:
            y = top + len(lines) * LINE
            text = label(16, y, _dated(entry), room=WIDTH - 16, size=LETTERS)
            lines.append(link(entry.address, entry.title, text, class_="unplaced"))
        if entries and total > len(entries):
            rest = f"and {total - len(entries):,} more, in the table"
            lines.append(self._line(top + len(lines) * LINE, rest))
        return lines

    def _line(self, y: float, text: str) -> Element:
        return label(0, y, text, room=WIDTH, size=LETTERS, class_="quiet")

    def table(self) -> Table:
        """Each entry with its place; where there are too many, each mark with their number."""
        marks = [mark for sign in self.signs for mark in sign.marks]
        if sum(mark.count for mark in marks) <= MOST_ROWS and all(mark.entries for mark in marks):
            return map_table.of_entries(self.things, marks, self.unplaced)
        outlined = [([sign], self._address(sign)) for sign in self.signs if sign.area]
        points = [(cluster.signs, self._leads_to(cluster)) for cluster in self.clusters]
        return map_table.of_marks(self.things, [*outlined, *points], self.unplaced)


def _reach(cluster: Cluster, view: View) -> tuple[float, float]:
    if len(cluster.signs) == 1:
        return map_signs.radii(cluster.signs[0], view)
    radius = map_signs.sized(cluster.count) + 3
    return radius, radius


def _covered(cluster: Cluster, view: View) -> tuple[float, float]:
    """What of a sign is to be kept free: of a wide area only its number, names may lie in it."""
    across, along = _reach(cluster, view)
    if max(across, along) < WIDE:
        return across, along
    # Half as wide as the number, which is in bold letters.
    return max(MIDDLE, width(f"{cluster.count}", map_signs.NUMBER) * 0.6), MIDDLE


def _meet(one: Cluster, other: Cluster) -> bool:
    """Whether what is written or drawn in the middle of the two would overlap."""
    if one is other or (other.count == 1 and other.signs[0].km):
        return False
    (x1, y1), (x2, y2) = one.at, other.at
    return abs(x1 - x2) < NUMBER_WIDTH and abs(y1 - y2) < NUMBER_HEIGHT


def _frame(cluster: Cluster, view: View) -> Frame:
    across, along = _covered(cluster, view)
    x, y = cluster.at
    return Frame(x - across, y - along, x + across, y + along)


def _dated(entry: Entry) -> str:
    return f"{entry.date}  {entry.title}" if entry.date else entry.title
