"""Why a searched list has found a row: by whose name, and by which of them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import label_for_field
from django.contrib.admin.views.main import SEARCH_VAR, ChangeList
from django.db.models import Model, Q
from django.http import HttpRequest
from django.utils.safestring import SafeString

from curation.columns import Column, with_meaning
from curation.directions import set_in
from curation.paging import KeysFirstList
from curation.restricting import Viewer, may_look_at, sees_all, visible
from curation.searching import SEEN, Meant, meant_along, surely, target_of, why_found


def because_of(
    rows: Sequence[Any],
    meant: Mapping[type[Model], Meant],
    paths: Iterable[str],
    seen: Iterable[str],
    under: str,
    user: Viewer,
) -> dict[Any, str]:
    """By the key of a row who of those meant it is found by, the best one.

    For each of `paths` in one query at most. Of those at the end of a path in `seen` the row shows
    the names: where one of these is what was asked for, nothing is told. It is told `under` a
    column, in which one of the paths may end; and only to whoever may look at all that a path
    leads through.
    """
    best: dict[Any, tuple[int, str]] = {}
    model = type(rows[0])
    for path in paths:
        if not all(may_look_at(user, passed) for passed in _passed(model, path)):
            continue
        those = meant.get(target_of(model, path), {})
        for row, key in _reached(rows, path, those, user):
            told = _told(those[key], named_above=path in ("pk", under), is_seen=path in seen)
            # Nothing can be better than what the row shows itself.
            rank = those[key]["rank"] if told else 0
            if row not in best or rank < best[row][0]:
                best[row] = rank, told
    return {row: told for row, (_rank, told) in best.items()}


def _passed(model: type[Model], path: str) -> list[type[Model]]:
    steps = path.split("__")
    return [target_of(model, "__".join(steps[: place + 1])) for place in range(len(steps))]


def _reached(
    rows: Sequence[Any], path: str, meant: Meant, user: Viewer
) -> Iterable[tuple[Any, int]]:
    """The keys of rows and of those meant that the path leads to, on the ways of the search."""
    if path == "pk":
        return [(row.pk, row.pk) for row in rows if row.pk in meant]
    sure = surely(meant)
    if not sure:
        return []
    model, steps = type(rows[0]), path.split("__")[:-1]
    if not steps:
        link: Any = model._meta.get_field(path)
        ends = [(row.pk, getattr(row, link.attname)) for row in rows]
        return [(row, end) for row, end in ends if end in sure]
    # In one condition, so that all of it is asked of one and the same way.
    way = Q(pk__in=[row.pk for row in rows]) & Q(**{f"{path}__in": sure})
    if not sees_all(user):
        for place, within in enumerate(_passed(model, "__".join(steps)), start=1):
            shown = visible(within._base_manager.order_by(), user).values("pk")
            way &= Q(**{f"{'__'.join(steps[:place])}__in": shown})
    found: Iterable[tuple[Any, int]] = (
        model._base_manager.filter(way).order_by().values_list("pk", path).distinct()
    )
    return found


def _told(facts: Mapping[str, Any], *, named_above: bool, is_seen: bool) -> str:
    reason, found, name = facts["reason"], facts["matched"], facts["name"]
    says_itself = found == name and reason in (SEEN if is_seen else {"exact name"})
    if named_above:
        return "" if says_itself else f"{reason}: {set_in(found)}"
    if found != name:
        return f"found by {set_in(name)}, {reason}: {set_in(found)}"
    if reason not in SEEN:
        return f"found by {set_in(name)}, {reason}"
    return "" if is_seen else f"found by {set_in(name)}"


class SearchedList(KeysFirstList):
    """A list that says of each of its rows by whose name it is found, if the row does not."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        desk: Any = self.model_admin
        meant = desk.meant(request, self.query)
        rows = list(self.result_list) if meant else []
        if not rows:
            return
        seen = desk.list_select_related or ()
        told = because_of(rows, meant, desk.named, seen, desk.found_under_column, request.user)
        text = self.query.strip().casefold()
        for row in rows:
            shows_it = "pk" not in desk.named and text in str(row).casefold()
            row.found_because_of = "" if shows_it else told.get(row.pk, "")
        self.result_list = rows


class FoundByMixin(admin.ModelAdmin):
    """Says it under the first column of the list, or the one that is called `found_under`."""

    named: Sequence[str] = ()
    label_related: Sequence[str] = ()
    found_under = ""

    def __init__(self, model: type[Model], admin_site: admin.AdminSite) -> None:
        super().__init__(model, admin_site)
        self.found_under_column: Any = self.found_under or self.list_display[0]
        self._telling = self._column(self.found_under_column) if self.named else None

    def sought(self, request: HttpRequest, term: str) -> str:
        """What is searched for where `term` was typed."""
        return term.strip()

    def meant(self, request: HttpRequest, term: str) -> dict[type[Model], Meant]:
        """Those whom a search of `term` here may mean, by kind; asked once in a request.

        The boxes of the reading room search in many lists at once.
        """
        asked = request.__dict__.setdefault("meant_by", {})
        return meant_along(self.model, self.named, self.sought(request, term), request.user, asked)

    def offered_as(self, row: Any) -> str:
        """What a row is called where it is offered."""
        return str(row)

    def reasons(self, request: HttpRequest, rows: Sequence[Any], term: str) -> list[str]:
        """By whose name a search of `term` offers each row; empty where its label says so, and for
        what no name has found."""
        meant = self.meant(request, term) if rows else {}
        seen = self.label_related
        told = because_of(rows, meant, self.named, seen, "", request.user) if meant else {}
        text = term.strip().casefold()

        def reason(row: Any) -> str:
            if getattr(row, "found_by", None):
                return why_found(row)
            return "" if text in self.offered_as(row).casefold() else told.get(row.pk, "")

        return [*map(reason, rows)]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return SearchedList

    def get_list_display(self, request: HttpRequest) -> Any:
        given = super().get_list_display(request)
        if self._telling is None or not request.GET.get(SEARCH_VAR):
            return given
        return [self._telling if column == self.found_under_column else column for column in given]

    def get_list_display_links(self, request: HttpRequest, list_display: Any) -> Any:
        given = super().get_list_display_links(request, list_display)
        if self._telling not in list_display:
            return given
        return [
            self._telling if column == self.found_under_column else column for column in given or ()
        ]

    def _column(self, name: Any) -> Column:
        own = getattr(self, name, None)

        def column(row: Any) -> SafeString:
            value = own(row) if own else getattr(row, name)
            return with_meaning(value, getattr(row, "found_because_of", ""))

        column.__name__ = name
        label = str(label_for_field(name, self.model, self))
        order: str | None = getattr(own, "admin_order_field", None) if own else name
        shown: Column = admin.display(column, description=label, ordering=order)
        return shown
