"""What an attribution gives for a column: written as the ledger writes it, so that it compares.

Two origins that give 5 and 5.0, or a place and its name, would contradict each other in nothing
but spelling. The form, `full_clean()` and the database hold a value to what its column could say:
a number in digits, a date in EDTF, one of the known choices, a record by its code.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from django.core.exceptions import ValidationError
from django.db.models import (
    BooleanField,
    Case,
    DecimalField,
    F,
    Field,
    ForeignKey,
    Func,
    Model,
    Q,
    Value,
    When,
)
from django.utils.text import slugify

from curation.constraints import LANGUAGE_TAG
from curation.dating import EDTFField
from curation.edtf import NotADate, understand
from curation.numbers import plain, without_commas
from curation.records import CODE_PATTERN
from sources.fields import FIELDS
from sources.fields import column as column_called

# Digits without anything that could be left away: what `plain` writes.
NUMBER = r"^(0|-?(0\.[0-9]*[1-9]|[1-9][0-9]*(\.[0-9]*[1-9])?))$"
PATTERNS = {"country": r"^[A-Z]{2}$", "language": LANGUAGE_TAG, "script": r"^[A-Z][a-z]{3}$"}
# Columns that hold one word of a code list; what is typed small is meant large, or the reverse.
CASES: dict[str, Callable[[str], str]] = {"country": str.upper, "script": str.capitalize}

Column: TypeAlias = "Field[Any, Any]"


def normalised(column: Column, text: str) -> str:
    """`text` as `column` would hold it; raises ValidationError with the way to write it."""
    if isinstance(column, ForeignKey):
        return _code(column, text)
    if isinstance(column, EDTFField):
        return _date(column, text)
    if isinstance(column, DecimalField):
        return _number(column, text)
    if column.choices:
        return _choice(column, text)
    cased = CASES.get(column.name, str)(text)
    return str(column.clean(cased, None))


def refuse_doubtful_date(text: str) -> None:
    """Raises ValidationError for what is typed as a date and may mean two, such as 2007-08."""
    try:
        understand(text)
    except NotADate as error:
        raise ValidationError(str(error), code="not_a_date") from error


def _code(column: ForeignKey, text: str) -> str:
    if re.match(CODE_PATTERN, text):
        return text
    meant = slugify(text) or "erbil"
    kind = column.related_model._meta.verbose_name
    raise ValidationError(f"“{text}” is no code: write that of the {kind}, such as {meant}.")


def _number(column: DecimalField, text: str) -> str:
    try:
        return plain(column.clean(without_commas(text), None) + 0)  # nought has no sign
    except ValidationError as error:
        raise ValidationError(
            f"“{text}” is no number that the {column.verbose_name} can be: write it in digits,"
            " such as 4 or 2600000000, with a point before decimals."
        ) from error


def _date(column: EDTFField, text: str) -> str:
    try:
        return str(column.clean(text, None))
    except ValidationError:
        box = column.formfield()
        assert box is not None
        return str(box.clean(text))


def _choice(column: Column, text: str) -> str:
    """The value of a choice that is named by its value or its label."""
    known = {str(value): str(label) for value, label in column.flatchoices}
    for value, label in known.items():
        if text.casefold() in (value.casefold(), label.casefold()):
            return value
    raise ValidationError(
        f"“{text}” is none of the values that the {column.verbose_name} can have:"
        f" {', '.join(known)}."
    )


def fits_its_field(subjects: Mapping[str, type[Model]]) -> Case:
    """The condition that `value` is one that the column called `field` of the subject can have.

    Of what is retired nothing is asked: so goes what was written before values were looked at.
    """
    cases = [When(Q(value="") | Q(status="retired"), then=Value(True))]
    for subject, model in subjects.items():
        for condition, names in _conditions(model, FIELDS[subject]):
            of_these = Q(**{f"{subject}__isnull": False, "field__in": names})
            cases.append(When(of_these, then=condition))
    return Case(*cases, default=Value(True), output_field=BooleanField())


def _conditions(model: type[Model], names: list[str]) -> list[tuple[Any, list[str]]]:
    """What holds of the values of some columns, and the columns; those of free text have none."""
    found: dict[str, tuple[Any, list[str]]] = {}
    for name in names:
        condition = _condition(column_called(model, name))
        if condition is not None:
            found.setdefault(repr(condition), (condition, []))[1].append(name)
    return [*found.values()]


def _condition(column: Any) -> Any:
    if isinstance(column, EDTFField):
        return _read("edtf_is_date") & (
            _read("edtf_is_point") if column.points_only else ~Q(value="..")
        )
    if column.choices:
        return Q(value__in=sorted(str(value) for value, _label in column.flatchoices))
    if isinstance(column, DecimalField):
        return Q(value__regex=NUMBER)
    pattern = CODE_PATTERN if isinstance(column, ForeignKey) else PATTERNS.get(column.name)
    return Q(value__regex=pattern) if pattern else None


def _read(function: str) -> Q:
    """What a function of the database answers about the value."""
    return Q(Func(F("value"), function=function, output_field=BooleanField()))
