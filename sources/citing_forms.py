"""The forms of the panel in which a passage is coded: what each row asks for."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model

from curation.date_forms import EDTFFormField
from sources.attribution_forms import ValueForm
from sources.field_choices import field_choices
from sources.models import SUBJECTS, Attribution, Mention, Mode, Passage, Voice
from sources.record_choice import KINDS, Desk, RecordChoice


class PanelForm(forms.ModelForm):
    """One row of the panel. It saves nothing: its instance is written by `cite()`.

    A box is named for the link that it sets, or sets the one that is named for its record's kind.
    What links lead to is not there yet, so that rules about them are left to `cite()`.
    """

    use_required_attribute = False
    # Fields that most rows leave as they are: folded away.
    seldom: tuple[str, ...] = ()
    # Fields that Enter passes over, for few sources give them.
    passed_over: tuple[str, ...] = ()
    # Fields that the panel fills in by itself: alone they make no row.
    proposed: tuple[str, ...] = ()

    def __init__(self, desk: Desk, **kwargs: Any) -> None:
        super().__init__(label_suffix="", **kwargs)
        for _name, box in self._boxes():
            box.desk = desk
        for name, field in self.fields.items():
            widget = field.widget
            if name in self.passed_over:
                widget.attrs["data-passed-over"] = ""
            if isinstance(field, EDTFFormField):
                field.published = desk.published
                field.help_text = f"{field.help_text} “Monday” is counted from the report."
                widget.attrs["data-date"] = ""
            if isinstance(widget, forms.Textarea):
                widget.attrs["rows"] = 2
            if isinstance(widget, forms.TextInput | forms.Textarea):
                widget.attrs["dir"] = "auto"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, _box in self._boxes():
            record = cleaned.get(name)
            if record is not None:
                setattr(self.instance, self._link(name, record), record)
        return cleaned

    def has_changed(self) -> bool:
        return not {*self.changed_data} <= {*self.proposed}

    def seldom_labels(self) -> list[str]:
        return [str(self[name].label).lower() for name in self.seldom]

    def refuse(self, error: ValidationError) -> None:
        """Shows what `cite()` refused of this row."""
        self._update_errors(error)

    def _boxes(self) -> Iterator[tuple[str, RecordChoice]]:
        for name, field in self.fields.items():
            if isinstance(field, RecordChoice):
                yield name, field

    def _link(self, name: str, record: Model) -> str:
        links = {field.name for field in self.instance._meta.concrete_fields if field.is_relation}
        return name if name in links else next(k for k in KINDS if isinstance(record, KINDS[k]))

    def _update_errors(self, errors: ValidationError) -> None:
        """An error about a link goes to the box that sets it, one about no box to the row."""
        if hasattr(errors, "error_dict"):
            shown: dict[str, list[ValidationError]] = {}
            for name, found in errors.error_dict.items():
                shown.setdefault(self._shown_at(name), []).extend(found)
            errors = ValidationError(shown)
        super()._update_errors(errors)  # type: ignore[misc]

    def _shown_at(self, name: str) -> str:
        if name in self.fields:
            return name
        boxes = (box_name for box_name, box in self._boxes() if name in box.kinds)
        return next(boxes, NON_FIELD_ERRORS)


class PassageRow(PanelForm):
    class Meta:
        model = Passage
        fields = ["paragraph", "start", "end", "summary", "phrase", "said"]


class VoiceRow(PanelForm):
    """A voice. Its mode is proposed from the words: direct where they have quotation marks."""

    proposed = ("mode",)

    actor = RecordChoice(
        "actor", label="Voice", help_text="Whom the document reports; behind them whom they quote."
    )
    mode = forms.ChoiceField(
        choices=[("", "—"), *Mode.choices],
        error_messages={"required": "Choose direct or indirect speech."},
        help_text="Direct where the page has the very words, as between quotation marks.",
    )
    on_behalf_of = RecordChoice(
        "actor", required=False, help_text="For whom they speak: the body behind a spokesman."
    )
    together = forms.BooleanField(
        required=False,
        label="Together with the one above",
        help_text="Both say it, as in a joint statement.",
    )

    class Meta:
        model = Voice
        fields = ["mode", "capacity"]
        help_texts = {"capacity": "As printed: spokesman, commander."}

    field_order = ["actor", "mode", "on_behalf_of", "capacity", "together"]
    seldom = ("on_behalf_of", "capacity", "together")


class MentionRow(PanelForm):
    target = RecordChoice(
        "actor", "event", "place", label="Mentions", help_text="Whom the words are about."
    )

    class Meta:
        model = Mention
        fields = ["printed"]

    field_order = ["target", "printed"]


class AttributionRow(ValueForm, PanelForm):
    # Of what is new, an event is offered first: who is in it follows from there.
    subject = RecordChoice(
        *dict.fromkeys(["event", *SUBJECTS]),
        label="Holds up",
        help_text="The fact that these words are evidence for, or against: by name, or in a line"
        " such as “Amiri leads Badr” or “4 guards killed in the raid”.",
    )
    field = forms.ChoiceField(
        choices=field_choices, required=False, help_text="One column of it, or all of it."
    )

    class Meta:
        model = Attribution
        fields = ["stance", "basis", "field", "value", "stated_value", "extent", "hedge", "note"]
        help_texts = {
            "stance": "Suspects where the words are hedged: may, is believed to.",
            "basis": "Implied where the words leave no other reading; inferred where you conclude"
            " it, with your reasons in the note.",
            "extent": "Most, some or occasional where the words say so of part of it.",
        }

    field_order = ["stance", "basis", "subject"]
    seldom = ("field", "value", "stated_value", "extent", "hedge", "note")
