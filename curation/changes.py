"""What changed: each record's inserts, updates and deletes, with who, when, from where and why."""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, cast, overload

from django.apps import apps
from django.db.models import F, Model, OuterRef, Q, QuerySet, Subquery, Value

from curation.exporting import safe
from curation.fixtures import MODELS
from curation.links import beyond
from curation.moments import Moment, as_moment
from curation.restricting import Viewer, visible_changes
from curation.tables import ROWS, Takeable, printed

DONE = {"insert": "inserted", "update": "changed", "delete": "deleted"}
KEPT_BY_DATABASE = {"code", "version", "created_at", "updated_at", "editors"}
READ_AT_ONCE = 500
# What the shell prints of a change; all columns of a new or deleted row would say nothing.
SHOWN: Mapping[str, Callable[["Changed"], object]] = {
    "at (UTC)": lambda one: f"{one.at.astimezone(datetime.UTC):%Y-%m-%d %H:%M:%S}",
    "kind": lambda one: one.model._meta.verbose_name,
    "code": lambda one: one.code,
    "done": lambda one: one.done,
    "fields": lambda one: ", ".join(one.fields) if one.done == "changed" else None,
    "who": lambda one: one.who,
    "why": lambda one: one.why,
}


@dataclass(frozen=True)
class Changed:
    """One change of one record; `version` is the key of its row in the history.

    `done` is inserted, changed or deleted; `fields` has for each column that differs its old and
    new value, links by key, None for what was not there. `who` is a user or an account of the
    machine, `where` an address or a command, `why` a reason; each is empty if nobody told it.
    """

    model: type[Model]
    pk: int
    code: str
    done: str
    at: datetime.datetime
    who: str
    where: str
    why: str
    fields: dict[str, tuple[object, object]]
    version: int

    @property
    def said(self) -> str:
        """What is done, as one says it of a record: a row is inserted, a record added."""
        return "added" if self.done == "inserted" else self.done


def changed_since(moment: Moment, user: Viewer | None = None) -> "Changes":
    """What was changed after `moment`, newest first; a date means its end, UTC.

    So `as_of(moment)` and these changes make up what the ledger says now. With `user`, without
    what is restricted for them.

    >>> changed_since("2000-01-01")[0].done
    'inserted'
    """
    return Changes(dict.fromkeys(recorded(), Q(pgh_created_at__gt=as_moment(moment))), user)


def changes_between(first: Moment, last: Moment, user: Viewer | None = None) -> "Changes":
    """What was changed after `first` and no later than `last`; see `changed_since`.

    >>> len(changes_between("2000-01-01", "2000-12-31"))
    0
    """
    first, last = as_moment(first), as_moment(last)
    if last < first:
        raise ValueError(f"The time ends ({last}) before it begins ({first}): swap the two.")
    within = Q(pgh_created_at__gt=first, pgh_created_at__lte=last)
    return Changes(dict.fromkeys(recorded(), within), user)


def recorded() -> list[type[Model]]:
    """Every model that has a history."""
    return [apps.get_model(label) for label in MODELS]


class Changes(Takeable, Sequence[Changed]):
    """Changes, newest first, read as they are looked at: `[:50]` reads fifty.

    The shell prints the first thirty.
    `among` says of each model which rows of its history are meant. `to_csv(path)` and
    `to_dataframe()` take them out, with the names of the columns that differ.
    """

    def __init__(self, among: Mapping[type[Model], Q], user: Viewer | None = None) -> None:
        self.histories = {
            model._meta.label_lower: beyond(model, "history")._default_manager.filter(condition)
            for model, condition in among.items()
        }
        if user is not None:
            self.histories = visible_changes(self.histories, user)

    def __len__(self) -> int:
        return sum(rows.order_by().count() for rows in self.histories.values())

    @overload
    def __getitem__(self, place: int) -> Changed: ...
    @overload
    def __getitem__(self, place: slice) -> list[Changed]: ...
    def __getitem__(self, place: int | slice) -> Changed | list[Changed]:
        if isinstance(place, slice):
            if not _is_plain(place):
                return list(self)[place]
            return _read([*self.keys(place.stop)][place.start :]) if place.stop else []
        if place < 0:
            place += len(self)
        return _read([*self.keys(place + 1)[place:]])[0]

    def __iter__(self) -> Iterator[Changed]:
        start = 0
        while found := self[start : start + READ_AT_ONCE]:
            yield from found
            start += READ_AT_ONCE

    def lines(self, cell: Callable[[object], object] = safe) -> Iterator[Sequence[object]]:
        yield ["at", "kind", "code", "done", "who", "where", "why", "fields"]
        for one in self:
            told = (one.done, one.who or None, one.where or None, one.why or None, [*one.fields])
            cells = (one.at.isoformat(), one.model._meta.model_name, one.code or None, *told)
            yield [cell(value) for value in cells]

    def __repr__(self) -> str:
        """The newest as a table, as the shell prints it; times are UTC."""
        newest = self[: ROWS + 1]
        more = ["… and more"] if len(newest) > ROWS else []
        return "\n".join([*printed(newest[:ROWS], SHOWN), *more])

    def keys(self, stop: int) -> QuerySet:
        """Model, time and key in its history of the newest changes, no more than `stop`.

        What one transaction did has one time; `pgh_id` tells what of one record came last. No
        table is read further than `stop`, by its index on the time.
        """
        first, *others = (
            rows.order_by("-pgh_created_at", "-pgh_id")
            .annotate(change_of=Value(label), change_at=F("pgh_created_at"), change_key=F("pgh_id"))
            .values_list("change_of", "change_at", "change_key")[:stop]
            for label, rows in self.histories.items()
        )
        if not others:
            return cast("QuerySet", first)
        together: QuerySet = first.union(*others, all=True)
        return together.order_by("-change_at", "-change_key", "change_of")[:stop]


def _is_plain(place: slice) -> bool:
    """A slice that can be read without counting what there is."""
    ends = (place.start or 0, place.stop)
    return place.step is None and place.stop is not None and min(ends) >= 0


def _read(keys: Sequence[tuple[str, datetime.datetime, int]]) -> list[Changed]:
    """The changes of these keys in their order: one query for each model among them."""
    found: dict[tuple[str, int], Changed] = {}
    for label, of_model in groupby(sorted(keys), key=lambda key: key[0]):
        versions = [version for _label, _at, version in of_model]
        for change in _changes_of(apps.get_model(label), versions):
            found[label, change.version] = change
    return [found[label, version] for label, _at, version in keys]


def _changes_of(model: type[Model], versions: Sequence[int]) -> Iterator[Changed]:
    history = beyond(model, "history")._default_manager
    asked = history.filter(pk__in=versions).order_by()
    earlier = history.filter(pgh_obj=OuterRef("pgh_obj"), pk__lt=OuterRef("pk"))
    before = asked.annotate(before=Subquery(earlier.order_by("-pk").values("pk")[:1]))
    rows = asked.union(history.filter(pk__in=before.values("before")).order_by())
    ordered: list[Any] = sorted(rows, key=lambda row: row.pk)
    last: dict[int, Any] = {}
    for row in ordered:
        if row.pk in versions:
            yield _change(model, last.get(row.pgh_obj_id), row)
        last[row.pgh_obj_id] = row


def _change(model: type[Model], before: Any, row: Any) -> Changed:
    context = row.pgh_context or {}
    return Changed(
        model=model,
        pk=row.pgh_obj_id,
        code=getattr(row, "code", ""),
        done=DONE[row.pgh_label],
        at=row.pgh_created_at,
        who=context.get("username") or context.get("account") or "",
        where=context.get("url") or context.get("command") or "",
        why=context.get("reason") or "",
        fields=differences(
            model,
            before if row.pgh_label == "update" else row if row.pgh_label == "delete" else None,
            row if row.pgh_label != "delete" else None,
        ),
        version=row.pk,
    )


def written_fields(model: type[Model]) -> list[Any]:
    """The fields whose changes are told: not those that merely count or time changes."""
    return [
        field
        for field in model._meta.concrete_fields
        if not (field.generated or field.primary_key or field.name in KEPT_BY_DATABASE)
    ]


def differences(model: type[Model], old: Any, new: Any) -> dict[str, tuple[object, object]]:
    """Of each column that differs between two rows, either of which may be None, both values."""
    values = {
        field.name: tuple(row and getattr(row, field.attname) for row in (old, new))
        for field in written_fields(model)
    }
    return {
        name: (before, after)
        for name, (before, after) in values.items()
        if before != after and (before or after or (old and new))
    }
