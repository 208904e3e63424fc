"""How much a picture draws: so many marks that somebody can read them, and work that ends."""

from typing import NamedTuple, TypeVar

from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)

# More than these that are left out are not counted to the end.
MOST_COUNTED = 10_000


class Taken(NamedTuple):
    """The rows that a picture draws, and how many more were asked for, `MOST_COUNTED` at most."""

    rows: list
    left_out: int


def take(rows: QuerySet[M], most: int) -> Taken:
    """The first `most` of `rows` in their order: one query, and one more to count the others.

    No more is read, whatever the number of rows.
    """
    found = list(rows[: most + 1])
    if len(found) <= most:
        return Taken(found, 0)
    return Taken(found[:most], keys_of(rows)[most : most + MOST_COUNTED].count())


def keys_of(rows: QuerySet[M]) -> QuerySet:
    """The keys of `rows`, sorted only where a slice of them depends on it."""
    return (rows if rows.query.is_sliced else rows.order_by()).values("pk")


def unsliced(rows: QuerySet[M]) -> QuerySet[M]:
    """The same rows, a slice too, in the same order, that can be filtered further."""
    if not rows.query.is_sliced:
        return rows
    whole = rows.all()
    whole.query.clear_limits()
    return whole.filter(pk__in=keys_of(rows))


def left_out(count: int, drawn: int, of: str, narrow: str) -> list[str]:
    """What a picture says of what it does not draw, in a sentence or none.

    `of` are the marks in plural; `narrow` says how to ask for less, such as “choose a year”.
    """
    if not count:
        return []
    more = f"{MOST_COUNTED:,} or more" if count >= MOST_COUNTED else f"{count:,}"
    return [f"Only the first {drawn:,} {of} are drawn, {more} are left out: {narrow}."]
