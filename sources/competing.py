"""Values that compete for a column of a record: what is given for it beside what it says now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, Model

from curation.numbers import plain
from curation.records import Record
from sources.evidence import Evidence, Source
from sources.fields import column, spoken
from sources.models import Stance
from sources.weighing import Holding

# The code of a linked record by its model and key.
Codes = Mapping[tuple[type[Model], Any], str]


@dataclass
class Value:
    """One value for a field as attributions write it, and who gives it.

    `origins` are those that hold it by now. `may_be_taken` is the attribution by which it is
    accepted: one that asserts or suspects it; None where it is only denied or taken back, or
    recorded already.
    """

    text: str
    is_recorded: bool
    given_by: list[Evidence]
    origins: list[Source]

    @property
    def held_by_nobody(self) -> str:
        """Why nobody holds it by now; empty where somebody does."""
        if self.origins:
            return ""
        if all(item.not_counted for item in self.given_by):
            inferred = any(item.attribution.status != "retired" for item in self.given_by)
            return "nobody: inferred by the curator" if inferred else "nobody: retired"
        return "nobody by now"

    @property
    def loses(self) -> bool:
        return not self.is_recorded

    @property
    def may_be_taken(self) -> Evidence | None:
        if self.is_recorded:
            return None
        return next((item for item in self.given_by if gives(item)), None)


@dataclass
class Competition:
    """The values of one field, the recorded one first; `recorded` is empty where there is none.

    `is_contested` says that two origins hold different ones, which makes the record contested;
    else the values differ from what the record says, or were overtaken.
    """

    field: str
    recorded: str
    values: list[Value]
    is_contested: bool

    @property
    def label(self) -> str:
        return spoken(self.field)

    @property
    def is_held_up(self) -> bool:
        """Whether somebody gives the value that the record says."""
        return any(value.is_recorded for value in self.values)


def gives(item: Evidence) -> bool:
    """Whether an attribution offers its value for the record, and not against it."""
    a = item.attribution
    return a.stance in (Stance.ASSERTS, Stance.SUSPECTS) and a.status != "retired"


def competing(
    record: Record,
    evidence: Iterable[Evidence],
    held: Sequence[Holding],
    contested: Sequence[str],
    codes: Codes,
) -> list[Competition]:
    """The fields for which more than one value is given, or another than the record says.

    Values are told apart as text, as standing.sql does; whether the record says one is asked of
    its column, so that 5 is 5.000.
    """
    given: dict[str, dict[str, list[Evidence]]] = {}
    for item in evidence:
        a = item.attribution
        if a.field and a.value:
            given.setdefault(a.field, {}).setdefault(a.value, []).append(item)
    found = []
    for name, values in given.items():
        listed = [_value(record, name, text, by, held, codes) for text, by in values.items()]
        if len(listed) > 1 or not listed[0].is_recorded:
            listed.sort(key=lambda value: (value.loses, value.text))
            recorded = recorded_text(record, name, codes)
            found.append(Competition(name, recorded, listed, name in contested))
    return found


def _value(
    record: Record,
    name: str,
    text: str,
    given_by: list[Evidence],
    held: Sequence[Holding],
    codes: Codes,
) -> Value:
    holders = [
        holding.source
        for holding in held
        if holding.source
        and any(
            word.stands and gives(word.evidence) and any(word.evidence is by for by in given_by)
            for word in holding.words
        )
    ]
    return Value(text, says(record, name, text, codes), given_by, holders)


def says(record: Record, name: str, text: str, codes: Codes) -> bool:
    """Whether the column `name` of `record` has the value that `text` stands for."""
    field = column(record, name)
    if isinstance(field, ForeignKey):
        return recorded_text(record, name, codes) == text
    try:
        return bool(field.to_python(text) == getattr(record, name))
    except ValidationError:
        return False


def recorded_text(record: Record, name: str, codes: Codes) -> str:
    """What the record says, as an attribution would write it; a link by its code."""
    field = column(record, name)
    value = getattr(record, field.attname)
    if value is None or value == "":
        return ""
    if isinstance(field, ForeignKey):
        return codes.get((field.related_model, value), "")
    return plain(value) if isinstance(value, Decimal) else str(value)
