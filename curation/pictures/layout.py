"""Where the nodes of a graph go: those tied to each other near, superiors above subordinates.

Distances on the drawing follow those in the graph (stress, by stochastic descent: Zheng, Pawar
and Goodman, “Graph Drawing by Stochastic Gradient Descent”, 2018), under the constraint that who
stands above lies above. The same graph gets the same layout, in whatever order it comes.
"""

from collections import deque
from collections.abc import Sequence
from functools import lru_cache
from math import atan2, ceil, cos, exp, hypot, log, sin, sqrt
from random import Random

Spot = tuple[float, float]
# The numbers of two nodes.
Pair = tuple[int, int]

ROUNDS = 16
# How far a descent goes at the last: less moves nothing that can be seen.
LAST_STEP = 0.05
# Who stands above lies at least so much higher, in steps of the graph.
DROP = 0.75
# Between components, in steps of the graph.
APART = 1.3
# Nodes keep so far from each other, for which they are moved aside so often.
ELBOW, SPREADS = 0.24, 8
# What a node has of a part of the graph on average, at the least, in square steps.
ROOM = 0.36
COLUMN = 0.25


@lru_cache(maxsize=32)
def layout(count: int, ties: frozenset[Pair], above: frozenset[Pair]) -> tuple[Spot, ...]:
    """A spot for each of `count` nodes, a step of the graph about one unit; kept for next time.

    `ties` are pairs of nodes, the smaller number first; `above` pairs of a superior and a
    subordinate, which are ties too.
    """
    neighbours: list[list[int]] = [[] for _ in range(count)]
    for one, other in sorted(ties):
        neighbours[one].append(other)
        neighbours[other].append(one)
    drawn: dict[int, Spot] = {}
    parts = []
    for part in _components(neighbours):
        spots = _descended(part, neighbours, _without_circles(part, above))
        parts.append((part, spots))
    for part, spots in _packed(parts):
        drawn.update(zip(part, spots, strict=True))
    return tuple(drawn[node] for node in range(count))


def _components(neighbours: Sequence[Sequence[int]]) -> list[list[int]]:
    """The nodes of each connected part, the largest part first."""
    seen: set[int] = set()
    parts = []
    for start in range(len(neighbours)):
        if start not in seen:
            reached = sorted(_distances(start, neighbours))
            seen.update(reached)
            parts.append(reached)
    return sorted(parts, key=lambda part: (-len(part), part))


def _distances(start: int, neighbours: Sequence[Sequence[int]]) -> dict[int, int]:
    """How many steps each node that can be reached is away."""
    steps = {start: 0}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        for other in neighbours[node]:
            if other not in steps:
                steps[other] = steps[node] + 1
                queue.append(other)
    return steps


def _without_circles(part: Sequence[int], above: frozenset[Pair]) -> list[Pair]:
    """Those pairs within a part that do not lie on a circle: of a circle nobody is the highest."""
    inside = set(part)
    pairs = sorted(pair for pair in above if inside.issuperset(pair))
    below: dict[int, list[int]] = {}
    for superior, subordinate in pairs:
        below.setdefault(superior, []).append(subordinate)
    reached = {node: _reach(node, below) for node in below}
    return [pair for pair in pairs if pair[0] not in reached.get(pair[1], ())]


def _reach(start: int, below: dict[int, list[int]]) -> set[int]:
    seen: set[int] = set()
    open_nodes = [start]
    while open_nodes:
        for other in below.get(open_nodes.pop(), ()):
            if other not in seen:
                seen.add(other)
                open_nodes.append(other)
    return seen


def _descended(
    part: Sequence[int], neighbours: Sequence[Sequence[int]], above: Sequence[Pair]
) -> list[Spot]:
    """Spots for the nodes of a connected part, in their order."""
    place = {node: number for number, node in enumerate(part)}
    drops = [(place[superior], place[subordinate]) for superior, subordinate in above]
    terms = _terms(part, place, neighbours)
    chance = Random(len(part))
    depths = _depths(len(part), drops)
    xs = [chance.uniform(-1, 1) * sqrt(len(part)) for _ in part]
    ys = [depth * DROP + chance.uniform(-0.5, 0.5) for depth in depths]
    longest = max((distance for _one, _other, distance in terms), default=1)
    decay = log(longest**2 / LAST_STEP) / max(ROUNDS - 1, 1)
    chance.shuffle(terms)
    for turn in range(ROUNDS):
        terms.reverse()
        _descend(xs, ys, terms, longest**2 * exp(-decay * turn))
        _drop(ys, drops)
    if not drops:
        xs, ys = _lying(xs, ys)
    _settle(ys, drops, depths)
    wider = _widening(xs, ys)
    xs, ys = [x * wider for x in xs], [y * wider for y in ys]
    _spread(xs, ys)
    return [*zip(xs, ys, strict=True)]


def _terms(
    part: Sequence[int], place: dict[int, int], neighbours: Sequence[Sequence[int]]
) -> list[tuple[int, int, int]]:
    """All pairs of nodes and how many steps they are apart."""
    return [
        (place[one], place[other], steps)
        for one in part
        for other, steps in sorted(_distances(one, neighbours).items())
        if one < other
    ]


def _depths(count: int, drops: Sequence[Pair]) -> list[int]:
    """How many stand above each node, along the longest way."""
    below: list[list[int]] = [[] for _ in range(count)]
    waiting = [0] * count
    for superior, subordinate in drops:
        below[superior].append(subordinate)
        waiting[subordinate] += 1
    depths = [0] * count
    queue = deque(node for node in range(count) if not waiting[node])
    while queue:
        node = queue.popleft()
        for other in below[node]:
            depths[other] = max(depths[other], depths[node] + 1)
            waiting[other] -= 1
            if not waiting[other]:
                queue.append(other)
    return depths


def _descend(
    xs: list[float], ys: list[float], terms: Sequence[tuple[int, int, int]], step: float
) -> None:
    """Moves each pair towards its distance, by no more than all of what is missing."""
    for one, other, steps in terms:
        across, along = xs[one] - xs[other], ys[one] - ys[other]
        apart = hypot(across, along) or 1e-6
        pull = min(step / (steps * steps), 1.0) * (apart - steps) / (2 * apart)
        across, along = across * pull, along * pull
        xs[one] -= across
        ys[one] -= along
        xs[other] += across
        ys[other] += along


def _drop(ys: list[float], drops: Sequence[Pair]) -> None:
    for superior, subordinate in drops:
        missing = (DROP - (ys[subordinate] - ys[superior])) / 2
        if missing > 0:
            ys[superior] -= missing
            ys[subordinate] += missing


def _settle(ys: list[float], drops: Sequence[Pair], depths: Sequence[int]) -> None:
    """What the descent left undone: nobody stays as high as who stands above."""
    for superior, subordinate in sorted(drops, key=lambda pair: (depths[pair[0]], pair)):
        ys[subordinate] = max(ys[subordinate], ys[superior] + DROP / 2)


def _widening(xs: Sequence[float], ys: Sequence[float]) -> float:
    """By how much a part has to be wider for each of its nodes to have its room."""
    area = (max(xs) - min(xs)) * (max(ys) - min(ys))
    return max(1.0, sqrt(ROOM * len(xs) / area)) if area > 1 else 1.0


def _spread(xs: list[float], ys: Sequence[float]) -> None:
    """Moves nodes that cover each other aside; nobody goes up or down by it."""
    for _ in range(SPREADS):
        order = sorted(range(len(xs)), key=lambda node: (xs[node], node))
        for place, one in enumerate(order):
            for other in order[place + 1 :]:
                missing = ELBOW - (xs[other] - xs[one])
                if missing <= 0:
                    break
                if abs(ys[one] - ys[other]) < ELBOW:
                    xs[one] -= missing / 2
                    xs[other] += missing / 2


def _lying(xs: Sequence[float], ys: Sequence[float]) -> tuple[list[float], list[float]]:
    """Turned so that the longer way is from left to right, as a page has it."""
    middle_x, middle_y = sum(xs) / len(xs), sum(ys) / len(ys)
    pairs = [(x - middle_x, y - middle_y) for x, y in zip(xs, ys, strict=True)]
    spread = sum(x * x - y * y for x, y in pairs)
    slant = 2 * sum(x * y for x, y in pairs)
    angle = -atan2(slant, spread) / 2
    turned = [(x * cos(angle) - y * sin(angle), x * sin(angle) + y * cos(angle)) for x, y in pairs]
    return [x for x, _y in turned], [y for _x, y in turned]


def _packed(
    parts: Sequence[tuple[list[int], list[Spot]]],
) -> list[tuple[list[int], list[Spot]]]:
    """The parts beside each other, each as high up as there is room, on a page about square."""
    boxes = [_box(spots) for _part, spots in parts]
    sizes = [(right - left + APART, bottom - top + APART) for left, top, right, bottom in boxes]
    page = max([sqrt(1.2 * sum(wide * high for wide, high in sizes)), *(wide for wide, _ in sizes)])
    # How far down each column of the page is taken.
    taken = [0.0] * ceil(page / COLUMN)
    packed = []
    for (part, spots), (left, top, *_), (wide, high) in zip(parts, boxes, sizes, strict=True):
        columns = ceil(wide / COLUMN)
        y, first = min(
            (max(taken[start : start + columns]), start)
            for start in range(len(taken) - columns + 1)
        )
        taken[first : first + columns] = [y + high] * columns
        x = first * COLUMN
        packed.append((part, [(x + sx - left, y + sy - top) for sx, sy in spots]))
    return packed


def _box(spots: Sequence[Spot]) -> tuple[float, float, float, float]:
    xs, ys = zip(*spots, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
