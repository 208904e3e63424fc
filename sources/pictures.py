"""Timelines of documents and statements, and of what a document speaks of."""

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from curation.links import beyond
from curation.naming import apart
from curation.picture_kinds import ALL, Asked
from curation.pictures.timeline import Timeline
from curation.timelines import DrawnAs, Gathering, TimelineMixin, Window

if TYPE_CHECKING:
    from sources.models import Document


class DocumentTimelines(TimelineMixin):
    drawn_as = DrawnAs(("published",))


class StatementTimelines(TimelineMixin):
    drawn_as = DrawnAs(("horizon",))


def timeline_of_document(document: "Document", asked: Asked = ALL) -> Timeline:
    """A document, and the events and statements that its passages hold up."""
    attributions = beyond(beyond(type(document), "passages"), "attributions")
    held = asked.in_use(attributions).filter(passage__document=document)
    events, statements = (
        asked.in_use(beyond(attributions, name)) for name in ("event", "statement")
    )
    spoken_of = Q(pk__in=held.order_by().values("event")) | Q(
        pk__in=held.order_by().values("participation__event")
    )
    own: Any = type(document).objects.filter(pk=document.pk)
    gathering = Gathering(Window.asked(asked))
    gathering.add(own, band=lambda row: "This document")
    gathering.add(events.filter(spoken_of), band=lambda row: "Events")
    told = statements.filter(pk__in=held.order_by().values("statement"))
    gathering.add(told, band=lambda row: "Statements")
    return gathering.timeline(f"Timeline of {apart(document)}")
