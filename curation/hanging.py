"""What hangs on a record, and what becomes of it when the record is merged or split.

Each app says so of its own models, in a module `merging`: `KINDS` has what can be merged, `LINKS`
every link to such a record or to one that may become the same as another, `SPOKEN` the columns
that hold a record's code, `AGREE` those in which two rows must agree before they become one.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.db.models import Field, ForeignKey, Model, Q

from curation.likeness import Likeness


@dataclass(frozen=True)
class Link:
    """Rows whose link is pointed to the other record; those that become the same row fold.

    `against` names columns that may not come to lead to the same record, `id` for the row itself.
    Of such rows a merger sets those of `settles` aside; any other stands in its way. A row that
    would break the rule of a constraint named in `yields` gives way: column and new value.
    """

    against: tuple[str, ...] = ()
    settles: Q | None = None
    yields: Mapping[str, tuple[str, str]] = field(default_factory=dict)


MOVES = Link()
# A link that the database keeps by itself, or that no merger has to touch.
KEPT = None


def _nothing(*_records: Any) -> None:
    return None


@dataclass(frozen=True)
class Kind:
    """Records that can be merged: `title` is the column they are called by.

    `together` are columns chosen as one. `keeps_name` makes a row of a name that would go, and
    `afterwards` is called with the records between which rows have moved. `likenesses` find
    duplicates, by the reason each is one.
    """

    title: str
    likenesses: Mapping[str, Likeness]
    together: Sequence[Sequence[str]] = ()
    keeps_name: Callable[[Model, str], Model | None] = _nothing
    afterwards: Callable[[Sequence[Model]], None] = _nothing


@cache
def kinds() -> Mapping[type[Model], Kind]:
    found: dict[str, Kind] = {}
    for module in _modules():
        found |= getattr(module, "KINDS", {})
    return {apps.get_model(label): kind for label, kind in found.items()}


@cache
def links() -> Mapping[str, Link | None]:
    """What becomes of the rows of each link: `actors.relation.subject` and the like."""
    found: dict[str, Link | None] = {}
    for module in _modules():
        found |= getattr(module, "LINKS", {})
    return found


def spoken_of(model: type[Model]) -> Iterator[tuple[Field, Q]]:
    """Columns in which a record of `model` stands by its code, and in which of their rows."""
    for module in _modules():
        for name, where in getattr(module, "SPOKEN", {}).items():
            label, _dot, column = name.rpartition(".")
            if condition := where(model):
                yield apps.get_model(label)._meta.get_field(column), condition


def must_agree(model: type[Model]) -> Sequence[str]:
    """The columns in which two rows of `model` agree before they become one."""
    for module in _modules():
        if found := getattr(module, "AGREE", {}).get(model._meta.label_lower):
            return list(found)
    return []


def hanging(model: type[Model]) -> Iterator[tuple[ForeignKey, Link]]:
    """The links by which rows hang on a record of `model`, in the order of the tables."""
    for name, link in links().items():
        label, _dot, column = name.rpartition(".")
        linked = apps.get_model(label)._meta.get_field(column)
        if link is not None and isinstance(linked, ForeignKey) and linked.related_model is model:
            yield linked, link


def kind_named(name: str) -> type[Model] | None:
    """The model that an address calls `name`: actor, event, place, document."""
    return next((model for model in kinds() if model._meta.model_name == name), None)


@cache
def _modules() -> Sequence[Any]:
    return [import_module(f"{app}.merging") for app in ("actors", "events", "sources")]
