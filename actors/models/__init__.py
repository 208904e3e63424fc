"""Who acts: actors, what they are called, how they stand to each other, who listed them."""

from actors.models.actor import Actor, ActorKind, ActorKindCode, Identity
from actors.models.designation import Designation
from actors.models.identifier import Identifier
from actors.models.name import Name, NameKind, Strength
from actors.models.relation import CONVERSES, HIERARCHY, SYMMETRIC, Predicate, Relation

__all__ = [
    "CONVERSES",
    "HIERARCHY",
    "SYMMETRIC",
    "Actor",
    "ActorKind",
    "ActorKindCode",
    "Designation",
    "Identifier",
    "Identity",
    "Name",
    "NameKind",
    "Predicate",
    "Relation",
    "Strength",
]
