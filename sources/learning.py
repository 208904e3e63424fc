"""What documents published between two days changed in our picture of things.

This is knowledge by publication: what the ledger's editors did is told by `changes_between`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar, cast

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    CharField,
    Exists,
    F,
    Func,
    Model,
    OuterRef,
    Q,
    QuerySet,
    prefetch_related_objects,
)

from curation.days import Day, as_window
from curation.records import Record
from curation.restricting import Viewer, visible
from curation.tables import Table
from sources.models import SUBJECTS, Attribution, Stance
from sources.querysets import SUBJECT_NAMES

M = TypeVar("M", bound=Model)

HOLDING_UP = [Stance.ASSERTS, Stance.SUSPECTS]
PUBLISHED = "passage__document__published_latest"


def learned(rows: QuerySet[M], first: Day, last: Day, user: Viewer | None = None) -> QuerySet[M]:
    """Those of `rows` of which documents published after `first` and by `last` changed a thing.

    Adds `before` and `after`, the standings by what had been published by either day;
    `became_known`, `was_denied` and `was_retracted`, whether some document of these days was the
    first to assert or suspect it, denied it, took it back; and `documents`, the codes of those that
    speak of it. What only repeats changes nothing and is left out. A document counts from the last
    day that its date can mean; one without a date never. In the order of `rows`. With `user`,
    words that are restricted for them count in the standings alone.

    >>> learned(Event.objects.all(), "2021-03-30", "2021-03-31").count() == Event.objects.count()
    True
    >>> learned(Event.objects.all(), "2021-03-31", "2021-12-31").count()
    0
    """
    first, last = as_window(first, last)
    subject = SUBJECT_NAMES[str(rows.model._meta.model_name)]
    words = Attribution.objects.exclude(status="retired").order_by()
    seen = words if user is None else visible(words, user)
    news = seen.filter(**{f"{PUBLISHED}__gt": first, f"{PUBLISHED}__lte": last})
    told = news.filter(**{subject: OuterRef("pk")})
    known = seen.filter(
        **{subject: OuterRef("pk"), f"{PUBLISHED}__lte": first}, stance__in=HOLDING_UP
    )
    codes = told.order_by("passage__document__code").values("passage__document__code")
    # Weighing comes last, for it takes longest.
    changed = Q(became_known=True) | Q(was_denied=True) | Q(was_retracted=True)
    found = (
        rows.filter(pk__in=news.exclude(**{subject: None}).values(subject))
        .annotate(
            before=_standing(subject, first),
            after=_standing(subject, last),
            became_known=Exists(told.filter(stance__in=HOLDING_UP)) & ~Exists(known),
            was_denied=_heard(told, Stance.DENIES),
            was_retracted=_heard(told, Stance.RETRACTS),
            documents=ArraySubquery(codes.distinct()),
        )
        .filter(changed | ~Q(before=F("after")))
    )
    return cast("QuerySet[M]", found)


def _heard(told: QuerySet[Attribution], stance: Stance) -> Exists:
    return Exists(told.filter(stance=stance).exclude(basis="inferred"))


def _standing(subject: str, day: date) -> Func:
    """What the documents published by a day amount to."""
    words = Attribution.objects.filter(**{subject: OuterRef("pk"), f"{PUBLISHED}__lte": day})
    keys = ArraySubquery(words.order_by().values("pk"))
    return Func(keys, function="standing", output_field=CharField())


@dataclass(frozen=True)
class Lesson:
    """What became of one record between two days; see `learned`."""

    record: Record
    before: str
    after: str
    became_known: bool
    was_denied: bool
    was_retracted: bool
    documents: list[str]

    @property
    def what(self) -> str:
        """What happened, in words; what stood before where that is not said by them."""
        happened = {
            "became known": self.became_known,
            "was denied": self.was_denied,
            "was retracted": self.was_retracted,
        }
        said = [words for words, so in happened.items() if so]
        if self.before != self.after and (self.before != "unattributed" or not said):
            said.append(f"{self.before} before")
        return ", ".join(said)


class Lessons(Table[Lesson]):
    """By kind of record, then by code."""

    columns = {
        "kind": lambda row: row.record._meta.model_name,
        "record": lambda row: row.record.code,
        "name": lambda row: str(row.record),
        "before": lambda row: row.before,
        "after": lambda row: row.after,
        "became_known": lambda row: row.became_known,
        "was_denied": lambda row: row.was_denied,
        "was_retracted": lambda row: row.was_retracted,
        "documents": lambda row: row.documents,
    }
    shown = {
        "kind": lambda row: row.record._meta.verbose_name,
        "record": lambda row: row.record,
        "standing": lambda row: row.after,
        "what happened": lambda row: row.what,
        "documents": lambda row: ", ".join(row.documents),
    }


def learned_between(first: Day, last: Day, user: Viewer | None = None) -> Lessons:
    """Which records of any kind became known, changed standing, or were denied or retracted.

    By documents published after `first` and by `last`: what `known_on(last)` has beyond
    `known_on(first)`, and what stands otherwise. A row for each record, see `learned`, which
    answers for a queryset of one kind. With `user`, without what is restricted for them. In a fixed
    number of queries.

    >>> learned_between("2021-03-31", "2021-12-31")
    (nothing)
    """
    as_window(first, last)
    return Lessons(
        lesson
        for model in SUBJECTS.values()
        for lesson in _lessons(model._default_manager.order_by("code"), first, last, user)
    )


def _lessons(rows: QuerySet, first: Day, last: Day, user: Viewer | None) -> Iterator[Lesson]:
    found = [*learned(rows if user is None else visible(rows, user), first, last, user)]
    prefetch_related_objects(found, *rows.model.named_by)
    names = [name for name in Lesson.__dataclass_fields__ if name != "record"]
    for record in found:
        yield Lesson(record, **{name: getattr(record, name) for name in names})
