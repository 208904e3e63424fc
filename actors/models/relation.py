from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least

from actors.models.actor import Actor
from actors.querysets import RelationQuerySet
from actors.triggers import RefuseCircle
from curation.constraints import is_known
from curation.dating import (
    EDTFField,
    are_ends_of_periods,
    earliest,
    ends_after_it_begins,
    latest,
)
from curation.directions import set_in
from curation.edtf import NotADate, parse
from curation.records import Record, Status
from curation.triggers import recorded
from curation.when import indexed_by_period


class Predicate(models.TextChoices):
    MEMBER_OF = "member_of", "member of"
    PART_OF = "part_of", "part of"
    LEADS = "leads", "leads"
    COMMANDS = "commands", "commands"
    DEPUTY_OF = "deputy_of", "deputy of"
    HOLDS_OFFICE_IN = "holds_office_in", "holds office in"
    EMPLOYS = "employs", "employs"
    SUPPORTS = "supports", "supports"
    DIRECTS = "directs", "directs"
    FUNDS = "funds", "funds"
    CONTROLS = "controls", "controls"
    INFLUENCES = "influences", "influences"
    ALIGNED_WITH = "aligned_with", "aligned with"
    TIED_TO = "tied_to", "tied to"
    PARTNER_OF = "partner_of", "partner of"
    OPPOSES = "opposes", "opposes"
    FIGHTS = "fights", "fights"
    THREATENS = "threatens", "threatens"
    FRONT_FOR = "front_for", "front for"
    PROXY_OF = "proxy_of", "proxy of"
    RESPONSIVE_TO = "responsive_to", "responsive to"
    DISTRIBUTES_FOR = "distributes_for", "distributes for"
    SPLIT_FROM = "split_from", "split from"
    ABSORBED_INTO = "absorbed_into", "absorbed into"
    SUCCEEDS = "succeeds", "succeeds"
    REPRESENTS = "represents", "represents"
    POSSIBLY_SAME_AS = "possibly_same_as", "possibly the same as"


CONVERSES: dict[str, str] = {
    Predicate.MEMBER_OF: "has member",
    Predicate.PART_OF: "has part",
    Predicate.LEADS: "led by",
    Predicate.COMMANDS: "commanded by",
    Predicate.DEPUTY_OF: "has deputy",
    Predicate.HOLDS_OFFICE_IN: "has office holder",
    Predicate.EMPLOYS: "employed by",
    Predicate.SUPPORTS: "supported by",
    Predicate.DIRECTS: "directed by",
    Predicate.FUNDS: "funded by",
    Predicate.CONTROLS: "controlled by",
    Predicate.INFLUENCES: "influenced by",
    Predicate.ALIGNED_WITH: "has aligned with it",
    Predicate.TIED_TO: "tied to",
    Predicate.PARTNER_OF: "partner of",
    Predicate.OPPOSES: "opposed by",
    Predicate.FIGHTS: "fights",
    Predicate.THREATENS: "threatened by",
    Predicate.FRONT_FOR: "has front",
    Predicate.PROXY_OF: "has proxy",
    Predicate.RESPONSIVE_TO: "has responsive to it",
    Predicate.DISTRIBUTES_FOR: "distributed by",
    Predicate.SPLIT_FROM: "lost by a split",
    Predicate.ABSORBED_INTO: "absorbed",
    Predicate.SUCCEEDS: "succeeded by",
    Predicate.REPRESENTS: "represented by",
    Predicate.POSSIBLY_SAME_AS: "possibly the same as",
}

# Either way round says the same, so one row says it.
SYMMETRIC = [
    Predicate.FIGHTS,
    Predicate.PARTNER_OF,
    Predicate.POSSIBLY_SAME_AS,
    Predicate.TIED_TO,
]

# What answers "who stood above whom", and which side of the relation stands above. Only these form
# a hierarchy, and only in these is a circle refused. Support, money and threats may go both ways at
# once. Successions, splits and absorptions are each true for good once they have happened, and may
# happen the other way round later: two that take turns succeed each other.
HIERARCHY = {
    Predicate.COMMANDS: "subject",
    Predicate.LEADS: "subject",
    Predicate.CONTROLS: "subject",
    Predicate.MEMBER_OF: "object",
    Predicate.PART_OF: "object",
    Predicate.DEPUTY_OF: "object",
}


@recorded
class Relation(Record):
    """`subject` stands in `predicate` to `object`, from `began` to `ended`, both included.

    An empty date means that no source gives one; it never means "still so", which is `..`.
    `title` is the office or rank as printed. The same pair may be related again later. Accepted
    relations of one predicate in `HIERARCHY`, certainly in force together, close no circle.
    """

    subject = models.ForeignKey(Actor, models.PROTECT, related_name="relations")
    predicate = models.CharField(max_length=20, choices=Predicate)
    object = models.ForeignKey(Actor, models.PROTECT, related_name="converse_relations")
    title = models.CharField(max_length=200, blank=True, help_text="As printed: commander.")
    began = EDTFField(points_only=True, help_text="First day: 2014, 2020-01?, [..2007].")
    began_earliest = earliest("began")
    began_latest = latest("began")
    ended = EDTFField(points_only=True, help_text="Last day; .. means that it goes on.")
    ended_earliest = earliest("ended")
    ended_latest = latest("ended")

    objects: ClassVar = RelationQuerySet.as_manager()

    named_by = ("subject", "object")

    class Meta(Record.Meta):
        ordering = ["subject__name", "predicate", "id"]
        triggers = [RefuseCircle(name="refuse_cycle")]
        constraints = [
            *Record.Meta.constraints,
            is_known("predicate", Predicate, "relation"),
            models.CheckConstraint(
                name="relation_is_between_two_actors",
                condition=~Q(subject=F("object")),
                violation_error_message="An actor cannot stand in a relation to itself.",
            ),
            are_ends_of_periods("began", "ended", name="relation_began_and_ended_are_points"),
            ends_after_it_begins(name="relation_ends_after_it_begins"),
            models.UniqueConstraint(
                name="relation_stands_once_per_period",
                fields=["subject", "predicate", "object", "title", "began", "ended"],
                violation_error_message="This relation is there already, for the same period.",
            ),
            models.UniqueConstraint(
                Least("subject", "object"),
                Greatest("subject", "object"),
                "predicate",
                "title",
                "began",
                "ended",
                name="relation_both_ways_round_stands_once",
                condition=Q(predicate__in=sorted(SYMMETRIC)),
                violation_error_message="This relation is there already, the other way round.",
            ),
        ]
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["object", "predicate"], name="relation_by_object"),
            *indexed_by_period("relation"),
        ]

    def __str__(self) -> str:
        is_what = self.get_predicate_display()
        return f"{set_in(self.subject)} {is_what} {set_in(self.object)}"

    def clean(self) -> None:
        if self.status != Status.ACCEPTED or not (self.subject_id and self.object_id):
            return
        try:
            parse(self.began), parse(self.ended)
        except NotADate:
            return  # Refused with a sentence of its own.
        if type(self).objects.closes_circle(self):
            raise ValidationError(
                "This relation closes a circle of accepted relations that hold at the same time."
            )

    def seen_from(self, actor: Actor) -> tuple[str, Actor]:
        """The predicate read from `actor`, one of the two, and the other: “led by”, its leader."""
        if self.subject_id == actor.pk:
            return Predicate(self.predicate).label, self.object
        return CONVERSES[self.predicate], self.subject
