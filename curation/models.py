"""What is curated is defined in the apps above; this one keeps what was seeded, and when."""

from django.db import models

from curation.decisions import Decision, Distinction, Step
from curation.querysets import ListedQuerySet

__all__ = ["Decision", "Distinction", "Ledger", "Seeding", "Step"]


class Ledger(models.Model):
    """No table: the permissions that concern the ledger as a whole."""

    class Meta:
        managed = False
        default_permissions = ()
        permissions = [
            ("see_restricted", "Can see and export restricted records"),
            ("review_records", "Can accept, return and retire records"),
            ("merge_records", "Can merge, split and tell apart records"),
        ]

    def __str__(self) -> str:
        return "The ledger"


class Seeding(models.Model):
    """One loading of one fixture file into this ledger by the product itself."""

    fixture = models.CharField(max_length=100, help_text="Name of the file, without its ending.")
    sha256 = models.CharField(max_length=64, help_text="Of the file's bytes, hexadecimal.")
    added = models.PositiveIntegerField(help_text="Rows that were not there before.")
    updated = models.PositiveIntegerField(default=0, help_text="Rows brought up to date.")
    kept = models.PositiveIntegerField(
        default=0, help_text="Rows left alone because somebody had edited them."
    )
    at = models.DateTimeField(auto_now_add=True)

    objects = ListedQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "fixture"]

    def __str__(self) -> str:
        return f"{self.fixture}, {self.at:%Y-%m-%d}"
