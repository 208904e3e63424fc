"""The bar of one thing on a timeline, with its uncertainty drawn as what it is."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element

from curation.pictures.axis import Axis
from curation.pictures.spans import End, Span, of_date
from curation.pictures.svg import element, group, number

HEIGHT = 8.0
# A day among centuries is still to be seen and to be clicked.
LEAST = 4.0
# Over so many units, in so many steps, a bar fades out where its end is unknown.
FADE, STEPS = 48.0, 8
ARROW = 10.0
SAMPLE = 28.0
# The teeth of an end at which a bar is cut off reach so far into it.
FRAY = 3.0


@dataclass(frozen=True)
class Extent:
    """Where a bar lies: from `left` to `right` with fades and arrows, the rest between.

    `sure` is the certain part, if there is one. `cut` are those of its two ends at which the axis
    ends before it does.
    """

    left: float
    first: float
    last: float
    right: float
    sure: tuple[float, float] | None = None
    cut: tuple[float, ...] = ()


def extent(span: Span, axis: Axis) -> Extent:
    """Where the bar of a dated span lies on an axis."""
    days = span.days
    # What is possible all along an axis that its known days are not on fills it.
    from_left = span.start == End.OPEN or not days or _unknown_before(span, axis)
    to_right = span.end == End.OPEN or not days or _unknown_after(span, axis)
    first = axis.left if from_left else axis.start_of(days[0])
    last = axis.right if to_right else axis.end_of(days[-1])
    last = max(last, first + LEAST)
    before = {End.UNKNOWN: FADE, End.OPEN: ARROW}.get(span.start, 0.0)
    after = {End.UNKNOWN: FADE, End.OPEN: ARROW}.get(span.end, 0.0)
    sure = _sure(span, axis)
    cut = [first] if span.first and span.first < axis.first else []
    cut += [max(last, sure[1] if sure else last)] if span.last and span.last > axis.last else []
    return Extent(first - before, first, last, last + after, sure, tuple(cut))


def _unknown_before(span: Span, axis: Axis) -> bool:
    return span.start == End.UNKNOWN and span.days[0] > axis.last


def _unknown_after(span: Span, axis: Axis) -> bool:
    return span.end == End.UNKNOWN and span.days[-1] < axis.first


def _sure(span: Span, axis: Axis) -> tuple[float, float] | None:
    """Where the certain part lies, if any of it is on the axis."""
    begins_late = span.sure_first and span.sure_first > axis.last
    if not span.is_sure or begins_late or (span.sure_last and span.sure_last < axis.first):
        return None
    first = axis.start_of(span.sure_first) if span.sure_first else axis.left
    last = axis.end_of(span.sure_last) if span.sure_last else axis.right
    return first, max(last, first + LEAST)


def drawn(span: Span, placed: Extent, y: float) -> Iterator[Element]:
    """The parts of a bar: what is possible light, what is certain solid, ends as they are known.

    What is qualified is dashed, and nothing of it solid.
    """
    possible = "possible qualified" if span.is_qualified else "possible"
    yield _part(placed.first, placed.last, y, class_=possible)
    if placed.sure:
        first, last = placed.sure
        yield _part(first, last, y, class_="sure")
    if span.start == End.UNKNOWN:
        yield from _fade(placed.first, -FADE, y)
    if span.end == End.UNKNOWN:
        yield from _fade(placed.last, FADE, y)
    if span.start == End.OPEN:
        yield _arrow(placed.first, -ARROW, y, span)
    if span.end == End.OPEN:
        yield _arrow(placed.last, ARROW, y, span)
    for x in placed.cut:
        yield _tear(x, y, inwards=FRAY if x == placed.first else -FRAY)


def _tear(x: float, y: float, inwards: float) -> Element:
    """A ragged edge in the colour of the ground over the end of a bar at `x`."""
    outer, inner = x - inwards / 2, x + inwards
    edge = [(x, -2), (inner, 0.5), (x, 3), (inner, 5.5), (x, 8), (inner, 10.5), (outer, 10.5)]
    corners = [(outer, -2.0), *edge]
    points = " ".join(f"{number(across)},{number(y + down)}" for across, down in corners)
    return element("polygon", points=points, class_="tear")


def ways(spans: Sequence[Span], is_cut: bool) -> Iterator[tuple[Element, str]]:
    """How dates are drawn, as far as it occurs: a small bar and what it means.

    `is_cut` if the axis cuts some bar off.
    """
    shown: list[tuple[Callable[[Span], bool], Span, str]] = [
        (lambda s: s.is_sure, of_date("2001-01-01/2001-01-20"), "certainly"),
        (lambda s: not s.is_sure, of_date("[2001-01-01..2001-01-20]"), "some time within"),
        (lambda s: s.is_qualified, of_date("[2001-01-01..2001-01-20?]"), "by a doubtful date"),
        (lambda s: s.end == End.UNKNOWN, of_date("2001-01-01/"), "end unknown"),
        (lambda s: s.start == End.UNKNOWN, of_date("/2001-01-20"), "beginning unknown"),
        (lambda s: s.end == End.OPEN, of_date("2001-01-01/.."), "still going on"),
        (lambda s: s.start == End.OPEN, of_date("../2001-01-20"), "without a beginning"),
    ]
    for occurs, span, meaning in shown:
        if any(map(occurs, spans)):
            yield _sample(span), meaning
    if is_cut:
        torn = [_part(0, SAMPLE, 3, class_="possible")]
        torn += [_tear(0, 3, FRAY), _tear(SAMPLE, 3, -FRAY)]
        yield group(*torn, class_="mark"), "goes on beyond this time"


def _sample(span: Span) -> Element:
    """A small bar for a legend, 28 units wide, of a span in the first twenty days of 2001."""
    axis = Axis(date(2001, 1, 1), date(2001, 1, 20), 0, 2 * SAMPLE)
    fading = End.UNKNOWN in (span.start, span.end)
    if fading:
        axis = Axis(axis.first, axis.last, FADE if span.start == End.UNKNOWN else 0, 8)
    elif End.OPEN in (span.start, span.end):
        axis = Axis(axis.first, axis.last, ARROW if span.start == End.OPEN else 0, 2 * SAMPLE - 10)
    return group(*drawn(span, extent(span, axis), 3), transform="scale(0.5 1)", class_="mark")


def _part(left: float, right: float, y: float, **attributes: object) -> Element:
    return element("rect", x=left, y=y, width=right - left, height=HEIGHT, **attributes)


def _fade(x: float, reach: float, y: float) -> Iterator[Element]:
    """Ever lighter from `x` on, to the right or, with a negative reach, to the left."""
    step = reach / STEPS
    for n in range(STEPS):
        left, right = sorted((x + n * step, x + (n + 1) * step))
        yield _part(left, right, y, class_="fade", fill_opacity=1 - (n + 1) / (STEPS + 1))


def _arrow(x: float, reach: float, y: float, span: Span) -> Element:
    """It goes on: solid only where the bar is certain as far as its end."""
    middle = y + HEIGHT / 2
    points = f"{number(x)},{number(y - 2)} {number(x + reach)},{number(middle)}"
    corner = f"{number(x)},{number(y + HEIGHT + 2)}"
    kind = "arrow sure" if span.is_sure else "arrow possible"
    return element("polygon", points=f"{points} {corner}", class_=kind)
