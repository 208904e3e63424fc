from django.contrib import admin

from actors.models import Actor, ActorKindCode, Designation, Identifier, Name, Relation
from curation.desk import PartInline, RecordAdmin
from curation.edtf import parse
from curation.list_filters import StandingFilter, TypedFilter
from curation.periods import possibly_during
from sources.inlines import EvidenceInline


class PeriodFilter(TypedFilter):
    title = "day or year"
    parameter_name = "on"
    placeholder = "2020 or 2020-01-03"

    def narrow(self, rows, text):
        when = parse(text)
        if when.earliest is None or when.latest is None:
            raise ValueError(text)
        return rows.filter(possibly_during("began", "ended", when.earliest, when.latest))


class NameInline(PartInline):
    model = Name
    fields = ["text", "kind", "language", "script", "strength", "used"]


class RelationInline(PartInline):
    model = Relation
    fk_name = "subject"
    autocomplete_fields = ["object"]
    fields = ["predicate", "object", "title", "began", "ended"]
    verbose_name_plural = "relations"


class ConverseRelationInline(RelationInline):
    fk_name = "object"
    autocomplete_fields = ["subject"]
    fields = ["subject", "predicate", "title", "began", "ended"]
    verbose_name_plural = "relations in which it is the object"


class DesignationInline(PartInline):
    model = Designation
    fk_name = "actor"
    autocomplete_fields = ["authority"]
    fields = ["authority", "measure", "programme", "began", "ended"]


class IdentifierInline(PartInline):
    model = Identifier
    fk_name = "actor"
    fields = ["scheme", "value"]


@admin.register(Actor)
class ActorAdmin(RecordAdmin):
    list_display = [
        "name",
        "kind",
        "identity",
        "country",
        "standing_shown",
        "status",
        "last_editor",
    ]
    list_filter = ["kind", "identity", StandingFilter, "status"]
    search_fields = ["name", "code"]
    named = ["pk"]
    inlines = [
        NameInline,
        RelationInline,
        ConverseRelationInline,
        DesignationInline,
        IdentifierInline,
        EvidenceInline,
    ]


@admin.register(ActorKindCode)
class ActorKindCodeAdmin(admin.ModelAdmin):
    list_display = ["kind", "scheme", "code"]
    list_filter = ["scheme", "kind"]
    search_fields = ["kind", "scheme", "code"]


@admin.register(Name)
class NameAdmin(RecordAdmin):
    list_display = ["text", "actor", "kind", "language", "strength", "standing_shown", "status"]
    list_select_related = ["actor"]
    list_filter = ["kind", "strength", StandingFilter, "status"]
    search_fields = ["text", "code"]
    label_related = ["actor"]
    autocomplete_fields = ["actor"]
    inlines = [EvidenceInline]


@admin.register(Relation)
class RelationAdmin(RecordAdmin):
    list_display = [
        "subject",
        "predicate",
        "object",
        "title",
        "began",
        "ended",
        "standing_shown",
        "status",
        "last_editor",
    ]
    list_display_links = ["subject", "predicate"]
    list_select_related = ["subject", "object"]
    list_filter = ["predicate", PeriodFilter, StandingFilter, "status"]
    search_fields = ["title", "code"]
    named = ["subject", "object"]
    label_related = ["subject", "object"]
    autocomplete_fields = ["subject", "object"]
    inlines = [EvidenceInline]


@admin.register(Designation)
class DesignationAdmin(RecordAdmin):
    list_display = ["actor", "measure", "authority", "began", "ended", "standing_shown", "status"]
    list_select_related = ["actor", "authority"]
    list_filter = [PeriodFilter, StandingFilter, "status"]
    search_fields = ["measure", "programme", "code"]
    named = ["actor", "authority"]
    label_related = ["actor", "authority"]
    autocomplete_fields = ["actor", "authority"]
    inlines = [EvidenceInline]


@admin.register(Identifier)
class IdentifierAdmin(RecordAdmin):
    list_display = ["scheme", "value", "actor", "event", "place", "document", "status"]
    list_select_related = ["actor", "event", "place", "document"]
    list_filter = ["status"]
    search_fields = ["scheme", "value", "code"]
    autocomplete_fields = ["actor", "event", "place", "document"]
