from django.db import models

from actors.models.actor import Actor
from curation.constraints import has_exactly_one, is_given
from curation.records import Record
from curation.triggers import recorded

ABOUT = ["actor", "event", "place", "document"]


@recorded
class Identifier(Record):
    """What another register calls an actor, event, place or document: scheme and value."""

    scheme = models.CharField(max_length=50, help_text="Such as wikidata, ucdp-actor, ofac-uid.")
    value = models.CharField(max_length=200)
    actor = models.ForeignKey(
        Actor, models.PROTECT, null=True, blank=True, related_name="identifiers"
    )
    event = models.ForeignKey(
        "events.Event", models.PROTECT, null=True, blank=True, related_name="identifiers"
    )
    place = models.ForeignKey(
        "events.Place", models.PROTECT, null=True, blank=True, related_name="identifiers"
    )
    document = models.ForeignKey(
        "sources.Document", models.PROTECT, null=True, blank=True, related_name="identifiers"
    )

    class Meta(Record.Meta):
        ordering = ["scheme", "value"]
        constraints = [
            *Record.Meta.constraints,
            is_given("scheme", "identifier"),
            is_given("value", "identifier"),
            has_exactly_one(ABOUT, "identifier", "bearer"),
            models.UniqueConstraint(
                name="identifier_value_is_unique_in_its_scheme",
                fields=["scheme", "value"],
                violation_error_message="This identifier belongs to a record already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.value}"
