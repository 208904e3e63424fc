"""Dates in models: the field that holds one, the columns that the database computes from it, and
the constraints that a period needs.

    class Event(models.Model):
        date = EDTFField()
        date_earliest = earliest("date")
        date_latest = latest("date")

Whatever writes the text, the columns follow it, and a text that is no date is refused by the
database itself. On an instance they are stale after an updating `save()`: refresh it.
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Never

from django.db import models
from django.db.models import F, Func, Q
from django.db.models.lookups import GreaterThanOrEqual
from django.forms import Field

from .date_forms import EDTFFormField, EDTFWidget, validate_date, validate_end_of_period

if TYPE_CHECKING:
    # The database computes it; nobody writes it.
    Bound = models.Field[Never, date | None]

HELP_TEXT = (
    "Such as 2020-01-03, January 2020, circa 2003, 2007/2008 (throughout), before 2014, between"
    " 2011 and 2014, or EDTF. Empty if unknown."
)
END_HELP_TEXT = (
    "One date, such as 2020-01-03, January 2020, circa 2003, before 2014, between 2011 and 2014."
    " Empty if unknown; “..” if open (there is no beginning, or it still goes on)."
)


class EDTFField(models.CharField):
    """An EDTF date, stored as written; the empty text is unknown and NULL does not occur.

    `points_only` is for one end of a period, which is no interval or all-of set but may be `..`
    (open). It binds forms and `full_clean()`; `are_ends_of_periods` binds the database. Migrations
    see a plain CharField, so that they import nothing of ours.
    """

    description = "EDTF date"

    def __init__(self, *args: Any, points_only: bool = False, **kwargs: Any) -> None:
        if kwargs.get("null"):
            raise ValueError("An EDTFField is never NULL: an unknown date is the empty text.")
        self.points_only = points_only
        self.default_help_text = END_HELP_TEXT if points_only else HELP_TEXT
        defaults: dict[str, Any] = {"max_length": 120, "blank": True, "default": ""}
        super().__init__(*args, **defaults | {"help_text": self.default_help_text} | kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, _, args, kwargs = super().deconstruct()
        if self.help_text == self.default_help_text:
            del kwargs["help_text"]
        return name, "django.db.models.CharField", args, kwargs

    def clone(self) -> "EDTFField":
        _name, _path, args, kwargs = self.deconstruct()
        return type(self)(*args, points_only=self.points_only, **kwargs)

    def validate(self, value: str, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        (validate_end_of_period if self.points_only else validate_date)(value)

    def formfield(self, **kwargs: Any) -> Field | None:
        # Imported late: models load before the admin can. The admin's own choice for a CharField
        # would not show what was understood.
        from django.contrib.admin.widgets import AdminTextInputWidget

        if kwargs.get("widget") is AdminTextInputWidget:
            kwargs["widget"] = EDTFWidget(attrs={"class": "vTextField"})
        defaults: dict[str, Any] = {"form_class": EDTFFormField, "points_only": self.points_only}
        return super().formfield(**defaults | kwargs)


def earliest(field: str) -> "Bound":
    """The first day that the date in `field` can mean; None where that is unknown or open."""
    return _bound(field, "edtf_earliest")


def latest(field: str) -> "Bound":
    """The last day that the date in `field` can mean; None where that is unknown or open."""
    return _bound(field, "edtf_latest")


def start_latest(field: str) -> "Bound":
    """The day by which it has certainly begun; None where that is unknown or open."""
    return _bound(field, "edtf_start_latest")


def end_earliest(field: str) -> "Bound":
    """The day until which it certainly lasts; None where that is unknown or open."""
    return _bound(field, "edtf_end_earliest")


def _bound(field: str, function: str) -> "Bound":
    return models.GeneratedField(
        expression=Func(F(field), function=function, output_field=models.DateField()),
        output_field=models.DateField(null=True),
        db_persist=True,
    )


def are_ends_of_periods(*fields: str, name: str) -> models.CheckConstraint:
    """A constraint: each of `fields` is a single date, a one-of set, open or unknown."""
    condition = Q()
    for field in fields:
        condition &= Q(Func(F(field), function="edtf_is_point", output_field=models.BooleanField()))
    return models.CheckConstraint(
        name=name,
        condition=condition,
        violation_error_message=(
            "The beginning and the end of a period are each a single date, not a period or"
            " several dates."
        ),
    )


def is_not_open(field: str, *, name: str) -> models.CheckConstraint:
    """A constraint: the date in `field` is not a lone `..`, which is for ends of periods."""
    return models.CheckConstraint(
        name=name,
        condition=~Q(**{field: ".."}),
        violation_error_message="Only the beginning or the end of a period can be open (“..”).",
    )


def ends_after_it_begins(
    began: str = "began", ended: str = "ended", *, name: str
) -> models.CheckConstraint:
    """A constraint: the end is not certainly before the beginning; an unknown end may be any day.

    It reads the texts and not the columns computed from them, because a form skips every
    constraint over a column that it does not show.
    """
    end = Func(F(ended), function="edtf_latest", output_field=models.DateField())
    beginning = Func(F(began), function="edtf_earliest", output_field=models.DateField())
    return models.CheckConstraint(
        name=name,
        condition=Q(GreaterThanOrEqual(end, beginning)),
        violation_error_message="It ends before it begins: correct one of the two dates.",
    )
