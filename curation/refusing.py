"""What the database refused, said in one sentence and shown in the form it came from."""

from typing import Any, TypeVar

from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import IntegrityError
from django.forms import BaseForm

F = TypeVar("F", bound=BaseForm)

SOMEBODY_ELSE = (
    "Nothing was saved: what this rests on or clashes with has been written at the same moment."
    " Open the page anew, compare, and save again."
)


def sentence(error: IntegrityError) -> str:
    """The sentence of the constraint or trigger that raised an `IntegrityError`.

    One of a cure for everybody where the database's own words are all there is.
    """
    diagnosis = getattr(error.__cause__, "diag", None)
    if diagnosis is None:
        return SOMEBODY_ELSE
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if constraint.name == diagnosis.constraint_name:
                return str(constraint.violation_error_message)
    if diagnosis.source_function == "exec_stmt_raise":  # our own triggers speak in sentences
        return str(diagnosis.message_primary)
    return SOMEBODY_ELSE


class Refused(BaseForm):
    """Mixed into a form to show what the database refused when it was saved a moment ago."""

    refusal: str

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        self.add_error(NON_FIELD_ERRORS, self.refusal)
        return cleaned


def refused(form: type[F], refusal: str) -> type[F]:
    """A subclass of the form class `form` that is invalid, with `refusal` as the reason."""
    return type(form.__name__, (Refused, form), {"refusal": refusal})
