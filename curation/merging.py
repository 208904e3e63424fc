"""Making one record of two that are the same: nothing that hangs on either is dropped."""

from collections.abc import Collection, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Field, ForeignKey, Model

from curation.codes import lead_of_key
from curation.decisions import Decision, Done
from curation.distinguishing import distinction
from curation.hanging import Kind, hanging, kinds
from curation.journal import Journal, moving, who
from curation.records import Record
from curation.refusing import sentence
from curation.restricting import Viewer, count_hidden
from curation.taking_over import take_over

# Not among the columns to choose from: what is carried over, or nobody's choice.
NOT_CHOSEN = {"code", "status", "restricted", "note"}
UNSAID = (None, "", "und")


class CannotMerge(ValueError):
    """What stands in the way, each in a sentence."""

    def __init__(self, *obstacles: str) -> None:
        super().__init__(" ".join(obstacles))
        self.obstacles = list(obstacles)


@transaction.atomic
def merge(
    survivor: Record,
    loser: Record,
    *,
    reason: str,
    fields: Collection[str] | None = None,
    user: Viewer | None = None,
) -> Decision:
    """Points all that hangs on `loser` to `survivor` and deletes `loser`, whose code leads there.

    The survivor takes the columns `fields` of the loser; if None, those that it lacks itself.
    With `user`, what they may not see stands in the way. Returns the decision, which `undo` takes
    back. Raises `CannotMerge` with nothing written.
    """
    if not reason.strip():
        raise CannotMerge("Say why these two are the same: the log keeps the reason.")
    try:
        decision, journal = _merged(survivor, loser, reason.strip(), fields, user)
        journal.keep(decision)
    except IntegrityError as error:
        raise CannotMerge(sentence(error)) from error
    return decision


def foresee(
    survivor: Record,
    loser: Record,
    *,
    fields: Collection[str] | None = None,
    user: Viewer | None = None,
) -> Journal:
    """What `merge` would do or what stands in its way, found by doing it and taking it back."""
    try:
        with transaction.atomic():
            _decision, journal = _merged(survivor, loser, "to see what it does", fields, user)
            transaction.set_rollback(True)
    except CannotMerge as refusal:
        journal = Journal()
        journal.obstacles = refusal.obstacles
    return journal


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


def _merged(
    survivor: Record,
    loser: Record,
    reason: str,
    fields: Collection[str] | None,
    user: Viewer | None,
) -> tuple[Decision, Journal]:
    survivor, loser = _taken(survivor, loser)
    _refuse(_in_the_way(survivor, loser, user))
    kind, journal = kinds()[type(survivor)], Journal()
    decision = Decision(
        what=Done.MERGE,
        kind=survivor._meta.label_lower,
        code=survivor.code,
        name=getattr(survivor, kind.title),
        other=loser.code,
        other_name=getattr(loser, kind.title),
        reason=reason,
        who=who(),
        restricted=survivor.restricted or loser.restricted,
    )
    lost = _choose(journal, survivor, loser, fields)
    with moving(reason):
        take_over(journal, type(survivor), {loser.pk: survivor.pk})
    _refuse(journal.obstacles)
    _keep_name(journal, survivor, lost, kind)
    with moving(reason):
        _carry(journal, survivor, loser, lost)
        journal.remove({loser: survivor})
    kind.afterwards([survivor])
    _date(journal, survivor)
    return decision, journal


def _taken(survivor: Record, loser: Record) -> tuple[Record, Record]:
    """Both as they are now, locked until the end."""
    model: Any = type(survivor)
    if type(loser) is not model or model not in kinds():
        raise CannotMerge(
            f"{survivor} and {loser} are not of one kind: merge two actors, two events, two places"
            " or two documents."
        )
    if survivor.pk == loser.pk:
        raise CannotMerge(f"{survivor} ({survivor.code}) is not merged into itself.")
    locked = model._base_manager.select_for_update(of=("self",))
    there = {row.pk: row for row in locked.filter(pk__in=[survivor.pk, loser.pk]).order_by("pk")}
    for record in (survivor, loser):
        if record.pk not in there:
            into = lead_of_key(model, record.pk)
            became = f"merged into {into} by now: merge that" if into else "deleted by now"
            raise CannotMerge(f"{record} ({record.code}) is {became}.")
    return there[survivor.pk], there[loser.pk]


def _refuse(obstacles: Collection[str]) -> None:
    if obstacles:
        raise CannotMerge(*obstacles)


def _in_the_way(survivor: Record, loser: Record, user: Viewer | None) -> list[str]:
    found = []
    if held := distinction(survivor, loser):
        found.append(
            f"{survivor} ({survivor.code}) and {loser} ({loser.code}) are held not to be the same,"
            f" for “{held.reason}”: take that back first."
        )
    for field in chosen_fields(type(survivor)):
        if field.related_model is type(survivor) and getattr(loser, field.attname) == survivor.pk:
            found.append(
                f"{loser} ({loser.code}) has {survivor} as its {field.verbose_name} and would have"
                f" itself: empty its {field.verbose_name} first."
            )
    for field, _link in hanging(type(survivor)):
        rows = field.model._base_manager
        if field.unique and rows.filter(**{f"{field.name}__in": [survivor, loser]}).count() > 1:
            what = field.model._meta.verbose_name
            found.append(
                f"Both have a {what}, and there can be only one: remove one of them first."
            )
    if user is not None and (hidden := count_hidden([survivor, loser], user)):
        found.append(
            f"{hidden} records that you may not see hang on these two: ask somebody who may."
        )
    return found


def _choose(
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


def _keep_name(
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


def _carry(journal: Journal, survivor: Any, loser: Any, lost: dict[str, tuple[Field, Any]]) -> None:
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


def _date(journal: Journal, survivor: Any) -> None:
    """The version in which the merger leaves the survivor: by it later edits are known."""
    version = type(survivor)._base_manager.values_list("version", flat=True).get(pk=survivor.pk)
    for step in journal.steps:
        if step.action == "chosen":
            step.version = version


def _value(record: Model, field: Any) -> Any:
    return getattr(record, field.attname)


def _word(field: Any, value: Any) -> str:
    if isinstance(field, ForeignKey):
        row: Any = field.related_model._base_manager.filter(pk=value).first()
        return f"{row} ({row.code})" if row else str(value)
    return str(dict(field.flatchoices).get(value, value))
