import re
from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Func, Q

from actors.models import Actor
from actors.models.name import language_tag
from curation.constraints import (
    WEB_ADDRESS,
    is_given,
    is_known,
    is_known_or_empty,
    is_language,
    is_web_address_or_empty,
)
from curation.dating import EDTFField, are_ends_of_periods, earliest, is_not_open, latest
from curation.directions import set_in
from curation.querysets import NamedQuerySet
from curation.records import Kept, Record
from curation.triggers import recorded
from curation.when import indexed_by_date
from sources.querysets import DocumentQuerySet
from sources.triggers import KEEP_ROOT, PASS_ROOT_ON


class DocumentKind(models.TextChoices):
    ARTICLE = "article", "Article"
    REPORT = "report", "Report"
    STATEMENT = "statement", "Statement or press release"
    TRANSCRIPT = "transcript", "Transcript"
    LEGAL = "legal", "Law, order or listing"
    POST = "post", "Post on social media"
    BROADCAST = "broadcast", "Broadcast"
    BOOK = "book", "Book"
    DATASET = "dataset", "Data set"
    OTHER = "other", "Other"


class Reliability(models.TextChoices):
    """The Admiralty scale for sources, STANAG 2511; F is not a middle value."""

    A = "A", "A – completely reliable"
    B = "B", "B – usually reliable"
    C = "C", "C – fairly reliable"
    D = "D", "D – not usually reliable"
    E = "E", "E – unreliable"
    F = "F", "F – reliability cannot be judged"


web_address = RegexValidator(
    WEB_ADDRESS,
    "Write a web address with its scheme and host: https://example.org/page.",
    flags=re.IGNORECASE,
)


@recorded
class Document(Record):
    """Something published that passages stand in.

    `derived_from` is the document it republishes; `root`, kept by the database, is the first
    of that line, itself where it republishes nothing. A line of documents has no circle.
    """

    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=DocumentKind, default=DocumentKind.ARTICLE)
    publisher = models.ForeignKey(
        Actor, models.PROTECT, null=True, blank=True, related_name="publications"
    )
    authors = models.CharField(
        max_length=300, blank=True, help_text="As printed, separated by semicolons."
    )
    language = models.CharField(
        max_length=35,
        default="und",
        validators=[language_tag],
        help_text="BCP 47: en, ar, fa, ckb; und if not known.",
    )
    published = EDTFField(points_only=True, help_text="2021-03-10, March 2021, or empty.")
    published_earliest = earliest("published")
    published_latest = latest("published")
    url = models.URLField("URL", max_length=1000, blank=True, validators=[web_address])
    archived_url = models.URLField(
        "archived URL", max_length=1000, blank=True, validators=[web_address]
    )
    retrieved = models.DateField(null=True, blank=True)
    reliability = models.CharField(max_length=1, choices=Reliability, blank=True)
    derived_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="republications"
    )
    # Restricted, not protected: a document that is its own root would protect itself from deletion.
    root = models.ForeignKey(
        "self", models.RESTRICT, null=True, editable=False, related_name="line"
    )

    objects: ClassVar = DocumentQuerySet.as_manager()

    searched = ("title", "authors")

    class Meta(Record.Meta):
        ordering = ["title", "id"]
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["title", "id"], name="document_by_title"),
            models.Index(fields=["published_latest"], name="document_by_last_day"),
            *indexed_by_date("document", "published"),
            models.Index(fields=["id"], name="document_retired", condition=Q(status="retired")),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="keep_root",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("derived_from_id", "root_id"),
                func=KEEP_ROOT,
            ),
            # Triggers fire in the order of their names: these behind those of the history.
            *[
                pgtrigger.Trigger(
                    name=f"with_root_at_{operation.name.lower()}",
                    level=pgtrigger.Statement,
                    when=pgtrigger.After,
                    operation=operation,
                    referencing=pgtrigger.Referencing(new="new_values"),
                    func=PASS_ROOT_ON,
                )
                for operation in (pgtrigger.Insert, pgtrigger.Update)
            ],
        ]
        constraints = [
            *Record.Meta.constraints,
            is_given("title", "document"),
            is_known("kind", DocumentKind, "document"),
            is_known_or_empty("reliability", Reliability, "document"),
            is_language("language", "document"),
            is_web_address_or_empty("url", "document"),
            is_web_address_or_empty("archived_url", "document"),
            models.CheckConstraint(
                name="document_is_not_derived_from_itself",
                condition=Q(derived_from=None) | ~Q(derived_from=F("id")),
                violation_error_message="A document does not republish itself.",
            ),
            are_ends_of_periods("published", name="document_published_is_a_point"),
            is_not_open("published", name="document_published_is_not_open"),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        above, seen = self.derived_from, set()
        while above is not None and above.pk not in seen:
            if above.pk == self.pk:
                raise ValidationError(
                    {"derived_from": "This document would republish itself by way of others."}
                )
            seen.add(above.pk)
            above = above.derived_from


class DocumentText(Kept):
    """A user's own copy of a document's text: somebody's copyright, never exported.

    Line ends are line feeds. `sha256` is of the UTF-8 bytes, in lower-case hexadecimal.
    """

    document = models.OneToOneField(Document, models.PROTECT, related_name="text")
    text = models.TextField()
    sha256 = models.GeneratedField(
        expression=Func(F("text"), function="sha256_of"),
        output_field=models.CharField(max_length=64),
        db_persist=True,
    )
    # Of each paragraph in its normal form: so that coverage is counted without reading the text.
    lengths = models.GeneratedField(
        expression=Func(F("text"), function="paragraph_lengths"),
        output_field=ArrayField(models.IntegerField()),
        db_persist=True,
    )
    attached_at = models.DateTimeField(auto_now_add=True)

    objects = NamedQuerySet.as_manager()

    named_by = ("document",)

    class Meta:
        constraints = [is_given("text", "documenttext")]
        permissions = [("read_documenttext", "Can read the attached texts of documents")]

    def __str__(self) -> str:
        return f"Text of {set_in(self.document)}"
