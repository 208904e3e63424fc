"""The columns of each subject that an attribution can be about, by their names in the models."""

from typing import Any

from django.db.models import Field, Model

# Written out, because migrations and the database need them so; a test holds them to the models.
FIELDS = {
    "actor": ["began", "country", "description", "ended", "identity", "kind", "name"],
    "name": ["actor", "kind", "language", "script", "strength", "text", "used"],
    "relation": ["began", "ended", "object", "predicate", "subject", "title"],
    "designation": ["actor", "authority", "began", "ended", "measure", "programme"],
    "event": ["date", "description", "place", "title", "type"],
    "participation": ["actor", "event", "place", "role", "side"],
    "event_link": ["event", "kind", "other"],
    "figure": [
        "actor",
        "as_of",
        "best",
        "event",
        "high",
        "low",
        "measure",
        "of_whom",
        "relation",
        "unit",
    ],
    "statement": ["horizon", "kind", "summary"],
}


def spoken(name: str) -> str:
    """The name of a column, or of a kind of record, as one says it: “of whom”."""
    return name.replace("_", " ")


def column(record: Model | type[Model], name: str) -> "Field[Any, Any]":
    """The field of the model that an attribution calls `name`."""
    found = record._meta.get_field(name)
    assert isinstance(found, Field)
    return found
