"""A box in which one record is chosen, among those of one kind or of several."""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model

from curation.labels import is_key
from curation.restricting import Viewer, visible
from curation.searching import LONGEST_SEARCH
from events.models import EventType, Place
from sources.citing import NOT_THERE
from sources.models import SUBJECTS

# What can be chosen, by the names that a box speaks of it with.
KINDS: dict[str, type[Model]] = {**SUBJECTS, "place": Place, "event_type": EventType}


@dataclass
class Desk:
    """Who chooses, and what is being made beside the box: unsaved, by `new-0`, `new-1`, …

    `published` is the EDTF date of the document that is coded.
    """

    user: Viewer
    published: str = ""
    made: dict[str, Model] = field(default_factory=dict)


class RecordBox(forms.TextInput):
    """A text box that offers records, with the chosen one in a hidden box beside it."""

    template_name = "sources/record_box.html"

    def __init__(self, kinds: tuple[str, ...]) -> None:
        self.kinds = kinds
        super().__init__()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"] |= {"kinds": " ".join(self.kinds), "longest": LONGEST_SEARCH}
        return context


class RecordChoice(forms.Field):
    """One record, sent as `actor:12`, or as `new-0` where it is being made beside the box.

    Cleaned to the record itself, unsaved if it is new; `None` for none. What its user may not
    see is not there. The form gives it its `desk`.
    """

    desk: Desk

    def __init__(self, *kinds: str, **kwargs: Any) -> None:
        self.kinds = kinds
        super().__init__(widget=RecordBox(kinds), **kwargs)
        self.error_messages["required"] = "Choose one from the list."

    def to_python(self, value: object) -> Model | None:
        text = str(value or "")
        if not text:
            return None
        record = self.desk.made.get(text) or self._found(text)
        if record is None or not isinstance(record, tuple(KINDS[kind] for kind in self.kinds)):
            raise ValidationError(NOT_THERE, code="not_there")
        return record

    def _found(self, text: str) -> Model | None:
        kind, _colon, key = text.partition(":")
        if kind not in self.kinds or not is_key(key):
            return None
        return visible(KINDS[kind]._base_manager.filter(pk=key), self.desk.user).first()
