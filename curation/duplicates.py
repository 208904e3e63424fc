"""Records that may be the same, with what speaks for it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import connection

from curation.distinguishing import told_apart
from curation.hanging import kinds
from curation.likeness import Alike, Likeness, of_rows
from curation.records import Record
from curation.restricting import Viewer

# More that share one key say more about the key than about them.
LARGEST_GROUP = 20
MOST = 1000
# What says nothing new beside a better reason.
IMPLIED = {
    "near names": {"same name"},
    "near titles": {"same title"},
    "same words in another order": {"same name", "near names", "same title", "near titles"},
    "same title but for the subtitle": {"same title", "near titles"},
    "same place on days that may be the same": {"same day and place"},
    "place named in a title on days that may be the same": {
        "like titles on days that may be the same",
        "same words in another order",
        "same title",
        "near titles",
    },
}

# Each key meets only its own: the work grows with the rows, not with their pairs.
PAIRS = """
    WITH alike AS MATERIALIZED (
        SELECT DISTINCT record, likeness, parts FROM ({rows}) named (record, likeness, parts)
    ), shared AS (
        SELECT likeness FROM alike WHERE likeness <> ''
        GROUP BY likeness HAVING count(*) BETWEEN 2 AND {largest}
    ), pairs AS MATERIALIZED (
        SELECT DISTINCT one.record, other.record, one.parts, other.parts
        FROM shared JOIN alike one USING (likeness) JOIN alike other USING (likeness)
        WHERE one.record < other.record
    )
    SELECT one, other FROM pairs AS pair (one, other, parts, other_parts)
    WHERE {provided} ORDER BY one, other LIMIT {most}
"""


@dataclass
class Candidates:
    """Two records that may be the same; `reasons` in the order in which they weigh."""

    one: Record
    other: Record
    reasons: list[str] = field(default_factory=list)


def duplicates(model: type[Record], user: Viewer | None = None) -> list[Candidates]:
    """Pairs of records of `model` that may be the same, those with the best reasons first.

    Left out are those held not to be the same and, with `user`, what they may not see. Of each
    reason no more than a thousand pairs.
    """
    found: dict[tuple[int, int], list[str]] = {}
    likenesses = kinds()[model].likenesses
    for reason, likeness in likenesses.items():
        for pair in _pairs(likeness, user):
            reasons = found.setdefault(pair, [])
            if IMPLIED.get(reason, set()).isdisjoint(reasons):
                reasons.append(reason)
    weights = {reason: weight for weight, reason in enumerate(likenesses)}
    ordered = sorted(found.items(), key=lambda item: (weights[item[1][0]], -len(item[1]), item[0]))
    return [*_as_records(model, ordered)]


def _as_records(
    model: type[Record], found: list[tuple[tuple[int, int], list[str]]]
) -> Iterator[Candidates]:
    keys = {key for pair, _reasons in found for key in pair}
    records = model._base_manager.in_bulk(keys)
    apart = told_apart(model)
    for (one, other), reasons in found:
        pair = Candidates(records[one], records[other], reasons)
        if frozenset([pair.one.code, pair.other.code]) not in apart:
            yield pair


def _pairs(likeness: Likeness, user: Viewer | None) -> list[tuple[int, int]]:
    alike = likeness(user)
    if not isinstance(alike, Alike):
        alike = of_rows(alike)
    pairs_of = PAIRS.format(
        rows=alike.rows, provided=alike.provided, largest=LARGEST_GROUP, most=MOST
    )
    with connection.cursor() as cursor:
        cursor.execute(pairs_of, alike.parameters)
        pairs: list[tuple[int, int]] = cursor.fetchall()
        return pairs
