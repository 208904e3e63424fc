"""The chain of voices as rows of a passage's page: numbered, without a gap, in any order."""

import pgtrigger
from django import forms
from django.core.exceptions import ValidationError

from curation.parts import PartForm, PartFormSet, PartInline
from sources.models import Voice


class VoiceForm(PartForm):
    position = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=32767,
        help_text="1 is whom the document reports, the last is the origin; those who say it"
        " together share a number. Empty: after those above.",
        widget=forms.NumberInput(attrs={"class": "vSmallNumber", "aria-label": "Position"}),
    )


class VoiceFormSet(PartFormSet):
    def clean(self) -> None:
        self._number_the_last()
        super().clean()
        positions = sorted({voice.position for voice in self._chain()})
        if positions != list(range(1, len(positions) + 1)):
            given = ", ".join(str(position) for position in positions)
            raise ValidationError(
                "The voices of a passage stand in positions 1, 2, 3 without a gap; these are"
                f" {given}: number them anew."
            )

    def _chain(self) -> list[Voice]:
        """The voices as they will stand, but for those still without a number."""
        removed = {form.instance.pk for form in self.deleted_forms}
        staying = [form.instance for form in self.forms if form not in self.deleted_forms]
        shown = {voice.pk for voice in staying} | removed
        others = Voice.objects.filter(passage=self.instance.pk).exclude(pk__in=shown - {None})
        return [voice for voice in [*staying, *others] if voice.position is not None]

    def _number_the_last(self) -> None:
        position = max((voice.position for voice in self._chain()), default=0)
        for form in self.changed:
            if form.instance.position is None:
                position += 1
                form.instance.position = position

    def save(self, commit: bool = True) -> list[Voice]:
        """A chain is renumbered row by row: the database looks at it when all rows are there."""
        if not commit:
            return super().save(commit)
        pgtrigger.constraints(pgtrigger.Deferred, "sources.Voice:refuse_gaps")
        saved = super().save()
        pgtrigger.constraints(pgtrigger.Immediate, "sources.Voice:refuse_gaps")
        return saved


class VoiceInline(PartInline):
    model = Voice
    form = VoiceForm
    formset = VoiceFormSet
    autocomplete_fields = ["actor", "on_behalf_of"]
    fields = ["position", "actor", "on_behalf_of", "capacity", "mode"]
    verbose_name_plural = "chain of voices (none: the document's own narration)"
    show_change_link = False
    expected = True
