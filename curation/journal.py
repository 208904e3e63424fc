"""What a merger or a split does to rows, step by step, written down so that it can be undone."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pghistory
import pghistory.runtime
from django.db import IntegrityError, connection, transaction
from django.db.models import Case, Field, ForeignKey, Model, Value, When
from django.db.models.functions import Cast

from curation.decisions import Action, Decision, Step
from curation.links import beyond
from curation.records import Status
from curation.refusing import sentence

# What moves under this name was looked at before: only what it hangs on has changed.
MERGE = "merge"

Pairs = Mapping[Any, Any]


def moving(reason: str) -> AbstractContextManager[None]:
    """History names the principal `merge` beside the user; both are taken back at the end."""
    return _in_the_name_of(MERGE, reason)


def in_own_name(reason: str) -> AbstractContextManager[None]:
    """History names the user alone, also within `moving`: what they write is to be reviewed."""
    return _in_the_name_of("", reason)


@contextmanager
def _in_the_name_of(principal: str, reason: str) -> Iterator[None]:
    tracked = getattr(pghistory.runtime._tracker, "value", None)
    before = dict(tracked.metadata) if tracked else {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('pghistory.context_id', true),"
            " current_setting('pghistory.context_metadata', true)"
        )
        told = [setting or "" for setting in cursor.fetchone()]
    try:
        with pghistory.context(principal=principal, reason=reason):
            yield
    finally:
        if tracked:
            tracked.metadata.clear()
            tracked.metadata.update(before)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pghistory.context_id', %s, true),"
            " set_config('pghistory.context_metadata', %s, true)",
            told,
        )


def who() -> str:
    """The name of the user in whose name something is done now; empty if nobody told."""
    tracked = getattr(pghistory.runtime._tracker, "value", None)
    return (tracked.metadata.get("username") or "") if tracked else ""


def by_key(name: str, values: Mapping[Any, Any], field: Field) -> Cast:
    """For each row that has a key of `values` in its column `name`, the value for `field` to it."""
    kept = field.target_field if isinstance(field, ForeignKey) else field
    if len({*values.values()}) == 1:
        return Cast(Value(next(iter(values.values())), kept), output_field=kept)
    whens = [When(**{name: key}, then=Value(value, kept)) for key, value in values.items()]
    return Cast(Case(*whens, output_field=kept), output_field=kept)


class Journal:
    """Writes rows and remembers how; `obstacles` are sentences on what stands in the way."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.obstacles: list[str] = []
        self._accepted: dict[Any, set[Any]] = {}

    def watch(self, rows: Sequence[Any]) -> None:
        """Remembers which of these, or of the passages they are parts of, stand accepted."""
        for row in rows:
            if getattr(row, "status", "") == Status.ACCEPTED:
                self._accepted.setdefault(type(row), set()).add(row.pk)
        parts = [row for row in rows if not hasattr(row, "status") and hasattr(row, "passage_id")]
        if parts:
            passage = beyond(type(parts[0]), "passage")
            accepted = passage._base_manager.filter(status=Status.ACCEPTED)
            keys = accepted.filter(pk__in={row.passage_id for row in parts})
            self._accepted.setdefault(passage, set()).update(keys.values_list("pk", flat=True))

    def tell_reopened(self) -> None:
        """What was accepted and is to be reviewed now: undoing accepts it again, if unedited."""
        for model, keys in self._accepted.items():
            for row in model._base_manager.filter(pk__in=keys).exclude(status=Status.ACCEPTED):
                told = {"before": Status.ACCEPTED.value, "after": row.status}
                self._note(Action.CHOSEN, row, column="status", version=row.version, **told)

    def move(self, field: Any, rows: Sequence[Model], pairs: Pairs) -> None:
        """Points the link `field` of `rows` to what its present target has become."""
        try:
            with transaction.atomic():
                self._point(field, rows, pairs)
        except IntegrityError as error:
            if len(rows) == 1:
                self.obstacles.append(f"“{rows[0]}” ({_code(rows[0])}): {sentence(error)}")
                return
            for row in rows:
                self.move(field, [row], pairs)
            return
        for row in rows:
            before = getattr(row, field.attname)
            self._note(Action.MOVED, row, column=field.name, before=before, after=pairs[before])

    def _point(self, field: Any, rows: Sequence[Model], pairs: Pairs) -> None:
        keys = [row.pk for row in rows]
        target = by_key(field.name, pairs, field)
        field.model._base_manager.filter(pk__in=keys).update(**{field.name: target})

    def write(self, model: type[Model], column: str, rows: Mapping[Model, Any]) -> None:
        """Gives each of `rows` its new value in `column`."""
        if not rows:
            return
        field: Any = model._meta.get_field(column)
        values = by_key("pk", {row.pk: value for row, value in rows.items()}, field)
        model._base_manager.filter(pk__in=[row.pk for row in rows]).update(**{column: values})
        for row, value in rows.items():
            before = getattr(row, field.attname)
            self._note(Action.WRITTEN, row, column=column, before=before, after=value)
            setattr(row, field.attname, value)

    def chosen(self, row: Model, column: str, before: Any, after: Any) -> None:
        self._note(Action.CHOSEN, row, column=column, before=before, after=after)

    def made(self, row: Model) -> None:
        self._note(Action.MADE, row, version=getattr(row, "version", None))

    def remove(self, rows: Mapping[Model, Model | None]) -> None:
        """Deletes rows, each folded into the other it is given with, or set aside."""
        if not rows:
            return
        model = type(next(iter(rows)))
        keys = [row.pk for row in rows]
        model._base_manager.filter(pk__in=keys).delete()
        told = beyond(model, "history")._default_manager.filter(
            pgh_obj__in=keys, pgh_label="delete"
        )
        versions = {row.pgh_obj_id: row.pgh_id for row in told.order_by("pgh_id")}  # type: ignore[attr-defined]
        for (row, into), key in zip(rows.items(), keys, strict=True):
            self._note(
                Action.FOLDED if into else Action.SET_ASIDE,
                row,
                key=key,
                version=versions[key],
                into=into.pk if into else None,
                into_code=getattr(into, "code", ""),
                redirects=bool(into and hasattr(row, "code")),
            )

    def _note(self, action: Action, row: Model, **told: Any) -> None:
        self.steps.append(
            Step(
                number=len(self.steps) + 1,
                action=action,
                model=row._meta.label_lower,
                key=told.pop("key", row.pk),
                code=getattr(row, "code", ""),
                **told,
            )
        )

    def keep(self, decision: Decision) -> None:
        decision.save()
        for step in self.steps:
            step.decision = decision
        Step._default_manager.bulk_create(self.steps)


def _code(row: Model) -> str:
    return str(getattr(row, "code", row.pk))
