"""Inlines that the pages of several apps show: what holds a record up, who speaks, whom of."""

from django import forms

from curation.desk import PartInline
from sources.fields import FIELDS
from sources.models import Attribution, Mention, Voice
from sources.querysets import SUBJECT_NAMES


class EvidenceInline(PartInline):
    """The attributions of the record on whose page they stand."""

    model = Attribution
    verbose_name = "attribution"
    verbose_name_plural = "evidence"
    autocomplete_fields = ["passage"]
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

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "field":
            columns = FIELDS[SUBJECT_NAMES[self.parent_model._meta.model_name]]
            choices = [("", "the whole record"), *((name, name) for name in columns)]
            return forms.ChoiceField(choices=choices, required=False)
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "note":
            field.widget = forms.TextInput(attrs={"dir": "auto", "class": "vTextField"})
        return field


class VoiceInline(PartInline):
    model = Voice
    autocomplete_fields = ["actor", "on_behalf_of"]
    verbose_name_plural = "chain of voices (none: the document's own narration)"


class MentionInline(PartInline):
    model = Mention
    autocomplete_fields = ["actor", "event", "place"]
