"""Timelines of events, of who took part in them, and of what lies about one."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q, Value
from django.db.models.lookups import GreaterThan, LessThanOrEqual

from curation.links import beyond
from curation.naming import apart
from curation.periods import since
from curation.picture_kinds import ALL, Asked
from curation.pictures.timeline import Timeline
from curation.timelines import DrawnAs, Gathering, TimelineMixin, Window

if TYPE_CHECKING:
    from events.models import Event, Place

# So many events before another, and as many after it, stand beside it.
NEIGHBOURS = 10


class EventTimelines(TimelineMixin):
    drawn_as = DrawnAs(("date",))


class ParticipationTimelines(TimelineMixin):
    drawn_as = DrawnAs(("event__date",), ["event", "actor", "place"])


class FigureTimelines(TimelineMixin):
    drawn_as = DrawnAs(("as_of",), ["event", "actor", "relation__subject", "relation__object"])


def timeline_of_event(event: "Event", asked: Asked = ALL) -> Timeline:
    """An event, what it is linked to, and what happened shortly before and after it."""
    model: Any = type(event)
    links = asked.in_use(beyond(model, "links"))
    linked = Q(pk__in=links.filter(event=event).order_by().values("other")) | Q(
        pk__in=links.filter(other=event).order_by().values("event")
    )
    others = asked.in_use(model).exclude(pk=event.pk)
    gathering = Gathering(Window.asked(asked))
    gathering.add(model.objects.filter(pk=event.pk), band=lambda row: "This event")
    gathering.add(others.filter(linked), band=lambda row: "Linked to it")
    if event.date:
        near = [*_neighbours(event, others.exclude(linked))]
        gathering.add(model.objects.filter(pk__in=near), band=lambda row: "Before and after it")
    return gathering.timeline(f"Timeline of {apart(event)}")


def _neighbours(event: "Event", others: Any) -> Iterator[int]:
    """The keys of the dated events next to an event, by the first day that each may be on.

    In the order of an index, so that however many there are, these are found at once.
    """
    day = Value(event.date_earliest or event.date_latest or date.min)
    dated = others.exclude(date="").order_by()
    before = dated.filter(LessThanOrEqual(since("date"), day)).order_by(since("date").desc(), "-pk")
    after = dated.filter(GreaterThan(since("date"), day)).order_by(since("date").asc(), "pk")
    for rows in (before, after):
        yield from rows.values_list("pk", flat=True)[:NEIGHBOURS]


def timeline_of_place(place: "Place", asked: Asked = ALL) -> Timeline:
    """What happened at a place, or at one that lies directly within it."""
    rows = asked.in_use(beyond(type(place), "events"))
    gathering = Gathering(Window.asked(asked))
    gathering.add(rows.filter(Q(place=place) | Q(place__parent=place)))
    return gathering.timeline(f"Timeline of {apart(place)}")
