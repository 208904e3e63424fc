"""Counting many kinds of rows at once, each no further than anybody reads."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

# More than these are “1,000+”: to count them all would cost more than it tells.
MOST = 1000


class Statement(NamedTuple):
    """A statement that asks of several querysets at once, of how many, and for how many columns."""

    sql: str
    parameters: tuple[Any, ...]
    questions: int
    columns: int


def counts(questions: Sequence[QuerySet]) -> list[int]:
    """How many rows each of some querysets has, `MOST` + 1 at most: one statement for all."""
    return numbers(counting(questions))


def counting(questions: Sequence[QuerySet]) -> Statement:
    """The statement that counts the rows of some querysets, each to `MOST` + 1."""
    keys = [rows.order_by().values("pk")[: MOST + 1] for rows in questions]
    return gathering("count(*)", keys)


def numbers(statement: Statement) -> list[int]:
    """The answer to a statement that counts."""
    return [count or 0 for (count,) in answer(statement)]


def in_figures(count: int) -> str:
    """A count as one reads it: “1,000+” for any that was not counted to its end."""
    return f"{MOST:,}+" if count > MOST else f"{count:,}"


def gathering(aggregates: str, questions: Sequence[QuerySet]) -> Statement:
    """The statement that asks for SQL's `aggregates` over the rows of each queryset."""
    parts: list[str] = []
    parameters: list[Any] = []
    for number, rows in enumerate(questions):
        try:
            asked, given = rows.query.sql_with_params()
        except EmptyResultSet:
            continue
        parts.append(f"SELECT {number}, {aggregates} FROM ({asked}) AS asked")
        parameters += given
    columns = aggregates.count("(")
    return Statement(" UNION ALL ".join(parts), tuple(parameters), len(questions), columns)


def answer(statement: Statement) -> list[tuple[Any, ...]]:
    """The aggregates of each queryset; of one that can have no rows, NULL for each."""
    found: dict[int, tuple[Any, ...]] = {}
    if statement.sql:
        with connection.cursor() as cursor:
            cursor.execute(statement.sql, statement.parameters)
            found = {row[0]: row[1:] for row in cursor.fetchall()}
    nothing = (None,) * statement.columns
    return [found.get(number, nothing) for number in range(statement.questions)]
