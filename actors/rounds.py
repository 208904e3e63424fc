"""How a circle of the hierarchy runs, in words."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from actors.models import HIERARCHY, Actor, Predicate, Relation
from curation.naming import apart

# First and last day on which all of a way was possibly in force.
Days = tuple[date, date]


def rounds(relations: Sequence[Relation], in_circles: "QuerySet[Relation]") -> dict[int, str]:
    """For each of `relations` the shortest circle it is part of: “A under B under A”.

    `in_circles` are all relations that circles may be made of.
    """
    above = defaultdict(list)
    links = in_circles.select_related("subject", "object")
    for link in links:
        above[_ends(link)[0].pk].append(link)
    return {relation.pk: _round(relation, above) for relation in relations}


def _ends(relation: Relation) -> tuple[Actor, Actor]:
    """Who is below, and who above."""
    subject, other = relation.subject, relation.object
    above = HIERARCHY[Predicate(relation.predicate)]
    return (subject, other) if above == "object" else (other, subject)


def _round(relation: Relation, above: dict[int, list[Relation]]) -> str:
    lower, upper = _ends(relation)
    ways = [([lower, upper], _possible(relation))]
    seen = {(upper.pk, ways[0][1])}
    for passed, days in ways:
        for link in above[passed[-1].pk]:
            onward, shared = _ends(link)[1], _shared(days, _possible(link))
            if shared[0] > shared[1] or (onward.pk, shared) in seen:
                continue
            if onward.pk == lower.pk:
                return " under ".join(apart(actor) for actor in [*passed, onward])
            seen.add((onward.pk, shared))
            ways.append(([*passed, onward], shared))
    return ""


def _possible(relation: Relation) -> Days:
    return relation.began_earliest or date.min, relation.ended_latest or date.max


def _shared(one: Days, other: Days) -> Days:
    return max(one[0], other[0]), min(one[1], other[1])
