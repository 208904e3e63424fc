"""Taking a merger or a split back, also after later edits; or saying exactly what is in the way."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import ForeignKey
from django.db.models.functions import Now

from curation.decisions import Action, Decision, Done, Step
from curation.going_back import GONE, Undone, Way
from curation.hanging import kinds
from curation.journal import who
from curation.links import beyond
from curation.refusing import sentence
from curation.restricting import Viewer, visible


class CannotUndo(ValueError):
    """Why nothing was undone; `stays` is what alone would not come back."""

    def __init__(self, obstacles: Sequence[str], stays: Sequence[str] = ()) -> None:
        super().__init__(" ".join([*obstacles, *stays]))
        self.obstacles, self.stays = list(obstacles), list(stays)


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
    undone = _tried(decision, reason.strip(), user)
    if undone.stays and not partly:
        raise CannotUndo([], undone.stays)
    return undone


def foresee_undoing(decision: Decision, *, user: Viewer | None = None) -> Undone:
    """What `undo` would leave as it is, found by undoing and taking that back.

    Raises `CannotUndo` where nothing can be undone.
    """
    with transaction.atomic():
        undone = _tried(decision, "to see what it does", user)
        transaction.set_rollback(True)
    return undone


def _tried(decision: Decision, reason: str, user: Viewer | None) -> Undone:
    try:
        return _undo(decision, reason, user)
    except IntegrityError as error:
        raise CannotUndo([sentence(error)]) from error


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
    way = Way(reason)
    Step._default_manager.filter(decision=decision).update(redirects=False)
    for _what, group in groupby(reversed(steps), _alike):
        way.back([*group])
    still = [step.pk for step in steps if step.pk in way.folded_still]
    Step._default_manager.filter(pk__in=still).update(redirects=True)
    kinds()[kind].afterwards([*kind._base_manager.filter(code__in=codes)])
    decision.undone_at, decision.undone_by, decision.undone_because = Now(), who(), reason
    decision.save(update_fields=["undone_at", "undone_by", "undone_because"])
    return way.undone


def _alike(step: Step) -> tuple[str, ...]:
    """What steps share that are taken back at once; columns that were chosen are one choice."""
    column = "" if step.action == Action.CHOSEN else step.column
    return step.action, step.model, column


def _in_the_way(decision: Decision, steps: Sequence[Step], user: Viewer | None) -> list[str]:
    if decision.undone_at:
        return [f"This was undone already, by {decision.undone_by or 'an unknown hand'}."]
    if found := _later(decision, steps, user):
        return found
    return _hidden(decision, steps, user) + _orphaned(decision, steps)


def _later(decision: Decision, steps: Sequence[Step], user: Viewer | None) -> list[str]:
    """Sentences on later decisions, still standing, about the same rows in the same columns."""
    rows = {(step.model, step.key) for step in steps}
    rows |= {(step.model, step.into) for step in steps if step.into}
    columns = {(step.model, step.key, step.column) for step in steps}
    made = {(step.model, step.key) for step in steps if step.action == Action.MADE}
    others = Step._default_manager.filter(
        decision__undone_at=None, decision__pk__gt=decision.pk, key__in={key for _, key in rows}
    ).select_related("decision")
    found: dict[int, Decision] = {}
    for other in others.order_by("-decision__pk"):
        row = (other.model, other.key)
        same = other.action in GONE and row in rows
        if same or row in made or (*row, other.column) in columns:
            found[other.decision.pk] = other.decision
    standing = Decision.objects.filter(pk__in=found)
    seen = {*(standing.seen_by(user) if user else standing).values_list("pk", flat=True)}
    told = [
        f"{one}, on {one.at:%Y-%m-%d}: undo that first"
        if key in seen
        else "something was decided that you may not see: ask somebody who may"
        for key, one in found.items()
    ]
    return [f"Rows of this were touched again when {one}." for one in dict.fromkeys(told)]


def _hidden(decision: Decision, steps: Sequence[Step], user: Viewer | None) -> list[str]:
    """Rows that would be named or written unseen."""
    if user is None:
        return []
    seen = Decision.objects.seen_by(user).filter(pk=decision.pk).exists()
    touched: dict[str, set[int]] = {}
    for step in steps:
        touched.setdefault(step.model, set()).add(step.key)
    for label, keys in touched.items():
        rows = apps.get_model(label)._base_manager.filter(pk__in=keys)
        seen = seen and visible(rows, user).count() == rows.count()
    return [] if seen else ["Records that you may not see belong to this: ask somebody who may."]


def _orphaned(decision: Decision, steps: Sequence[Step]) -> list[str]:
    """What the record that comes back links to, and is gone."""
    if decision.what != Done.MERGE:
        return []
    last = next(step for step in reversed(steps) if step.action == Action.FOLDED)
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
