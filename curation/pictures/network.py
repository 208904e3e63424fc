"""Who stood how to whom: nodes that keep their places, and ties as they were on a day."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from math import sqrt
from xml.etree.ElementTree import Element

from django.utils.safestring import SafeString, mark_safe

from curation.pictures import tie_lines
from curation.pictures.labelling import Frame, Sheet, Wanted
from curation.pictures.layout import layout
from curation.pictures.picture import Body, Picture, nothing, on_page
from curation.pictures.svg import element, group, link
from curation.pictures.table import Row, Table
from curation.pictures.ties import Force, Node, Tie, definite, force, possible

MOST_NODES, MOST_TIES = 500, 2000
# More lines than these are no stops of the keyboard; more than those are fainter, to be seen apart.
FEW, DENSE = 150, 400
# A step of the graph as drawn.
STEP = 84.0
# A sign on a line counts as much as so many small squares of lines, for where names go.
SIGN_WEIGHT = 8
# Names need more room sideways.
WIDER = 1.35

SIDE, TOP = 110.0, 24.0
LEAST_RADIUS = 4.5
LEAST_WIDTH = 900.0
LETTERS, LABEL_ROOM = 12.0, 240.0
HEADER = ("who", "stands", "to whom", "office", "when", "evidence", "on the day")
READING = "A line reads towards its end, as a row of the table: who stands how to whom."
HEIGHT = "Superiors lie above their subordinates."
ON_THE_DAY = {Force.FIRM: "certainly", Force.LIGHT: "possibly", Force.GONE: "no"}

Spot = tuple[float, float]


class Network(Picture):
    """Ties between nodes on the day `on`; without a day all there ever were.

    `focus` is the code of the node that it is about, if it is about one.

    Where a node lies follows from all ties of all days, so that it stays there as the day moves.
    Superiors lie above subordinates, except on a circle.
    """

    def __init__(
        self,
        title: str,
        nodes: Sequence[Node],
        ties: Sequence[Tie],
        remarks: Sequence[str] = (),
        on: date | None = None,
        focus: str = "",
    ) -> None:
        super().__init__(title, remarks)
        self.on, self.focus = on, focus
        self.ties = sorted(ties, key=lambda tie: tie.code)
        tied = {code for tie in ties for code in (tie.subject, tie.object)}
        self.nodes = sorted((node for node in nodes if node.code in tied), key=lambda n: n.code)
        self.alone = sorted((node for node in nodes if node.code not in tied), key=lambda n: n.name)
        if self.alone:
            self.remarks.append(f"Actors that have no such relation: {len(self.alone):,}.")

    @cached_property
    def spots(self) -> dict[str, Spot]:
        """Where each node lies, by its code, in units of the drawing."""
        number = {node.code: n for n, node in enumerate(self.nodes)}
        pairs = {(number[tie.subject], number[tie.object]) for tie in self.ties}
        above = {
            (number[tie.above], number[tie.subject if tie.above == tie.object else tie.object])
            for tie in self.ties
            if tie.above
        }
        ties = frozenset((min(pair), max(pair)) for pair in pairs)
        found = layout(len(self.nodes), ties, frozenset(above))
        # A small network stands in the middle, so that it is not blown up to the width of a page.
        wide = max((x for x, _y in found), default=0) * STEP * WIDER + 2 * SIDE
        left = SIDE + max(LEAST_WIDTH - wide, 0) / 2
        return {
            node.code: (left + x * STEP * WIDER, TOP + y * STEP)
            for node, (x, y) in zip(self.nodes, found, strict=True)
        }

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day on which, as far as is known, a tie changes."""
        known = [day for tie in self.ties for day in tie.span.days]
        return (min(known), max(known)) if known else None

    def counts(self) -> Counter[Force]:
        """How many ties there were on the day: firm, light and gone."""
        return Counter(force(tie.span, self.on) for tie in self.ties)

    @property
    def told(self) -> str:
        """How many ties there were on the day, in a sentence."""
        counts = self.counts()
        there = counts[Force.FIRM] + counts[Force.LIGHT]
        if self.on is None:
            return f"Relations of all days: {there}."
        return (
            f"On {self.on}: {there} relations, {counts[Force.FIRM]} of them certainly in force;"
            f" {counts[Force.GONE]} were not."
        )

    def inline(self) -> SafeString:
        """The drawing with all ties of all days, for a page that moves the day."""
        return mark_safe(on_page(self.drawing(self._body(self.ties))))

    def body(self) -> Body:
        ties = [tie for tie in self.ties if force(tie.span, self.on) != Force.GONE]
        body = self._body(ties)
        told = [self.told] if self.on and self.ties else []
        return replace(body, remarks=[*told, *body.remarks])

    def _body(self, ties: Sequence[Tie]) -> Body:
        if not self.ties:
            return nothing("There are no such relations.")
        wide = max(max(x for x, _y in self.spots.values()) + SIDE, LEAST_WIDTH)
        high = max(y for _x, y in self.spots.values()) + TOP
        nodes = [self._node(node) for node in self.nodes]
        return Body(
            wide,
            high,
            [self._lines(ties), group(*nodes), self._labels(wide, high)],
            [*self._shapes(), *tie_lines.legend(ties, self.on)],
            self._ways_to_read(),
        )

    def _ways_to_read(self) -> list[str]:
        """What directions on the drawing mean, in a line or none."""
        said = [READING] if not all(tie.is_mutual for tie in self.ties) else []
        said += [HEIGHT] if any(tie.above for tie in self.ties) else []
        return [" ".join(said)] if said else []

    def _lines(self, ties: Sequence[Tie]) -> Element:
        """One line for each tie; where they are many, the table is the keyboard's way to them."""
        tabindex = -1 if len(ties) > FEW else None
        drawn = []
        for tie in ties:
            was = force(tie.span, self.on)
            course, told = self._courses[tie.code], self._told(tie)
            drawn.append(tie_lines.line(tie, course, told, was, tabindex=tabindex))
        return group(*drawn, class_="ties dense" if len(ties) > DENSE else "ties")

    @cached_property
    def _courses(self) -> dict[str, tie_lines.Course]:
        """Where the line of each tie of all days runs; those between the same two bend apart."""
        beside: dict[frozenset[str], list[Tie]] = defaultdict(list)
        for tie in self.ties:
            beside[frozenset((tie.subject, tie.object))].append(tie)
        return {
            tie.code: self._course(tie, place - (len(between) - 1) / 2)
            for between in beside.values()
            for place, tie in enumerate(between)
        }

    def _course(self, tie: Tie, bend: float) -> tie_lines.Course:
        return tie_lines.Course(
            self.spots[tie.subject],
            self.spots[tie.object],
            self._radius(tie.subject),
            self._radius(tie.object),
            # The first of the two by code gives the side, so that none bends back.
            bend if tie.subject < tie.object else -bend,
        )

    def _told(self, tie: Tie) -> str:
        names = self._names
        office = f" ({tie.title})" if tie.title else ""
        pair = f"{names[tie.subject]} {tie.predicate} {names[tie.object]}"
        return f"{pair}{office}. {tie.span.meaning}. {tie.standing}"

    @cached_property
    def _names(self) -> dict[str, str]:
        return {node.code: node.name for node in self.nodes}

    @cached_property
    def _degrees(self) -> Counter[str]:
        return Counter(code for tie in self.ties for code in (tie.subject, tie.object))

    def _radius(self, code: str) -> float:
        return LEAST_RADIUS + min(1.4 * sqrt(self._degrees[code] - 1), 8.0)

    def _shapes(self) -> Iterator[tuple[Element, str]]:
        """Legend entries for the signs of nodes, as far as they occur.

        Whom it is about is named here too: among its many neighbours there may be no room.
        """
        for node in self.nodes:
            if node.code == self.focus:
                shape = _shape(node.is_person, 14, 7, LEAST_RADIUS)
                yield group(shape, class_="node focus"), node.name
        kinds = {node.is_person for node in self.nodes}
        for is_person, meaning in ((True, "a person"), (False, "a group, a state, another body")):
            if is_person in kinds:
                yield group(_shape(is_person, 14, 7, LEAST_RADIUS), class_="node"), meaning
        if len({self._radius(node.code) for node in self.nodes}) > 1:
            sizes = [_shape(max(kinds), x, 7, r) for x, r in ((6, LEAST_RADIUS), (20, 6.5))]
            yield group(*sizes, class_="node"), "the larger, the more relations"

    def _node(self, node: Node) -> Element:
        x, y = self.spots[node.code]
        return link(
            node.address,
            f"{node.name}: {node.kind}",
            _shape(node.is_person, x, y, self._radius(node.code)),
            class_=f"mark node {self.force_of(node)}{' focus' if node.code == self.focus else ''}",
            data_code=node.code,
            data_possible=possible(node.span),
            data_definite=definite(node.span),
        )

    @cached_property
    def _tied(self) -> set[str]:
        """Codes of the nodes with a tie on the day."""
        there = [tie for tie in self.ties if force(tie.span, self.on) != Force.GONE]
        return {code for tie in there for code in (tie.subject, tie.object)}

    def force_of(self, node: Node) -> Force:
        """Firm if it has a tie on the day; else light, and gone if it certainly was not there."""
        if node.code in self._tied:
            return Force.FIRM
        return Force.GONE if force(node.span, self.on) == Force.GONE else Force.LIGHT

    def _labels(self, wide: float, high: float) -> Element:
        """Names as far as there is room, of those with most ties first; rather not on lines.

        They keep their places as the day moves, for lines of all days count.
        """
        sheet = Sheet(wide, high)
        for tie in self.ties:
            course = self._courses[tie.code]
            sheet.pass_over(tie_lines.points(course))
            if at := tie_lines.sign_at(tie, course):
                corners = [(at[0] + x, at[1] + y) for x in (-5, 5) for y in (-5, 5)]
                sheet.pass_over(corners, SIGN_WEIGHT)
        wanted = []
        for node in sorted(self.nodes, key=self._rank):
            (x, y), r = self.spots[node.code], self._radius(node.code)
            sheet.take(Frame(x - r, y - r, x + r, y + r))
            wanted.append(Wanted(node.name, x, y, r, r, LETTERS, LABEL_ROOM, of=node.code))
        force_of = {node.code: self.force_of(node) for node in self.nodes}
        names = [
            one.drawn(class_=f"node-name {force_of[one.wanted.of]}", data_of=one.wanted.of)
            for one in sheet.place(wanted)
        ]
        # The names are read out with the nodes.
        return group(*names, aria_hidden="true")

    def _rank(self, node: Node) -> tuple[bool, int, str]:
        return node.code != self.focus, -self._degrees[node.code], node.code

    def table(self) -> Table:
        """Each tie on the day, by the names of the two; without a day, all."""
        return Table(HEADER, [row for row, _tie, was in self.rows() if was != Force.GONE])

    def rows(self) -> list[tuple[Row, Tie, Force]]:
        """The rows of all ties of all days, each with its tie and how it was on the day."""
        names = self._names
        rows = []
        for tie in sorted(self.ties, key=lambda t: (names[t.subject], names[t.object], t.code)):
            was = force(tie.span, self.on)
            day = ON_THE_DAY[was] if self.on else ""
            cells = [names[tie.subject], tie.predicate, names[tie.object], tie.title]
            cells += [tie.span.words, tie.standing, day]
            rows.append((Row(cells, tie.address), tie, was))
        return rows


def _shape(is_person: bool, x: float, y: float, r: float) -> Element:
    """A disc for a person, an empty square for anybody else."""
    if is_person:
        return element("circle", class_="body-of", cx=x, cy=y, r=r)
    return element("rect", class_="body-of", x=x - r, y=y - r, width=2 * r, height=2 * r, rx=2.0)
