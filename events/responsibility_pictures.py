"""Matrices of who is held responsible for what, of events, of actors, and of their parts."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django.db.models import Exists, Model, OuterRef, QuerySet

from curation.addresses import page_of
from curation.known import day_of
from curation.links import beyond
from curation.naming import apart
from curation.picture_kinds import ALL, Asked
from curation.pictures.bounds import MOST_COUNTED, left_out, take, unsliced
from curation.pictures.matrix import Cell, Head, Matrix, Voices
from events.roles import RESPONSIBLE

if TYPE_CHECKING:
    from events.models import Event, Participation

MOST_EVENTS, MOST_ACTORS, MOST_CELLS = 60, 80, 600
NARROW = "look at fewer of them"
# By what `sources.charging` calls a word: those that speak of whoever the participation names.
VOICES = {
    "claimed": "claimed",
    "admitted on its behalf": "claimed",
    "accused": "accused",
    "suspected": "suspected",
    "denied": "denied",
    "denied on its behalf": "denied",
    "exonerated": "exonerated",
}
TITLE = "Who is held responsible for which events"


@dataclass
class Said:
    """The keys of the origins that say each thing of a participation, and its standing.

    `otherwise` if some origin gives somebody else or another role.
    """

    origins: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    standing: str = "unattributed"
    otherwise: bool = False


class EventMatrices:
    """For a queryset of events."""

    def responsibility_matrix(self, asked: Asked = ALL) -> Matrix:
        """Who is held responsible for the events, by how many independent origins.

        A matrix of actors by events: what actors say of themselves apart from what others say;
        `.save("x.svg")`, .html or .csv makes a file of it. The first 60 events in the
        queryset's order that somebody is held responsible for are drawn. After `known_on(day)`
        only what documents published by that day say counts, and only parts of which one of
        them says something, be it a denial, are drawn.

        >>> erbil = Event.objects.filter(code="erbil-attack").responsibility_matrix()
        >>> [(cell.row.name, cell.voices.accused) for cell in erbil.cells]
        [('Kataib Hezbollah', 1), ('militia groups responsible for Erbil', 1)]
        """
        events = unsliced(cast("QuerySet", self))
        known_on = day_of(events.query)
        parts: Any = asked.of(beyond(events.model, "participations"))
        if known_on:
            parts = parts.spoken_of_by(known_on)
        parts = _responsible(parts)
        held = Exists(parts.filter(event=OuterRef("pk")))
        taken = take(events.filter(held), MOST_EVENTS)
        remarks = left_out(taken.left_out, len(taken.rows), "events", NARROW)
        if asked.may_see(parts.model):
            remarks += _without_anybody(events.filter(~held))
        chosen = parts.filter(event__in=[event.pk for event in taken.rows])
        return _matrix(chosen, TITLE, remarks, asked, known_on)


class ParticipationMatrices:
    """For a queryset of participations."""

    def responsibility_matrix(
        self, asked: Asked = ALL, title: str = TITLE, remarks: Sequence[str] = ()
    ) -> Matrix:
        """Who is held responsible for what, of those of the parts that make responsible.

        As that of events, after `known_on(day)` too.
        """
        parts = cast("QuerySet", self)
        known_on = day_of(parts.query)
        return _matrix(_responsible(parts), title, [*remarks], asked, known_on)


def matrix_of_event(event: "Event", asked: Asked = ALL) -> Matrix:
    """Who is held responsible for an event."""
    parts = _responsible(asked.of(beyond(type(event), "participations")).filter(event=event))
    return _matrix(parts, f"Who is held responsible for {apart(event)}", [], asked)


def _responsible(parts: QuerySet) -> QuerySet:
    """Those of the parts that make an actor responsible, retired ones left out."""
    return (
        unsliced(parts).filter(role__in=RESPONSIBLE, actor__isnull=False).exclude(status="retired")
    )


def _without_anybody(events: QuerySet) -> list[str]:
    """That for some events nobody is held responsible, in a sentence or none."""
    count = events.order_by().values("pk")[:MOST_COUNTED].count()
    if not count:
        return []
    number = f"{count:,} or more" if count == MOST_COUNTED else f"{count:,}"
    return [f"Events for which nobody is held responsible are not drawn: {number}."]


def _matrix(
    parts: QuerySet, title: str, remarks: list[str], asked: Asked, known_on: date | None = None
) -> Matrix:
    named = parts.select_related("actor", "event")
    taken = take(named.order_by("-event__date_earliest", "event", "pk"), MOST_CELLS)
    drawn = _of_the_most_named(taken.rows)
    remarks = remarks + left_out(
        taken.left_out + len(taken.rows) - len(drawn), len(drawn), "parts", NARROW
    )
    remarks += _kept_back(named.model, asked)
    said = _said(named.model, drawn, asked, known_on)
    return Matrix(title, [_cell(part, said[part.pk]) for part in drawn], remarks)


def _kept_back(parts: type[Model], asked: Asked) -> list[str]:
    """That the viewer may not see what the matrix is made of, in a sentence or none."""
    if not asked.may_see(parts):
        return ["You may not see who took part in events."]
    if not asked.may_see(beyond(parts, "attributions")):
        return ["Nobody’s words are counted: you may not see attributions."]
    return []


def _said(
    model: type[Model], parts: Sequence["Participation"], asked: Asked, known_on: date | None
) -> Mapping[int, Said]:
    """What origins say of each part, and its standing, all read at once.

    Nothing is said to those who may not see attributions.
    """
    attributions: Any = beyond(model, "attributions")
    heard = asked.may_see(attributions)
    events = list({part.event_id: part.event for part in parts}.values())
    found = {part.pk: Said() for part in parts}
    for charge in attributions._default_manager.responsibility(events, asked.viewer, known_on):
        said = found.get(charge.participation.pk)
        if said is None:
            continue
        said.standing = charge.standing
        if heard and charge.origin:
            said.otherwise |= charge.kind == "said otherwise"
            if name := VOICES.get(charge.kind):
                said.origins[name].add(charge.origin.key)
    return found


def _of_the_most_named(parts: Sequence["Participation"]) -> list["Participation"]:
    """The parts of so many events and actors as one can read, of actors those with the most."""
    events = [*dict.fromkeys(part.event_id for part in parts)][:MOST_EVENTS]
    within = [part for part in parts if part.event_id in events]
    actors = {pk for pk, _n in Counter(part.actor_id for part in within).most_common(MOST_ACTORS)}
    return [part for part in within if part.actor_id in actors]


def _cell(part: "Participation", said: Said) -> Cell:
    actor, event = cast("Any", part.actor), part.event
    name = str(actor)
    if part.role != "perpetrator":
        name = f"{apart(actor)} ({part.get_role_display().lower()})"
    day = event.date_earliest or event.date_latest
    row = Head(name, page_of(actor))
    column = Head(str(event), page_of(event), day.isoformat() if day else "~", event.date)
    voices = Voices(**{name: len(origins) for name, origins in said.origins.items()})
    return Cell(row, column, voices, said.standing, page_of(part), said.otherwise)
