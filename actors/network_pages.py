"""Networks as the admin's pages offer them, with a day and kinds of relations to choose."""

from typing import Any

from actors.models import Predicate
from actors.networks import (
    GROUPS,
    Question,
    network_around,
    network_of_actors,
    network_of_relations,
)
from curation.picture_kinds import Asked, PictureKind
from curation.pictures.ties import MEANING, Group

TEMPLATE = "admin/actors/network.html"


def _page(asked: Asked) -> dict[str, Any]:
    """What the page of a network offers to choose from."""
    kinds = [
        (
            kind.value,
            MEANING[kind],
            [(one, Predicate(one).label) for one in GROUPS if GROUPS[one] == kind],
        )
        for kind in Group
    ]
    return {"kinds": kinds, "chosen": asked.given.get("kinds", "")}


NETWORK_OF_ACTORS = PictureKind(
    "network",
    "Network",
    lambda rows, asked: network_of_actors(rows, Question.asked(asked), asked),
    lambda actor, asked: network_around(actor, Question.asked(asked), asked),
    TEMPLATE,
    _page,
)
NETWORK_OF_RELATIONS = PictureKind(
    "network",
    "Network",
    lambda rows, asked: network_of_relations(rows, Question.asked(asked), asked),
    None,
    TEMPLATE,
    _page,
)
