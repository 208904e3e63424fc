"""Questions in time, as methods of the querysets of all that has dates.

Each comes in two strengths, for a day and for a window of days. *Possibly*: no known bound rules
it out; an empty date matches. *Definitely*: however the dates are read; empty and qualified (`?`,
`~`, `%`) ones never match. What is definitely so is possibly so. Days are ISO text or dates, both
ends of a window are included, and what is no day is refused with a `ValueError` that says how to
write one.
"""

from datetime import date
from typing import TYPE_CHECKING, Any, Self, cast

from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import Q

from curation.dating import EDTFField
from curation.days import Day, as_window
from curation.links import beyond
from curation.periods import (
    days_of_definite,
    definitely,
    definitely_during,
    period_of_definite,
    possible_days,
    possible_period,
    possibly,
    possibly_during,
)


class Timed:
    """Beside a queryset's class: rows that have a time; which, the two conditions say."""

    if TYPE_CHECKING:

        def filter(self, *args: Any, **kwargs: Any) -> Self: ...

    def possibly_between(self, first: Day, last: Day) -> Self:
        """Rows that no known bound keeps out of the days `first` to `last`, both included.

        An unknown date keeps nothing out. In the queryset's order.

        >>> listed = Designation.objects.filter(began="2019")
        >>> listed.possibly_between("2018-01-01", "2019-01-01").count()
        1
        >>> listed.possibly_between("2018-01-01", "2018-12-31").count()
        0
        """
        return self.filter(self._possibly(*as_window(first, last)))

    def definitely_between(self, first: Day, last: Day) -> Self:
        """Rows that certainly held, at least in part, on a day from `first` to `last`.

        An unknown or qualified date gives no definite answer. What certainly began or ended on
        one of the days held then. In the queryset's order.

        >>> Event.objects.filter(date="2020-03").definitely_between("2020-03-01", "2020-03-31")
        <EventQuerySet [<Event: Strikes on Kataib Hezbollah sites in Iraq>]>
        >>> Event.objects.filter(date="2020-03").definitely_between("2020-03-02", "2020-03-31")
        <EventQuerySet []>
        """
        return self.filter(self._definitely(*as_window(first, last)))

    def possibly_on(self, day: Day) -> Self:
        """Rows that no known bound rules out on `day`; an unknown date rules out nothing.

        >>> Event.objects.filter(date="2020-03").possibly_on("2020-03-15").count()
        1
        """
        return self.possibly_between(day, day)

    def definitely_on(self, day: Day) -> Self:
        """Rows that certainly held on `day`; an unknown or qualified date is never certain.

        >>> Event.objects.filter(date="2020-03").definitely_on("2020-03-15").count()
        0
        """
        return self.definitely_between(day, day)

    def _possibly(self, first: date, last: date) -> Q:
        raise NotImplementedError

    def _definitely(self, first: date, last: date) -> Q:
        raise NotImplementedError


class Dated(Timed):
    """Rows with one date, which may be an interval; `dated_by` is its field, or the path to it."""

    dated_by = "date"

    def _possibly(self, first: date, last: date) -> Q:
        return possibly(self.dated_by, first, last)

    def _definitely(self, first: date, last: date) -> Q:
        model = cast("models.QuerySet", self).model
        *links, name = self.dated_by.split("__")
        for link in links:
            model = beyond(model, link)
        field = cast("EDTFField", model._meta.get_field(name))
        return definitely(self.dated_by, first, last, is_point=field.points_only)


class Lasting(Timed):
    """Rows that lasted from `began` to `ended`, both included; `..` is open."""

    def _possibly(self, first: date, last: date) -> Q:
        return possibly_during("began", "ended", first, last)

    def _definitely(self, first: date, last: date) -> Q:
        return definitely_during("began", "ended", first, last)


def indexed_by_date(model: str, field: str) -> list[models.Index]:
    """The indexes by which the rows of a model dated by `field` are found in time."""
    return _indexes(model, possible_days(field), days_of_definite(field))


def indexed_by_period(model: str) -> list[models.Index]:
    """The indexes by which the rows of a model that began and ended are found in time."""
    possible, definite = possible_period("began", "ended"), period_of_definite("began", "ended")
    return _indexes(model, possible, definite)


def _indexes(model: str, possible: models.Func, definite: models.Case) -> list[models.Index]:
    return [
        GistIndex(possible, name=f"{model}_by_possible_days"),
        GistIndex(definite, name=f"{model}_by_definite_days"),
    ]
