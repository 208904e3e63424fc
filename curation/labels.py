"""Boxes to choose linked records with, which cost no query a row."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import (
    AdminTextInputWidget,
    AutocompleteSelect,
    RelatedFieldWidgetWrapper,
)
from django.db import models
from django.forms import BaseForm, ModelChoiceField, Widget
from django.forms import Field as FormField
from django.http import HttpRequest

from curation.searching import LONGEST_SEARCH

if TYPE_CHECKING:
    from curation.desk import LedgerAdmin

LARGEST_KEY = 2**63 - 1


def is_key(text: str) -> bool:
    """Whether a text, from an address or a form sent back, can be the key of a row."""
    return text.isascii() and text.isdecimal() and int(text[:20]) <= LARGEST_KEY


def bare(widget: Widget) -> Widget:
    """The widget itself, without the admin's links to add and change what is chosen."""
    return widget.widget if isinstance(widget, RelatedFieldWidgetWrapper) else widget


class LabelledSelect(AutocompleteSelect):
    """An autocomplete box that is told the labels of what its formset's rows have chosen.

    What is no key is chosen by nobody: Django's own would ask the database for it, and fail.
    """

    labels: dict[str, str] | None = None

    def build_attrs(
        self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """An empty box says what is chosen in it: that is its name to who hears the page."""
        name = str(getattr(self.field, "verbose_name", "record"))
        given = super().build_attrs(base_attrs, extra_attrs)
        return {
            **given,
            "data-placeholder": f"{name[:1].upper()}{name[1:]}…",
            "data-maximum-input-length": LONGEST_SEARCH,
        }

    def optgroups(
        self, name: str, value: Sequence[str], attrs: dict[str, Any] | None = None
    ) -> list[tuple[str | None, list[dict[str, Any]], int | None]]:
        chosen = [str(pk) for pk in value if is_key(str(pk))]
        if self.labels is None or not all(pk in self.labels for pk in chosen):
            return super().optgroups(name, chosen, attrs)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        for pk in chosen:
            options.append(self.create_option(name, pk, self.labels[pk], True, 0))
        return [(None, options, 0)]


class PlainNumberInput(AdminTextInputWidget):
    """A number without the zeros that its column keeps behind the point."""

    input_type = "number"

    def format_value(self, value: object) -> str | None:
        shown: str | None = super().format_value(value)
        return shown.rstrip("0").rstrip(".") if shown and "." in shown else shown


def preload_labels(forms: Sequence[BaseForm]) -> None:
    """Tells the autocomplete boxes of `forms`, all of one class, what their values are called.

    One query for each linked column, whatever the number of forms.
    """
    for name, field in forms[0].fields.items() if forms else ():
        if not isinstance(field, ModelChoiceField) or field.queryset is None:
            continue
        if not isinstance(bare(field.widget), LabelledSelect):
            continue
        chosen = {str(form[name].value() or "") for form in forms}
        known = field.queryset.filter(pk__in=[pk for pk in chosen if is_key(pk)])
        labels = {str(row.pk): str(row) for row in known}
        for form in forms:
            cast("LabelledSelect", bare(form.fields[name].widget)).labels = labels


class LabelledMixin(BaseModelAdmin):
    """For admin classes: labelled boxes for links, text boxes that follow their script."""

    formfield_overrides = {
        models.DecimalField: {"widget": PlainNumberInput},
        models.URLField: {"assume_scheme": "https"},
    }

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField | None:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = LabelledSelect(db_field, self.admin_site)
            related = cast(
                "LedgerAdmin", self.admin_site.get_model_admin(db_field.remote_field.model)
            )
            kwargs.setdefault("queryset", related.labelled(request))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> FormField | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is None:
            return None
        if isinstance(field.widget, RelatedFieldWidgetWrapper):
            # What a record links to is not deleted from that record's page, and who may change
            # it needs no other way to look at it.
            field.widget.can_delete_related = False
            field.widget.can_view_related &= not field.widget.can_change_related
        if isinstance(db_field, models.CharField | models.TextField):
            field.widget.attrs.setdefault("dir", "auto")
        if isinstance(db_field, models.TextField):
            field.widget.attrs["rows"] = 3
        return field
