"""A fact stated in one line, as a box offers to make it, and the records that say it already."""

from collections.abc import Iterator, Sequence
from typing import NotRequired, TypedDict

from django.db.models import Model
from django.http import HttpRequest

from sources.coded_with import CodedWith
from sources.making_forms import MADE
from sources.offered import EXACTLY, OFFERED, PARTLY, Offer, by_place, desk_of, found, offer
from sources.record_choice import RecordChoice
from sources.stating import StatedFact


class PartOffer(TypedDict):
    """A field of a stated fact; where it is to be a record, of which `kinds` and who is `meant`."""

    field: str
    typed: str
    value: str | None
    kinds: NotRequired[list[str]]
    meant: NotRequired[Offer | None]


class FactOffer(TypedDict):
    """A new record of a kind, with the parts of the line in their order."""

    kind: str
    parts: list[PartOffer]


def fact_offer(request: HttpRequest, fact: StatedFact, here: CodedWith) -> FactOffer:
    """The fact with whom its ends surely mean, as far as the user may see them."""
    fields = MADE[fact.kind].base_fields
    parts: list[PartOffer] = []
    for part in fact.parts:
        choice = fields[part.field]
        offered: PartOffer = {"field": part.field, "typed": part.typed, "value": part.value}
        if isinstance(choice, RecordChoice):
            offered["kinds"] = [*choice.kinds]
            offered["meant"] = _meant(request, choice.kinds, part.typed, here)
        parts.append(offered)
    return {"kind": fact.kind, "parts": parts}


def _meant(request: HttpRequest, kinds: Sequence[str], term: str, here: CodedWith) -> Offer | None:
    """The record that is called so or goes by such a name, the first where several do.

    By a part of its name the last that the document is coded with, or else the only one that
    begins so: who is only near, or has the part in another spelling, is no more than offered.
    """
    those = (each for kind in kinds for each in found(request, kind, term, here.get(kind, {})))
    fitting = sorted((each for each in those if each.place[0] <= PARTLY), key=by_place)
    if fitting and fitting[0].place[0] < PARTLY:
        return fitting[0].offer
    sought = term.casefold()
    having = [each for each in fitting if sought in each.offer["text"].casefold()]
    for each in having:
        _fit, lately = each.place
        if lately:
            return each.offer
    offered = [each.offer for each in having]
    beginning = [each for each in offered if each["text"].casefold().startswith(sought)]
    return beginning[0] if len(beginning) == 1 else None


def there_already(request: HttpRequest, fact: FactOffer) -> Iterator[Offer]:
    """The records that say what a fact states, where all its ends are known.

    A number of the same measure and population is there whatever it is: another one is a value
    of it, which may be its rival. Numbers of other populations follow, for one source may count
    as “contractors” whom another calls “foreign contractors”.
    """
    desk = desk_of(fact["kind"])
    columns = _columns(desk.model, fact)
    number = columns.pop("best", None)
    columns.pop("unit", None)
    counted = columns.pop("of_whom", "") if fact["kind"] == "figure" else None
    if None in columns.values() or not desk.has_view_permission(request):
        return
    if fact["kind"] == "figure" and not any(part.get("kinds") for part in fact["parts"]):
        return  # of nothing that is said
    rows = [*desk.labelled(request).filter(**columns)[: 5 * OFFERED]]
    others = [row for row in rows if counted is not None and _differ(row.of_whom, counted)]
    for row in sorted(rows, key=lambda row: row in others)[:OFFERED]:
        there = offer(fact["kind"], row, EXACTLY)
        there["others" if row in others else "there"] = True
        if number is not None:
            there["given"] = ("best", number)
        yield there


def _differ(*populations: str) -> bool:
    """Whether others are counted; “Guards” are those of whom a “guard” is one."""
    one, other = (
        [word.removesuffix("s") for word in of_whom.casefold().split()] for of_whom in populations
    )
    return one != other


def _columns(model: type[Model], fact: FactOffer) -> dict[str, str | None]:
    """What a fact says of each column; None where it is not known which record is meant."""
    links = {field.name for field in model._meta.concrete_fields}
    columns: dict[str, str | None] = {}
    for part in fact["parts"]:
        if "kinds" not in part:
            columns[part["field"]] = part["typed"] if part["value"] is None else part["value"]
            continue
        kind, _colon, key = part["meant"]["id"].partition(":") if part["meant"] else ("", "", None)
        columns[part["field"] if part["field"] in links else kind] = key
    return columns
