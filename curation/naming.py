"""What records are called in a list of changes: by their names now, or by what they were called."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.apps import apps
from django.db.models import Model

from curation.links import beyond
from curation.restricting import Viewer, visible

Key = tuple[type[Model], Any]


def apart(name: object) -> str:
    """A name set apart within a sentence, so that one that runs right to left turns no other."""
    return f"\u2068{name}\u2069"


def names_of(keys: Iterable[Key], user: Viewer) -> Mapping[Key, str]:
    """The names of records, some of which may be gone: a few queries for each model among them.

    What is deleted or merged is called by its code, what `user` may not see by its kind.
    """
    wanted: dict[type[Model], set[Any]] = {}
    for model, pk in keys:
        wanted.setdefault(model, set()).add(pk)
    return {
        (model, pk): name
        for model, pks in wanted.items()
        for pk, name in _names(model, pks, user).items()
    }


def _names(model: type[Model], pks: set[Any], user: Viewer) -> dict[Any, str]:
    kind = model._meta.verbose_name
    there = model._base_manager.filter(pk__in=pks)
    seen = visible(there, user)
    if links := getattr(model, "named_by", ()):
        seen = seen.select_related(*links)
    names = {record.pk: str(record) for record in seen}
    rest = pks - names.keys()
    hidden = {*there.filter(pk__in=rest).values_list("pk", flat=True)} if rest else set()
    gone = rest - hidden
    names |= dict.fromkeys(hidden, f"a restricted {kind}")
    names |= dict.fromkeys(gone, f"a deleted {kind}")
    if gone and any(field.name == "code" for field in model._meta.concrete_fields):
        told = beyond(model, "history")._base_manager.filter(pgh_obj__in=gone, pgh_label="delete")
        merged = _merged(model, gone, user)
        for pk, code in visible(told, user).values_list("pgh_obj", "code"):
            into = merged.get(pk)
            names[pk] = f"{code}, merged into {into}" if into else f"{code}, a deleted {kind}"
    return names


def _merged(model: type[Model], gone: set[Any], user: Viewer) -> dict[Any, str]:
    """The code of what a row that is gone was merged into, where `user` may see that."""
    there = visible(model._base_manager.all(), user)
    steps = apps.get_model("curation", "Step")._default_manager.filter(
        model=model._meta.label_lower, redirects=True, key__in=gone, into__in=there.values("pk")
    )
    return dict(steps.values_list("key", "into_code"))
