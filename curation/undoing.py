"""Taking a merger or a split back, also after later edits; or saying exactly what is in the way."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import ForeignKey, Model, ProtectedError, RestrictedError, TextField, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, Now

from curation.decisions import Action, Decision, Done, Step
from curation.hanging import kinds
from curation.journal import MERGE, by_key, moving, who
from curation.links import beyond
from curation.refusing import sentence
from curation.restricting import Viewer
from curation.taking_over import called

GONE = [Action.FOLDED, Action.SET_ASIDE]


class CannotUndo(ValueError):
    """Why nothing was undone; `stays` is what alone would not come back."""

    def __init__(self, obstacles: Sequence[str], stays: Sequence[str] = ()) -> None:
        super().__init__(" ".join([*obstacles, *stays]))
        self.obstacles, self.stays = list(obstacles), list(stays)


@dataclass
class Undone:
    """What an undo did: `back` counts the rows that came back, `stays` says what did not."""

    back: int = 0
    stays: list[str] = field(default_factory=list)


@transaction.atomic
def undo(
    decision: Decision, reason: str, *, partly: bool = False, user: Viewer | None = None
) -> Undone:
    """Brings back both records as they were, and what was edited since as it is now.

    What cannot come back alone is in `stays`, and refuses the whole unless `partly`. Raises
    `CannotUndo` with nothing written.
    """
    if not reason.strip():
        raise CannotUndo(["Say why this is undone: the log keeps the reason."])
    undone = _undo(decision, reason.strip(), user)
    if undone.stays and not partly:
        raise CannotUndo([], undone.stays)
    return undone


def foresee_undoing(decision: Decision, *, user: Viewer | None = None) -> Undone:
    """What `undo` would leave as it is, found by undoing and taking that back.

    Raises `CannotUndo` where nothing can be undone.
    """
    with transaction.atomic():
        undone = _undo(decision, "to see what it does", user)
        transaction.set_rollback(True)
    return undone


def _undo(decision: Decision, reason: str, user: Viewer | None) -> Undone:
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    steps = [*decision.steps.order_by("number")]
    if obstacles := [*_in_the_way(decision, steps, user)]:
        raise CannotUndo(obstacles)
    kind: Any = apps.get_model(decision.kind)
    codes = [decision.code, decision.other]
    with connection.cursor() as cursor:
        # What links to nothing is to be refused here, row by row, and not when all is over.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    way = _Way(reason)
    Step._default_manager.filter(decision=decision).update(redirects=False)
    for _what, group in groupby(reversed(steps), lambda s: (s.action, s.model, s.column)):
        way.back([*group])
    still = [step.pk for step in steps if step.pk in way.folded_still]
    Step._default_manager.filter(pk__in=still).update(redirects=True)
    kinds()[kind].afterwards([*kind._base_manager.filter(code__in=codes)])
    decision.undone_at, decision.undone_by, decision.undone_because = Now(), who(), reason
    decision.save(update_fields=["undone_at", "undone_by", "undone_because"])
    return way.undone


def _in_the_way(decision: Decision, steps: Sequence[Step], user: Viewer | None) -> list[str]:
    if decision.undone_at:
        return [f"This was undone already, by {decision.undone_by or 'an unknown hand'}."]
    later = _later(decision, steps)
    found = [f"Rows of this were touched again when {one}: undo that first." for one in later]
    if found:
        return found
    return _hidden(decision, user) + _orphaned(decision, steps)


def _later(decision: Decision, steps: Sequence[Step]) -> list[str]:
    """Later decisions, still standing, about the same rows in the same columns."""
    rows = {(step.model, step.key) for step in steps}
    rows |= {(step.model, step.into) for step in steps if step.into}
    columns = {(step.model, step.key, step.column) for step in steps}
    made = {(step.model, step.key) for step in steps if step.action == Action.MADE}
    others = Step._default_manager.filter(
        decision__undone_at=None, decision__pk__gt=decision.pk, key__in={key for _, key in rows}
    ).select_related("decision")
    found: dict[int, str] = {}
    for other in others.order_by("-decision__pk"):
        row = (other.model, other.key)
        same = other.action in GONE and row in rows
        if same or row in made or (*row, other.column) in columns:
            found[other.decision.pk] = f"{other.decision}, on {other.decision.at:%Y-%m-%d}"
    return [*found.values()]


def _hidden(decision: Decision, user: Viewer | None) -> list[str]:
    if user is None or Decision.objects.seen_by(user).filter(pk=decision.pk).exists():
        return []
    return ["Records that you may not see belong to this: ask somebody who may."]


def _orphaned(decision: Decision, steps: Sequence[Step]) -> list[str]:
    """What the record that comes back links to, and is gone."""
    if decision.what != Done.MERGE:
        return []
    last = steps[-1]
    model = apps.get_model(last.model)
    told: Any = beyond(model, "history")._default_manager.get(pk=last.version)
    found = []
    for column in model._meta.concrete_fields:
        key = getattr(told, column.attname)
        if not (isinstance(column, ForeignKey) and column.editable) or key is None:
            continue
        if not column.related_model._base_manager.filter(pk=key).exists():
            found.append(
                f"The {column.verbose_name} of {decision.other} is deleted: restore that first."
            )
    return found


class _Way:
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
            self._tell(step, f"stays as it is: {sentence(error).rstrip('.')}", known)
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
        for step in steps:
            if not _edited_since(model, step):
                with moving(self.reason):
                    self._write_back(model, [step])
            elif step.column != "status":
                self._write_in_own_name(model, step)

    def _write_in_own_name(self, model: type[Model], step: Step) -> None:
        row: Any = model._base_manager.filter(pk=step.key).first()
        column: Any = model._meta.get_field(step.column)
        if row is None or not _says(row, column, step.after):
            return
        setattr(row, column.attname, _python(column, step.before))
        try:
            with transaction.atomic():
                row.full_clean()
                row.save(update_fields=[column.name])
        except (IntegrityError, ValidationError) as error:
            why = sentence(error) if isinstance(error, IntegrityError) else " ".join(error.messages)
            self._tell(step, f"keeps its {column.verbose_name}: {why}", row)

    def _tell(self, step: Step, what: str, row: Model | None = None) -> None:
        self.undone.stays.append(f"{_row_name(step, row)} {what}.")


def _edited_since(model: type[Model], step: Step) -> bool:
    """Whether anybody has written the row since; what mergers do to it is no edit."""
    told = beyond(model, "history")._default_manager.filter(pgh_obj=step.key)
    later = told.filter(version__gt=step.version, pgh_label="update")
    # A key that is not there excludes the row, too.
    principal = Coalesce(KeyTextTransform("principal", "pgh_context"), Value("", TextField()))
    return later.annotate(by=principal).exclude(by=MERGE).exists()


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
        return f"The {kind} {step.code or step.key}"
    return f"The {kind} “{called(row)}”"
