from typing import ClassVar

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from actors.models import Actor, Identity
from curation.constraints import has_exactly_one, is_known
from curation.directions import set_in
from curation.records import Record
from curation.triggers import recorded
from events.doubtful import ParticipationQuerySet
from events.models.event import Event
from events.models.place import Place
from events.roles import RESPONSIBLE, Role
from events.triggers import REFUSE_UNKNOWN_PARTICIPANT


@recorded
class Participation(Record):
    """An actor's or a place's part in an event; several may be held to be its perpetrators."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="participations")
    actor = models.ForeignKey(
        Actor, models.PROTECT, null=True, blank=True, related_name="participations"
    )
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="participations"
    )
    role = models.CharField(max_length=20, choices=Role)
    side = models.CharField(
        max_length=10, blank=True, help_text="A letter for each side of a fight: a, b."
    )

    objects: ClassVar = ParticipationQuerySet.as_manager()

    named_by = ("event", "actor", "place")

    class Meta(Record.Meta):
        ordering = ["event", "role", "id"]
        triggers = [
            pgtrigger.Trigger(
                name="refuse_unknown",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=REFUSE_UNKNOWN_PARTICIPANT,
            )
        ]
        indexes = [
            *Record.Meta.indexes,
            # What somebody answers for, found without a look at the table.
            models.Index(
                fields=["actor"],
                name="participation_answered_for",
                condition=Q(role__in=sorted(RESPONSIBLE)),
                include=["id", "event"],
            ),
        ]
        constraints = [
            *Record.Meta.constraints,
            has_exactly_one(["actor", "place"], "participation", "participant"),
            is_known("role", Role, "participation"),
            models.UniqueConstraint(
                name="participation_stands_once",
                fields=["event", "actor", "place", "role"],
                nulls_distinct=False,
                violation_error_message="This participant has this role in the event already.",
            ),
        ]

    def __str__(self) -> str:
        who = set_in(self.actor or self.place)
        return f"{who}, {self.get_role_display().lower()}: {set_in(self.event)}"

    def clean(self) -> None:
        if self.actor_id and self.actor and self.actor.identity == Identity.UNKNOWN:
            raise ValidationError(
                {"actor": "An actor of unknown identity takes no part in events."}
            )
