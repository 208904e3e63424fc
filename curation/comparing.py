"""What a record under review says beside what was accepted of it, and who changed what, and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Model, Q

from curation.changes import Changed, Changes, differences
from curation.links import beyond
from curation.records import Record, Status
from curation.restoring import part_links
from curation.restricting import Viewer, visible

UNDER_REVIEW = [Status.DRAFT, Status.SUBMITTED, Status.RETURNED]
# Changes since the acceptance that are looked at, of the record and of each kind of its parts.
MOST_CHANGES = 200


@dataclass
class Comparison:
    """A record under review beside its accepted state.

    `is_new` says that there is no accepted state: all that it says is new. `is_kept_back` says
    that the viewer may not see it: nothing is compared. `fields` has old and new value of each
    column that differs, links by key; `told` the change that last touched it; `parts` one change
    for each part that was added, changed or removed since, first old value to last new one.
    """

    record: Record
    is_new: bool
    is_kept_back: bool = False
    fields: dict[str, tuple[object, object]] = field(default_factory=dict)
    told: dict[str, Changed] = field(default_factory=dict)
    parts: list[Changed] = field(default_factory=list)


def compare(record: Record, user: Viewer) -> Comparison | None:
    """The comparison of a record as it is saved; None where it is not under review."""
    model: Any = type(record)
    now = model._base_manager.filter(pk=record.pk).first()
    if now is None or now.status not in UNDER_REVIEW:
        return None
    rows = model.objects.accepted().filter(pk=now.pk)
    accepted = rows.first()
    if accepted is not None and not visible(rows, user).exists():
        return Comparison(now, is_new=False, is_kept_back=True)
    since = _acceptance(now) if accepted is not None else None
    fields = differences(model, accepted, now)
    fields.pop("status", None)
    changes = Changes({model: Q(pgh_obj=now.pk, **_later("pk", since and since.pk))}, user)
    moment = _later("pgh_created_at", since and since.pgh_created_at)
    return Comparison(
        now,
        is_new=accepted is None,
        fields=fields,
        told=_last_told(changes[:MOST_CHANGES]),
        parts=[part for link in part_links(model) for part in _parts(now, link, moment, user)],
    )


def _acceptance(record: Record) -> Any:
    """The row of the history that tells of the last acceptance."""
    history = beyond(type(record), "history")._default_manager
    return history.filter(pgh_obj=record.pk, status=Status.ACCEPTED).latest("pgh_id")


def _later(column: str, than: object) -> dict[str, object]:
    return {} if than is None else {f"{column}__gt": than}


def _last_told(newest_first: Iterable[Changed]) -> dict[str, Changed]:
    told: dict[str, Changed] = {}
    for change in newest_first:
        for name in change.fields:
            told.setdefault(name, change)
    return told


def _parts(record: Record, link: Any, later: dict[str, Any], user: Viewer) -> Iterator[Changed]:
    """What has become of the record's parts of one kind, one change for each."""
    model: type[Model] = link.related_model
    changes = Changes({model: Q(**{link.field.name: record.pk}, **later)}, user)
    steps: dict[int, list[Changed]] = {}
    for change in reversed(changes[:MOST_CHANGES]):
        steps.setdefault(change.pk, []).append(change)
    for of_one in steps.values():
        summed = _summed(of_one)
        if summed.fields:
            yield replace(summed, fields=_without(summed.fields, link.field.name))


def _summed(steps: list[Changed]) -> Changed:
    """Several changes of one row as one: what was there before the first, what is after the last.

    A row that was added and removed again comes out without fields.
    """
    first, last = steps[0], steps[-1]
    fields: dict[str, tuple[object, object]] = {}
    for step in steps:
        for name, (old, new) in step.fields.items():
            before = fields[name][0] if name in fields else old
            fields[name] = (before, None if last.done == "deleted" else new)
    changed = {name: pair for name, pair in fields.items() if pair[0] != pair[1]}
    done = first.done if first.done == "inserted" and last.done != "deleted" else last.done
    return replace(last, done=done, fields=changed)


def _without(
    fields: dict[str, tuple[object, object]], name: str
) -> dict[str, tuple[object, object]]:
    return {other: values for other, values in fields.items() if other != name}
