"""Bringing back an earlier version of a record, or a deleted one, as a change of its own."""

from collections.abc import Sequence
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import CASCADE, ForeignKey, Model

from curation.changes import written_fields
from curation.codes import lead_of_key
from curation.links import beyond
from curation.records import Record, Status
from curation.refusing import sentence


class CannotRestore(ValueError):
    """What stands in the way of restoring, in a sentence."""


def restore(model: type[Model], version: int, reason: str) -> Model:
    """Writes a record as a row of its history has it; returns the record.

    It is a draft then, for nobody has reviewed the change. A deleted one comes back under its key
    and code, with the parts that went with it. Raises
    `CannotRestore` with nothing written where no reason is given, where what it links to is gone,
    or where a rule or another record stands in the way.
    """
    if not reason.strip():
        raise CannotRestore("Say why it is to be restored: the history keeps the reason.")
    told = beyond(model, "history")._default_manager.filter(pk=version).first()
    if told is None:
        raise CannotRestore("There is no such version of this record.")
    try:
        with transaction.atomic(), pghistory.context(reason=reason.strip(), restored=version):
            return _restored(model, told)
    except ValidationError as error:
        raise CannotRestore(_why(error)) from error
    except IntegrityError as error:
        raise CannotRestore(sentence(error)) from error


def _restored(model: type[Model], told: Any) -> Model:
    pk = told.pgh_obj_id
    there = model._base_manager.select_for_update(of=("self",)).filter(pk=pk).first()
    record = _write(model, told, there)
    if there is None:
        for link in part_links(model):
            for part in _gone_with(pk, link):
                _write(link.related_model, part, None)
    return record


def _write(model: type[Model], told: Any, there: Model | None) -> Model:
    record: Any = there or model(pk=told.pgh_obj_id)
    was = getattr(there, "status", Status.RETIRED)
    for field in written_fields(model):
        if field.editable:
            setattr(record, field.attname, getattr(told, field.attname))
            _refuse_orphan(field, told)
    if isinstance(record, Record) and {record.status, was} != {Status.RETIRED}:
        record.status = Status.DRAFT  # nobody has reviewed this change, and reviewers retire
    if there is None and hasattr(told, "code"):
        record.code = told.code
    _refuse_double(record)
    record.full_clean()
    record.save(force_insert=there is None)
    return record  # type: ignore[no-any-return]


def _refuse_orphan(field: models.Field, told: Any) -> None:
    key = getattr(told, field.attname)
    if not isinstance(field, ForeignKey) or key is None:
        return
    parent = field.related_model
    if not parent._base_manager.filter(pk=key).exists():
        gone = beyond(parent, "history")._default_manager.filter(pgh_obj=key).order_by("-pk")
        code = getattr(gone.first(), "code", key)
        if into := lead_of_key(parent, key):
            raise CannotRestore(
                f"Its {field.verbose_name}, the {parent._meta.verbose_name} {code}, was merged into"
                f" {into}: undo that first."
            )
        raise CannotRestore(
            f"Its {field.verbose_name}, the {parent._meta.verbose_name} {code}, is deleted:"
            " restore that first."
        )


def _refuse_double(record: Model) -> None:
    """Names the record that has the same code, or what else may stand only once."""
    columns = record._meta.concrete_fields
    rules: list[Sequence[str]] = [(column.name,) for column in columns if column.unique]
    rules += [
        rule.fields
        for rule in record._meta.constraints
        if isinstance(rule, models.UniqueConstraint) and rule.fields and not rule.condition
    ]
    for names in rules:
        same = {name: getattr(record, record._meta.get_field(name).attname) for name in names}  # type: ignore[union-attr]
        others = type(record)._base_manager.filter(**same).exclude(pk=record.pk)
        if "pk" not in names and (other := others.first()):
            raise CannotRestore(
                f"There is another {record._meta.verbose_name} with the same"
                f" {' and '.join(name.replace('_', ' ') for name in names)}:"
                f" {other} ({getattr(other, 'code', other.pk)})."
            )


def part_links(model: type[Model]) -> list[Any]:
    """The links of what is deleted with a record and has a history of its own."""
    return [
        link
        for link in model._meta.related_objects
        if getattr(link, "on_delete", None) is CASCADE
        and any(o.name == "history" for o in link.related_model._meta.related_objects)
    ]


def _gone_with(pk: int, link: Any) -> list[Any]:
    """The last told of the parts that went in the transaction in which their whole did."""
    whole = beyond(link.model, "history")._default_manager
    deleted: Any = whole.filter(pgh_obj=pk, pgh_label="delete").order_by("-pk").first()
    history = beyond(link.related_model, "history")._default_manager
    parts = history.filter(
        **{link.field.name: pk},
        pgh_label="delete",
        pgh_created_at=deleted.pgh_created_at,
    )
    # A chain is written from its first voice on.
    order = [name for name in link.related_model._meta.ordering if name != "id"]
    return [*parts.order_by(*order, "pgh_obj_id")]


def _why(error: ValidationError) -> str:
    return " ".join(error.messages)
