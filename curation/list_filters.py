"""Filters for the lists of the admin: by standing, and by words typed into a box."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import cast

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

from curation.edtf import describe, parse, understand
from curation.periods import possibly, possibly_during
from curation.querysets import EvidencedQuerySet
from curation.standing import Standing


class StandingFilter(admin.SimpleListFilter):
    title = "standing"
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [(standing.value, standing.value) for standing in reversed(Standing)]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        standing = self.value()
        if standing is None:
            return queryset
        if standing not in Standing.values:
            return queryset.none()
        return cast("EvidencedQuerySet", queryset).of_standing(standing)


class TypedFilter(admin.ListFilter):
    """A filter by what is typed, for columns with too many values to list.

    A subclass gives `title`, `parameter_name`, `placeholder` and `narrow(rows, text)`; that may
    set `said`, shown under the box. Where it raises `ValueError`, nothing is found and the box
    says why.
    """

    template = "admin/curation/typed_filter.html"
    parameter_name: str
    placeholder = ""
    longest = 120
    said = ""
    refusal = ""

    def __init__(
        self,
        request: HttpRequest,
        params: dict[str, list[str]],
        model: type[Model],
        model_admin: admin.ModelAdmin,
    ) -> None:
        super().__init__(request, params, model, model_admin)
        self.user = request.user
        value = params.pop(self.parameter_name, None)
        self.others = [
            (name, v)
            for name, vs in request.GET.lists()
            for v in vs
            if name not in (self.parameter_name, "p", "e")
        ]
        self.value = (value[-1] if isinstance(value, list) else value or "").strip()
        if self.value:
            self.used_parameters[self.parameter_name] = self.value

    def has_output(self) -> bool:
        return True

    def expected_parameters(self) -> list[str | None]:
        return [self.parameter_name]

    def choices(self, changelist: ChangeList) -> Iterator[Mapping[str, object]]:
        others = changelist.get_query_string(remove=[self.parameter_name])
        yield {"selected": not self.value, "query_string": others, "display": "All"}

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if not self.value:
            return queryset
        try:
            return self.narrow(queryset, self.value)
        except ValueError as refusal:
            self.refusal = str(refusal)
            return queryset.none()

    def narrow(self, rows: QuerySet, text: str) -> QuerySet:
        raise NotImplementedError


class DateFilter(TypedFilter):
    """Rows dated so that no known bound keeps them out of what is typed; undated ones too.

    A subclass gives `possibly(first, last)`, the condition.
    """

    title = "date"
    parameter_name = "when"
    placeholder = "2020, January 2020, 2007/2008"

    def narrow(self, rows: QuerySet, text: str) -> QuerySet:
        text = understand(text)
        typed = parse(text)
        if typed.earliest is None or typed.latest is None:
            raise ValueError(
                f"“{text}” has no first or no last day: write both, such as 2014/2016."
            )
        self.said = f"Possibly {describe(text)}; the undated are among them."
        return rows.filter(self.possibly(typed.earliest, typed.latest))

    def possibly(self, first: date, last: date) -> Q:
        raise NotImplementedError


def dated_in(field: str) -> type[DateFilter]:
    """A `DateFilter` for rows with a date in `field`."""
    return type(
        f"DateFilterBy{field.title()}",
        (DateFilter,),
        {"possibly": lambda _self, first, last: possibly(field, first, last)},
    )


class PeriodFilter(DateFilter):
    """Rows that may have held between `began` and `ended` at the time that is typed."""

    title = "day or year"
    parameter_name = "on"
    placeholder = "2020 or 2020-01-03"

    def possibly(self, first: date, last: date) -> Q:
        return possibly_during("began", "ended", first, last)


class CountryFilter(TypedFilter):
    title = "country"
    parameter_name = "in"
    placeholder = "IQ"

    def narrow(self, rows: QuerySet, text: str) -> QuerySet:
        return rows.filter(country__iexact=text)
