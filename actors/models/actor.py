from collections.abc import Iterable
from typing import ClassVar

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models

from actors.networks import Question, network_around
from actors.querysets import ActorKindCodeQuerySet, ActorQuerySet
from actors.triggers import REFUSE_UNKNOWN_WITH_EVENTS
from curation.constraints import is_country_or_empty, is_given, is_known
from curation.countries import CountryField
from curation.dating import (
    EDTFField,
    are_ends_of_periods,
    earliest,
    ends_after_it_begins,
    latest,
)
from curation.days import Day
from curation.known import day_for
from curation.pictures.network import Network
from curation.records import Record
from curation.triggers import recorded
from curation.when import indexed_by_period


class ActorKind(models.TextChoices):
    PERSON = "person", "Person"
    ARMED_GROUP = "armed_group", "Armed group"
    UMBRELLA = "umbrella", "Umbrella"
    STATE_FORCE = "state_force", "State force"
    GOVERNMENT = "government", "Government"
    LEGISLATURE = "legislature", "Legislature"
    POLITICAL_BODY = "political_body", "Political body"
    COALITION = "coalition", "Coalition"
    AGENCY = "agency", "Agency"
    MEDIA = "media", "Media"
    COLLECTIVE = "collective", "Collective: a class of people spoken of as one"
    COMPANY = "company", "Company"
    OTHER = "other", "Other"


class Identity(models.TextChoices):
    NAMED = "named", "Named"
    UNNAMED = "unnamed", "Unnamed: real, but no source names it"
    UNKNOWN = "unknown", "Unknown: a gap in a chain"


@recorded
class Actor(Record):
    """A person, a body or a class of people that acts, speaks or is acted upon.

    `began` and `ended` are EDTF points, for a person birth and death; empty is unknown.
    An actor of unknown identity only links a chain: it takes no part in events.
    """

    name = models.CharField(max_length=200, help_text="The name this ledger uses for it.")
    kind = models.CharField(max_length=20, choices=ActorKind)
    identity = models.CharField(max_length=10, choices=Identity, default=Identity.NAMED)
    description = models.TextField(blank=True, help_text="In our own words.")
    country = CountryField(
        help_text="ISO 3166-1 alpha-2, such as IQ; empty where none applies or none is known.",
    )
    began = EDTFField(points_only=True, help_text="Founded or born: 2014, 2003~, [..2007].")
    began_earliest = earliest("began")
    began_latest = latest("began")
    ended = EDTFField(points_only=True, help_text="Dissolved or dead; .. means still there.")
    ended_earliest = earliest("ended")
    ended_latest = latest("ended")

    objects: ClassVar = ActorQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["name", "id"]
        triggers = [
            pgtrigger.Trigger(
                name="refuse_unknown_with_events",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("identity"),
                func=REFUSE_UNKNOWN_WITH_EVENTS,
            )
        ]
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["kind"], name="actor_by_kind"),
            models.Index(fields=["name", "id"], name="actor_by_name"),
            *indexed_by_period("actor"),
        ]
        constraints = [
            *Record.Meta.constraints,
            is_given("name", "actor"),
            is_known("kind", ActorKind, "actor"),
            is_known("identity", Identity, "actor"),
            is_country_or_empty("country", "actor"),
            are_ends_of_periods("began", "ended", name="actor_began_and_ended_are_points"),
            ends_after_it_begins(name="actor_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        takes_part = self.pk and self.identity == Identity.UNKNOWN and self.participations.exists()
        if takes_part:
            raise ValidationError(
                {"identity": "This actor takes part in events: its identity is not unknown."}
            )

    def superiors(self, on: Day | None = None, known_on: Day | None = None) -> ActorQuerySet:
        """Who stood above this actor, on a day (ISO text or date) or ever: see `hierarchy`.

        `known_on`, or an actor that came from `known_on(day)`, asks what documents published by
        that day made of it. Nearest first; nobody for one who is above all. Adds `depth`, `path`,
        `chain`, `certain` and `weakest`. A relation whose beginning or end is unknown may have been
        in force on any day that its known dates leave; without a day only what always was and still
        is, from `..` to `..`, is certain.

        >>> for actor in Actor.objects.get(code="kevin-copsey").superiors(on="2021-02-01"):
        ...     print(actor.chain, actor.certain, sep=": ")
        Kevin Copsey – deputy of – American-led coalition: False
        Kevin Copsey – member of – British Army: False
        Kevin Copsey – member of – British Army – part of – United Kingdom: False
        Kevin Copsey – deputy of – American-led coalition – led by – United States: False
        """
        return self._hierarchy(True, on, known_on)

    def subordinates(self, on: Day | None = None, known_on: Day | None = None) -> ActorQuerySet:
        """Who stood below this actor: as `superiors`, the other way.

        >>> for actor in Actor.objects.get(code="british-army").subordinates():
        ...     print(actor.depth, actor.chain, actor.weakest, sep="; ")
        1; British Army – has member – Kevin Copsey; single-source
        """
        return self._hierarchy(False, on, known_on)

    def _hierarchy(self, upwards: bool, on: Day | None, known_on: Day | None) -> ActorQuerySet:
        actors: ActorQuerySet = type(self).objects.all()
        day = day_for(self, known_on)
        if day is not None:
            actors = actors.known_on(day)
        return actors.hierarchy(self, upwards=upwards, on=on)

    def network(
        self, on: Day | None = None, predicates: Iterable[str] | None = None, steps: int = 1
    ) -> Network:
        """Those within 1 or 2 steps of this actor: see the network of a queryset of actors.

        >>> [node.name for node in Actor.objects.get(code="kevin-copsey").network().nodes]
        ['American-led coalition', 'British Army', 'Kevin Copsey']
        """
        return network_around(self, Question.of(on, predicates, steps))


@recorded
class ActorKindCode(models.Model):
    """What a scheme of the field calls a kind of ours; lossy, and several may fit."""

    kind = models.CharField(max_length=20, choices=ActorKind)
    scheme = models.CharField(
        max_length=20, help_text="ucdp_org, acled_inter, plover, ftm or stix_identity_class."
    )
    code = models.CharField(max_length=60)

    natural_fields = ("kind", "scheme", "code")

    objects = ActorKindCodeQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "scheme", "code"]
        constraints = [
            models.UniqueConstraint(
                name="actorkindcode_stands_once",
                fields=["kind", "scheme", "code"],
                violation_error_message="This crosswalk is there already.",
            ),
            is_known("kind", ActorKind, "actorkindcode"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} = {self.scheme} {self.code}"

    def natural_key(self) -> tuple[str, str, str]:
        return (self.kind, self.scheme, self.code)
