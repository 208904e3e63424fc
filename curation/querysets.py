"""Querysets of records: by code and review, by what evidence amounts to, as known on a day."""

from datetime import date, timedelta
from typing import Self, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, Func, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Now

from curation.codes import get_by_code
from curation.days import Day, as_day
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

        It is read from where triggers keep it, never NULL. After `known_on(day)` the evidence
        published by that day is weighed instead, row by row.

        >>> Event.objects.with_standing().get(code="erbil-attack").standing
        'single-source'
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
        """Rows whose evidence amounts to one of `standings`; adds `standing`.

        >>> Figure.objects.of_standing("inferred", "suspected").get().number()
        'Budget: 2600000000 USD per year'
        """
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
        """All rows; what is asked of standing after this weighs only what was published by `day`.

        >>> Event.objects.weighed_on("2021-03-30").unattributed().count() == Event.objects.count()
        True
        """
        rows = self._clone()
        rows._known_on = as_day(day)
        return rows

    def known_on(self, day: Day) -> Self:
        """Rows that a document published by `day`, a date or ISO text, asserted or suspected.

        A document counts from the last day that its date of publication can mean, qualified
        or not; one whose date is unknown was known on no day. What is asked after this of
        standing, responsibility and hierarchy weighs only what had been published by then.

        >>> Event.objects.known_on("2021-03-30").count()
        0
        >>> Event.objects.known_on("2021-03-31").count() == Event.objects.count()
        True
        """
        known = self.weighed_on(day)
        held_up = known._evidence().filter(~Q(status="retired"), stance__in=["asserts", "suspects"])
        return known.filter(Exists(held_up))

    def spoken_of_by(self, day: Day) -> Self:
        """Rows of which a document published by `day` says anything, be it only a denial.

        So it is wider than `known_on(day)`; what is asked after it weighs what that does.

        >>> Participation.objects.spoken_of_by("2021-03-31").of_standing("denied").count()
        1
        """
        spoken = self.weighed_on(day)
        return spoken.filter(Exists(spoken._evidence().filter(~Q(status="retired"))))
