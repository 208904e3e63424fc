"""Operations of a migration that are done together.

After each operation Django draws up anew every model that is near the one it touches. Here all
models are near each other, and migrating from nothing took most of its time for that.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import AddConstraint, AddField, AddIndex, RemoveIndex
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger

# Each asks of models only for what stands in the database or comes into it by the operation itself.
ADDED = (AddConstraint, AddField, AddIndex, AddTrigger)
TAKEN_AWAY = (RemoveIndex, RemoveTrigger)


class Together(Operation):
    """Some operations, each of which sees the models as they are before or behind all of them."""

    def __init__(self, operations: Sequence[Any]) -> None:
        self.operations = operations

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        drawn_up = state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)
        if drawn_up is not None:
            state.__dict__["apps"] = drawn_up
            touched = [(app_label, one.model_name.lower()) for one in self.operations]
            # A new field may be a link, of which models far off know.
            fields = any(isinstance(one, AddField) for one in self.operations)
            state.reload_models(touched, delay=not fields)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "; ".join(operation.describe() for operation in self.operations)


def together(operations: Iterable[Operation]) -> list[Operation]:
    """The same in the same order; those that stand side by side and can be are done together."""
    runs = [(kind, tuple(run)) for kind, run in groupby(operations, _kind)]
    return [one for kind, run in runs for one in ([Together(run)] if kind and run[1:] else run)]


def _kind(operation: Operation) -> str:
    """What is taken away and comes back changed is not both in one."""
    if isinstance(operation, ADDED):
        return "added"
    return "taken away" if isinstance(operation, TAKEN_AWAY) else ""
