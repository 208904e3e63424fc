from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from actors.models import Actor
from curation.constraints import has_exactly_one, is_given
from curation.dating import EDTFField, are_ends_of_periods, earliest, is_not_open, latest
from curation.directions import set_in
from curation.past import Remembered
from curation.querysets import NamedQuerySet
from curation.records import Record
from curation.triggers import part_of, recorded
from events.models import Event, Place
from sources.anchoring import Copy
from sources.models.document import Document, DocumentText
from sources.paragraphs import digest, slice_of
from sources.querysets import MentionQuerySet, PassageQuerySet

PHRASE_WORDS = 8


@recorded
class Passage(Record):
    """One stretch of one paragraph of a document, in one chain of voices.

    Paragraphs count from 1; `start` (from 0) and `end` (exclusive) count code points of the
    normalised paragraph; `digest` is the SHA-256 of that slice, or empty where the curator had
    no text. `said` is when the words were spoken, empty if that was at publication.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="passages")
    paragraph = models.PositiveIntegerField(help_text="Counted from 1.")
    start = models.PositiveIntegerField(help_text="First character, counted from 0.")
    end = models.PositiveIntegerField(help_text="Behind the last character.")
    digest = models.CharField(
        max_length=64,
        blank=True,
        validators=[RegexValidator(r"^[0-9a-f]{64}$", "Write 64 lower-case hexadecimal digits.")],
        help_text="SHA-256 of the normalised slice.",
    )
    summary = models.TextField(help_text="What it says, in our own words.")
    phrase = models.CharField(
        max_length=100,
        blank=True,
        help_text="At most eight words, only where the wording itself is the fact.",
    )
    said = EDTFField(points_only=True, help_text="When it was said, if not when published.")
    said_earliest = earliest("said")
    said_latest = latest("said")

    objects: ClassVar = PassageQuerySet.as_manager()

    searched = ("summary", "phrase")

    class Meta(Record.Meta):
        ordering = ["document", "paragraph", "start", "end", "id"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                name="passage_paragraph_counts_from_one",
                condition=Q(paragraph__gte=1),
                violation_error_message="Paragraphs are counted from 1.",
            ),
            models.CheckConstraint(
                name="passage_ends_after_it_starts",
                condition=Q(end__gt=F("start")),
                violation_error_message="The passage ends before it starts: its end is behind"
                " its last character.",
            ),
            models.CheckConstraint(
                name="passage_digest_is_sha_256_or_empty",
                condition=Q(digest__regex=r"^([0-9a-f]{64})?$"),
                violation_error_message="A digest is 64 lower-case hexadecimal digits.",
            ),
            are_ends_of_periods("said", name="passage_said_is_a_point"),
            is_not_open("said", name="passage_said_is_not_open"),
            models.CheckConstraint(
                name="passage_phrase_is_eight_words_at_most",
                condition=Q(phrase__regex=rf"^\s*(\S+\s*){{0,{PHRASE_WORDS}}}$"),
                violation_error_message="A phrase is eight words at most: summarise instead.",
            ),
        ]
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["document", "paragraph", "start"], name="passage_by_place"),
            models.Index(fields=["id"], name="passage_retired", condition=Q(status="retired")),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {set_in(self.summary)}"

    def clean(self) -> None:
        """With a text attached, place and digest are held to it whenever either changes.

        A missing digest is taken from the place, and so is one that was left behind when only
        the place was changed. A digest may stand elsewhere: the copy is another edition then.
        """
        text = DocumentText.objects.filter(document=self.document_id).first()
        place = [self.paragraph, self.start, self.end]
        if text is None or None in place:
            return
        before = type(self).objects.filter(pk=self.pk).first()
        moved = before and [before.paragraph, before.start, before.end] != place
        redigested = before is None or before.digest != self.digest
        if self.digest and redigested:
            copy = Copy(text.text)
            if not (copy.stands_as_coded(self) or any(copy.finds([self]))):
                raise ValidationError(
                    {"digest": "No words of the attached text have this digest: leave it empty."}
                )
        elif moved or not self.digest:
            try:
                self.digest = digest(slice_of(text.text, *place))
            except IndexError as error:
                raise ValidationError(str(error)) from None


class Anchor(models.Model):
    """Where a passage was found in an attached text, whose paragraphs may differ from ours."""

    text = models.ForeignKey(DocumentText, models.CASCADE, related_name="anchors")
    passage = models.OneToOneField(Passage, models.CASCADE, related_name="anchor")
    paragraph = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    tied = models.BooleanField(default=False, help_text="Another place in the text was as near.")

    objects = NamedQuerySet.as_manager()

    named_by = ("passage",)

    class Meta:
        ordering = ["paragraph", "start", "end"]
        constraints = [
            models.CheckConstraint(
                name="anchor_ends_after_it_starts",
                condition=Q(paragraph__gte=1, end__gt=F("start")),
                violation_error_message="An anchor ends behind its first character.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.passage.code} at {self.paragraph}:{self.start}-{self.end}"


@recorded
class Mention(Remembered):
    """Whom or what a passage is about, in the form it prints."""

    passage = models.ForeignKey(Passage, models.CASCADE, related_name="mentions")
    actor = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="mentions")
    event = models.ForeignKey(Event, models.PROTECT, null=True, blank=True, related_name="mentions")
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="mentions")
    printed = models.CharField(max_length=200, help_text="The form used: Tehran.")

    objects = MentionQuerySet.as_manager()

    named_by = ("actor", "event", "place")

    class Meta:
        ordering = ["passage", "id"]
        triggers = part_of("passage")
        constraints = [
            has_exactly_one(["actor", "event", "place"], "mention", "target"),
            is_given("printed", "mention"),
            models.UniqueConstraint(
                name="mention_stands_once",
                fields=["passage", "actor", "event", "place", "printed"],
                nulls_distinct=False,
                violation_error_message="This passage mentions it in this form already.",
            ),
        ]

    def __str__(self) -> str:
        who = self.actor or self.event or self.place
        return f"“{set_in(self.printed)}” is {set_in(who)}"

    natural_fields = ("passage", "actor", "event", "place", "printed")

    def natural_key(self) -> tuple[str | None, ...]:
        codes = [target.code if target else None for target in (self.actor, self.event, self.place)]
        return (self.passage.code, *codes, self.printed)


class Origin(models.Model):
    """A view: who a passage's words go back to, an actor or, failing one, a root document.

    A passage whose last voice is two people together has two rows. Never written.
    """

    key = models.CharField(max_length=50, primary_key=True)
    passage = models.ForeignKey(Passage, models.DO_NOTHING, related_name="origins")
    actor = models.ForeignKey(Actor, models.DO_NOTHING, null=True, related_name="+")
    document = models.ForeignKey(Document, models.DO_NOTHING, null=True, related_name="+")

    objects = NamedQuerySet.as_manager()

    named_by = ("actor", "document")

    class Meta:
        managed = False
        db_table = "sources_origin"

    def __str__(self) -> str:
        return str(self.actor or self.document)
