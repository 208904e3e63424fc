"""What every curated record shares: its code, its review status and what the database keeps."""

from collections.abc import Collection
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Now

from curation.constraints import is_known
from curation.past import Remembered
from curation.querysets import RecordQuerySet

CODE_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"


class Status(models.TextChoices):
    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    ACCEPTED = "accepted", "Accepted"
    RETURNED = "returned", "Returned"
    RETIRED = "retired", "Retired"


UNDER_REVIEW = [Status.DRAFT, Status.SUBMITTED, Status.RETURNED]


class Kept(Remembered):
    """A row some of whose columns the database computes; after a save they are read again.

    Generated columns, versions and timestamps change under an instance's feet when it is
    saved. They are forgotten then, and the next access reads each from the database.
    """

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        inserting = self._state.adding
        super().save(*args, **kwargs)
        for field in self._meta.concrete_fields:
            computed = field.generated or not (field.editable or field.primary_key)
            if computed and not (inserting and field.db_returning):
                self.__dict__.pop(field.attname, None)
                self._state.fields_cache.pop(field.name, None)


class Record(Kept):
    """A row that states something, known by a code that is ours and never changes.

    `version` counts the row's changes from 1; it and the timestamps (UTC) are kept by a
    trigger, whoever writes. An empty `code` is coined by the database on insert. `editors` are the
    keys of the users who changed the row since it was last accepted: none of them accepts it.
    """

    code = models.CharField(
        max_length=100,
        unique=True,
        blank=True,
        db_default="",
        validators=[
            RegexValidator(
                CODE_PATTERN, "Write lower-case words, digits and hyphens: kataib-hezbollah."
            )
        ],
        help_text="Lower-case words and hyphens, such as kataib-hezbollah; it never changes."
        " Leave it empty and one is coined.",
    )
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    restricted = models.BooleanField(
        default=False,
        help_text="Only for those with the permission to see it: it may harm a living person.",
    )
    note = models.TextField(blank=True, help_text="Doubts and reasoning, for other curators.")
    version = models.PositiveIntegerField(db_default=1, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    updated_at = models.DateTimeField(db_default=Now(), editable=False)

    editors = ArrayField(models.BigIntegerField(), default=list, blank=True, editable=False)

    objects = RecordQuerySet.as_manager()

    named_by: tuple[str, ...] = ()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_code_is_lower_case_words",
                condition=models.Q(code="") | models.Q(code__regex=CODE_PATTERN),
                violation_error_message="A code is lower-case words, digits and hyphens.",
            ),
            is_known("status", Status, "%(class)s"),
        ]
        indexes = [
            # What waits in a queue, and what is hidden: a small part of the ledger each.
            models.Index(
                fields=["status", "updated_at"],
                name="%(class)s_under_review",
                condition=models.Q(status__in=UNDER_REVIEW),
            ),
            models.Index(
                fields=["id"], name="%(class)s_restricted", condition=models.Q(restricted=True)
            ),
        ]

    natural_fields = ("code",)

    def natural_key(self) -> tuple[str]:
        return (self.code,)

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Besides the constraints, what `KeepRecord` refuses: a code that has changed."""
        super().validate_constraints(exclude)
        if self._state.adding or "code" in (exclude or ()):
            return
        saved = type(self)._base_manager.filter(pk=self.pk).exclude(code=self.code)
        for code in saved.values_list("code", flat=True):
            sentence = f"The code {code} of a {self._meta.model_name} never changes."
            raise ValidationError({"code": sentence})
