from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q

from actors.models import Actor, Relation
from curation.constraints import has_exactly_one, is_given, is_known
from curation.dating import EDTFField, earliest, end_earliest, is_not_open, latest, start_latest
from curation.directions import set_in
from curation.records import Record
from curation.triggers import recorded
from curation.when import indexed_by_date
from events.doubtful import FigureQuerySet
from events.models.event import Event


class Measure(models.TextChoices):
    KILLED = "killed", "Killed"
    WOUNDED = "wounded", "Wounded"
    SEATS = "seats", "Seats"
    TROOPS_REMAINING = "troops_remaining", "Troops remaining"
    TROOPS_WITHDRAWN = "troops_withdrawn", "Troops withdrawn"
    BUDGET = "budget", "Budget"
    MUNITIONS = "munitions", "Munitions"
    MUNITION_WEIGHT = "munition_weight", "Weight of each munition"
    SITES = "sites", "Sites"
    GROUPS = "groups", "Groups"
    PERSONS = "persons", "Persons"
    DURATION = "duration", "Duration"
    COUNT = "count", "Count"
    OTHER = "other", "Other"


# What the columns can hold is less; NaN, which PostgreSQL counts as above all numbers, is not.
MORE_THAN_ANY = Decimal(10) ** 20


def amount(help_text: str) -> "models.DecimalField[Decimal | None, Decimal | None]":
    return models.DecimalField(
        max_digits=24, decimal_places=4, null=True, blank=True, help_text=help_text
    )


@recorded
class Figure(Record):
    """A number about an event, an actor or a relation, in its unit, population and date.

    An exact number stands in `best`; "at least 5" is `low`. Rival numbers for the same measure,
    population and date are attributions with a `value`, not rows. NULL is not given.
    """

    measure = models.CharField(max_length=20, choices=Measure)
    low = amount("The least it can be, in the unit below.")
    best = amount("The number given, in the unit below: 2600000000, never 2.6 billion.")
    high = amount("The most it can be, in the unit below.")
    unit = models.CharField(max_length=50, help_text="Spelled out: persons, USD per year, seats.")
    of_whom = models.CharField(
        max_length=200, blank=True, help_text="The population counted: American contractors."
    )
    as_of = EDTFField(help_text="When the number held: 2020, 2021-02.")
    as_of_earliest = earliest("as_of")
    as_of_start_latest = start_latest("as_of")
    as_of_end_earliest = end_earliest("as_of")
    as_of_latest = latest("as_of")
    event = models.ForeignKey(Event, models.PROTECT, null=True, blank=True, related_name="figures")
    actor = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="figures")
    relation = models.ForeignKey(
        Relation, models.PROTECT, null=True, blank=True, related_name="figures"
    )

    objects: ClassVar = FigureQuerySet.as_manager()

    named_by = ("event", "actor", "relation", "relation__subject", "relation__object")

    class Meta(Record.Meta):
        ordering = ["measure", "id"]
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["measure", "id"], name="figure_by_measure"),
            *indexed_by_date("figure", "as_of"),
        ]
        constraints = [
            *Record.Meta.constraints,
            is_known("measure", Measure, "figure"),
            is_given("unit", "figure"),
            is_not_open("as_of", name="figure_as_of_is_not_open"),
            has_exactly_one(["event", "actor", "relation"], "figure", "bearer"),
            models.CheckConstraint(
                name="figure_has_a_number",
                condition=Q(low__isnull=False) | Q(best__isnull=False) | Q(high__isnull=False),
                violation_error_message="Give a number: low, best or high.",
            ),
            models.CheckConstraint(
                name="figure_is_a_number",
                condition=(Q(low=None) | Q(low__lt=MORE_THAN_ANY))
                & (Q(best=None) | Q(best__lt=MORE_THAN_ANY))
                & (Q(high=None) | Q(high__lt=MORE_THAN_ANY)),
                violation_error_message="A figure is a number: NaN is none, and leave empty what is"
                " not known.",
            ),
            models.CheckConstraint(
                name="figure_is_not_negative",
                condition=(Q(low=None) | Q(low__gte=0))
                & (Q(best=None) | Q(best__gte=0))
                & (Q(high=None) | Q(high__gte=0)),
                violation_error_message="A figure is not negative.",
            ),
            models.UniqueConstraint(
                name="figure_stands_once_per_population_and_date",
                fields=["event", "actor", "relation", "measure", "of_whom", "as_of"],
                nulls_distinct=False,
                violation_error_message="This measure of this population is there already;"
                " a rival number is an attribution with a value.",
            ),
        ]

    def __str__(self) -> str:
        of_whom = f", {set_in(self.of_whom)}" if self.of_whom else ""
        return f"{self.number()}{of_whom} · {set_in(self.bearer)}"

    @property
    def bearer(self) -> Event | Actor | Relation | None:
        """What the number is about."""
        return self.event or self.actor or self.relation

    def number(self) -> str:
        """What is counted and how many, but neither of whom nor about what."""
        number = _plain(self.best)
        if self.best is None:
            number = f"{_plain(self.low)}–{_plain(self.high)}"
        return f"{self.get_measure_display()}: {number} {set_in(self.unit)}"


def _plain(number: Decimal | None) -> str:
    """A number without trailing zeros, `?` for none."""
    if number is None:
        return "?"
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
