from typing import TYPE_CHECKING, cast

from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.db.models import Count, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from curation.columns import dated, with_meaning
from curation.desk import Tool
from curation.list_filters import StandingFilter, dated_in
from curation.parts import PartInline
from curation.record_desk import RecordAdmin
from curation.timelines import timelines
from sources.accepting_page import accept_value_page
from sources.attaching import follow
from sources.attaching_page import attach_text
from sources.attribution_forms import AttributionForm, subject_of
from sources.coining import with_code
from sources.document_changes import document_changes_page
from sources.fields import spoken
from sources.from_the_room import FromTheRoom
from sources.inlines import EvidenceForm, EvidenceInline, IdentifierInline
from sources.list_filters import (
    DocumentFilter,
    DocumentOfPassageFilter,
    ParagraphFilter,
    SubjectFilter,
)
from sources.models import (
    SUBJECT_LABELS,
    SUBJECTS,
    Anchor,
    Attribution,
    Document,
    DocumentText,
    Mention,
    Origin,
    Passage,
    Statement,
    Voice,
)
from sources.offering import offers
from sources.passage_forms import PassageForm
from sources.pictures import timeline_of_document
from sources.read_only import (
    AnchorAdmin,
    DocumentTextAdmin,
    MentionAdmin,
    OriginAdmin,
    VoiceAdmin,
)
from sources.reading import document_page
from sources.reading_room import code_passage, date_meant, place
from sources.voice_forms import VoiceInline

if TYPE_CHECKING:
    from django.contrib.admin.options import _FieldGroups, _FieldOpts

    from curation.desk import Fieldset


@admin.register(Document)
class DocumentAdmin(RecordAdmin):
    list_display = [
        "title",
        "kind",
        "publisher",
        dated("published"),
        "passages",
        "page",
        "status_shown",
    ]
    list_select_related = ["publisher"]
    list_filter = ["kind", dated_in("published"), "reliability", "status"]
    search_fields = ["title", "authors", "code"]
    named = ["publisher"]
    title_field = "title"
    autocomplete_fields = ["publisher", "derived_from"]
    pictures = [timelines(timeline_of_document)]
    fields = [
        "title",
        ("kind", "language", "reliability"),
        ("publisher", "derived_from", "root"),
        "authors",
        ("published", "retrieved"),
        "url",
        "archived_url",
    ]
    readonly_fields = ["root"]
    inlines = [IdentifierInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        passages = Passage.objects.filter(document=OuterRef("pk")).order_by().values("document")
        count = Coalesce(Subquery(passages.annotate(count=Count("pk")).values("count")), 0)
        rows: QuerySet = super().get_queryset(request).annotate(passage_count=count)
        return rows

    @admin.display(description="passages", ordering="passage_count")
    def passages(self, document: Document) -> SafeString:
        _label, url = self.list_of(Passage, "", document=document)
        count = document.passage_count  # type: ignore[attr-defined]
        return format_html('<a href="{}">{}</a>', url, count)

    @admin.display(description="to read")
    def page(self, document: Document) -> SafeString:
        url = reverse("admin:sources_document_page", args=[document.pk])
        return format_html('<a href="{}">paragraphs</a>', url)

    def tools(self, request: HttpRequest, document: Document) -> list[Tool]:
        attributions = reverse("admin:sources_attribution_changelist")
        return [
            ("Paragraphs", reverse("admin:sources_document_page", args=[document.pk])),
            self.list_of(Passage, "Passages", document=document),
            ("What it holds up", f"{attributions}?document={document.code}"),
            ("What changed", reverse("admin:sources_document_changes", args=[document.pk])),
        ]

    def get_urls(self) -> list[URLPattern]:
        view, name = self.admin_site.admin_view, "sources_document_"
        room = [
            path("<int:pk>/page/", view(document_page), name=f"{name}page"),
            path("<int:pk>/page/place/", view(place), name=f"{name}place"),
            path("<int:pk>/page/date/", view(date_meant), name=f"{name}date"),
            path("<int:pk>/page/attach/", view(attach_text), name=f"{name}attach"),
            path("<int:pk>/page/code/", view(code_passage), name=f"{name}code"),
            path("<int:pk>/changes/", view(document_changes_page), name=f"{name}changes"),
            path("offers/", view(offers), name=f"{name}offers"),
        ]
        return [*room, *super().get_urls()]


class MentionInline(PartInline):
    model = Mention
    expected = True
    show_change_link = False
    autocomplete_fields = ["actor", "event", "place"]
    fields = ["printed", "actor", "event", "place"]


class HeldUpInline(PartInline):
    """What a passage holds up; a new row is made on the attribution's own page."""

    model = Attribution
    form = EvidenceForm
    verbose_name_plural = "holds up"
    expected = True
    fields = ["subject", "field", "value", "stance", "extent", "hedge", "basis"]
    readonly_fields = ["subject", "field"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related(*SUBJECT_LABELS)

    def has_add_permission(self, request: HttpRequest, obj: Passage | None = None) -> bool:
        return False


@admin.register(Passage)
class PassageAdmin(FromTheRoom, RecordAdmin):
    form = PassageForm
    list_display = ["code", "document", "paragraph", "summary", "status_shown"]
    list_select_related = ["document"]
    list_filter = [DocumentFilter, ParagraphFilter, "status"]
    search_fields = ["code", "summary", "phrase", "document__title"]
    named = ["voices__actor", "mentions__actor", "mentions__place"]
    autocomplete_fields = ["document"]
    carried = ["document", "paragraph"]
    fields = [
        "document",
        "words",
        ("paragraph", "start", "end"),
        "summary",
        ("phrase", "said"),
        "digest",
    ]
    inlines = [VoiceInline, MentionInline, HeldUpInline]

    def get_inlines(
        self, request: HttpRequest, passage: Passage | None
    ) -> list[type[InlineModelAdmin]]:
        return [
            i for i in super().get_inlines(request, passage) if passage or i is not HeldUpInline
        ]

    def save_model(
        self, request: HttpRequest, passage: Passage, form: ModelForm, change: bool
    ) -> None:
        super().save_model(request, with_code(passage), form, change)
        follow(passage)

    def after_restoring(self, passage: Model) -> None:
        follow(cast("Passage", passage))

    def get_fields(self, request: HttpRequest, passage: Passage | None = None) -> "_FieldGroups":
        fields = super().get_fields(request, passage)
        if self.has_change_permission(request, passage):
            return fields
        return [field for field in fields if field != "words"]

    def tools(self, request: HttpRequest, passage: Passage) -> list[Tool]:
        page = reverse("admin:sources_document_page", args=[passage.document_id])
        cite = reverse("admin:sources_attribution_add")
        return [
            ("Attribute something to it", f"{cite}?passage={passage.pk}"),
            ("In its document", f"{page}#{passage.code}"),
        ]


@admin.register(Statement)
class StatementAdmin(RecordAdmin):
    list_display = [
        "summary",
        "kind",
        dated("horizon"),
        "standing_shown",
        "status_shown",
    ]
    list_filter = ["kind", dated_in("horizon"), StandingFilter, "status"]
    search_fields = ["summary", "code"]
    named = [
        "attributions__passage__voices__actor",
        "attributions__passage__mentions__actor",
        "attributions__passage__mentions__place",
    ]
    pictures = [timelines()]
    fields = [("kind", "horizon"), "summary"]
    inlines = [EvidenceInline]


@admin.register(Attribution)
class AttributionAdmin(FromTheRoom, RecordAdmin):
    form = AttributionForm
    list_display = [
        "passage",
        "stance_shown",
        "about",
        "column",
        "value",
        "basis",
        "status_shown",
    ]
    list_select_related = ["passage", *SUBJECT_LABELS]
    label_related = ["passage", *SUBJECT_LABELS]
    list_filter = [SubjectFilter, DocumentOfPassageFilter, "stance", "basis", "extent", "status"]
    search_fields = ["code", "passage__code", "passage__summary", "value", "stated_value", "hedge"]
    named = [
        "actor",
        "relation__subject",
        "relation__object",
        "participation__actor",
        "participation__place",
        "passage__voices__actor",
    ]
    autocomplete_fields = ["passage", *SUBJECTS]
    carried = ["passage"]
    fields = ["passage"]
    how: "_FieldGroups" = [
        ("field", "value", "stated_value"),
        ("stance", "extent", "basis"),
        ("hedge", "likelihood", "credibility"),
    ]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(accept_value_page)
        accept = path("<int:pk>/accept/", view, name="sources_attribution_accept")
        return [accept, *super().get_urls()]

    @admin.display(description="stance", ordering="stance")
    def stance_shown(self, attribution: Attribution) -> SafeString:
        """How the passage takes it, and under it the words that hedge it."""
        hedge = f"“{attribution.hedge}”" if attribution.hedge else ""
        return with_meaning(attribution.get_stance_display(), hedge)

    @admin.display(description="what it holds up")
    def about(self, attribution: Attribution) -> SafeString:
        kind = spoken(subject_of(attribution))
        return with_meaning(attribution.subject, kind)

    @admin.display(description="field", ordering="field", empty_value="the whole record")
    def column(self, attribution: Attribution) -> str | None:
        return spoken(attribution.field) or None

    def get_fieldsets(
        self, request: HttpRequest, attribution: Attribution | None = None
    ) -> "list[Fieldset]":
        """The kind of record it is about comes first; the others are folded away."""
        given = [name for name in SUBJECTS if name in request.GET]
        known = [subject_of(attribution)] if attribution else given
        others: _FieldOpts = {"fields": [name for name in SUBJECTS if name not in known]}
        own, review = super().get_fieldsets(request, attribution)
        how: Fieldset = ("How it holds it up", {"fields": self.how})
        if not known:
            return [own, ("What it holds up: exactly one of these", others), how, review]
        chosen: Fieldset = (None, {"fields": ["passage", *known]})
        folded: _FieldOpts = {**others, "classes": ["collapse"]}
        return [chosen, how, ("Or another kind of record", folded), review]


admin.site.register(DocumentText, DocumentTextAdmin)
admin.site.register(Anchor, AnchorAdmin)
admin.site.register(Origin, OriginAdmin)
admin.site.register(Voice, VoiceAdmin)
admin.site.register(Mention, MentionAdmin)
