"""Querysets of what the ledger lists: tables to take out, standing, what was known by a day."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, Func, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Now
from django.db.models.query import REPR_OUTPUT_SIZE, ModelIterable

from curation.codes import get_by_code
from curation.days import Day, as_day
from curation.exporting import added_by, as_frame, lines, write_csv
from curation.links import evidence_link, kept_standing_link
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
        """Writes the rows to a file, as the admin's export does; returns how many.

        Behind the columns that people write come the standing and what the question added, such
        as `distance`. Links are codes, dates EDTF text, nothing is an empty cell.

        >>> Event.objects.filter(date="2020-01").to_csv("/dev/null")
        2
        """
        with open(path, "w", newline="", encoding="utf-8") as stream:
            return write_csv(self, stream, added_by(self))

    def to_dataframe(self) -> "DataFrame":
        """The rows as a pandas `DataFrame` of objects: the columns of `to_csv`, nothing as `None`.

        Raises `ImportError` with a sentence without pandas.
        """
        return as_frame(lines(self, lambda value: value, added_by(self)))


class RememberedQuerySet(ListedQuerySet[M]):
    """Rows that can be asked for as they were."""

    def as_of(self, moment: Moment) -> Self:
        """Rows as the ledger said at `moment`, those deleted since among them.

        `moment` is an aware datetime or ISO text; a date means its end, UTC. A change counts
        from the time at which its transaction began. Conditions, order and columns are those of
        the past rows; links lead to the rows as they are now, or to none where these are gone,
        and the standing is today's. What is found cannot be saved.
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


class RecordQuerySet(RememberedQuerySet[M]):
    """Rows known by their code, in no promised order."""

    def get_by_natural_key(self, code: str) -> M:
        """The record of this code, or that it was merged into."""
        return get_by_code(self, code)

    def accepted(self) -> Self:
        """Rows a reviewer has accepted, and of those under edit the last accepted state.

        What was retired or deleted since counts no more. After `as_of` it is so at that moment.
        Links and standing are those of now; none of these rows can be saved.
        """
        return self.told_by(replace(self._past, accepted=True))

    def in_use(self) -> Self:
        """Rows that are not retired, whether a reviewer has accepted them or not."""
        return self.exclude(status="retired")

    def untouched_drafts(self, days: int = 30) -> Self:
        """Drafts that nobody has changed for so many days."""
        return self.filter(status="draft", updated_at__lt=Now() - timedelta(days))


class EvidencedQuerySet(RecordQuerySet[M]):
    """Records that attributions hold up; the model has a reverse relation `attributions`."""

    _known_on: date | None = None

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]
        clone._known_on = self._known_on
        return clone

    def _evidence(self) -> models.QuerySet:
        """The attributions of one outer row, as far as `known_on` lets them be seen."""
        link = evidence_link(self.model)
        rows = link.related_model._default_manager.filter(**{link.field.name: OuterRef("pk")})
        if self._known_on:
            rows = rows.filter(passage__document__published_latest__lte=self._known_on)
        return rows.order_by()

    def _kept(self) -> tuple[str, models.QuerySet[models.Model]]:
        """The link to what the database keeps of standings, and its rows for this model."""
        link = kept_standing_link(self.model)
        return link.field.name, link.related_model._default_manager.filter(
            **{f"{link.field.name}__isnull": False}
        )

    def with_standing(self) -> Self:
        """Adds `standing`, one of the words of `curation.standing.Standing`.

        It is read from where triggers keep it. After `known_on(day)` the evidence published by
        that day is weighed instead, row by row.
        """
        if self._known_on:
            return self.annotate(
                standing=Func(
                    ArraySubquery(self._evidence().values("pk")),
                    function="standing",
                    output_field=models.CharField(),
                )
            )
        name, kept = self._kept()
        found = kept.filter(**{name: OuterRef("pk")}).values("standing")
        return self.annotate(standing=Coalesce(Subquery(found), Value("unattributed")))

    def of_standing(self, *standings: str) -> Self:
        """Rows whose evidence amounts to one of `standings`; adds `standing`."""
        rows = self.with_standing()
        if self._known_on:
            return rows.filter(standing__in=standings)
        name, kept = self._kept()
        held_up = Exists(kept.filter(**{name: OuterRef("pk")}))
        if standings == ("unattributed",):
            return rows.filter(~held_up)
        weighed = Q(pk__in=kept.filter(standing__in=standings).values(name))
        if "unattributed" not in standings:
            return rows.filter(weighed)
        return rows.filter(weighed | ~held_up)

    def unattributed(self) -> Self:
        """Rows nothing holds up: no attribution but retired ones."""
        return self.of_standing("unattributed")

    def single_source(self) -> Self:
        """Rows that exactly one origin asserts, and none denies."""
        return self.of_standing("single-source")

    def corroborated(self) -> Self:
        """Rows that two or more independent origins assert, and none denies."""
        return self.of_standing("corroborated")

    def contested(self) -> Self:
        """Rows asserted by one origin and denied by another, or given rival values."""
        return self.of_standing("contested")

    def known_on(self, day: Day) -> Self:
        """Rows that a document published by `day`, a date or ISO text, asserted or suspected.

        A document counts from the last day that its date of publication can mean, qualified
        or not; one whose date is unknown was known on no day. `with_standing` and its kin,
        called after this, weigh only what had been published by then.
        """
        known = self._clone()
        known._known_on = as_day(day)
        held_up = known._evidence().filter(~Q(status="retired"), stance__in=["asserts", "suspects"])
        return known.filter(Exists(held_up))
