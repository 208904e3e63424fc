from django.apps import apps
from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from curation.desk import ReadOnlyAdmin, Tool
from curation.hanging import kinds
from curation.merging_links import MERGE_RECORDS
from curation.models import Decision, Distinction, Seeding
from curation.undoing_page import counts


def in_words(label: str) -> str:
    """The kind of records that a model's label, such as `actors.actor`, stands for."""
    return str(apps.get_model(label)._meta.verbose_name)


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
    fields = [
        "what",
        ("name", "code"),
        ("other_name", "other"),
        "reason",
        ("who", "at"),
        "what_was_done",
        ("undone_at", "undone_by"),
        "undone_because",
    ]
    readonly_fields = ["what_was_done"]

    class Media:
        css = {"all": ["curation/merging.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return Decision.objects.seen_by(request.user)

    @admin.display(description="what was done")
    def what_was_done(self, decision: Decision) -> SafeString:
        rows = format_html_join("", "<li>{} {} {}</li>", counts(decision))
        return format_html("<ul>{}</ul>", rows)

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
    fields = ["kind_shown", ("one", "other"), "reason", ("who", "at")]
    readonly_fields = ["kind_shown"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return Distinction.objects.seen_by(request.user)

    @admin.display(description="kind", ordering="kind")
    def kind_shown(self, distinction: Distinction) -> str:
        return in_words(distinction.kind)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return request.user.has_perm(MERGE_RECORDS)
