"""Rows edited together with their parent: the first of them, checked as the database will."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import F, Field, Model, QuerySet, UniqueConstraint
from django.db.models.expressions import BaseExpression, Combinable
from django.db.models.functions import Greatest, Least
from django.forms.models import BaseInlineFormSet, InlineForeignKeyField, ModelForm
from django.forms.utils import ErrorDict
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property

from curation.gone_rows import set_gone_apart
from curation.labels import LabelledMixin, bare, is_key, preload_labels
from curation.opened_forms import CHANGED_MEANWHILE, OpenedForm
from curation.querysets import EvidencedQuerySet
from curation.records import Record, Status
from curation.restricting import visible
from curation.review_desk import SAY_WHY

ROWS_SHOWN = 50
GONE = (
    "This row has been deleted since you opened the page: save again to bring it back as a new"
    " one, or remove it."
)


class PartForm(OpenedForm):
    """One row. As Django 5.2 does not, it is held to the constraints that name its parent.

    A row that stands as it was saved is not looked at again.
    """

    # Whether it was a saved row when the page was opened, and has been deleted since.
    gone = False

    def full_clean(self) -> None:
        if self.is_bound and self.instance.pk and not self.has_changed():
            self._errors, self.cleaned_data = ErrorDict(), {}
            return
        super().full_clean()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.gone:
            self.add_error(None, GONE)
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if self.errors:
            return
        try:
            self.instance.validate_constraints(exclude=self._still_unknown())
        except ValidationError as error:
            self._update_errors(error)  # type: ignore[attr-defined]

    def _still_unknown(self) -> set[str]:
        """Columns that are given later: a parent not saved yet, a number the formset assigns."""
        parents = {
            n for n, field in self.fields.items() if isinstance(field, InlineForeignKeyField)
        }
        return {
            field.name
            for field in self.instance._meta.concrete_fields
            if (not field.null or field.name in parents)
            and not field.primary_key
            and not field.generated
            and getattr(self.instance, field.attname) is None
        }


class PartFormSet(BaseInlineFormSet):
    """The first rows of a parent, with labels preloaded; the list behind has the rest."""

    model: type[Model]
    queryset: QuerySet

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gone: list[int] = []
        if self.is_bound and self._posted:
            saved = {row.pk for row in self.get_queryset()}
            if not saved.issuperset(map(int, self._posted)):
                self.data, self.gone = set_gone_apart(self, saved)
                self.__dict__.pop("management_form", None)

    def get_queryset(self) -> QuerySet:
        if not hasattr(self, "_queryset"):
            rows = super().get_queryset()
            self._queryset = (
                rows.filter(pk__in=self._posted) if self.is_bound else rows[:ROWS_SHOWN]
            )
        return self._queryset

    @property
    def _posted(self) -> list[str]:
        """Keys of the rows in the form that came back, whatever has become of the others."""
        key = self.model._meta.pk.name
        keys = (
            self.data.get(f"{self.add_prefix(index)}-{key}", "")
            for index in range(min(self.initial_form_count(), self.absolute_max))
        )
        return [pk for pk in keys if is_key(pk)]

    def clean(self) -> None:
        """Nothing is deleted, accepted or changed unseen, or without the reason it needs."""
        super().clean()
        if _meanwhile(self.deleted_forms):
            raise ValidationError(CHANGED_MEANWHILE)
        if self._is_of_parent and "_send" in self.data and self._changed_meanwhile:
            raise ValidationError(CHANGED_MEANWHILE)
        if self._needs_a_reason and not self.data.get("reason", "").strip():
            raise ValidationError(SAY_WHY)

    @property
    def _is_of_parent(self) -> bool:
        """Whether the rows are reviewed with their parent, as no records of their own."""
        return not issubclass(self.model, Record)

    @property
    def _changed_meanwhile(self) -> bool:
        shown = {int(pk) for pk in self._posted}
        saved = {*self.queryset.values_list("pk", flat=True)[: ROWS_SHOWN + 1]}
        return shown != saved or _meanwhile(self.initial_forms)

    @property
    def _needs_a_reason(self) -> bool:
        rows = [form.instance for form in [*self.changed, *self.deleted_forms]]
        reviewed = [self.instance] if self._is_of_parent and rows else rows
        return any(record.pk and record.status == Status.ACCEPTED for record in reviewed)

    @cached_property
    def all_rows(self) -> int:
        """How many rows the parent has; counted only where not all of them are shown."""
        shown = self.initial_form_count()
        return self.queryset.count() if shown >= ROWS_SHOWN and self.instance.pk else shown

    @property
    def hidden_rows(self) -> int:
        return max(0, self.all_rows - self.initial_form_count())

    @property
    def list_url(self) -> str:
        """The list that has all rows of this parent."""
        opts = self.model._meta
        url = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
        return f"{url}?{self.fk.name}__id__exact={self.instance.pk}"

    @cached_property
    def forms(self) -> list[ModelForm]:
        made = [
            self._construct_form(i, **self.get_form_kwargs(i))  # type: ignore[attr-defined]
            for i in range(self.total_form_count())
        ]
        preload_labels(made)
        for number in self.gone:
            made[number].gone = True
        return made

    @property
    def changed(self) -> list[ModelForm]:
        """The forms whose rows are about to be written, in their order."""
        removed = self.deleted_forms
        return [
            form
            for form in self.forms
            if form.has_changed() and form not in removed and form.is_valid()
        ]

    def validate_unique(self) -> None:
        """New and changed rows clash with each other as they would with saved ones."""
        for constraint in self.model._meta.constraints:
            if not isinstance(constraint, UniqueConstraint):
                continue
            seen: set[tuple[object, ...]] = set()
            for form in self.changed:
                key = _unique_key(constraint, form.instance, parent=self.fk.attname)
                if key is None:
                    continue
                if key in seen and _binds(constraint, form.instance):
                    form.add_error(None, constraint.get_violation_error_message())
                seen.add(key)


def _meanwhile(forms: Iterable[Any]) -> bool:
    """Whether one of the rows has been changed since the page was opened."""
    return any(form.meanwhile for form in forms)


def _unique_key(constraint: UniqueConstraint, row: Model, parent: str) -> tuple[object, ...] | None:
    """What the constraint compares of `row`; None where a NULL makes it differ from all."""
    expressions = constraint.expressions or [F(name) for name in constraint.fields]
    key = tuple(_value(expression, row, parent) for expression in expressions)
    return None if None in key and constraint.nulls_distinct is not False else key


def _value(expression: BaseExpression | Combinable, row: Model, parent: str) -> Any:
    if isinstance(expression, Least | Greatest):
        values = [_value(source, row, parent) for source in expression.get_source_expressions()]
        pick = min if isinstance(expression, Least) else max
        return pick((value for value in values if value is not None), default=None)
    attribute = row._meta.get_field(expression.name).attname  # type: ignore[union-attr]
    value = getattr(row, attribute)
    # A parent that is not saved yet is one and the same for all rows.
    return 0 if value is None and attribute == parent else value


def _binds(constraint: UniqueConstraint, row: Model) -> bool:
    """Whether the constraint's condition, if it has one, is true of `row`."""
    if constraint.condition is None:
        return True
    columns = (field for field in row._meta.concrete_fields if not field.generated)
    return constraint.condition.check({c.name: getattr(row, c.attname) for c in columns})


class PartInline(LabelledMixin, admin.TabularInline):
    """A table of parts on their parent's page; each row says what its evidence amounts to."""

    form = PartForm
    formset = PartFormSet
    extra = 0
    template = "admin/curation/part_inline.html"
    show_change_link = True
    # Whether it stands open without rows, because most parents get some.
    expected: bool = False
    # The attribution's column for its rows, where rows have evidence of their own.
    cited_as: str | None = None

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = visible(super().get_queryset(request), request.user)
        return rows.with_standing() if isinstance(rows, EvidencedQuerySet) else rows

    def formfield_for_dbfield(
        self, db_field: Field, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            # The head of a column names no box to who hears the page.
            bare(field.widget).attrs.setdefault("aria-label", str(field.label or db_field.name))
        return field
