"""Relations that a careful curator would look at again, though no rule refuses them.

Retired ones are never among them.
"""

from typing import TYPE_CHECKING, Self

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from actors.circles import circles_among
from curation.periods import certain_period, certainly_before, possible_period
from curation.querysets import EvidencedQuerySet

if TYPE_CHECKING:
    from actors.models import Relation

# Where a title names an office, which mostly one at a time has.
OFFICES = ["holds_office_in", "leads", "commands"]
# What may well begin when one of the two is gone.
OF_THE_GONE = ["absorbed_into", "possibly_same_as", "represents", "split_from", "succeeds"]


class DoubtfulRelations(EvidencedQuerySet["Relation"]):
    def before_their_actors(self) -> Self:
        """Relations that certainly began, or were over, before one of the two actors began.

        Qualified dates (`?`, `~`, `%`) and unknown bounds say nothing certain.
        """
        return self.in_use().filter(
            certainly_before("began", "subject__began")
            | certainly_before("ended", "subject__began")
            | certainly_before("began", "object__began")
            | certainly_before("ended", "object__began")
        )

    def after_their_actors(self) -> Self:
        """Relations that certainly began, or lasted, after one of the two actors ended.

        Not successions and the like, which do; otherwise as `before_their_actors`.
        """
        late = (
            certainly_before("subject__ended", "began")
            | certainly_before("subject__ended", "ended")
            | certainly_before("object__ended", "began")
            | certainly_before("object__ended", "ended")
        )
        return self.in_use().filter(late).exclude(predicate__in=OF_THE_GONE)

    def overlapping_holders(
        self, certainly: bool = True, among: "QuerySet[Relation] | None" = None
    ) -> Self:
        """Relations by which another holds the same office at the same time.

        That is the same title, whatever its case, in the same body, by a predicate in `OFFICES`;
        a relation without a title names no office. `certainly`: whatever the dates mean, so that
        both ends of both are known or open; else where no known bound keeps them apart. `among`
        are those that the other may be one of, all by default.
        """
        period = (certain_period if certainly else possible_period)("began", "ended")
        others = _all(self) if among is None else among
        rivals = (
            others.exclude(status="retired")
            .filter(
                predicate=OuterRef("predicate"),
                object=OuterRef("object"),
                title__iexact=OuterRef("title"),
            )
            .exclude(subject=OuterRef("subject"))
            .alias(held=period)
            .filter(held__overlap=OuterRef("held"))
        )
        offices = self.in_use().filter(predicate__in=OFFICES).exclude(title="")
        return offices.alias(held=period).filter(Exists(rivals.order_by()))

    def in_circles(self, among: "QuerySet[Relation] | None" = None) -> Self:
        """Relations through which somebody possibly stood above themselves, all at one time.

        Over several predicates, among drafts, or by dates that leave it open. `among` are those
        that a circle may be made of, all by default.
        """
        return self.filter(pk__in=[*circles_among(_all(self) if among is None else among).days])


def may_end_before_it_begins(began: str = "began", ended: str = "ended") -> Q:
    """That some days which one of the two dates can mean are ruled out by the other.

    Such as 2014-06 to 2014: then it did not end before June. Two dates that can mean the same
    days, 2014 to 2014, are as exact as they can be.
    """
    return Q(**{f"{ended}_earliest__lt": F(f"{began}_earliest")}) | Q(
        **{f"{began}_latest__gt": F(f"{ended}_latest")}
    )


def _all(rows: DoubtfulRelations) -> "QuerySet[Relation]":
    return rows.model._base_manager.all()
