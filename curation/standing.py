"""The words for what evidence amounts to, weakest first."""

from collections.abc import Iterable

from django.db import models


class Standing(models.TextChoices):
    UNATTRIBUTED = "unattributed", "Unattributed: nothing holds it up"
    INFERRED = "inferred", "Inferred: only the curator's inference"
    RETRACTED = "retracted", "Retracted: nothing stands but retractions"
    DENIED = "denied", "Denied: only denials"
    SUSPECTED = "suspected", "Suspected: only suspicions"
    CONTESTED = "contested", "Contested: asserted and denied, or of rival values"
    SINGLE_SOURCE = "single-source", "Single source: one origin asserts it"
    CORROBORATED = "corroborated", "Corroborated: two or more origins assert it"


def weakest(standings: Iterable[str]) -> str | None:
    """The weakest of `standings` (words), in the order above; `None` if there are none."""
    return min(standings, key=Standing.values.index, default=None)
