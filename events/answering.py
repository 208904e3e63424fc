"""How whoever is held responsible for events answered to an actor when they happened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from actors.answering import Days, Way, ways_up
from actors.hierarchy import links_of, told, weakest_of
from curation.links import beyond
from curation.querysets import EvidencedQuerySet
from curation.tables import Table
from events.roles import RESPONSIBLE

if TYPE_CHECKING:
    from actors.models import Actor
    from events.models import Event, Participation


@dataclass(frozen=True)
class Answer:
    """One participation by which an event is attributed to an actor or to one below it.

    `depth` is 0 for the actor itself. `path` are the codes of the relations from the participant
    up, `chain` the same in words; `certain` says that by them, or by a longer way, the participant
    certainly answered to the actor on every day that the event can have been on; `weakest` is the
    standing of the weakest of them, None without any. `standing` is that of the participation.
    """

    event: "Event"
    participation: "Participation"
    depth: int
    path: list[str]
    chain: str
    certain: bool
    weakest: str | None
    standing: str


class Answers(Table[Answer]):
    columns = {
        "event": lambda row: row.event.code,
        "title": lambda row: row.event.title,
        "date": lambda row: row.event.date,
        "actor": lambda row: row.participation.actor.code,
        "role": lambda row: row.participation.role,
        "standing": lambda row: row.standing,
        "depth": lambda row: row.depth,
        "path": lambda row: row.path,
        "chain": lambda row: row.chain,
        "certain": lambda row: row.certain,
        "weakest": lambda row: row.weakest,
    }
    shown = {
        "event": lambda row: row.event.code,
        "role": lambda row: row.participation.get_role_display().lower(),
        "standing": lambda row: row.standing,
        "chain": lambda row: row.chain,
        "weakest": lambda row: row.weakest,
    }
    unless_alike = ("event",)


def answers(events: "QuerySet[Event]", actor: "Actor", known: date | None) -> Answers:
    """For each of `events`, in their order, how those held responsible answered to `actor`.

    By the shortest way that was possibly in force on a day which the event's date can mean, one
    that held for certain before others; whoever did not answer to `actor` is left out. In four
    queries, however many events.
    """
    ways = ways_up(actor, known, events.db)
    order = {event.pk: place for place, event in enumerate(events)}
    parts = held_responsible(events.model, known).filter(event__in=[*order], actor__in=[*ways])
    if known is not None:
        parts = parts.weighed_on(known)
    found = []
    for part in parts.select_related("event", "actor").with_standing():
        window = _days(part.event)
        possible = [way for way in ways[part.actor_id] if way.possibly.within(window)]
        if possible:
            way = min(possible, key=lambda way: way.rank(window))
            found.append((part, way, any(way.is_certain(window) for way in possible)))
    links = links_of(actor, {code for _, way, _ in found for code in way.path}, known)
    rows = [_answer(part, way, certain, links) for part, way, certain in found]
    return Answers(sorted(rows, key=lambda row: (order[row.event.pk], *_order(row))))


def _order(row: Answer) -> tuple[int, str, str]:
    return row.depth, row.chain, row.participation.role


def held_responsible(events: "type[Event]", known: date | RawSQL | None) -> EvidencedQuerySet:
    """Participations by which some voice holds somebody responsible: a claim, charge or suspicion.

    `known` takes only what documents published by that day say.
    """
    model = beyond(events, "participations")
    voiced = beyond(model, "attributions")._default_manager.filter(
        ~Q(status="retired"), participation=OuterRef("pk"), stance__in=["asserts", "suspects"]
    )
    parts = cast("EvidencedQuerySet", model._default_manager.order_by())
    if known is not None:
        voiced = voiced.filter(passage__document__published_latest__lte=known)
    return parts.filter(Exists(voiced), role__in=RESPONSIBLE)


def _answer(part: "Participation", way: Way, certain: bool, links: Mapping) -> Answer:
    settled = bool(part.event.date) and not {*"?~%"} & {*part.event.date}
    actor = cast("Actor", part.actor)
    return Answer(
        part.event,
        part,
        len(way.path),
        [*way.path],
        told(actor, way.path, links),
        not way.path or (settled and certain),
        weakest_of(way.path, links),
        part.standing,  # type: ignore[attr-defined]
    )


def _days(event: "Event") -> Days:
    return Days(event.date_earliest or date.min, event.date_latest or date.max)
