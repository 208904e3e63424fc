"""Circles of the hierarchy: who possibly stood above themselves, all of a circle at one time."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from django.db import connections
from django.db.models import QuerySet


class Step(NamedTuple):
    """A relation that puts `lower` below `upper`, possibly from the first day to the last."""

    relation: int
    lower: int
    upper: int
    first: date
    last: date


@dataclass(frozen=True)
class Circles:
    """Steps, and for each relation that closes a circle a day on which all of the circle may hold.

    A circle holds at one time if it does on the first day of one of its steps: day by day, the
    work grows with days and steps, and not with the ways there are.
    """

    steps: Sequence[Step]
    days: Mapping[int, date]

    @classmethod
    def of(cls, steps: Sequence[Step]) -> "Circles":
        days: dict[int, date] = {}
        for day in _days(steps):
            held = [step for step in steps if step.first <= day <= step.last]
            if all(step.relation in days for step in held):
                continue
            knot = _knots(held)
            for step in held:
                if knot[step.lower] == knot[step.upper]:
                    days.setdefault(step.relation, day)
        return cls(steps, days)

    def round(self, relation: int) -> list[int]:
        """Who is passed from whoever is below in `relation` up and back to them: keys of actors.

        By the shortest way on the relation's day; empty where it closes no circle.
        """
        if (day := self.days.get(relation)) is None:
            return []
        above = defaultdict(list)
        for step in self.steps:
            if step.first <= day <= step.last:
                above[step.lower].append(step.upper)
        [(start, then)] = [(s.lower, s.upper) for s in self.steps if s.relation == relation]
        before = {then: start}
        ways = [then]
        for here in ways:
            for upper in above[here]:
                if upper == start:
                    return _back(start, here, before)
                if upper not in before:
                    before[upper] = here
                    ways.append(upper)
        return []


def circles_among(relations: QuerySet) -> Circles:
    """The circles that `relations` make, in one query."""
    keys, parameters = relations.order_by().values("pk").query.sql_with_params()
    with connections[relations.db].cursor() as cursor:
        cursor.execute(f"SELECT * FROM steps_near_circles(ARRAY({keys}))", parameters)
        return Circles.of(
            [
                Step(relation, lower, upper, first or date.min, last or date.max)
                for relation, lower, upper, first, last in cursor.fetchall()
            ]
        )


def _back(start: int, here: int, before: Mapping[int, int]) -> list[int]:
    passed = [start, here]
    while (here := before[here]) != start:
        passed.append(here)
    return [*passed, start][::-1]


def _days(steps: Iterable[Step]) -> list[date]:
    """Days that have, among them, all that ever held together: each of a step's first days.

    One that is followed by another before anything ended holds nothing that this one does not.
    """
    ends = sorted(step.last for step in steps)
    firsts = sorted({step.first for step in steps})
    last = firsts[-1:]
    return [
        day for day, then in pairwise(firsts) if bisect_left(ends, day) < bisect_left(ends, then)
    ] + last


def _knots(steps: Iterable[Step]) -> dict[int, int]:
    """For each actor one of those who, along `steps`, stand above it and below it as well.

    Itself, if there are none. After Kosaraju: upwards for an order, then downwards in that order.
    """
    above, below = defaultdict(list), defaultdict(list)
    for step in steps:
        above[step.lower].append(step.upper)
        below[step.upper].append(step.lower)
    knots: dict[int, int] = {}
    for root in reversed(_behind_all_above(above)):
        if root not in knots:
            knots[root] = root
            passed = [root]
            for here in passed:
                for lower in below[here]:
                    if lower not in knots:
                        knots[lower] = root
                        passed.append(lower)
    return knots


def _behind_all_above(above: Mapping[int, Sequence[int]]) -> list[int]:
    """All actors, each behind those who are first met above it."""
    order: list[int] = []
    met: set[int] = set()
    for start in [*above]:
        if start in met:
            continue
        met.add(start)
        ways = [(start, iter(above[start]))]
        while ways:
            here, onward = ways[-1]
            upper = next((one for one in onward if one not in met), None)
            if upper is None:
                ways.pop()
                order.append(here)
            else:
                met.add(upper)
                ways.append((upper, iter(above[upper])))
    return order
