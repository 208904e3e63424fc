"""How a circle of the hierarchy runs, in words."""

from collections.abc import Sequence

from django.db.models import QuerySet

from actors.circles import circles_among
from actors.models import Actor, Relation
from curation.naming import apart


def rounds(relations: Sequence[Relation], among: QuerySet[Relation]) -> dict[int, str]:
    """For each of `relations` a circle it is part of: “A under B under A”; else nothing.

    `among` are those that a circle may be made of. In two queries.
    """
    circles = circles_among(among)
    passed = {relation.pk: circles.round(relation.pk) for relation in relations}
    actors = Actor.objects.in_bulk({pk for keys in passed.values() for pk in keys})
    return {
        relation: " under ".join(apart(actors[pk]) for pk in keys)
        for relation, keys in passed.items()
    }
