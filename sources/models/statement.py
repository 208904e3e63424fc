from typing import ClassVar

from django.db import models

from curation.constraints import is_given, is_known
from curation.dating import EDTFField, earliest, end_earliest, is_not_open, latest, start_latest
from curation.records import Record
from curation.triggers import recorded
from curation.when import indexed_by_date
from sources.querysets import StatementQuerySet


class StatementKind(models.TextChoices):
    ASSESSMENT = "assessment", "Assessment"
    PREDICTION = "prediction", "Prediction"
    OPINION = "opinion", "Opinion"
    MESSAGE = "message", "Message"
    DEMAND = "demand", "Demand"
    DENIAL = "denial", "Denial"


@recorded
class Statement(Record):
    """What somebody holds that is no fact of the ledger; who, its attributions say.

    `horizon` is the time a prediction speaks of, EDTF.
    """

    kind = models.CharField(max_length=20, choices=StatementKind)
    summary = models.TextField(help_text="In our own words.")
    horizon = EDTFField(help_text="The time it speaks of: [2021..2026]; or empty.")
    horizon_earliest = earliest("horizon")
    horizon_start_latest = start_latest("horizon")
    horizon_end_earliest = end_earliest("horizon")
    horizon_latest = latest("horizon")

    objects: ClassVar = StatementQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["code"]
        indexes = [*Record.Meta.indexes, *indexed_by_date("statement", "horizon")]
        constraints = [
            *Record.Meta.constraints,
            is_known("kind", StatementKind, "statement"),
            is_given("summary", "statement"),
            is_not_open("horizon", name="statement_horizon_is_not_open"),
        ]

    def __str__(self) -> str:
        return self.summary
