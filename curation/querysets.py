"""Querysets of records: by code and review, by what evidence amounts to, as known on a day."""

from datetime import date, timedelta
from typing import Any, Self, TypeVar, cast

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, Func, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Now
from django.db.models.lookups import In
from django.db.models.query import ModelIterable

from curation.codes import get_by_code
from curation.days import Day, as_day
from curation.known import AsKnown, KnownIterable, ask_for, day_of, the_day
from curation.links import evidence_link, kept_standing_link
from curation.listed import ListedQuerySet, NamedQuerySet, RememberedQuerySet

__all__ = [
    "EvidencedQuerySet",
    "ListedQuerySet",
    "NamedQuerySet",
    "RecordQuerySet",
    "RememberedQuerySet",
]

M = TypeVar("M", bound=models.Model)


class RecordQuerySet(RememberedQuerySet[M]):
    """Rows known by their code, in no promised order."""

    def get_by_natural_key(self, code: str) -> M:
        """The record of this code, or that it was merged into."""
        return get_by_code(self, code)

    def accepted(self) -> Self:
        """Rows a reviewer has accepted, and of those under edit the last accepted state.

        What was retired or deleted since counts no more. After `as_of` it is so at that moment.
        Links and standing are those of now; none of these rows can be saved.

        >>> Event.objects.accepted().count() == Event.objects.count()
        True
        """
        return self.told_by(self._past.last_accepted())

    def in_use(self) -> Self:
        """Rows that are not retired, whether a reviewer has accepted them or not.

        >>> Event.objects.in_use().count() == Event.objects.count()
        True
        """
        return self.exclude(status="retired")

    def untouched_drafts(self, days: int = 30) -> Self:
        """Drafts that nobody has changed for so many days."""
        return self.filter(status="draft", updated_at__lt=Now() - timedelta(days))


class EvidencedQuerySet(RecordQuerySet[M]):
    """Records that attributions hold up; the model has a reverse relation `attributions`."""

    @property
    def _known_on(self) -> date | None:
        return day_of(self.query)

    def _evidence_then(self) -> models.QuerySet:
        """The attributions of one outer row that had been published by the query's day."""
        link = evidence_link(self.model)
        rows = link.related_model._default_manager.filter(**{link.field.name: OuterRef("pk")})
        return rows.filter(passage__document__published_latest__lte=the_day()).order_by()

    def _standing_then(self) -> Func:
        keys = ArraySubquery(self._evidence_then().values("pk"))
        return Func(keys, function="standing", output_field=models.CharField())

    def _kept(self) -> tuple[str, models.QuerySet[models.Model]]:
        """The link to what the database keeps of standings, and its rows for this model."""
        link = kept_standing_link(self.model)
        return link.field.name, link.related_model._default_manager.filter(
            **{f"{link.field.name}__isnull": False}
        )

    def with_standing(self) -> Self:
        """Adds `standing`, one of the words of `curation.standing.Standing`.

        It is read from where triggers keep it, never NULL. With `known_on(day)` the evidence
        published by that day is weighed instead, row by row. In the queryset's order.

        >>> Event.objects.with_standing().get(code="erbil-attack").standing
        'single-source'
        """
        name, kept = self._kept()
        found = kept.filter(**{name: OuterRef("pk")}).values("standing")
        now = Coalesce(Subquery(found), Value("unattributed"))
        return self.annotate(
            standing=AsKnown(now, self._standing_then(), output_field=models.CharField())
        )

    def of_standing(self, *standings: str) -> Self:
        """Rows whose evidence amounts to one of `standings`; adds `standing`.

        In the queryset's order, as are `unattributed`, `single_source`, `corroborated` and
        `contested`.

        >>> Figure.objects.of_standing("inferred", "suspected").get().number()
        'Budget: 2600000000 USD per year'
        """
        name, kept = self._kept()
        held_up = Exists(kept.filter(**{name: OuterRef("pk")}))
        now = Q(pk__in=kept.filter(standing__in=standings).values(name))
        if standings == ("unattributed",):
            now = Q(~held_up)
        elif "unattributed" in standings:
            now |= Q(~held_up)
        then = In(self._standing_then(), standings)
        return self.with_standing().filter(AsKnown(now, then))

    def unattributed(self) -> Self:
        """Rows nothing holds up: no attribution but retired ones.

        >>> Event.objects.unattributed().exists()
        False
        """
        return self.of_standing("unattributed")

    def single_source(self) -> Self:
        """Rows that exactly one origin asserts, and none denies.

        >>> Designation.objects.single_source().values_list("actor__code")
        <DesignationQuerySet [('qais-al-khazali',)]>
        """
        return self.of_standing("single-source")

    def corroborated(self) -> Self:
        """Rows that two or more independent origins assert, and none denies; see `origins`.

        >>> Event.objects.corroborated()
        <EventQuerySet [<Event: Bombing of facilities in Syria>]>
        """
        return self.of_standing("corroborated")

    def contested(self) -> Self:
        """Rows asserted by one origin and denied by another, or given rival values.

        >>> Event.objects.contested().exists()
        False
        """
        return self.of_standing("contested")

    def weighed_on(self, day: Day) -> Self:
        """All rows; what is asked of standing weighs only what was published by `day`.

        It makes no difference whether it is asked before or after this, and the last `day` counts.
        Raises `TypeError` with a sentence after `hierarchy`, which has found its answer by then.

        >>> Event.objects.weighed_on("2021-03-30").unattributed().count() == Event.objects.count()
        True
        """
        rows: Any = self._chain()  # type: ignore[attr-defined]
        ask_for(rows.query, as_day(day))
        if rows._iterable_class is ModelIterable:
            rows._iterable_class = KnownIterable
        if getattr(rows.query, "found_on", rows.query.known_on) != rows.query.known_on:
            raise TypeError(
                "Who stands above or below has been found already: ask known_on(day) before"
                " hierarchy(…), or superiors(known_on=day), subordinates(known_on=day)."
            )
        return cast("Self", rows)

    def _merge_sanity_check(self, other: models.QuerySet) -> None:
        """`&` and `|` would weigh both sides' rows by one side's day."""
        super()._merge_sanity_check(other)
        if self._known_on != day_of(other.query):
            raise TypeError(
                "Rows known on two different days are combined by union(), not by & or |."
            )

    def known_on(self, day: Day) -> Self:
        """Rows that a document published by `day`, a date or ISO text, asserted or suspected.

        A document counts from the last day that its date of publication can mean, qualified
        or not; one whose date is unknown was known on no day. What is asked of standing and
        responsibility, before or after this, weighs only what had been published by then, and
        so does a hierarchy asked for after it. A query within, which refers to the standing by
        `OuterRef` in a condition, asks for that day only if the condition stands after this. What
        is found remembers the day: `explain`, `origins`, `responsibility` and `superiors` of it
        are those of that day. In the queryset's order.

        >>> Event.objects.known_on("2021-03-30").count()
        0
        >>> Event.objects.known_on("2021-03-31").count() == Event.objects.count()
        True
        """
        known = self._evidence_then().filter(
            ~Q(status="retired"), stance__in=["asserts", "suspects"]
        )
        return self.weighed_on(day).filter(AsKnown(Q(), Exists(known)))

    def spoken_of_by(self, day: Day) -> Self:
        """Rows of which a document published by `day` says anything, be it only a denial.

        So it is wider than `known_on(day)`, and otherwise like it.

        >>> Participation.objects.spoken_of_by("2021-03-31").of_standing("denied").count()
        1
        """
        spoken = self._evidence_then().filter(~Q(status="retired"))
        return self.weighed_on(day).filter(AsKnown(Q(), Exists(spoken)))
