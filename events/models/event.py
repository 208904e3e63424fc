from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least

from curation.constraints import is_given, is_known
from curation.dating import (
    EDTFField,
    earliest,
    end_earliest,
    is_not_open,
    latest,
    start_latest,
)
from curation.directions import set_in
from curation.periods import since
from curation.querysets import EvidencedQuerySet, RecordQuerySet
from curation.records import Record
from curation.triggers import recorded
from curation.when import indexed_by_date
from events.models.place import Place
from events.querysets import EventQuerySet
from events.triggers import RefuseParentCircle


@recorded
class EventType(Record):
    """A kind of happening, with its codes in the field's schemes; lossy, empty where none fits."""

    label = models.CharField(max_length=100)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="kinds")
    acled = models.CharField("ACLED", max_length=200, blank=True)
    ucdp = models.CharField("UCDP", max_length=200, blank=True)
    gtd = models.CharField("GTD", max_length=200, blank=True)
    cameo = models.CharField("CAMEO", max_length=200, blank=True)
    plover = models.CharField("PLOVER", max_length=200, blank=True)

    objects: ClassVar = RecordQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["label", "id"]
        triggers = [RefuseParentCircle()]
        constraints = [
            *Record.Meta.constraints,
            is_given("label", "eventtype"),
            models.UniqueConstraint(
                name="eventtype_label_stands_once",
                fields=["label"],
                violation_error_message="There is an event type with this label already.",
            ),
            models.CheckConstraint(
                name="eventtype_is_not_its_own_parent",
                condition=Q(parent=None) | ~Q(parent=F("id")),
                violation_error_message="An event type is not a kind of itself.",
            ),
        ]

    def __str__(self) -> str:
        return self.label


@recorded
class Event(Record):
    """Something that happened, once; who did it is for its participations to say.

    `date` is EDTF: `2020-01` and `[2020-01-01..2020-01-31]` mean some time within, `a/b`
    throughout. It lies between `date_earliest` and `date_latest`; by `date_start_latest` it had
    certainly begun, until `date_end_earliest` it certainly lasted. NULL is unknown, or open
    where the text says `..`.
    """

    title = models.CharField(max_length=200, help_text="In our own words.")
    type = models.ForeignKey(EventType, models.PROTECT, related_name="events")
    date = EDTFField(help_text="2020-01-03, January 2020, 2007/2008, [..2020-01], or empty.")
    date_earliest = earliest("date")
    date_start_latest = start_latest("date")
    date_end_earliest = end_earliest("date")
    date_latest = latest("date")
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="events")
    description = models.TextField(blank=True, help_text="In our own words.")

    objects: ClassVar = EventQuerySet.as_manager()

    searched = ("title", "description")

    class Meta(Record.Meta):
        # The latest first, the undated last.
        ordering = [since("date").desc(), "-id"]
        indexes = [
            *Record.Meta.indexes,
            models.Index(since("date").desc(), F("id").desc(), name="event_by_date"),
            *indexed_by_date("event", "date"),
        ]
        constraints = [
            *Record.Meta.constraints,
            is_given("title", "event"),
            is_not_open("date", name="event_date_is_not_open"),
        ]

    def __str__(self) -> str:
        return self.title


class EventLinkKind(models.TextChoices):
    IN_RESPONSE_TO = "in_response_to", "in response to"
    PART_OF = "part_of", "part of"
    LED_TO = "led_to", "led to"
    FOLLOWED = "followed", "followed"
    SAME_OCCASION = "same_occasion", "on the same occasion as"
    COMPARED_WITH = "compared_with", "compared with"


@recorded
class EventLink(Record):
    """One happening's tie to another, as a source draws it: `event` `kind` `other`."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="links")
    kind = models.CharField(max_length=20, choices=EventLinkKind)
    other = models.ForeignKey(Event, models.PROTECT, related_name="converse_links")

    objects: ClassVar = EvidencedQuerySet.as_manager()

    named_by = ("event", "other")

    class Meta(Record.Meta):
        ordering = ["event", "kind", "id"]
        constraints = [
            *Record.Meta.constraints,
            is_known("kind", EventLinkKind, "eventlink"),
            models.CheckConstraint(
                name="eventlink_is_between_two_events",
                condition=~Q(event=F("other")),
                violation_error_message="An event cannot be linked to itself.",
            ),
            models.UniqueConstraint(
                name="eventlink_stands_once",
                fields=["event", "kind", "other"],
                violation_error_message="These two events are linked so already.",
            ),
            models.UniqueConstraint(
                Least("event", "other"),
                Greatest("event", "other"),
                name="eventlink_same_occasion_stands_once",
                condition=Q(kind=EventLinkKind.SAME_OCCASION),
                violation_error_message="These two are linked so already, the other way round.",
            ),
        ]

    def __str__(self) -> str:
        return f"{set_in(self.event)} {self.get_kind_display()} {set_in(self.other)}"
