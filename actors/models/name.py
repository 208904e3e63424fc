import unicodedata
from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from actors.dated import NameQuerySet
from actors.models.actor import Actor
from curation.constraints import LANGUAGE_TAG, is_given, is_known, is_language, is_nfc
from curation.dating import (
    EDTFField,
    earliest,
    end_earliest,
    is_not_open,
    latest,
    start_latest,
)
from curation.records import Record
from curation.triggers import recorded
from curation.when import indexed_by_date


class NameKind(models.TextChoices):
    PRIMARY = "primary", "Primary"
    OFFICIAL = "official", "Official"
    ALIAS = "alias", "Alias"
    ACRONYM = "acronym", "Acronym"
    FORMER = "former", "Former"
    TRANSLATION = "translation", "Translation"
    TRANSLITERATION = "transliteration", "Transliteration"
    NOM_DE_GUERRE = "nom_de_guerre", "Nom de guerre"
    FRONT = "front", "Front"
    MISSPELLING = "misspelling", "Misspelling"


class Strength(models.TextChoices):
    STRONG = "strong", "Strong"
    WEAK = "weak", "Weak: an acronym, a surname, a generic word"


language_tag = RegexValidator(LANGUAGE_TAG, "Write a BCP 47 tag: ar-Latn.")


@recorded
class Name(Record):
    """A form of an actor's name as printed, in one language and script.

    `used` is an EDTF interval, both ends included; the start lies between
    `used_earliest` and `used_start_latest`, the end between `used_end_earliest` and
    `used_latest`. The same text may belong to several actors.
    """

    actor = models.ForeignKey(Actor, models.PROTECT, related_name="names")
    text = models.CharField(max_length=200, help_text="Letter by letter as printed.")
    language = models.CharField(
        max_length=35,
        default="und",
        validators=[language_tag],
        help_text="BCP 47: ar for Arabic, ar-Latn for romanised Arabic, und if not known.",
    )
    script = models.CharField(
        max_length=4,
        default="Zyyy",
        validators=[RegexValidator(r"^[A-Z][a-z]{3}$", "Write an ISO 15924 code: Arab, Latn.")],
        help_text="ISO 15924: Latn, Arab, Hebr, Cyrl; Zyyy if not known.",
    )
    kind = models.CharField(max_length=20, choices=NameKind, default=NameKind.ALIAS)
    strength = models.CharField(max_length=6, choices=Strength, default=Strength.STRONG)
    used = EDTFField(help_text="When it was in use: 2006/2013, or empty if unknown.")
    used_earliest = earliest("used")
    used_start_latest = start_latest("used")
    used_end_earliest = end_earliest("used")
    used_latest = latest("used")

    objects: ClassVar = NameQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["text", "id"]
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["text", "id"], name="name_by_text"),
            *indexed_by_date("name", "used"),
        ]
        constraints = [
            *Record.Meta.constraints,
            is_given("text", "name"),
            is_nfc("text", "name"),
            is_not_open("used", name="name_used_is_not_open"),
            is_known("kind", NameKind, "name"),
            is_known("strength", Strength, "name"),
            is_language("language", "name"),
            models.CheckConstraint(
                name="name_script_is_an_iso_15924_code",
                condition=Q(script__regex=r"^[A-Z][a-z]{3}$"),
                violation_error_message="A script is an ISO 15924 code, such as Latn or Arab.",
            ),
            models.UniqueConstraint(
                name="name_stands_once_per_actor",
                fields=["actor", "text", "language", "script", "used"],
                violation_error_message="This actor has this name already.",
            ),
            models.UniqueConstraint(
                name="name_is_primary_once_per_actor",
                fields=["actor"],
                condition=Q(kind=NameKind.PRIMARY),
                violation_error_message="This actor has a primary name already.",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        self.text = unicodedata.normalize("NFC", self.text)
