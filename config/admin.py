"""The admin site, where the ledger is curated."""

from functools import partial
from typing import Any, cast

from django.apps import apps
from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path

# What comes first within its group; what is not named here follows in the order of the alphabet.
ORDER = [
    "Actor",
    "Name",
    "Relation",
    "Designation",
    "Identifier",
    "Event",
    "Participation",
    "EventLink",
    "Figure",
    "Place",
    "Document",
    "Passage",
    "Voice",
    "Mention",
    "Statement",
    "Attribution",
]
GROUPS = ["sources", "actors", "events", "curation", "auth"]


class LabelledJsonView(AutocompleteJsonView):
    """What a box offers, with what tells two of the same name apart, and why it was found.

    `name_boxes.js` shows the latter in the list alone.
    """

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        rows = [*context["object_list"]]
        # Users and groups have desks of Django's own.
        reasons = getattr(self.model_admin, "reasons", lambda *_: [""] * len(rows))
        found = reasons(self.request, rows, self.term)
        self.found = {row.pk: why for row, why in zip(rows, found, strict=True)}
        return context | {"object_list": rows}

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        offered = getattr(self.model_admin, "offered_as", str)
        key = str(getattr(obj, to_field_name))
        return {"id": key, "text": offered(obj), "found": self.found[obj.pk]}


class LedgerAdminSite(AdminSite):
    """Groups and their lists in the order of the work: the source, who, what happened."""

    site_header = "Isnad"
    site_title = "Isnad"
    index_title = "The ledger"
    site_url = None

    def get_app_list(
        self, request: HttpRequest, app_label: str | None = None
    ) -> list[dict[str, Any]]:
        groups = super().get_app_list(request, app_label)
        for group in groups:
            group["models"].sort(key=lambda model: _place(ORDER, model["object_name"]))
        return sorted(groups, key=lambda group: _place(GROUPS, group["app_label"]))

    def get_urls(self) -> "list[URLResolver | URLPattern]":
        # Imported late: the admin's site is made before there are models.
        from curation.changes_page import changes_page
        from curation.merging_urls import merging_urls
        from curation.queue_page import queue_view

        return [
            path("changes/", self.admin_view(partial(changes_page, site=self)), name="changes"),
            path(
                "queue/<slug:name>/", self.admin_view(partial(queue_view, site=self)), name="queue"
            ),
            *merging_urls(self),
            *super().get_urls(),
        ]

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        from curation.board import board
        from sources.coverage import coverage_for

        shown = {**board(request, self), **coverage_for(request)}
        return super().index(request, {**shown, **(extra_context or {})})

    def app_index(
        self, request: HttpRequest, app_label: str, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """The lists of one group, under its name."""
        response = super().app_index(request, app_label, extra_context)
        response.context_data["title"] = apps.get_app_config(app_label).verbose_name  # type: ignore[index]
        return response

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        return cast("HttpResponse", LabelledJsonView.as_view(admin_site=self)(request))


def _place(order: list[str], name: str) -> tuple[int, str]:
    return (order.index(name), "") if name in order else (len(order), name)
