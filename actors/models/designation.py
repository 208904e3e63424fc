from typing import ClassVar

from django.db import models

from actors.dated import DesignationQuerySet
from actors.models.actor import Actor
from curation.constraints import is_given
from curation.dating import (
    EDTFField,
    are_ends_of_periods,
    earliest,
    ends_after_it_begins,
    latest,
)
from curation.directions import set_in
from curation.records import Record
from curation.triggers import recorded
from curation.when import indexed_by_period


@recorded
class Designation(Record):
    """An authority's listing of an actor, say as a terrorist, under a programme of its own."""

    actor = models.ForeignKey(Actor, models.PROTECT, related_name="designations")
    authority = models.ForeignKey(Actor, models.PROTECT, related_name="designations_made")
    measure = models.CharField(max_length=200, help_text="What it is listed as: terrorist.")
    programme = models.CharField(max_length=200, blank=True, help_text="Such as SDGT; or empty.")
    began = EDTFField(points_only=True, help_text="First day of the listing.")
    began_earliest = earliest("began")
    began_latest = latest("began")
    ended = EDTFField(points_only=True, help_text="Last day of the listing; .. if it stands.")
    ended_earliest = earliest("ended")
    ended_latest = latest("ended")

    objects: ClassVar = DesignationQuerySet.as_manager()

    named_by = ("actor", "authority")

    class Meta(Record.Meta):
        ordering = ["actor__name", "id"]
        indexes = [*Record.Meta.indexes, *indexed_by_period("designation")]
        constraints = [
            *Record.Meta.constraints,
            is_given("measure", "designation"),
            models.CheckConstraint(
                name="designation_is_by_another",
                condition=~models.Q(actor=models.F("authority")),
                violation_error_message="An actor does not designate itself.",
            ),
            are_ends_of_periods("began", "ended", name="designation_began_and_ended_are_points"),
            ends_after_it_begins(name="designation_ends_after_it_begins"),
            models.UniqueConstraint(
                name="designation_stands_once_per_period",
                fields=["actor", "authority", "measure", "programme", "began"],
                violation_error_message="This designation is there already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{set_in(self.actor)}: {set_in(self.measure)}, by {set_in(self.authority)}"
