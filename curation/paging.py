"""Pages of a long list, whose cost is that of a page."""

from typing import Any

from django.contrib.admin.views.main import ChangeList
from django.contrib.postgres.expressions import ArraySubquery
from django.core.paginator import Page, Paginator
from django.db.models import BooleanField, F, Func, QuerySet
from django.http import HttpRequest


class KeysFirstPaginator(Paginator):
    """Chooses a page's rows by their keys, and joins and annotates only these.

    In one statement. Otherwise PostgreSQL joins all rows of the list to all that each row shows,
    before it sorts them and leaves most of them out.
    """

    def page(self, number: int | str) -> Page[Any]:
        number = self.validate_number(number)
        rows: QuerySet = self.object_list  # type: ignore[assignment]
        first = (number - 1) * self.per_page
        keys = rows.values("pk")[first : first + self.per_page]
        chosen = Func(
            F("pk"),
            ArraySubquery(keys),
            template="%(expressions)s)",
            arg_joiner=" = ANY (",
            output_field=BooleanField(),
        )
        return Page(rows.filter(chosen), number, self)


class KeysFirstList(ChangeList):
    """A list that takes its only page from the paginator too, as it takes one of many.

    Whoever only wants its queryset sets `only_filters` on the request: then it counts nothing.
    """

    def get_results(self, request: HttpRequest) -> None:
        if getattr(request, "only_filters", False):
            self.result_list = self.queryset.none()
            return
        super().get_results(request)
        if not self.multi_page:
            self.result_list = self.paginator.page(1).object_list
