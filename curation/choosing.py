"""Which columns a survivor keeps and which it takes; what neither has in a column is not lost."""

from collections.abc import Collection, Iterator
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Field, ForeignKey, Model

from curation.hanging import Kind, kinds
from curation.journal import Journal
from curation.records import Record
from curation.refusing import sentence
from curation.restricting import visible

# Not among the columns to choose from: what is carried over, or nobody's choice.
NOT_CHOSEN = {"code", "status", "restricted", "note"}
UNSAID = (None, "", "und")


class CannotMerge(ValueError):
    """What stands in the way, each in a sentence."""

    def __init__(self, *obstacles: str) -> None:
        super().__init__(" ".join(obstacles))
        self.obstacles = list(obstacles)


def choices(survivor: Record, loser: Record) -> Iterator[tuple[list[Field], bool]]:
    """The columns in which two records differ, and whether the loser's is taken by default.

    Columns that mean nothing apart from each other come together.
    """
    together = kinds()[type(survivor)].together
    for field in chosen_fields(type(survivor)):
        group = next((names for names in together if field.name in names), [field.name])
        if field.name != group[0]:
            continue
        columns: list[Any] = [survivor._meta.get_field(name) for name in group]
        if any(_value(survivor, column) != _value(loser, column) for column in columns):
            lacking = all(_value(survivor, column) in UNSAID for column in columns)
            yield columns, lacking


def chosen_fields(model: type[Model]) -> list[Any]:
    return [
        field
        for field in model._meta.concrete_fields
        if field.editable and not (field.generated or field.primary_key or field.name in NOT_CHOSEN)
    ]


def choose(
    journal: Journal, survivor: Any, loser: Record, fields: Collection[str] | None
) -> dict[str, tuple[Field, Any]]:
    """Writes the columns that the survivor takes, in the user's own name, to be reviewed.

    Returns what neither keeps, by column.
    """
    taken, lost = {}, {}
    for columns, lacking in choices(survivor, loser):
        wanted = lacking if fields is None else columns[0].name in fields
        for column in columns:
            old, new = _value(survivor, column), _value(loser, column)
            if wanted and old != new:
                taken[column.attname] = (column.name, old, new)
            given_up = old if wanted else new
            if given_up not in UNSAID and old != new:
                lost[column.name] = (column, given_up)
    if taken:
        _write(journal, survivor, taken)
    return lost


def _write(journal: Journal, survivor: Any, taken: dict[str, tuple[str, Any, Any]]) -> None:
    status = survivor.status
    for attname, (_name, _old, new) in taken.items():
        setattr(survivor, attname, new)
    try:
        with transaction.atomic():
            survivor.full_clean()
            survivor.save(update_fields=[name for name, _old, _new in taken.values()])
    except ValidationError as error:
        raise CannotMerge(f"{survivor} would not do so: {' '.join(error.messages)}") from error
    except IntegrityError as error:
        raise CannotMerge(f"{survivor} would not do so: {sentence(error)}") from error
    for name, old, new in taken.values():
        journal.chosen(survivor, name, old, new)
    survivor.refresh_from_db()
    if survivor.status != status:
        journal.chosen(survivor, "status", status, survivor.status)


def keep_name(
    journal: Journal, survivor: Record, lost: dict[str, tuple[Field, Any]], kind: Kind
) -> None:
    """A name that goes becomes a row of its own where the kind has such."""
    name = lost.get(kind.title)
    row = kind.keeps_name(survivor, name[1]) if name else None
    if row is None:
        return
    del lost[kind.title]
    if row.pk is None:
        row.save()
        journal.made(row)


def carry(journal: Journal, survivor: Any, loser: Any, lost: dict[str, tuple[Field, Any]]) -> None:
    """What no column holds goes into the note; what is restricted stays so."""
    told = [
        f"{field.verbose_name} “{_word(field, value)}”" for _name, (field, value) in lost.items()
    ]
    notes = [survivor.note, loser.note if loser.note not in survivor.note else ""]
    if told:
        notes.append(f"Given up when {loser.code} was merged into this: {'; '.join(told)}.")
    note = "\n\n".join(filter(None, notes))
    model = type(survivor)
    if note != survivor.note:
        journal.write(model, "note", {survivor: note})
    if loser.restricted and not survivor.restricted:
        journal.write(model, "restricted", {survivor: True})


def _value(record: Model, field: Any) -> Any:
    return getattr(record, field.attname)


def _word(field: Any, value: Any) -> str:
    """A value in words for a note, which is read by whoever sees the survivor."""
    if isinstance(field, ForeignKey):
        rows = field.related_model._base_manager.filter(pk=value)
        if not visible(rows, AnonymousUser()):
            return f"a restricted {field.related_model._meta.verbose_name}"
        row: Any = rows.get()
        return f"{row} ({row.code})"
    return str(dict(field.flatchoices).get(value, value))
