"""What is asked of rows as they were known on a day, wherever `known_on` stands in a chain.

The query keeps the day, and a question asks it for that when it is compiled.
"""

from collections.abc import Iterator
from datetime import date
from enum import Enum, auto
from typing import Any, Self, cast

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, DateField, Field, Q
from django.db.models.expressions import BaseExpression, Expression, RawSQL
from django.db.models.query import ModelIterable
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

from curation.days import Day, as_day


class Meant(Enum):
    """What a query has in mind when it is compiled; one and the same however it is copied."""

    THE_DAY = auto()


def the_day() -> RawSQL:
    """Stands for the query's day, within what `AsKnown` asks then."""
    return RawSQL("%s", [Meant.THE_DAY], DateField())


def day_of(query: Query) -> date | None:
    """The day whose knowledge is asked for; None for all that is known by now."""
    return getattr(query, "known_on", None)


def day_for(record: object, asked: Day | None) -> date | None:
    """The day asked for, else the one that `record` came from `known_on` of."""
    return getattr(record, "_known_on", None) if asked is None else as_day(asked)


def ask_for(query: Query, day: date) -> None:
    """Let `query`, and what another within it takes from it by `OuterRef`, ask for `day`."""
    query.known_on = day  # type: ignore[attr-defined]
    for name, annotation in query.annotations.items():
        query.annotations[name] = _asked_for(annotation, day)


def _asked_for(expression: Any, day: date) -> Any:
    if isinstance(expression, AsKnown):
        return expression.of(day)
    if not isinstance(expression, BaseExpression):
        return expression
    asked = expression.copy()
    asked.set_source_expressions(
        [_asked_for(part, day) for part in expression.get_source_expressions()]
    )
    return asked


class KnownIterable(ModelIterable):
    """Instances that know which day's knowledge was asked for."""

    def __iter__(self) -> Iterator[Any]:
        day = day_of(self.queryset.query)
        for record in super().__iter__():
            record._known_on = day
            yield record


class AsKnown(Expression):
    """`now` where all that is known by now is meant, else `then`, with `the_day()` in it."""

    def __init__(
        self,
        now: BaseExpression | Q,
        then: BaseExpression | Q,
        output_field: Field | None = None,
    ) -> None:
        super().__init__(output_field or BooleanField())
        self.now, self.then = cast("list[BaseExpression]", [now, then])
        # Of the query that it was first asked in, for where another refers to it from within.
        self.day: date | None = None

    def of(self, day: date) -> Self:
        """The same, asked for `day` by whoever refers to it from within."""
        asked = self.copy()
        asked.day = day
        return asked

    def get_source_expressions(self) -> list[Any]:
        return [self.now, self.then]

    def set_source_expressions(self, exprs: Any) -> None:
        self.now, self.then = exprs

    def resolve_expression(self, query: Any = None, *args: Any, **kwargs: Any) -> Self:
        resolved = super().resolve_expression(query, *args, **kwargs)
        resolved.day = day_of(query)
        return resolved

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        day = day_of(compiler.query) or self.day
        sql, parameters = compiler.compile(self.now if day is None else self.then)
        return f"({sql})", tuple(day if one is Meant.THE_DAY else one for one in parameters)
