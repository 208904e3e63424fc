"""Accepting a value: a record takes what one attribution gives for a column; the others stay."""

from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Field, ForeignKey, Model

from curation.records import Record
from curation.refusing import sentence
from curation.restricting import Viewer, visible
from sources.fields import column
from sources.models import Attribution, Stance
from sources.values import normalised


class NotTaken(ValueError):
    """Why a value was not taken, in a sentence; nothing was written."""


def accept_value(
    attribution: Attribution,
    reason: str = "",
    *,
    version: int | None = None,
    by: Viewer | None = None,
) -> Record:
    """Sets the column that `attribution` is about to its value; returns the record as it is then.

    This is an edit like any other: an accepted record is a draft again, for somebody else to
    accept. History keeps whose value it is, and `reason` behind it: why this one. With `version`,
    only if the record is still of that version; with `by`, links only to what they may see. Raises
    `NotTaken` with nothing written.
    """
    _refuse_what_gives_none(attribution)
    try:
        with transaction.atomic(), pghistory.context(reason=_told(attribution, reason.strip())):
            return _written(attribution, version, by)
    except IntegrityError as error:
        raise NotTaken(sentence(error)) from error


def _told(attribution: Attribution, reason: str) -> str:
    whose = f"accepts {attribution.passage.code}'s value"
    return f"{whose}: {reason}" if reason else whose


def _refuse_what_gives_none(attribution: Attribution) -> None:
    code = attribution.passage.code
    if not (attribution.field and attribution.value):
        raise NotTaken(f"{code} gives no value here: write it into its attribution first.")
    if attribution.status == "retired":
        raise NotTaken(f"What {code} gives is retired: take another attribution's value.")
    if attribution.stance not in (Stance.ASSERTS, Stance.SUSPECTS):
        raise NotTaken(f"{code} {attribution.stance} this value: take one that is asserted.")


def _written(attribution: Attribution, version: int | None, by: Viewer | None) -> Record:
    subject = attribution.subject
    rows = type(subject)._base_manager.select_for_update(of=("self",))
    record: Any = rows.filter(pk=subject.pk).first()
    if record is None:
        raise NotTaken(f"{subject} is deleted: there is nothing to change.")
    if version is not None and record.version != version:
        raise NotTaken(
            f"{record} has been changed since you opened its page (it was version {version} then"
            f" and is {record.version} now): look at it as it is, and decide again."
        )
    field = column(record, attribution.field)
    value = _taken(field, record, attribution.value, by)
    if getattr(record, field.attname) == getattr(value, "pk", value):
        raise NotTaken(f"{record} says so already: there is nothing to change.")
    name = str(record)
    setattr(record, field.name, value)
    try:
        record.full_clean()
    except ValidationError as error:
        raise NotTaken(_cannot_be(name, field, attribution.value, error)) from error
    record.save(update_fields=[field.name])
    record.refresh_from_db()  # the database may have made it a draft
    return record  # type: ignore[no-any-return]


def _taken(field: "Field[Any, Any]", record: Record, text: str, by: Viewer | None) -> Any:
    """What the column holds for `text`: a row for its code, a date in EDTF, a number."""
    if isinstance(field, ForeignKey):
        return _linked(field, record, text, by)
    try:
        return field.to_python(normalised(field, text))
    except ValidationError as error:
        raise NotTaken(_cannot_be(str(record), field, text, error)) from error


def _linked(field: ForeignKey, record: Record, code: str, by: Viewer | None) -> Model:
    rows = field.related_model._base_manager.filter(code=code)
    found: Model | None = (rows if by is None else visible(rows, by)).first()
    if found is None:
        raise NotTaken(
            f"“{code}” cannot be the {field.verbose_name} of {record}: no"
            f" {field.related_model._meta.verbose_name} that you may see has this code. Make one,"
            " or correct the value of the attribution."
        )
    return found


def _cannot_be(name: str, field: "Field[Any, Any]", text: str, error: ValidationError) -> str:
    return (
        f"“{text}” cannot be the {field.verbose_name} of {name}:"
        f" {' '.join(error.messages)} Correct the record or the value of the attribution."
    )
