"""What was looked at and held not to be the same."""

from django.db import IntegrityError, transaction

from curation.codes import current
from curation.decisions import Distinction
from curation.journal import who
from curation.records import Record
from curation.refusing import sentence


class CannotTellApart(ValueError):
    """Why two records cannot be held not to be the same, in a sentence."""


def not_the_same(one: Record, other: Record, reason: str) -> Distinction:
    """Remembers that two records are not the same, whichever is named first.

    They are no candidates then, and are not merged until that is taken back.
    """
    if not reason.strip():
        raise CannotTellApart("Say how the two differ: the log keeps the reason.")
    if type(one) is not type(other) or one.pk == other.pk:
        raise CannotTellApart("Choose two different records of one kind.")
    first, second = sorted([one.code, other.code])
    try:
        with transaction.atomic():
            return Distinction.objects.create(
                kind=one._meta.label_lower,
                one=first,
                other=second,
                reason=reason.strip(),
                who=who(),
                restricted=one.restricted or other.restricted,
            )
    except IntegrityError as error:
        raise CannotTellApart(sentence(error)) from error


def told_apart(model: type[Record]) -> dict[frozenset[str], Distinction]:
    """What is held not to be the same, by the codes as they are now.

    What is told of a record holds of the one it was merged into.
    """
    rows = Distinction.objects.filter(kind=model._meta.label_lower)
    return {frozenset([current(model, row.one), current(model, row.other)]): row for row in rows}


def distinction(one: Record, other: Record) -> Distinction | None:
    """Why two records are held not to be the same; None if nobody does."""
    return told_apart(type(one)).get(frozenset([one.code, other.code]))
