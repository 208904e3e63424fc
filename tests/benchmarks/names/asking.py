"""Asking for each case: a group has one name on record at a time, so that no other helps."""

import time
from dataclasses import dataclass

from django.db import transaction

from actors.models import Actor

from .cases import Case, names_to_find, near_misses, pairs
from .filling import FIRST_OF_CASES, write

SHOWN = 20


@dataclass(frozen=True)
class Answer:
    """The place of what should be found, None if it is not among the first twenty."""

    case: Case
    place: int | None
    rows: int
    milliseconds: float
    outranked: int
    first: str


def rounds(runs=1, asked=None):
    """An `Answer` for each of `asked`, all pairs by default; its time is the shortest of `runs`."""
    asked = pairs() if asked is None else asked
    targets, misses = names_to_find(), near_misses()
    for number in range(max(map(len, targets.values()))):
        stored = {group: names[number] for group, names in targets.items() if number < len(names)}
        with transaction.atomic():
            yield from _round(stored, misses, runs, asked)
            transaction.set_rollback(True)


def _round(stored, misses, runs, asked):
    keys = dict(zip(stored, range(FIRST_OF_CASES, FIRST_OF_CASES + len(stored)), strict=True))
    write(stored.values(), first=FIRST_OF_CASES)
    near = [name for names in misses.values() for name in names]
    write(near, first=FIRST_OF_CASES + len(stored))
    for case in asked:
        if stored.get(case.group) == case.name:
            yield _ask(case, keys[case.group], {*misses[case.group]}, runs)


def _ask(case, key, misses, runs):
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        found = list(Actor.objects.named(case.query)[:SHOWN])
        taken.append(time.perf_counter() - start)
    keys = [actor.pk for actor in found]
    place = keys.index(key) + 1 if key in keys else None
    above = found[: place - 1] if place else found
    return Answer(
        case,
        place,
        len(found),
        min(taken) * 1000,
        sum(actor.name in misses for actor in above),
        found[0].name if found else "",
    )
