"""Origins without a last word: what one says and says otherwise, with no date to tell them apart.

The last word of an origin counts. Where two are of one moment, by when they were said and then
published, both stand. That it asserts and denies one thing at once is a dispute, as standing.sql
has it. That it gives two values for a field is none: rivals are two origins, and one is not two.
Either is said in words, for whoever reads the standing alone would miss it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from sources.evidence import Evidence, Source
from sources.fields import spoken
from sources.independence import in_a_row
from sources.models import Stance
from sources.querysets import SUBJECT_NAMES
from sources.weighing import Holding

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Undecided:
    """What one origin says of one field, the empty text for all of it, without a last word.

    `sides` are the things it says, each with its attributions; as text it is one sentence.
    `is_contested` says that the record is contested about the field: by this origin, which both
    asserts and denies it, or by others.
    """

    source: Source
    field: str
    sides: Mapping[str, Sequence[Evidence]]
    asserts_and_denies: bool
    is_contested: bool

    def __str__(self) -> str:
        about = f"{spoken(self.field).capitalize()}: " if self.field else ""
        verb = "" if self.asserts_and_denies else "gives "
        sides = in_a_row(f"{side} ({_passages(by)})" for side, by in self.sides.items())
        return (
            f"{about}{self.source} {verb}{sides} {self._dated}, and nothing tells which is the last"
            f" word{self._therefore}."
        )

    @property
    def _dated(self) -> str:
        """The dates as they are written; different ones end on one day, as 2014 and 2014-12."""
        dates = sorted({item.dated for by in self.sides.values() for item in by} - {""})
        if not dates:
            return "without a date"
        return f"{'on' if all(map(DAY.fullmatch, dates)) else 'dated'} {in_a_row(dates)}"

    @property
    def _therefore(self) -> str:
        if self.asserts_and_denies:
            return ": it is contested"
        return "" if self.is_contested else "; as it is one origin, this makes nothing contested"


def undecided_among(rows: QuerySet) -> QuerySet:
    """Those of `rows` for a column of which one origin gives two values at one moment.

    What an origin both asserts and denies is contested, and not among them. See
    sources/sql/undecided.sql.
    """
    subject = SUBJECT_NAMES[str(rows.model._meta.model_name)]
    return rows.exclude(status="retired").filter(pk__in=RawSQL("SELECT undecided(%s)", [subject]))


def undecided(held: Iterable[Holding], contested: Sequence[str]) -> list[Undecided]:
    """What origins leave undecided, by field; `contested` are the fields that are so."""
    found = [one for holding in held for one in _of(holding, contested)]
    return sorted(found, key=lambda one: (one.field, str(one.source)))


def _of(holding: Holding, contested: Sequence[str]) -> Iterator[Undecided]:
    if holding.source is None:
        return
    asserted, denied = _said(holding, Stance.ASSERTS), _said(holding, Stance.DENIES)
    for field, values in asserted.items():
        both = field in denied
        sides: dict[str, list[Evidence]] = {k: v for k, v in values.items() if k}
        if both:
            sides = {**_told("asserts", values), **_told("denies", denied[field])}
        if len(sides) > 1:
            yield Undecided(holding.source, field, sides, both, field in contested)


def _said(holding: Holding, stance: Stance) -> dict[str, dict[str, list[Evidence]]]:
    """What stands of an origin's words, by field and value: all on one field is of one moment."""
    said: dict[str, dict[str, list[Evidence]]] = {}
    for word in holding.words:
        if word.holds(stance):
            a = word.evidence.attribution
            said.setdefault(a.field, {}).setdefault(a.value, []).append(word.evidence)
    return said


def _told(verb: str, values: Mapping[str, list[Evidence]]) -> dict[str, list[Evidence]]:
    return {f"{verb} {value or 'it'}": by for value, by in values.items()}


def _passages(by: Sequence[Evidence]) -> str:
    return ", ".join(dict.fromkeys(item.passage.code for item in by))
