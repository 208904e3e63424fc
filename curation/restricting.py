"""Who may see restricted records, and what hangs on them."""

from collections.abc import Sequence
from typing import TypeVar

from django.contrib.admin.utils import NestedObjects
from django.contrib.auth.models import AnonymousUser, User
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model, Q, QuerySet

SEE_RESTRICTED = "curation.see_restricted"

M = TypeVar("M", bound=Model)
Viewer = User | AnonymousUser


def visible(rows: QuerySet[M], user: Viewer) -> QuerySet[M]:
    """Those of `rows` that `user` may see: without the permission, none that is restricted.

    A row that links to a restricted record, at whatever remove, would name it: it is left out
    too. A parent of the row's own kind, such as the province of a town, hides nothing.
    """
    if user.has_perm(SEE_RESTRICTED):
        return rows
    hidden = _hidden(rows.model)
    if getattr(rows.query, "past", None):
        # What is restricted now was perhaps not so then.
        hidden |= Q(pk__in=rows.model._base_manager.filter(hidden).values("pk"))
    return rows.exclude(hidden)


def count_hidden(records: Sequence[Model] | QuerySet, user: Viewer) -> int:
    """How many rows that `user` may not see would go with `records`, or keep them from going."""
    if user.has_perm(SEE_RESTRICTED):
        return 0
    collector = NestedObjects(using=DEFAULT_DB_ALIAS)
    collector.collect(records)
    touched: dict[type[Model], set[object]] = {}
    for row in [row for rows in collector.data.values() for row in rows] + [*collector.protected]:
        touched.setdefault(type(row), set()).add(row.pk)
    return sum(
        len(keys) - visible(model._base_manager.filter(pk__in=keys), user).count()
        for model, keys in touched.items()
    )


def _hidden(model: type[Model]) -> Q:
    fields = {field.name: field for field in model._meta.concrete_fields}
    condition = Q(restricted=True) if "restricted" in fields else Q()
    for field in fields.values():
        linked = field.related_model
        if linked is None or linked is model:
            continue
        if beyond := _hidden(linked):
            hidden = linked._base_manager.filter(beyond).values("pk")
            condition |= Q(**{f"{field.name}__in": hidden})
    return condition
