"""Which records lean on what no longer stands: retired sources, and retracted passages.

A record leans where its standing is more than nothing, and every word that this rests on comes
from there: each assertion and suspicion of it that is neither retired nor inferred. `standing`
itself looks at the attributions alone, so retiring a passage or a document leaves it as it was.
See sources/sql/leaning.sql and sources/sql/retracted_passages.sql.
"""

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from sources.querysets import SUBJECT_NAMES


def leaning_on_retired(rows: QuerySet) -> QuerySet:
    """Those of `rows` that lean on passages alone which are retired, or whose document is.

    Or the root of the line in which that document stands.
    """
    return _leaning(rows, "retired_passages")


def leaning_on_retracted(rows: QuerySet) -> QuerySet:
    """Those of `rows` that lean on passages alone whose origin has retracted part of them.

    What was itself retracted stands no more and is not among them.
    """
    return _leaning(rows, "retracted_passages")


def attributed_to_retired(rows: QuerySet) -> QuerySet:
    """Those of `rows`, attributions, that are not retired while their passage or document is."""
    return rows.exclude(status="retired").filter(
        passage__in=RawSQL("SELECT retired_passages()", [])
    )


def _leaning(rows: QuerySet, passages: str) -> QuerySet:
    subject = SUBJECT_NAMES[str(rows.model._meta.model_name)]
    found = f"SELECT leaning(%s, ARRAY(SELECT {passages}()))"
    return rows.exclude(status="retired").filter(pk__in=RawSQL(found, [subject]))
