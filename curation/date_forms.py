"""Dates in forms: curators type them in words or EDTF and are shown what was understood."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import BaseRenderer
from django.utils.html import format_html
from django.utils.safestring import SafeString

from .edtf import EDTF, Kind, NotADate, describe, parse, queried, readings, understand


def validate_date(text: str) -> None:
    """Refuse what is no EDTF date, and a lone `..`. Raises ValidationError."""
    if _parsed(text).kind == Kind.OPEN:
        raise ValidationError(
            "“..” means open, which only the beginning or the end of a period can be: leave the"
            " date empty if it is unknown.",
            code="open_date",
        )


def validate_end_of_period(text: str) -> None:
    """Refuse what is no EDTF date, an interval and an all-of set. Raises ValidationError."""
    if not _parsed(text).is_point:
        raise ValidationError(
            f"“{text}” is not a single date, as one end of a period has to be: write one like"
            " 2014-06, or [2014..2016] if it was some time within those years.",
            code="not_a_point",
        )


def _parsed(text: str) -> EDTF:
    try:
        return parse(text)
    except NotADate as error:
        raise ValidationError(str(error), code="not_a_date") from error


class EDTFWidget(forms.TextInput):
    """A text input with the meaning of its value under it, if it has one."""

    def render(
        self,
        name: str,
        value: object,
        attrs: dict[str, Any] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        typed = super().render(name, value, attrs, renderer)
        meaning = _meaning(str(value or "").strip())
        if not meaning:
            return typed
        return format_html('{}<div class="help date-meaning">Understood: {}.</div>', typed, meaning)


def _meaning(text: str) -> str:
    """What a saved or a typed text is understood to mean; empty for none."""
    if not text:
        return ""
    try:
        return describe(text)
    except NotADate:
        pass
    try:
        return describe(understand(text))
    except NotADate:
        return ""


class EDTFFormField(forms.CharField):
    """A date in words or EDTF, cleaned to EDTF.

    A text that may mean two things, such as 2007-08, is queried when it is typed; one that stands
    as it was saved is taken as it is. Words such as “yesterday” are counted from `published`, the
    EDTF date of the report that is coded, which a form may give; where they can mean two dates,
    they are queried.
    """

    widget = EDTFWidget
    published = ""

    def __init__(self, *, points_only: bool = False, **kwargs: Any) -> None:
        self.points_only = points_only
        super().__init__(**kwargs)

    def to_python(self, value: object) -> str:
        typed = super().to_python(value) or ""
        try:
            return understand(typed)
        except NotADate as error:
            return self._counted(typed, error)

    def _counted(self, typed: str, refused: NotADate) -> str:
        """The one date that relative words mean. Raises ValidationError, for other words too."""
        try:
            found = readings(typed, self.published)
        except NotADate as error:
            raise ValidationError(str(error), code="not_a_date") from error
        if not found:
            raise ValidationError(str(refused), code="not_a_date") from refused
        if len(found) > 1:
            raise ValidationError(queried(typed, found), code="not_a_date")
        return found[0].edtf

    def validate(self, value: str) -> None:
        super().validate(value)
        (validate_end_of_period if self.points_only else validate_date)(value)

    def has_changed(self, initial: str | None, data: str | None) -> bool:
        return not self._stands_as_saved(initial, data) and super().has_changed(initial, data)

    def _clean_bound_field(self, bf: forms.BoundField) -> object:
        # Django's own way for a field to see what was saved; its FileField does the same.
        if not self.disabled and self._stands_as_saved(bf.initial, bf.data):
            return bf.initial
        return super()._clean_bound_field(bf)  # type: ignore[misc]

    def _stands_as_saved(self, initial: str | None, typed: str | None) -> bool:
        return bool(initial) and str(typed or "").strip() == initial
