"""Which records lean on what no longer stands: retired sources, and retracted passages.

A record leans where its standing is more than nothing, and every word that this rests on comes
from there: each assertion and suspicion of it that is neither retired nor inferred. `standing`
itself looks at the attributions alone, so retiring a passage or a document leaves it as it was.
"""

from typing import Any, cast

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from curation.querysets import EvidencedQuerySet
from curation.standing import Standing
from sources.models import Attribution, Basis, Document, Passage, Stance
from sources.querysets import SUBJECT_NAMES

STANDS = [
    Standing.SUSPECTED,
    Standing.CONTESTED,
    Standing.SINGLE_SOURCE,
    Standing.CORROBORATED,
]


def retired_passages() -> "QuerySet[Passage, Any]":
    """The keys of passages that are retired, or whose document is, or the root of its line."""
    retired = Document.objects.filter(status="retired").values("pk")
    republished = Document.objects.filter(root__in=retired).values("pk")
    passages = Passage.objects.order_by()
    return (
        passages.filter(status="retired")
        .values("pk")
        .union(
            passages.filter(document__in=retired).values("pk"),
            passages.filter(document__in=republished).values("pk"),
            all=True,
        )
    )


def leaning_on_retired(rows: QuerySet) -> QuerySet:
    """Those of `rows` that lean on retired passages and documents alone."""
    return _leaning(rows, Q(passage__in=retired_passages()))


def leaning_on_retracted(rows: QuerySet) -> QuerySet:
    """Those of `rows` that lean on passages alone whose origin has retracted part of them.

    See sources/sql/retracted_passages.sql. What was itself retracted stands no more and is not
    among them.
    """
    return _leaning(rows, Q(passage__in=RawSQL("SELECT retracted_passages()", [])))


def attributed_to_retired(rows: QuerySet) -> QuerySet:
    """Those of `rows`, attributions, that are not retired while their passage or document is."""
    return rows.exclude(status="retired").filter(passage__in=retired_passages())


def _leaning(rows: QuerySet, gone: Q) -> QuerySet:
    name = SUBJECT_NAMES[str(rows.model._meta.model_name)]
    words = (
        Attribution.objects.exclude(status="retired")
        .exclude(basis=Basis.INFERRED)
        .filter(stance__in=[Stance.ASSERTS, Stance.SUSPECTS], **{f"{name}__isnull": False})
        .order_by()
    )
    elsewhere = words.filter(**{name: OuterRef("pk")}).exclude(gone)
    standing = cast("EvidencedQuerySet", rows).in_use().of_standing(*STANDS)
    return standing.filter(~Exists(elsewhere), pk__in=words.filter(gone).values(name))
