"""The ways by which actors stood below another one, each with the days on which it held."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from django.db import connections

if TYPE_CHECKING:
    from actors.models import Actor


class Days(NamedTuple):
    """A run of days, first and last included."""

    first: date
    last: date

    def within(self, other: "Days | None") -> "Days | None":
        """The days that both have; None where they have none in common."""
        if other is None:
            return None
        first, last = max(self.first, other.first), min(self.last, other.last)
        return Days(first, last) if first <= last else None

    def holds(self, other: "Days") -> bool:
        return self.first <= other.first and other.last <= self.last


ALWAYS = Days(date.min, date.max)


class Step(NamedTuple):
    """A relation that puts `lower` below another, on some days possibly, on some certainly."""

    code: str
    lower: int
    possibly: Days
    certainly: Days | None


@dataclass(frozen=True)
class Way:
    """Codes of relations from the actor below up, and the days on which all of them held.

    `certainly` are the days on which they certainly did; None where there are none.
    """

    path: tuple[str, ...]
    possibly: Days
    certainly: Days | None

    def goes_on(self, step: Step) -> "Way | None":
        """The way that is one step longer; None where there is no day for it."""
        possibly = self.possibly.within(step.possibly)
        if possibly is None:
            return None
        certainly = self.certainly and self.certainly.within(step.certainly)
        return Way((step.code, *self.path), possibly, certainly)

    def says_no_more_than(self, other: "Way") -> bool:
        """Whether another has all of its days, as certainly."""
        if not other.possibly.holds(self.possibly):
            return False
        return self.certainly is None or (
            other.certainly is not None and other.certainly.holds(self.certainly)
        )

    def rank(self, window: Days) -> tuple[int, bool, tuple[str, ...]]:
        """The shortest first; of these, whatever holds for certain on all days of a window."""
        return len(self.path), not self.is_certain(window), self.path

    def is_certain(self, window: Days) -> bool:
        return self.certainly is not None and self.certainly.holds(window)


def ways_up(superior: "Actor", known: date | None, using: str) -> dict[int, list[Way]]:
    """For whoever possibly answered to `superior`, by key, the ways up to it, in one query.

    `superior` itself has a way of no steps. Of ways that say no more than one that is no longer,
    the first is kept: circles end, and many ways cost little more than one. `known` takes only
    links that documents published by that day held up.
    """
    steps = _steps_by_upper(superior, known, using)
    ways = {superior.pk: [Way((), ALWAYS, ALWAYS)]}
    level = ways
    while level:
        longer = defaultdict(list)
        for upper, so_far in level.items():
            for way in so_far:
                for step in steps[upper]:
                    if (found := way.goes_on(step)) is not None:
                        longer[step.lower].append(found)
        level = {}
        for lower, found_ways in longer.items():
            if new := _new(sorted(found_ways, key=_order), ways.get(lower, [])):
                level[lower] = new
                ways[lower] = [*ways.get(lower, []), *new]
    return ways


def _order(way: Way) -> tuple[bool, tuple[str, ...]]:
    return way.certainly is None, way.path


def _new(found: Iterable[Way], known: Sequence[Way]) -> list[Way]:
    new: list[Way] = []
    for way in found:
        if not any(way.says_no_more_than(other) for other in (*known, *new)):
            new.append(way)
    return new


def _steps_by_upper(
    superior: "Actor", known: date | None, using: str
) -> defaultdict[int, list[Step]]:
    """The steps below `superior`, by the key of whoever stands above in each."""
    with connections[using].cursor() as cursor:
        cursor.execute(STEPS, [known, superior.pk, known])
        steps = defaultdict(list)
        for code, upper, lower, began, ended, begun, over, unsettled in cursor.fetchall():
            possibly = Days(began or date.min, ended or date.max)
            certainly = None
            if not unsettled and begun and over and begun <= over:
                certainly = Days(begun, over)
            steps[upper].append(Step(code, lower, possibly, certainly))
        return steps


STEPS = """
SELECT code, upper_id, lower_id, began_earliest, ended_latest,
       CASE began WHEN '..' THEN '0001-01-01' ELSE least(began_latest, ended_latest) END,
       CASE ended WHEN '..' THEN '9999-12-31' ELSE greatest(began_earliest, ended_earliest) END,
       '' IN (began, ended) OR began || ended ~ '[?~%%]'
FROM steps_known(%s)
WHERE upper_id = ANY (ARRAY(SELECT actor_id FROM actor_answering(%s, %s)))
"""
