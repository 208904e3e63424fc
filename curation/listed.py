"""Querysets of what the ledger lists: shown by name, taken out as tables, asked for as it was."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from django.db import models
from django.db.models.query import REPR_OUTPUT_SIZE, ModelIterable

from curation.exporting import added_by, as_frame, frame_lines, write_csv
from curation.moments import Moment, as_moment
from curation.past import IsPast, Past, PastIterable, look_back, refuse_past

if TYPE_CHECKING:
    from pandas import DataFrame

M = TypeVar("M", bound=models.Model)


class NamedQuerySet(models.QuerySet[M]):
    """Rows that the shell shows by their names, in as many queries for twenty as for one.

    A model whose `__str__` follows links lists them, and those they follow, in `named_by`.
    """

    def __repr__(self) -> str:
        rows = list(self[: REPR_OUTPUT_SIZE + 1])
        if issubclass(self._iterable_class, ModelIterable):
            models.prefetch_related_objects(rows, *getattr(self.model, "named_by", ()))
        shown: list[object] = [*rows[:REPR_OUTPUT_SIZE]]
        if len(rows) > REPR_OUTPUT_SIZE:
            shown.append("...(remaining elements truncated)...")
        return f"<{type(self).__name__} {shown!r}>"


class ListedQuerySet(NamedQuerySet[M]):
    """Rows that can be taken out of the ledger, whether records or their parts."""

    def to_csv(self, path: str | Path) -> int:
        """Writes the rows to a file, in their order, as the admin's export does; returns how many.

        Behind the columns that people write come the standing and what the question added, such
        as `distance`. Links are codes, dates EDTF text, nothing is an empty cell. Of `values()`
        and `values_list()` it is the columns asked for.

        >>> Event.objects.filter(date="2020-01").to_csv("/dev/null")
        2
        """
        with open(path, "w", newline="", encoding="utf-8") as stream:
            return write_csv(self, stream, added_by(self))

    def to_dataframe(self) -> "DataFrame":
        """The rows as a pandas `DataFrame` of objects: the columns of `to_csv`, nothing as `None`.

        Behind them stand the first and the last day that each date can mean, such as
        `date_earliest` and `date_latest`, None where that is unknown or open. Rows in the
        queryset's order. Raises `ImportError` with a sentence without pandas.

            frame = Event.objects.corroborated().to_dataframe()
            frame.sort_values("date_earliest").groupby("type").size()
        """
        return as_frame(frame_lines(self))


class RememberedQuerySet(ListedQuerySet[M]):
    """Rows that can be asked for as they were."""

    def as_of(self, moment: Moment) -> Self:
        """Rows as the ledger said at `moment`, those deleted since among them.

        `moment` is an aware datetime or ISO text; a date means its end, UTC. A change counts
        from the time at which its transaction began. Conditions, order and columns are those of
        the past rows; links lead to the rows as they are now, or to none where these are gone,
        and the standing is today's. What is found cannot be saved.

        >>> Event.objects.as_of("2000-01-01").exists()
        False
        """
        return self.told_by(replace(self._past, moment=as_moment(moment)))

    def told_by(self, past: Past) -> Self:
        """The rows as `past` has them, whatever was asked of them before."""
        if self.query.is_sliced or self.query.combinator:
            raise TypeError("Ask for the past first, then take a slice or a union of it.")
        rows = self._chain()  # type: ignore[attr-defined]
        iterable = rows._iterable_class
        rows.query = look_back(rows.query, past)
        rows._iterable_class = PastIterable if issubclass(iterable, ModelIterable) else iterable
        return cast("Self", rows)

    @property
    def _past(self) -> Past:
        return getattr(self.query, "past", None) or Past(self.model)

    def _merge_sanity_check(self, other: models.QuerySet) -> None:
        """`&` and `|` would ask one side's table for both sides' rows."""
        super()._merge_sanity_check(other)  # type: ignore[misc]
        pasts = {getattr(rows.query, "past", None) for rows in (self, other)}
        sliced = self.query.is_sliced or other.query.is_sliced
        if len(pasts) > 1 or (pasts != {None} and sliced):
            raise TypeError("Rows of two different times are combined by union(), not by & or |.")

    def _refuse_past(self) -> None:
        if getattr(self.query, "past", None):
            raise IsPast

    def update(self, **columns: Any) -> int:
        self._refuse_past()
        return super().update(**columns)

    update.alters_data = True  # type: ignore[attr-defined]

    def delete(self) -> tuple[int, dict[str, int]]:
        self._refuse_past()
        return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def bulk_update(self, objs: Iterable[M], *args: Any, **kwargs: Any) -> int:
        objs = list(objs)
        self._refuse_past()
        refuse_past(objs)
        return super().bulk_update(objs, *args, **kwargs)

    bulk_update.alters_data = True  # type: ignore[attr-defined]

    def bulk_create(self, objs: Iterable[M], *args: Any, **kwargs: Any) -> list[M]:
        objs = list(objs)
        refuse_past(objs)
        return super().bulk_create(objs, *args, **kwargs)

    bulk_create.alters_data = True  # type: ignore[attr-defined]

    def select_for_update(self, *args: Any, **kwargs: Any) -> Self:
        self._refuse_past()
        return super().select_for_update(*args, **kwargs)
