"""Inlines that the pages of several apps show: what holds a record up, its numbers, its keys."""

from typing import Any

from django import forms
from django.db.models import Field
from django.http import HttpRequest

from actors.models import Identifier
from curation.parts import PartForm, PartInline
from events.models import Figure
from sources.attribution_forms import ValueForm
from sources.field_choices import field_choices
from sources.models import Attribution
from sources.querysets import SUBJECT_NAMES


class EvidenceForm(ValueForm, PartForm):
    pass


class EvidenceInline(PartInline):
    """The attributions of the record on whose page they stand."""

    model = Attribution
    form = EvidenceForm
    verbose_name = "attribution"
    verbose_name_plural = "evidence"
    autocomplete_fields = ["passage"]
    expected = True
    fields = [
        "passage",
        "stance",
        "field",
        "value",
        "stated_value",
        "extent",
        "hedge",
        "basis",
        "note",
    ]

    def formfield_for_dbfield(
        self, db_field: Field, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "field":
            subject = SUBJECT_NAMES[self.parent_model._meta.model_name]
            field = forms.ChoiceField(choices=field_choices(subject), required=False)
            field.widget.attrs["aria-label"] = "Field"
        if field is not None and db_field.name == "note":
            field.widget = forms.TextInput(attrs={**field.widget.attrs, "class": "vTextField"})
        return field


class FigureInline(PartInline):
    model = Figure
    cited_as = "figure"
    fields = ["measure", "low", "best", "high", "unit", "of_whom", "as_of"]


class IdentifierInline(PartInline):
    model = Identifier
    verbose_name_plural = "identifiers in other registers"
    fields = ["scheme", "value"]
