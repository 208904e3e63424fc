"""Who may see restricted records, and what hangs on them."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from django.apps import apps
from django.contrib.admin.utils import NestedObjects
from django.contrib.auth.models import AnonymousUser, User
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model, Q, QuerySet
from django.db.models.expressions import RawSQL

from curation.fixtures import MODELS
from curation.links import beyond

SEE_RESTRICTED = "curation.see_restricted"

# The models for which sources/sql/hidden.sql finds what is hidden; for any other it is asked here.
FOLLOWED = {*MODELS, "sources.documenttext", "sources.anchor"} - {"actors.actorkindcode"}

M = TypeVar("M", bound=Model)
Viewer = User | AnonymousUser


def may_look_at(user: Viewer, model: type[Model]) -> bool:
    """Whether records of a kind are for `user` to see at all: who may change them may."""
    opts = model._meta
    return any(
        user.has_perm(f"{opts.app_label}.{way}_{opts.model_name}") for way in ("view", "change")
    )


def sees_all(user: Viewer | None) -> bool:
    """Whether nothing is hidden from `user`; in the shell, without one, nothing is."""
    return user is None or user.has_perm(SEE_RESTRICTED)


def visible(rows: QuerySet[M], user: Viewer) -> QuerySet[M]:
    """Those of `rows` that `user` may see: without the permission, none that is restricted.

    A row that links to a restricted record, at whatever remove, would name it: it is left out
    too. A parent of the row's own kind, such as the province of a town, hides nothing.
    """
    if user.has_perm(SEE_RESTRICTED):
        return rows
    hidden = _hidden(rows.model)
    if getattr(rows.query, "past", None):
        now = _hidden_keys(rows.model)
        # What is restricted now was perhaps not so then.
        hidden |= Q() if now is None else Q(pk__in=now)
    return rows.exclude(hidden)


def visible_changes(histories: Mapping[str, QuerySet], user: Viewer) -> dict[str, QuerySet]:
    """Those rows of `histories`, by the label of their model, that `user` may see.

    A change is hidden if its record was restricted then or is now, or if it links to such a
    record, which may have been deleted since.
    """
    if user.has_perm(SEE_RESTRICTED):
        return dict(histories)
    gone = deleted_and_hidden()
    return {
        label: visible(rows, user).exclude(_links_to(rows.model, gone))
        for label, rows in histories.items()
    }


def deleted_and_hidden() -> dict[type[Model], set[object]]:
    """The keys of the deleted records that were hidden, by their model; parents first."""
    gone: dict[type[Model], set[object]] = {}
    for label in MODELS:
        model = apps.get_model(label)
        history = beyond(model, "history")
        deleted = history._default_manager.filter(pgh_label="delete")
        hidden = deleted.filter(_hidden(history) | _links_to(history, gone))
        gone[model] = {*hidden.order_by().values_list("pgh_obj_id", flat=True)}
    return gone


def _links_to(history: type[Model], gone: Mapping[type[Model], set[object]]) -> Q:
    condition = Q(pk__in=[])
    for field in history._meta.concrete_fields:
        linked = field.related_model
        if linked is not None and (keys := gone.get(linked)):
            condition |= Q(**{f"{field.name}__in": keys})
    return condition


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
        hidden = _hidden_keys(linked)
        if hidden is not None:
            condition |= Q(**{f"{field.name}__in": hidden})
    return condition


def _hidden_keys(model: type[Model]) -> RawSQL | QuerySet | None:
    """The keys of the hidden rows of a model; None where nothing can be hidden."""
    if model._meta.label_lower in FOLLOWED:
        return RawSQL(f"SELECT hidden_{model._meta.model_name}()", [])
    hidden = _hidden(model)
    return model._base_manager.filter(hidden).values("pk") if hidden else None
