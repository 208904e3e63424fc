from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.safestring import SafeString

from actors.models import Actor, ActorKindCode, Designation, Identifier, Name, Relation
from actors.network_pages import NETWORK_OF_ACTORS, NETWORK_OF_RELATIONS
from actors.pictures import (
    matrix_of_actor,
    timeline_of_actor,
    timeline_of_designation,
    timeline_of_name,
    timeline_of_relation,
)
from curation.columns import brief, dated, with_meaning
from curation.desk import LedgerAdmin, Tool
from curation.directions import set_in
from curation.links import beyond
from curation.list_filters import CountryFilter, PeriodFilter, StandingFilter
from curation.matrices import matrices
from curation.parts import PartInline
from curation.record_desk import RecordAdmin
from curation.timelines import timelines
from sources.inlines import EvidenceInline, FigureInline, IdentifierInline


class NameInline(PartInline):
    model = Name
    expected = True
    cited_as = "name"
    fields = ["text", "kind", "language", "script", "strength", "used"]


class RelationInline(PartInline):
    model = Relation
    fk_name = "subject"
    cited_as = "relation"
    autocomplete_fields = ["object"]
    fields = ["predicate", "object", "title", "began", "ended"]
    verbose_name_plural = "relations"
    expected = True


class ConverseRelationInline(RelationInline):
    fk_name = "object"
    autocomplete_fields = ["subject"]
    fields = ["subject", "predicate", "title", "began", "ended"]
    verbose_name_plural = "relations in which it is the object"
    expected = False


class DesignationInline(PartInline):
    model = Designation
    fk_name = "actor"
    cited_as = "designation"
    autocomplete_fields = ["authority"]
    fields = ["authority", "measure", "programme", "began", "ended"]


@admin.register(Actor)
class ActorAdmin(RecordAdmin):
    list_display = [
        "name",
        brief("kind"),
        brief("identity"),
        "country",
        dated("began"),
        "standing_shown",
        "status_shown",
    ]
    list_select_related = []
    list_filter = ["kind", "identity", CountryFilter, PeriodFilter, StandingFilter, "status"]
    search_fields = ["name", "code"]
    named = ["pk"]
    title_field = "name"
    pictures = [timelines(timeline_of_actor), matrices(matrix_of_actor), NETWORK_OF_ACTORS]
    fields = ["name", ("kind", "identity", "country"), "description", ("began", "ended")]
    inlines = [
        NameInline,
        RelationInline,
        ConverseRelationInline,
        DesignationInline,
        FigureInline,
        IdentifierInline,
        EvidenceInline,
    ]

    def offered_as(self, actor: Actor) -> str:
        kind = brief("kind")(actor)
        return f"{set_in(actor.name)} · {kind.lower()}"

    def tools(self, request: HttpRequest, actor: Actor) -> list[Tool]:
        linked = {
            "Takes part in": ("participations", "actor"),
            "Says": ("voices", "actor"),
            "Is mentioned": ("mentions", "actor"),
        }
        tools = super().tools(request, actor)
        for label, (name, link) in linked.items():
            tools.append(self.list_of(beyond(Actor, name), label, **{link: actor}))
        return tools


@admin.register(ActorKindCode)
class ActorKindCodeAdmin(LedgerAdmin):
    list_display = ["kind", "scheme", "code"]
    list_filter = ["scheme", "kind"]
    search_fields = ["kind", "scheme", "code"]


@admin.register(Name)
class NameAdmin(RecordAdmin):
    list_display = [
        "text",
        "actor",
        "kind",
        "language",
        "script",
        dated("used"),
        "standing_shown",
        "status_shown",
    ]
    list_select_related = ["actor"]
    list_filter = ["kind", "strength", "script", StandingFilter, "status"]
    search_fields = ["text", "code"]
    named = ["actor"]
    label_related = ["actor"]
    autocomplete_fields = ["actor"]
    pictures = [timelines(timeline_of_name)]
    fields = ["actor", "text", ("kind", "strength"), ("language", "script", "used")]
    inlines = [EvidenceInline]

    def offered_as(self, name: Name) -> str:
        return (
            name.text
            if name.text == name.actor.name
            else f"{set_in(name.text)} · {set_in(name.actor)}"
        )


@admin.register(Relation)
class RelationAdmin(RecordAdmin):
    list_display = [
        "subject",
        "predicate_shown",
        "object",
        dated("began"),
        dated("ended"),
        "standing_shown",
        "status_shown",
    ]
    list_display_links = ["subject", "predicate_shown"]
    list_select_related = ["subject", "object"]
    list_filter = ["predicate", PeriodFilter, StandingFilter, "status"]
    search_fields = ["title", "code", "predicate"]
    named = ["subject", "object"]
    label_related = ["subject", "object"]
    autocomplete_fields = ["subject", "object"]
    pictures = [timelines(timeline_of_relation), NETWORK_OF_RELATIONS]
    fields = [("subject", "predicate", "object"), "title", ("began", "ended")]
    inlines = [FigureInline, EvidenceInline]

    @admin.display(description="predicate", ordering="predicate")
    def predicate_shown(self, relation: Relation) -> SafeString:
        """What the one is to the other, and under it as what: a title, an office."""
        return with_meaning(relation.get_predicate_display(), relation.title)


@admin.register(Designation)
class DesignationAdmin(RecordAdmin):
    list_display = [
        "actor",
        "measure",
        "authority",
        dated("began"),
        dated("ended"),
        "standing_shown",
        "status_shown",
    ]
    list_select_related = ["actor", "authority"]
    list_filter = [PeriodFilter, StandingFilter, "status"]
    search_fields = ["measure", "programme", "code"]
    named = ["actor", "authority"]
    label_related = ["actor", "authority"]
    autocomplete_fields = ["actor", "authority"]
    pictures = [timelines(timeline_of_designation)]
    fields = [("actor", "authority"), ("measure", "programme"), ("began", "ended")]
    inlines = [EvidenceInline]


@admin.register(Identifier)
class IdentifierAdmin(RecordAdmin):
    list_display = ["scheme", "value", "bearer", "status_shown"]
    list_display_links = ["scheme", "value"]
    list_select_related = ["actor", "event", "place", "document"]
    list_filter = ["status"]
    search_fields = ["scheme", "value", "code", "event__title", "place__name", "document__title"]
    named = ["actor", "place"]
    autocomplete_fields = ["actor", "event", "place", "document"]
    fields = [("scheme", "value"), ("actor", "event"), ("place", "document")]

    @admin.display(description="of")
    def bearer(self, identifier: Identifier) -> Model | None:
        return identifier.actor or identifier.event or identifier.place or identifier.document
