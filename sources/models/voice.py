import pgtrigger
from django.db import models
from django.db.models import Q

from actors.models import Actor
from curation.constraints import is_known
from curation.directions import set_in
from curation.past import Remembered
from curation.triggers import part_of, recorded
from sources.models.passage import Passage
from sources.querysets import VoiceQuerySet
from sources.triggers import REFUSE_GAPS


class Mode(models.TextChoices):
    DIRECT = "direct", "Direct speech"
    INDIRECT = "indirect", "Indirect speech"


@recorded
class Voice(Remembered):
    """One link of the chain by which a passage's words came down.

    Position 1 is whom the document reports, the last is the origin; those who say it together
    share a position. A passage without voices is the document's own narration.
    """

    passage = models.ForeignKey(Passage, models.CASCADE, related_name="voices")
    position = models.PositiveSmallIntegerField(help_text="1 is whom the document reports.")
    actor = models.ForeignKey(Actor, models.PROTECT, related_name="voices")
    on_behalf_of = models.ForeignKey(
        Actor, models.PROTECT, null=True, blank=True, related_name="voices_on_its_behalf"
    )
    capacity = models.CharField(
        max_length=200, blank=True, help_text="As printed: spokesman, commander."
    )
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.DIRECT)

    objects = VoiceQuerySet.as_manager()

    named_by = ("actor", "on_behalf_of")

    class Meta:
        ordering = ["passage", "position", "id"]
        triggers = [
            pgtrigger.Trigger(
                name="refuse_gaps",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                timing=pgtrigger.Immediate,
                func=REFUSE_GAPS,
            ),
            *part_of("passage"),
        ]
        constraints = [
            models.CheckConstraint(
                name="voice_position_counts_from_one",
                condition=Q(position__gte=1),
                violation_error_message="Voices are counted from 1.",
            ),
            is_known("mode", Mode, "voice"),
            models.CheckConstraint(
                name="voice_speaks_for_another_or_for_nobody",
                condition=Q(on_behalf_of=None) | ~Q(on_behalf_of=models.F("actor")),
                violation_error_message="Nobody speaks on their own behalf: leave it empty.",
            ),
            models.UniqueConstraint(
                name="voice_stands_once_in_a_chain",
                fields=["passage", "actor"],
                violation_error_message="This actor is in the chain already; nobody quotes"
                " themselves.",
            ),
        ]

    def __str__(self) -> str:
        behalf = f" for {set_in(self.on_behalf_of)}" if self.on_behalf_of else ""
        return f"{set_in(self.actor)}{behalf}"

    natural_fields = ("passage", "actor")
    # In the order of the chain: each voice needs the one before it.
    fixture_order = ("passage", "position", "actor")

    def natural_key(self) -> tuple[str, str]:
        return (self.passage.code, self.actor.code)
