"""Forms that know what they were opened on: of two who edit at once, neither overwrites the other.

A form carries what it showed when it was opened. When it comes back, that tells what its user has
changed from what somebody else, or they in another window, have changed meanwhile.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField, Field, Widget
from django.forms.models import InlineForeignKeyField
from django.utils.html import format_html
from django.utils.safestring import SafeString

from curation.labels import bare, is_key

OPENED = "opened"
THEIRS, UNDECIDED = "theirs", "undecided"
CHANGED_MEANWHILE = (
    "This has been changed since you opened it, by somebody else or in another window of yours, and"
    " nothing was saved: compare below, choose, and save again."
)


@dataclass(frozen=True)
class Difference:
    """One column that has been changed since the form was opened, its values in words.

    Where `mine` is None, the user of the form had not changed it. `choice` is the name of the
    inputs that choose between the two.
    """

    label: str
    opened: str
    theirs: str
    mine: str | None
    choice: str


def opened_on(text: str) -> dict[str, Any]:
    """What a form says it was opened on; nothing where it does not say so as we write it."""
    try:
        posted = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return posted if isinstance(posted, dict) else {}


class OpenedForm(forms.ModelForm):
    """A form of a saved row. What its user left alone stays as it is now in the database.

    Where both changed the row, the form is invalid once, with `meanwhile` to choose from. A form
    that came back without what it was opened on is taken as opened just now.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meanwhile: list[Difference] = []
        if self.is_bound and self.instance.pk:
            self._compare()

    @property
    def opened(self) -> SafeString | str:
        """A hidden input with what the form shows of the row as it is saved; empty for a new one.

        A form that comes back for another reason keeps what it was first opened on.
        """
        if not self.instance.pk:
            return ""
        shown = self._saved() if self.meanwhile or not self.is_bound else self._opened_on()
        name = self.add_prefix(OPENED)
        return format_html('<input type="hidden" name="{}" value="{}">', name, json.dumps(shown))

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.meanwhile and (self.has_own_changes or "_send" in self.data):
            self.add_error(None, CHANGED_MEANWHILE)
        return cleaned

    @property
    def has_own_changes(self) -> bool:
        return not {bound.name for bound in self._columns()}.isdisjoint(self.changed_data)

    def _columns(self) -> Iterator[BoundField]:
        """Boxes for columns of the row; a form may have others, such as for a reason."""
        fields = self._meta.model._meta.concrete_fields
        columns = {field.name for field in fields if not field.primary_key}
        return (
            self[name]
            for name, field in self.fields.items()
            if name in columns and not isinstance(field, InlineForeignKeyField)
        )

    def _saved(self) -> dict[str, str]:
        return {bound.name: _saved_text(bound) for bound in self._columns()}

    def _opened_on(self) -> dict[str, str]:
        posted = opened_on(self.data.get(self.add_prefix(OPENED), ""))
        saved = self._saved()
        return {name: str(posted.get(name, text)) for name, text in saved.items()}

    def _compare(self) -> None:
        opened_on = self._opened_on()
        for bound in self._columns():
            opened, saved, typed = opened_on[bound.name], _saved_text(bound), _typed_text(bound)
            choice = self.add_prefix(f"{bound.name}-choice")
            chosen = self.data.get(choice)
            left_alone = (typed == opened and chosen is None) or chosen == THEIRS
            if left_alone and typed != saved:
                self._put(bound, saved)
            if saved not in (opened, typed) or (chosen == UNDECIDED and typed != saved):
                mine = None if left_alone else _in_words(bound.field, typed)
                was, now = _in_words(bound.field, opened), _in_words(bound.field, saved)
                self.meanwhile.append(Difference(str(bound.label), was, now, mine, choice))

    def _put(self, bound: BoundField, text: str) -> None:
        """Lets the form have come back with another value than the one that was sent."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        if text or not isinstance(bare(bound.field.widget), forms.CheckboxInput):
            data[bound.html_name] = text
        else:
            data.pop(bound.html_name, None)
        self.data = data


def _saved_text(bound: BoundField) -> str:
    """What a browser sends back for the saved value of a box that nobody touches."""
    return _text(bare(bound.field.widget), bound.field.prepare_value(bound.initial))


def _typed_text(bound: BoundField) -> str:
    return _text(bare(bound.field.widget), bound.data)


def _text(widget: Widget, value: Any) -> str:
    if isinstance(value, bool):
        return "on" if value else ""
    shown: Any = widget.format_value(value)
    if isinstance(shown, list):
        shown = ",".join(shown)
    return str(shown or "").replace("\r\n", "\n").strip()


def _in_words(field: Field, text: str) -> str:
    if isinstance(field, forms.BooleanField):
        return "yes" if text else "no"
    if isinstance(field, forms.ModelChoiceField):
        found = field.queryset.filter(pk=text).first() if is_key(text) else None  # type: ignore[union-attr]
        return str(found or text)
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        return str({str(value): label for value, label in choices}.get(text, text))
    return text
