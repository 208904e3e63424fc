from datetime import datetime
from typing import TYPE_CHECKING

from django.apps import apps
from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from curation.addresses import page_of
from curation.decisions import Done
from curation.desk import ReadOnlyAdmin, Tool
from curation.directions import set_in
from curation.hanging import kinds
from curation.merging_links import MERGE_RECORDS
from curation.models import Decision, Distinction, Seeding
from curation.undoing_page import counted

if TYPE_CHECKING:
    from django.contrib.admin.options import _FieldGroups


def in_words(label: str) -> str:
    """The kind of records that a model's label, such as `actors.actor`, stands for."""
    return str(apps.get_model(label)._meta.verbose_name)


def _called(kind: str, code: str, name: str = "") -> SafeString:
    """A record by its name, or by that of the day, and its code; linked if it is there."""
    record = apps.get_model(kind)._base_manager.filter(code=code).first()
    if record is None:
        return format_html("{} ({})", set_in(name), code) if name else format_html("{}", code)
    return format_html('<a href="{}">{}</a> ({})', page_of(record), set_in(name or record), code)


def _by(who: str, at: datetime) -> str:
    return f"by {who or 'an unknown hand'}, {date_format(at, 'DATETIME_FORMAT')} UTC"


class KindFilter(admin.SimpleListFilter):
    title = "kind"
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [(kind._meta.label_lower, str(kind._meta.verbose_name)) for kind in kinds()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        known = dict(self.lookup_choices)
        return queryset.filter(kind=self.value()) if self.value() in known else queryset


class UndoneFilter(admin.SimpleListFilter):
    title = "whether it stands"
    parameter_name = "undone"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("no", "standing"), ("yes", "undone")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        wanted = {"no": True, "yes": False}.get(self.value() or "")
        return queryset if wanted is None else queryset.filter(undone_at__isnull=wanted)


@admin.register(Seeding)
class SeedingAdmin(ReadOnlyAdmin):
    list_display = ["fixture", "at", "added", "updated", "kept", "sha256"]
    search_fields = ["fixture", "sha256"]


@admin.register(Decision)
class DecisionAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "at", "who", "reason", "undone_at"]
    list_filter = ["what", KindFilter, UndoneFilter]
    search_fields = ["code", "other", "name", "other_name", "reason", "who"]
    readonly_fields = ["what_was_decided", "decided", "what_was_done", "undone"]

    class Media:
        css = {"all": ["curation/merging.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return Decision.objects.seen_by(request.user)

    def get_fields(self, request: HttpRequest, decision: Decision | None = None) -> "_FieldGroups":
        fields: _FieldGroups = ["what_was_decided", "reason", "decided", "what_was_done"]
        is_undone = decision is not None and decision.undone_at
        return [*fields, "undone", "undone_because"] if is_undone else fields

    def what_was_decided(self, decision: Decision) -> SafeString:
        one = _called(decision.kind, decision.code, decision.name)
        other = _called(decision.kind, decision.other, decision.other_name)
        if decision.what == Done.MERGE:
            return format_html("{} was merged into {}.", other, one)
        return format_html("Of {}, a part went to {}.", one, other)

    def decided(self, decision: Decision) -> str:
        return _by(decision.who, decision.at)

    def what_was_done(self, decision: Decision) -> SafeString:
        rows = format_html_join("", "<li>{}</li>", ((words,) for words in counted(decision)))
        return format_html("<ul>{}</ul>", rows)

    def undone(self, decision: Decision) -> str:
        return _by(decision.undone_by, decision.undone_at) if decision.undone_at else ""

    def tools(self, request: HttpRequest, decision: Decision) -> list[Tool]:
        if decision.undone_at or not request.user.has_perm(MERGE_RECORDS):
            return []
        return [("Undo…", reverse("admin:undo", args=[decision.pk]))]


@admin.register(Distinction)
class DistinctionAdmin(ReadOnlyAdmin):
    """Taken back by deleting it: the two are candidates again then."""

    list_display = ["__str__", "kind_shown", "reason", "who", "at"]
    list_filter = [KindFilter]
    search_fields = ["one", "other", "reason", "who"]
    fields = ["what_was_decided", "reason", "decided"]
    readonly_fields = ["what_was_decided", "decided"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return Distinction.objects.seen_by(request.user)

    def what_was_decided(self, distinction: Distinction) -> SafeString:
        return format_html(
            "The {} {} is not the same as {}.",
            in_words(distinction.kind),
            _called(distinction.kind, distinction.one),
            _called(distinction.kind, distinction.other),
        )

    def decided(self, distinction: Distinction) -> str:
        return _by(distinction.who, distinction.at)

    @admin.display(description="kind", ordering="kind")
    def kind_shown(self, distinction: Distinction) -> str:
        return in_words(distinction.kind)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return request.user.has_perm(MERGE_RECORDS)
