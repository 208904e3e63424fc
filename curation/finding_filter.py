"""Findings in the lists of the admin: a filter, and why each row is found beside the row."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from curation.found_by import SearchedList
from curation.lint import Finding, all_findings, seen_by

PARAMETER = "finding"


def asked_of(model: type[Model]) -> dict[str, Finding]:
    """The findings that are asked of a model, by name."""
    return {one.name: one for one in all_findings() if model in one.models}


def chosen(request: HttpRequest, model: type[Model]) -> Finding | None:
    """The finding that a list is filtered by."""
    return asked_of(model).get(request.GET.get(PARAMETER, ""))


class FindingFilter(admin.SimpleListFilter):
    """Rows of one finding, with what it says of them and why it is no error by itself.

    Where there is no finding of the name that is asked for, no row is listed, and the filter says
    so.
    """

    title = "finding"
    parameter_name = PARAMETER
    template = "admin/curation/finding_filter.html"
    one: Finding | None = None
    refusal = ""

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        self.one = chosen(request, model_admin.model)
        return [(one.name, one.title) for one in asked_of(model_admin.model).values()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.one:
            return self.one.narrow(queryset, seen_by(request.user))
        name = self.value()
        if not name:
            return queryset
        self.refusal = f"There is no finding “{name}” of these: choose one below."
        return queryset.none()


class FoundList(SearchedList):
    """A list that says of each of its rows why it is found."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        one = chosen(request, self.model)
        if one is None or one.reasons is None:
            return
        rows = list(self.result_list)
        reasons = one.reasons(rows, seen_by(request.user)) if rows else {}
        for row in rows:
            row.found_because = reasons.get(row.pk, "")
        self.result_list = rows


class FindingMixin(admin.ModelAdmin):
    """Adds the filter to the list of a model that findings are asked of."""

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return FoundList

    def get_list_filter(self, request: HttpRequest) -> Any:
        given = super().get_list_filter(request)
        return [FindingFilter, *given] if asked_of(self.model) else given

    def get_list_display(self, request: HttpRequest) -> Any:
        """The reason stands behind the columns that lead to the row."""
        given = [*super().get_list_display(request)]
        one = chosen(request, self.model)
        if one is None or one.reasons is None:
            return given
        place = len([*(self.get_list_display_links(request, given) or given[:1])])
        return [*given[:place], "found_because", *given[place:]]

    @admin.display(description="found because")
    def found_because(self, row: Any) -> SafeString:
        return format_html("<bdi>{}</bdi>", getattr(row, "found_because", ""))
