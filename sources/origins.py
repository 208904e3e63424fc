"""Who independently holds a record up: its origins as rows."""

from collections.abc import Iterable
from dataclasses import dataclass

from curation.days import Day
from curation.expecting import expect_all
from curation.records import Record
from curation.restricting import Viewer
from curation.tables import Table
from sources.evidence import Source
from sources.explaining import explain_all
from sources.weighing import Holding


@dataclass(frozen=True)
class Held:
    """What one independent origin holds of one record.

    `stances` are what it says by now, strongest first, none if all was overtaken; `words` counts
    its attributions, overtaken ones too, `documents` where they stand, and `reason` says why all
    of them are one origin.
    """

    record: Record
    origin: Source
    stances: list[str]
    words: int
    documents: int
    reason: str
    standing: str


class Origins(Table[Held]):
    columns = {
        "record": lambda row: row.record.code,
        "origin": lambda row: row.origin.record and row.origin.record.code,
        "origin_name": lambda row: row.origin.name,
        "holds": lambda row: row.stances,
        "words": lambda row: row.words,
        "documents": lambda row: row.documents,
        "reason": lambda row: row.reason,
        "standing": lambda row: row.standing,
    }
    shown = {
        "record": lambda row: row.record.code,
        "origin": lambda row: row.origin,
        "holds": lambda row: ", ".join(row.stances),
        "words": lambda row: row.words,
        "documents": lambda row: row.documents,
        "reason": lambda row: row.reason,
    }
    unless_alike = ("record",)


def origins(
    records: Record | Iterable[Record],
    user: Viewer | None = None,
    *,
    known_on: Day | None = None,
) -> Origins:
    """The independent origins of what is said of a record, or of many.

    Ten papers that carry one spokesman's sentence are one row, and so are republications of one
    document; the curator's inferences have none. In the order of the records, those who assert
    first. `known_on` a day, or records that came from `known_on(day)`, takes only what documents
    published by that day say. With `user`, without what is restricted for them. In a fixed number
    of queries.

    >>> origins(Event.objects.get(code="erbil-attack"))
    origin       holds    words  documents  reason
    Defense One  asserts  3      1          all 3 narrated by Defense One's document
    """
    listed: list[Record] = expect_all(records, Record)  # type: ignore[type-abstract]
    return Origins(
        _held(explanation.record, holding, explanation.standing)
        for explanation in explain_all(listed, user, known_on)
        for holding in explanation.origins
    )


def _held(record: Record, holding: Holding, standing: str) -> Held:
    assert holding.source is not None
    documents = {word.evidence.passage.document_id for word in holding.words}
    return Held(
        record,
        holding.source,
        holding.stances,
        len(holding.words),
        len(documents),
        holding.reason,
        standing,
    )
