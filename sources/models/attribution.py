from typing import ClassVar, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from actors.models import Actor, Designation, Name, Relation
from curation.constraints import has_exactly_one, is_known, is_known_or_empty
from curation.directions import set_in
from curation.records import Record
from curation.triggers import recorded
from events.models import Event, EventLink, Figure, Participation
from sources.fields import FIELDS, column
from sources.models.passage import Passage
from sources.models.statement import Statement
from sources.querysets import AttributionQuerySet
from sources.values import fits_its_field, normalised

M = TypeVar("M", bound=models.Model)

SUBJECTS = {
    "actor": Actor,
    "name": Name,
    "relation": Relation,
    "designation": Designation,
    "event": Event,
    "participation": Participation,
    "event_link": EventLink,
    "figure": Figure,
    "statement": Statement,
}


# What these follow in turn to be called by their names.
SUBJECT_LABELS: list[str] = [
    *SUBJECTS,
    *(f"{name}__{link}" for name, subject in SUBJECTS.items() for link in subject.named_by),
]


class Stance(models.TextChoices):
    ASSERTS = "asserts", "Asserts"
    SUSPECTS = "suspects", "Suspects"
    DENIES = "denies", "Denies"
    RETRACTS = "retracts", "Retracts"


class Extent(models.TextChoices):
    ALL = "all", "All of it"
    MOST = "most", "Most"
    SOME = "some", "Some"
    OCCASIONAL = "occasional", "Occasional"


class Basis(models.TextChoices):
    STATED = "stated", "Stated"
    IMPLIED = "implied", "Implied"
    INFERRED = "inferred", "Inferred by the curator"


class Credibility(models.IntegerChoices):
    """The Admiralty scale for reports, STANAG 2511; 6 is not a middle value."""

    CONFIRMED = 1, "1 – confirmed by other sources"
    PROBABLE = 2, "2 – probably true"
    POSSIBLE = 3, "3 – possibly true"
    DOUBTFUL = 4, "4 – doubtful"
    IMPROBABLE = 5, "5 – improbable"
    NOT_JUDGED = 6, "6 – truth cannot be judged"


class Likelihood(models.TextChoices):
    """The words of ICD 203 for how likely a proposition is, first row of each band."""

    ALMOST_NO_CHANCE = "almost no chance", "Almost no chance (1–5 %)"
    VERY_UNLIKELY = "very unlikely", "Very unlikely (5–20 %)"
    UNLIKELY = "unlikely", "Unlikely (20–45 %)"
    ROUGHLY_EVEN_CHANCE = "roughly even chance", "Roughly even chance (45–55 %)"
    LIKELY = "likely", "Likely (55–80 %)"
    VERY_LIKELY = "very likely", "Very likely (80–95 %)"
    ALMOST_CERTAIN = "almost certain", "Almost certain (95–99 %)"


def subject_key(model: type[M]) -> "models.ForeignKey[M | None, M | None]":
    """A nullable link to one kind of subject, indexed where it is set."""
    return models.ForeignKey(
        model,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="attributions",
        db_index=False,
    )


@recorded
class Attribution(Record):
    """A passage holds up, or denies, one record or one column of it.

    Exactly one of the nine subjects is set. `field` empty means the whole record; else
    `value` is what the passage gives for that column, normalised for comparison, and
    `stated_value` its printed form. `basis` inferred is the curator's own conclusion.
    """

    passage = models.ForeignKey(Passage, models.PROTECT, related_name="attributions")
    actor = subject_key(Actor)
    name = subject_key(Name)
    relation = subject_key(Relation)
    designation = subject_key(Designation)
    event = subject_key(Event)
    participation = subject_key(Participation)
    event_link = subject_key(EventLink)
    figure = subject_key(Figure)
    statement = subject_key(Statement)
    field = models.CharField(
        max_length=30, blank=True, help_text="A column of the subject; empty for all of it."
    )
    stated_value = models.CharField(max_length=200, blank=True, help_text="As printed.")
    value = models.CharField(max_length=200, blank=True, help_text="As the ledger would write it.")
    stance = models.CharField(max_length=10, choices=Stance, default=Stance.ASSERTS)
    extent = models.CharField(max_length=10, choices=Extent, default=Extent.ALL)
    basis = models.CharField(max_length=10, choices=Basis, default=Basis.STATED)
    credibility = models.PositiveSmallIntegerField(
        choices=Credibility, null=True, blank=True, help_text="Admiralty 1 to 6, or empty."
    )
    likelihood = models.CharField(
        max_length=20, choices=Likelihood, blank=True, help_text="ICD 203, or empty."
    )
    hedge = models.CharField(max_length=100, blank=True, help_text="The hedging words: may, often.")

    objects: ClassVar = AttributionQuerySet.as_manager()

    named_by = ("passage", *SUBJECT_LABELS)

    class Meta(Record.Meta):
        ordering = ["passage", "id"]
        constraints = [
            *Record.Meta.constraints,
            has_exactly_one(list(SUBJECTS), "attribution", "subject"),
            is_known("stance", Stance, "attribution"),
            is_known("extent", Extent, "attribution"),
            is_known("basis", Basis, "attribution"),
            is_known_or_empty("likelihood", Likelihood, "attribution"),
            models.CheckConstraint(
                name="attribution_credibility_is_one_to_six",
                condition=Q(credibility=None) | Q(credibility__range=(1, 6)),
                violation_error_message="Credibility is 1 to 6, or empty.",
            ),
            models.CheckConstraint(
                name="attribution_field_is_a_column_of_its_subject",
                condition=Q(field="")
                | Q(
                    *[
                        Q(**{f"{subject}__isnull": False, "field__in": sorted(fields)})
                        for subject, fields in FIELDS.items()
                    ],
                    _connector=Q.OR,
                ),
                violation_error_message="This field is not a column of the subject.",
            ),
            models.CheckConstraint(
                name="attribution_of_a_value_names_its_field",
                condition=Q(value="") | ~Q(field=""),
                violation_error_message="A value belongs to a field: name the field.",
            ),
            models.CheckConstraint(
                name="attribution_value_fits_its_field",
                condition=fits_its_field(SUBJECTS),
                violation_error_message="Its field cannot have this value: write a number in"
                " digits, a date in EDTF, a choice by its name, a record by its code.",
            ),
            models.UniqueConstraint(
                name="attribution_stands_once",
                fields=["passage", *SUBJECTS, "field", "value", "stance"],
                nulls_distinct=False,
                violation_error_message="This passage is attributed to this record already.",
            ),
        ]
        indexes = [
            *Record.Meta.indexes,
            *[
                models.Index(
                    fields=[subject],
                    name=f"attribution_of_{subject}",
                    condition=Q(**{f"{subject}__isnull": False}),
                )
                for subject in SUBJECTS
            ],
            # In which the values that compete for a column stand side by side.
            *[
                models.Index(
                    fields=[subject, "field", "value"],
                    name=f"{subject}_by_value",
                    condition=Q(
                        ~Q(value=""),
                        ~Q(basis="inferred"),
                        ~Q(status="retired"),
                        stance="asserts",
                        extent="all",
                        **{f"{subject}__isnull": False},
                    ),
                )
                for subject in SUBJECTS
            ],
        ]

    def __str__(self) -> str:
        subject = set_in(self.subject)
        what = f"{self.field} of {subject}" if self.field else subject
        return f"{self.passage.code} {self.get_stance_display().lower()}: {what}"

    def clean(self) -> None:
        if self.basis == Basis.INFERRED and not self.note.strip():
            raise ValidationError({"note": "Write the reasoning of an inference here."})
        self._write_value_as_its_column_would()

    def _write_value_as_its_column_would(self) -> None:
        """A choice by its label, a date in words and `5.0` become what the ledger writes."""
        subjects = [kind for kind in SUBJECTS if getattr(self, f"{kind}_id") is not None]
        if not self.value or len(subjects) != 1 or self.field not in FIELDS[subjects[0]]:
            return  # constraints say what is wrong here
        try:
            self.value = normalised(column(SUBJECTS[subjects[0]], self.field), self.value)
        except ValidationError as error:
            raise ValidationError({"value": error.messages}) from error

    @property
    def subject(self) -> Record:
        """The one record this attribution is about."""
        subject: Record = next(
            getattr(self, kind) for kind in SUBJECTS if getattr(self, f"{kind}_id") is not None
        )
        return subject
