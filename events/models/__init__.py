"""What happened, where, who took part and how, what followed, and the numbers."""

from events.models.event import Event, EventLink, EventLinkKind, EventType
from events.models.figure import Figure, Measure
from events.models.participation import Participation
from events.models.place import Place, PlaceKind, Precision
from events.roles import RESPONSIBLE, Role

__all__ = [
    "RESPONSIBLE",
    "Event",
    "EventLink",
    "EventLinkKind",
    "EventType",
    "Figure",
    "Measure",
    "Participation",
    "Place",
    "PlaceKind",
    "Precision",
    "Role",
]
