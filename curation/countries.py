"""Countries, by the two letters of ISO 3166-1."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.db import models

code = RegexValidator(r"^[A-Z]{2}$", "Write the two capital letters of ISO 3166-1: IQ.")


class CountryFormField(forms.CharField):
    """Two letters, of either case. A longer word is refused by its validator and never cut."""

    default_validators = [code]

    def to_python(self, value: object) -> str:
        return (super().to_python(value) or "").upper()


class CountryField(models.CharField):
    """Two capital letters, or empty; migrations see a plain CharField."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        defaults: dict[str, Any] = {"max_length": 2, "blank": True, "validators": [code]}
        super().__init__(*args, **defaults | kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        defaults: dict[str, Any] = {"form_class": CountryFormField}
        # Its box takes any length, so that nothing typed is cut off unseen.
        return super().formfield(**defaults | kwargs | {"max_length": None})
