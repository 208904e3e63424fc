"""The form of an attribution: what it may be about follows from what it is an attribution of."""

import json
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from curation.dating import EDTFField
from sources.field_choices import field_choices
from sources.fields import FIELDS
from sources.models import SUBJECTS, Attribution
from sources.values import refuse_doubtful_date

# The columns that hold dates; a name is one in every kind of record or in none.
DATES = {
    name
    for subject, names in FIELDS.items()
    for name in names
    if isinstance(SUBJECTS[subject]._meta.get_field(name), EDTFField)
}


class ValueForm(forms.ModelForm):
    """A form in which the value of an attribution is typed: a date that may mean two is queried."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        named = cleaned.get("field", self.instance.field)
        if "value" in self.changed_data and cleaned.get("value") and named in DATES:
            try:
                refuse_doubtful_date(cleaned["value"])
            except ValidationError as error:
                self.add_error("value", error)
        return cleaned


class AttributionForm(ValueForm):
    field = forms.ChoiceField(
        required=False,
        help_text="One column of what it holds up, or all of it.",
        error_messages={"invalid_choice": "“%(value)s” is no column of the record chosen above."},
    )

    class Media:
        # After the admin's own, whose jQuery it uses.
        js = ["admin/js/jquery.init.js", "curation/columns_of_subject.js"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "field" in self.fields:
            choices = {name: field_choices(name) for name in FIELDS}
            field = cast("forms.ChoiceField", self.fields["field"])
            field.choices = field_choices(self._subject())
            field.widget.attrs["data-columns"] = json.dumps(choices)

    def _subject(self) -> str | None:
        """The one kind of subject that is chosen; None where none is, or several are."""
        chosen = [name for name in SUBJECTS if name in self.fields and self[name].value()]
        return chosen[0] if len(chosen) == 1 else None


def subject_of(attribution: Attribution) -> str:
    """The name of the link that an attribution has set."""
    return next(name for name in SUBJECTS if getattr(attribution, f"{name}_id") is not None)
