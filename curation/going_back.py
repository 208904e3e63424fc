"""The steps of a decision taken back, one group of like steps after the other."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import (
    ForeignKey,
    Model,
    ProtectedError,
    Q,
    RestrictedError,
    TextField,
    Value,
)
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce

from curation.decisions import Action, Step
from curation.journal import MERGE, by_key, moving
from curation.links import beyond
from curation.refusing import sentence
from curation.taking_over import called

# What columns say, by the column.
Values = Mapping[Any, Any]

GONE = [Action.FOLDED, Action.SET_ASIDE]


@dataclass
class Undone:
    """What an undo did: `back` counts the rows that came back, `stays` says what did not."""

    back: int = 0
    stays: list[str] = field(default_factory=list)


class Way:
    """Back, a group of like steps at a time; what cannot go back is told and left."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        self.undone = Undone()
        self.folded_still: set[int] = set()

    def back(self, steps: Sequence[Step]) -> None:
        action, model = steps[0].action, apps.get_model(steps[0].model)
        if action in GONE:
            self._bring_back(model, steps)
        elif action == Action.MOVED:
            self._move_back(model, steps)
        elif action == Action.MADE:
            self._unmake(model, steps)
        elif action == Action.WRITTEN:
            with moving(self.reason):
                self._write_back(model, steps)
        else:
            self._give_back(model, steps)

    def _bring_back(self, model: type[Model], steps: Sequence[Step]) -> None:
        there = {*model._base_manager.filter(pk__in=[s.key for s in steps]).values_list("pk")}
        gone = [step for step in reversed(steps) if (step.key,) not in there]
        told = beyond(model, "history")._default_manager.in_bulk([s.version for s in gone])
        rows = [(step, _as_told(model, told[step.version])) for step in gone]
        self._each(rows, lambda some: model._base_manager.bulk_create([row for _s, row in some]))

    def _each(self, rows: list[tuple[Step, Any]], write: Any) -> None:
        """All at once, or where the database refuses that, one by one."""
        if not rows:
            return
        try:
            with moving(self.reason), transaction.atomic():
                write(rows)
        except IntegrityError as error:
            if len(rows) > 1:
                for row in rows:
                    self._each([row], write)
                return
            step, row = rows[0]
            known = None if step.action in GONE else row  # what that links to may be gone
            self._tell(step, f"stays as it is: {sentence(error)}", known)
            if step.into_code:
                self.folded_still.add(step.pk)
        else:
            self.undone.back += len(rows)

    def _move_back(self, model: type[Model], steps: Sequence[Step]) -> None:
        linked: Any = model._meta.get_field(steps[0].column)
        now = model._base_manager.in_bulk([step.key for step in steps])
        rows: list[tuple[Step, Any]] = []
        for step in reversed(steps):
            row = now.get(step.key)
            if row is None:
                self._tell(step, "was deleted since and does not come back")
            elif getattr(row, linked.attname) != step.after:
                self._tell(step, f"was given another {linked.verbose_name} since and keeps it", row)
            else:
                rows.append((step, row))
        if not rows:
            return

        def point(some: list[tuple[Step, Any]]) -> None:
            befores = by_key("pk", {step.key: step.before for step, _row in some}, linked)
            keys = [step.key for step, _row in some]
            model._base_manager.filter(pk__in=keys).update(**{linked.name: befores})

        self._each(rows, point)

    def _unmake(self, model: type[Model], steps: Sequence[Step]) -> None:
        for step in steps:
            row: Any = model._base_manager.filter(pk=step.key).first()
            if row is None:
                continue
            if _edited_since(model, step):
                self._tell(step, "was made by this, was edited since and stays", row)
                continue
            try:
                with moving(self.reason), transaction.atomic():
                    model._base_manager.filter(pk=step.key).delete()
            except (ProtectedError, RestrictedError, IntegrityError):
                self._tell(step, "was made by this and stays, for something hangs on it now", row)

    def _write_back(self, model: type[Model], steps: Sequence[Step]) -> None:
        """Only where the column still says what the decision wrote; a later word stays."""
        column: Any = model._meta.get_field(steps[0].column)
        now = model._base_manager.in_bulk([step.key for step in steps])
        values = {
            step.key: column.to_python(step.before)
            for step in steps
            if step.key in now and _says(now[step.key], column, step.after)
        }
        if values:
            rows = model._base_manager.filter(pk__in=values)
            rows.update(**{column.name: by_key("pk", values, column)})

    def _give_back(self, model: type[Model], steps: Sequence[Step]) -> None:
        """The survivor's own columns: untouched since, its accepted state comes back with them."""
        for key in dict.fromkeys(step.key for step in steps):
            own = [step for step in steps if step.key == key]
            edited = [step for step in own if _edited_since(model, step)]
            untouched = [step for step in own if step not in edited]
            self._columns(model, untouched, self._write_untouched)
            written = [step for step in edited if step.column != "status"]
            self._columns(model, written, _write_in_own_name)

    def _columns(
        self, model: type[Model], steps: Sequence[Step], write: Callable[[Any, Values], None]
    ) -> None:
        """All at once, for rules tie columns to each other; where that is refused, one by one."""
        row: Any = model._base_manager.filter(pk=steps[0].key).first() if steps else None
        columns = {step: _column(model, step) for step in steps}
        kept = [step for step in steps if row and _says(row, columns[step], step.after)]
        if not kept:
            return
        try:
            with transaction.atomic():
                write(row, {columns[s]: _python(columns[s], s.before) for s in kept})
        except (IntegrityError, ValidationError) as error:
            if len(kept) > 1:
                for step in kept:
                    self._columns(model, [step], write)
                return
            why = sentence(error) if isinstance(error, IntegrityError) else " ".join(error.messages)
            self._tell(kept[0], f"keeps its {columns[kept[0]].verbose_name}: {why}", row)

    def _write_untouched(self, row: Any, values: Values) -> None:
        rows = type(row)._base_manager.filter(pk=row.pk)
        with moving(self.reason):
            rows.update(**{column.name: value for column, value in values.items()})

    def _tell(self, step: Step, what: str, row: Model | None = None) -> None:
        self.undone.stays.append(f"{_row_name(step, row)} {what.rstrip('.')}.")


def _write_in_own_name(row: Any, values: Values) -> None:
    for column, value in values.items():
        setattr(row, column.attname, value)
    row.full_clean()
    row.save(update_fields=[column.name for column in values])


def _column(model: type[Model], step: Step) -> Any:
    return model._meta.get_field(step.column)


def _edited_since(model: type[Model], step: Step) -> bool:
    """Whether anybody has written the row since; what mergers do to it is no edit.

    A row that was deleted and restored counts its versions from 1 again: the deletion tells.
    """
    told = beyond(model, "history")._default_manager.filter(pgh_obj=step.key)
    later = told.filter(
        Q(version__gt=step.version, pgh_label="update")
        | Q(version__gte=step.version, pgh_label="delete")
    )
    # A key that is not there excludes the row, too.
    principal = Coalesce(KeyTextTransform("principal", "pgh_context"), Value("", TextField()))
    return bool(later.annotate(by=principal).exclude(by=MERGE).exists())


def _as_told(model: type[Model], told: Any) -> Model:
    """A row as the history has it, to be written under its old key."""
    columns = {
        field.attname: getattr(told, field.attname)
        for field in model._meta.concrete_fields
        if not (field.generated or field.primary_key)
    }
    return model(pk=told.pgh_obj_id, **columns)


def _says(row: Model, column: Any, value: Any) -> bool:
    return bool(getattr(row, column.attname) == _python(column, value))


def _python(column: Any, value: Any) -> Any:
    field = column.target_field if isinstance(column, ForeignKey) else column
    return field.to_python(value)


def _row_name(step: Step, row: Any) -> str:
    kind = apps.get_model(step.model)._meta.verbose_name
    if row is None:
        return f"The {kind} {step.code or _place(step)}"
    return f"The {kind} “{called(row)}”"


def _place(step: Step) -> str:
    """Where a row without a code stood, by what history has of it."""
    model = apps.get_model(step.model)
    told: Any = beyond(model, "history")._default_manager.filter(pgh_obj=step.key).last()
    passage = beyond(model, "passage")._default_manager.filter(pk=told.passage_id).first()
    return f"in passage {getattr(passage, 'code', told.passage_id)}"
