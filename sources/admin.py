from django.contrib import admin
from django.db.models import Count
from django.urls import path, reverse
from django.utils.html import format_html

from curation.desk import PartInline, RecordAdmin
from curation.list_filters import StandingFilter
from sources.inlines import EvidenceInline, MentionInline, VoiceInline
from sources.models import SUBJECTS, Attribution, Document, DocumentText, Passage, Statement
from sources.reading import document_page


@admin.register(Document)
class DocumentAdmin(RecordAdmin):
    list_display = ["title", "kind", "publisher", "published", "passages", "page", "status"]
    list_select_related = ["publisher"]
    list_filter = ["kind", "reliability", "status"]
    search_fields = ["title", "authors", "code"]
    named = ["publisher"]
    autocomplete_fields = ["publisher", "derived_from"]
    readonly_fields = ["root"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(passage_count=Count("passages"))

    @admin.display(description="passages", ordering="passage_count")
    def passages(self, document):
        return document.passage_count

    @admin.display(description="page")
    def page(self, document):
        url = reverse("admin:sources_document_page", args=[document.pk])
        return format_html('<a href="{}">paragraphs</a>', url)

    def get_urls(self):
        page = path(
            "<int:pk>/page/",
            self.admin_site.admin_view(document_page),
            name="sources_document_page",
        )
        return [page, *super().get_urls()]


@admin.register(DocumentText)
class DocumentTextAdmin(admin.ModelAdmin):
    """The texts themselves are attached by `manage.py attach_text` and read on their page."""

    list_display = ["document", "sha256", "attached_at"]
    list_select_related = ["document"]
    search_fields = ["document__title"]
    fields = ["document", "sha256", "attached_at"]
    readonly_fields = fields

    def has_add_permission(self, request):
        return False


class HeldUpInline(PartInline):
    """What a passage holds up; a new row is made on the attribution's own page."""

    model = Attribution
    verbose_name_plural = "holds up"
    fields = ["subject", "field", "value", "stance", "extent", "hedge", "basis"]
    readonly_fields = ["subject"]

    def get_queryset(self, request):
        links = [*SUBJECTS, "participation__event", "participation__actor", "participation__place"]
        links += ["relation__subject", "relation__object", "designation__actor"]
        links += ["designation__authority", "event_link__event", "event_link__other"]
        return super().get_queryset(request).select_related(*links)

    def has_add_permission(self, request, obj=None):
        return False


@admin.register(Passage)
class PassageAdmin(RecordAdmin):
    list_display = ["code", "document", "paragraph", "summary", "status", "last_editor"]
    list_select_related = ["document"]
    list_filter = ["status"]
    search_fields = ["code", "summary", "phrase", "document__title"]
    autocomplete_fields = ["document"]
    inlines = [VoiceInline, MentionInline, HeldUpInline]


@admin.register(Statement)
class StatementAdmin(RecordAdmin):
    list_display = ["summary", "kind", "horizon", "standing_shown", "status", "last_editor"]
    list_filter = ["kind", StandingFilter, "status"]
    search_fields = ["summary", "code"]
    inlines = [EvidenceInline]


@admin.register(Attribution)
class AttributionAdmin(RecordAdmin):
    list_display = ["passage", "subject", "field", "value", "stance", "basis", "status"]
    list_select_related = [
        "passage",
        *SUBJECTS,
        "relation__subject",
        "relation__object",
        "designation__actor",
        "designation__authority",
        "participation__event",
        "participation__actor",
        "participation__place",
        "event_link__event",
        "event_link__other",
    ]
    list_filter = ["stance", "basis", "extent", "status"]
    search_fields = ["code", "passage__code", "passage__summary", "value", "stated_value", "hedge"]
    autocomplete_fields = ["passage", *SUBJECTS]
    fieldsets = [
        (None, {"fields": ["passage", "stance", "extent", "basis"]}),
        ("What it holds up: exactly one", {"fields": list(SUBJECTS)}),
        ("One column of it", {"fields": ["field", "stated_value", "value"]}),
        ("Grades", {"fields": ["hedge", "likelihood", "credibility"]}),
    ]
