"""Who is held responsible for events, by whom, and how firmly: a table of words that stand."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from actors.models import Actor
from curation.days import Day
from curation.expecting import expect_all
from curation.known import day_for
from curation.restricting import Viewer, visible
from curation.tables import Table
from events.models import Event, Participation, Place
from events.roles import RESPONSIBLE, Role
from sources.charging import Kind, kind_of
from sources.evidence import Evidence, Source
from sources.explaining import Explanation, explain_all
from sources.models import Attribution

KINDS = [*Kind]


@dataclass(frozen=True)
class Charge:
    """One word that stands, of one origin, on who was responsible for an event.

    `kind` is what it amounts to. `origin` is None for the curator's inference and where nobody
    holds it; `evidence` is the attribution with its voices, None where there is none that may be
    seen. `standing` is that of the participation, by all of its evidence.
    """

    participation: Participation
    kind: Kind
    origin: Source | None
    evidence: Evidence | None
    standing: str

    @property
    def event(self) -> Event:
        return self.participation.event

    @property
    def actor(self) -> Actor | None:
        """Who is held responsible; None where that is a place."""
        return self.participation.actor

    @property
    def participant(self) -> Actor | Place:
        participant = self.actor or self.participation.place
        assert participant is not None
        return participant

    @property
    def attribution(self) -> Attribution | None:
        return self.evidence.attribution if self.evidence else None

    @property
    def grades(self) -> str:
        """Admiralty, a dash for what is not graded, and the likelihood: “B2, likely”; or empty."""
        given = [said(self, "reliability"), said(self, "credibility")]
        admiralty = "".join(str(grade or "–") for grade in given) if any(given) else ""
        return ", ".join(part for part in (admiralty, said(self, "likelihood")) if part)


def said(row: Charge, name: str) -> Any:
    """A column of the attribution, or the reliability of its document; None without it."""
    if row.attribution is None:
        return None
    if name == "reliability":
        return row.attribution.passage.document.reliability or None
    value = getattr(row.attribution, name)
    return None if value == "" else value


def _column(name: str) -> Callable[[Charge], object]:
    return lambda row: said(row, name)


class Responsibility(Table[Charge]):
    """Charges, in the order of the events; those for one role and participant come together."""

    columns = {
        "event": lambda row: row.event.code,
        "title": lambda row: row.event.title,
        "date": lambda row: row.event.date or None,
        "role": lambda row: row.participation.role,
        "participant": lambda row: row.participant.code,
        "participant_name": lambda row: str(row.participant),
        "kind": lambda row: row.kind.value,
        "origin": lambda row: row.origin and row.origin.record and row.origin.record.code,
        "origin_name": lambda row: row.origin and row.origin.name,
        **{name: _column(name) for name in ("stance", "extent", "basis", "field", "value")},
        **{name: _column(name) for name in ("hedge", "likelihood", "credibility", "reliability")},
        "passage": lambda row: row.evidence and row.evidence.passage.code,
        "document": lambda row: row.evidence and row.evidence.passage.document.code,
        "standing": lambda row: row.standing,
    }
    shown = {
        "event": lambda row: row.event.code,
        "role": lambda row: row.participation.get_role_display().lower(),
        "participant": lambda row: row.participant,
        "kind": lambda row: row.kind,
        "origin": lambda row: row.origin,
        "hedge": _column("hedge"),
        "grades": lambda row: row.grades,
        "standing": lambda row: row.standing,
        "passage": lambda row: row.evidence and row.evidence.passage.code,
    }
    unless_alike = ("event",)


def responsibility(
    events: Event | Iterable[Event],
    *,
    known_on: Day | None = None,
    roles: str | Sequence[str] = RESPONSIBLE,
    user: Viewer | None = None,
) -> Responsibility:
    """Who is held responsible for events, in which role, by which origins, and how.

    A row for each word that stands by now: what its origin has overtaken or retired is left out,
    and `explain(participation)` shows it. Somebody whom nobody holds responsible has one row
    without an origin; an event for which no source names anybody has none. `kind` is
    one of `sources.charging.Kind`. In the order of the events, then by role and name of
    the participant, then by kind, origin and passage; grades that nobody gave are None.

    `known_on` a day, or events that came from `known_on(day)`, takes only what documents
    published by that day said. `roles` are those that make responsible, or others by name;
    `ValueError` for what is no role. With `user`, without what is restricted for them. In a fixed
    number of queries, however many events.

    >>> responsibility(Event.objects.get(code="erbil-attack"))
    role         participant                           kind     origin       standing       passage
    perpetrator  Kataib Hezbollah                      accused  Defense One  single-source  p16-1
    perpetrator  militia groups responsible for Erbil  accused  Defense One  single-source  p16-1
    """
    roles = _known_roles(roles)
    of_day: dict[date | None, list[Event]] = defaultdict(list)
    listed = expect_all(events, Event)
    for event in listed:
        of_day[day_for(event, known_on)].append(event)
    rows = [
        row
        for day, then in of_day.items()
        for explanation in explain_all(_participations(then, roles, user), user, day)
        for row in _charges(explanation)
    ]
    place = {event.pk: number for number, event in enumerate(listed)}
    return Responsibility(sorted(rows, key=lambda row: (place[row.event.pk], *_order(row, roles))))


def _known_roles(roles: str | Sequence[str]) -> Sequence[str]:
    named = [roles] if isinstance(roles, str) else roles
    for role in named:
        if role not in Role.values:
            known = ", ".join(Role.values)
            raise ValueError(f"“{f'{role}'[:60]}” is no role: choose among {known}.")
    return named


def _participations(
    events: Sequence[Event], roles: Sequence[str], user: Viewer | None
) -> list[Participation]:
    rows = Participation.objects.filter(event__in=[event.pk for event in events], role__in=roles)
    named = rows.select_related("event", "actor", "place").order_by("pk")
    return [*(named if user is None else visible(named, user))]


def _charges(explanation: Explanation) -> Iterator[Charge]:
    """The words on one participation that stand; where none does, one row that says so."""
    part, standing = cast("Participation", explanation.record), explanation.standing
    losers = {
        (rival.field, value.text)
        for rival in explanation.competing
        for value in rival.values
        if value.loses
    }
    counted = False
    for holding in explanation.holdings:
        for word in holding.words:
            item = word.evidence
            if holding.source and word.stands:
                kind = kind_of(part, item, holding.source, losers)
            elif holding.source is None and item.attribution.status != "retired":
                kind = Kind.INFERRED
            else:
                continue
            counted = True
            yield Charge(part, kind, holding.source, item, standing)
    if not counted and (explanation.known_on is None or standing != "unattributed"):
        kind = Kind.WITHHELD if explanation.hidden else Kind.NOBODY
        yield Charge(part, kind, None, None, standing)


def _order(row: Charge, roles: Sequence[str]) -> tuple[Any, ...]:
    passage = row.evidence.passage.code if row.evidence else ""
    participation = row.participation
    place = ([*roles].index(participation.role), str(row.participant), participation.pk)
    return (*place, KINDS.index(row.kind), str(row.origin or ""), passage)
