"""Rows as they were: the history of a table asked in place of the table itself."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Protocol, cast

from django.db import connection, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler
from django.db.models.sql.datastructures import BaseTable

from curation.known import KnownIterable
from curation.links import beyond

SQL = tuple[str, tuple[Any, ...]]

DECIDED = "(told.status IN ('accepted', 'retired') OR told.pgh_label = 'delete')"
# Of what is there now: a merger took it away and was undone since.
UNDONE = "(told.pgh_label = 'delete' AND coalesce(told.pgh_context ->> 'principal', '') = 'merge')"
UNDER_EDIT = "('draft', 'submitted', 'returned')"


class Column(Protocol):
    """A field that has a column of its own."""

    column: str
    primary_key: bool


class IsPast(TypeError):
    """Somebody tried to write through a record as it was."""

    def __init__(self) -> None:
        super().__init__(
            "This is the record as it was; it cannot be saved, changed or deleted. Get it anew"
            " from `objects` to change it as it is, or restore it on the page of its history."
        )


@dataclass(frozen=True)
class Past:
    """Which rows of `model` are meant: those of a moment, or of now where that is None.

    With `accepted`, each record's last accepted state, unless it was retired or deleted since.
    """

    model: type[models.Model]
    moment: datetime.datetime | None = None
    accepted: bool = False

    def last_accepted(self) -> "Past":
        return replace(self, accepted=True)

    def rows(self) -> SQL:
        """A statement that gives all columns of the model, generated ones too."""
        if self.moment is None:
            return self._accepted_now(), ()
        return self._of_the_moment(), (self.moment,)

    def _of_the_moment(self) -> str:
        """Within one transaction all has one time; `pgh_id` knows what came last.

        The key is what rows are told apart by, so that a condition on it reaches the index.
        """
        among = f"AND {DECIDED}" if self.accepted else ""
        only = "AND status = 'accepted'" if self.accepted else ""
        return (
            f"SELECT {self._columns('was')} FROM ("
            "SELECT DISTINCT ON (told.pgh_obj_id) told.pgh_label,"
            f" {self._columns('told', id='told.pgh_obj_id')}"
            f" FROM {self._history} told WHERE told.pgh_created_at <= %s {among}"
            " ORDER BY told.pgh_obj_id, told.pgh_id DESC"
            f") was WHERE pgh_label <> 'delete' {only}"
        )

    def _accepted_now(self) -> str:
        """Accepted rows, and beside them the few under edit; never changed is never accepted.

        Key and code, which do not change, are those of now: there is the index by code.
        """
        return (
            f"SELECT {self._columns('now')} FROM {self._table} now"
            " WHERE now.status = 'accepted'"
            f" UNION ALL SELECT {self._columns('was', id='now.id', code='now.code')}"
            f" FROM {self._table} now CROSS JOIN LATERAL"
            f" (SELECT * FROM {self._history} told WHERE told.pgh_obj_id = now.id AND {DECIDED}"
            f" AND NOT {UNDONE}"
            " ORDER BY told.pgh_id DESC LIMIT 1) was"
            f" WHERE now.status IN {UNDER_EDIT} AND now.version > 1"
            " AND was.status = 'accepted' AND was.pgh_label <> 'delete'"
        )

    def _columns(self, of: str, **instead: str) -> str:
        """The model's columns of the table called `of`, some of them taken from elsewhere."""
        quote = connection.ops.quote_name
        columns = [field.column for field in cast("list[Column]", self.model._meta.concrete_fields)]
        told = [f"{instead.get(name, f'{of}.{quote(name)}')} AS {quote(name)}" for name in columns]
        return ", ".join([*told, *self._words(of)])

    def _words(self, of: str) -> list[str]:
        """Their words for a search: no history keeps them; counted anew where asked for."""
        searched = getattr(self.model, "searched", ())
        if of == "told" or not searched:
            return []
        quote = connection.ops.quote_name
        texts = ", ".join(f"{of}.{quote(column)}" for column in searched)
        return [f"{of}.words" if of == "now" else f"searched_words({texts}) AS words"]

    @property
    def _table(self) -> str:
        return connection.ops.quote_name(self.model._meta.db_table)

    @property
    def _history(self) -> str:
        return connection.ops.quote_name(beyond(self.model, "history")._meta.db_table)


class PastTable(BaseTable):
    """What stands in FROM for the table itself: the rows as they were, under the same alias."""

    def __init__(self, table_name: str, alias: str, past: Past) -> None:
        super().__init__(table_name, alias)
        self.past = past

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> SQL:
        rows, parameters = self.past.rows()
        alias = compiler.quote_name_unless_alias(cast("str", self.table_alias))
        return f"({rows}) {alias}", parameters

    def relabeled_clone(self, change_map: dict[str | None, str]) -> "PastTable":
        alias = change_map.get(self.table_alias, self.table_alias)
        return type(self)(self.table_name, cast("str", alias), self.past)

    @property
    def identity(self) -> tuple[Any, ...]:
        return (*super().identity, self.past)


class PastQuery(Query):
    """A query whose base table is a past one."""

    past: Past | None = None

    def is_nullable(self, field: models.Field) -> bool:
        """A link may lead to what is deleted by now: following it must lose no row."""
        return field.is_relation or super().is_nullable(field)


def look_back(query: Query, past: Past) -> PastQuery:
    """A copy of `query` that asks `past` where it asked the table."""
    looking = cast("PastQuery", query.chain(PastQuery))
    alias = looking.get_initial_alias()
    looking.alias_map[alias] = PastTable(looking.alias_map[alias].table_name, alias, past)
    looking.past = past
    return looking


class PastIterable(KnownIterable):
    """Instances that know that they are past, and so refuse to be saved."""

    def __iter__(self) -> Iterator[Any]:
        past = cast("PastQuery", self.queryset.query).past
        for record in super().__iter__():
            record._past = past
            yield record


class Remembered(models.Model):
    """A row with a history, which may be at hand as it is or as it was."""

    class Meta:
        abstract = True

    _past: Past | None = None
    _known_on: datetime.date | None = None

    def save(self, *args: Any, **kwargs: Any) -> None:
        refuse_past([self])
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        refuse_past([self])
        return super().delete(*args, **kwargs)

    def refresh_from_db(
        self,
        using: str | None = None,
        fields: Iterable[str] | None = None,
        from_queryset: models.QuerySet | None = None,
    ) -> None:
        """What was left out of a past row is read from the same past."""
        if self._past and from_queryset is None:
            rows: Any = type(self)._default_manager.all()
            from_queryset = rows.told_by(self._past)
        super().refresh_from_db(using, fields, from_queryset)


def refuse_past(records: Iterable[Any]) -> None:
    """Raises `IsPast` where one of `records` is there as it was."""
    if any(getattr(record, "_past", None) for record in records):
        raise IsPast
