"""Counting many kinds of rows at once, each no further than anybody reads."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

# More than these are “1,000+”: to count them all would cost more than it tells.
MOST = 1000


def counts(questions: Sequence[QuerySet]) -> list[int]:
    """How many rows each of some querysets has, `MOST` + 1 at most: one statement for all."""
    keys = [rows.order_by().values("pk")[: MOST + 1] for rows in questions]
    return [count or 0 for (count,) in gathered("count(*)", keys)]


def in_figures(count: int) -> str:
    """A count as one reads it: “1,000+” for any that was not counted to its end."""
    return f"{MOST:,}+" if count > MOST else f"{count:,}"


def gathered(aggregates: str, questions: Sequence[QuerySet]) -> list[tuple[Any, ...]]:
    """What SQL's `aggregates` make of the rows of each queryset: one statement for all.

    Of one that can have no rows, nothing: NULL for each aggregate.
    """
    parts: list[str] = []
    parameters: list[Any] = []
    for number, rows in enumerate(questions):
        try:
            asked, given = rows.query.sql_with_params()
        except EmptyResultSet:
            continue
        parts.append(f"SELECT {number}, {aggregates} FROM ({asked}) AS asked")
        parameters += given
    nothing = (None,) * (aggregates.count("(") or 1)
    found: dict[int, tuple[Any, ...]] = {}
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), parameters)
            found = {row[0]: row[1:] for row in cursor.fetchall()}
    return [found.get(number, nothing) for number in range(len(questions))]
