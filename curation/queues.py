"""What waits for somebody: their own drafts, what they are to review, what came back to them.

And what they have sent on, which waits for others.
"""

from collections.abc import Iterator
from datetime import datetime
from heapq import merge
from itertools import islice

from django.apps import apps
from django.contrib.auth.models import User
from django.db.models import Q

from curation.records import Record, Status
from curation.restricting import visible

LONGEST = 100


def queues(user: User) -> dict[str, Q]:
    """The condition of each queue of `user`, by its name."""
    own = Q(editors__contains=[user.pk])
    return {
        "mine": own & Q(status=Status.DRAFT),
        "sent by me": own & Q(status=Status.SUBMITTED),
        "to review": Q(status=Status.SUBMITTED) & ~own,
        "returned to me": own & Q(status=Status.RETURNED),
    }


def waiting(name: str, user: User) -> list[Record]:
    """The first hundred records in a queue of `user`, of all kinds, the longest untouched first.

    `KeyError` for a queue that there is not.
    """
    condition = queues(user)[name]
    kinds = [_oldest(model, condition, user) for model in kinds_of_records()]
    return list(islice(merge(*kinds, key=_age), LONGEST))


def kinds_of_records() -> list[type[Record]]:
    return [model for model in apps.get_models() if issubclass(model, Record)]


def _oldest(model: type[Record], condition: Q, user: User) -> Iterator[Record]:
    rows = visible(model._base_manager.filter(condition), user)
    named = rows.select_related(*model.named_by) if model.named_by else rows
    return iter(named.order_by("updated_at", "pk")[:LONGEST])


def _age(record: Record) -> tuple[datetime, str, int]:
    return record.updated_at, record._meta.label, record.pk
