"""What to look at again about actors: relations at odds with dates, offices and ranks."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from actors.doubtful import OFFICES, may_end_before_it_begins
from actors.models import Actor, Designation, Relation
from actors.rounds import rounds
from curation.lint import Among, Finding, Reasons, each, register
from curation.naming import apart


def _begun(relation: Relation) -> str:
    return _dates(relation, "began")


def _over(relation: Relation) -> str:
    return _dates(relation, "ended")


def _dates(relation: Relation, which: str) -> str:
    """The relation's own dates, and when each of its actors began or ended, as far as known."""
    own = f"{relation.began or '?'} to {relation.ended or '?'}"
    actors = [(actor, getattr(actor, which)) for actor in (relation.subject, relation.object)]
    return "; ".join([own, *(f"{apart(actor)} {which} {day}" for actor, day in actors if day)])


def _others_in_office(relations: Sequence[Relation], among: Among) -> Reasons:
    """With whom a relation shares its office, and on which days certainly."""
    offices = among(Relation).filter(
        object__in=[relation.object_id for relation in relations], predicate__in=OFFICES
    )
    holders = defaultdict(list)
    for one in offices.exclude(title="").exclude(status="retired").select_related("subject"):
        holders[_office(one)].append(one)
    return {
        relation.pk: "; ".join(_shared(relation, holders[_office(relation)]))
        for relation in relations
    }


def _office(relation: Relation) -> tuple[int, str, str]:
    return relation.object_id, relation.predicate, relation.title.upper()


def _shared(relation: Relation, holders: Sequence[Relation]) -> Iterator[str]:
    for other in holders:
        first = max(_certain(relation)[0], _certain(other)[0])
        last = min(_certain(relation)[1], _certain(other)[1])
        if other.subject_id == relation.subject_id or first > last:
            continue
        yield f"with {apart(other.subject)}{_lasting(first, last)}"


def _lasting(first: date, last: date) -> str:
    if last == date.max:
        return f" from {first} on"
    days = (last - first).days + 1
    return f", {first} to {last}: {days} day{'s' if days > 1 else ''}"


def _certain(relation: Relation) -> tuple[date, date]:
    """First and last day on which it certainly held; the wrong way round if there are none."""
    begun = date.min if relation.began == ".." else relation.began_latest
    over = date.max if relation.ended == ".." else relation.ended_earliest
    qualified = any(sign in relation.began + relation.ended for sign in "?~%")
    return (date.max, date.min) if qualified or not (begun and over) else (begun, over)


def _circles(relations: Sequence[Relation], among: Among) -> Reasons:
    return rounds(relations, among(Relation))


def _reversible(rows: Any, among: Among) -> QuerySet:
    found: QuerySet = rows.in_use().filter(may_end_before_it_begins())
    return found


register(
    Finding(
        "relations-before-actor",
        "Related before it began",
        "The relation certainly began, or was over, before one of the two actors began or was"
        " born.",
        "One of the two dates may be what a source got wrong, which is coded as printed.",
        [Relation],
        lambda rows, _among: rows.before_their_actors(),
        each(_begun),
    ),
    Finding(
        "relations-after-actor",
        "Related after it ended",
        "The relation certainly began, or lasted, after one of the two actors ended or died;"
        " successions and the like apart.",
        "One of the two dates may be what a source got wrong, which is coded as printed.",
        [Relation],
        lambda rows, _among: rows.after_their_actors(),
        each(_over),
    ),
    Finding(
        "overlapping-holders",
        "Overlapping holders of one office",
        "Somebody else certainly held the same title in the same body on the same day.",
        "Some offices have several seats, and rivals do claim one.",
        [Relation],
        lambda rows, among: rows.overlapping_holders(among=among(Relation)),
        _others_in_office,
    ),
    Finding(
        "circles",
        "Circles of rank",
        "By way of this relation an actor possibly stands above itself, all at one time.",
        "Sources disagree on who stood above whom; a circle is refused only within one predicate,"
        " among accepted relations that certainly hold together.",
        [Relation],
        lambda rows, among: rows.in_use().in_circles(among(Relation)),
        _circles,
        worked_out=True,
    ),
    Finding(
        "may-end-before-it-begins",
        "May end before it begins",
        "Some days that one of its two dates can mean are ruled out by the other.",
        "Each date is as exact as its source; one of them can be written more exactly.",
        [Relation, Designation, Actor],
        _reversible,
        each(lambda row: f"{row.began} to {row.ended}"),
    ),
)
