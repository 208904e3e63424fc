from django.contrib import admin

from curation.desk import PartInline, RecordAdmin
from curation.edtf import parse
from curation.list_filters import StandingFilter, TypedFilter
from events.models import Event, EventLink, EventType, Figure, Participation, Place
from sources.inlines import EvidenceInline


class DateFilter(TypedFilter):
    title = "date"
    parameter_name = "when"
    placeholder = "2020, 2020-01 or 2007/2008"

    def narrow(self, rows, text):
        when = parse(text)
        if when.earliest is None or when.latest is None:
            raise ValueError(text)
        return rows.possibly_between(when.earliest, when.latest)


class PlaceFilter(TypedFilter):
    title = "place"
    parameter_name = "where"
    placeholder = "Erbil"

    def narrow(self, rows, text):
        return rows.filter(place__name__icontains=text)


class ParticipationInline(PartInline):
    model = Participation
    autocomplete_fields = ["actor", "place"]
    fields = ["role", "actor", "place", "side"]


class FigureInline(PartInline):
    model = Figure
    fields = ["measure", "low", "best", "high", "unit", "of_whom", "as_of"]


class EventLinkInline(PartInline):
    model = EventLink
    fk_name = "event"
    autocomplete_fields = ["other"]
    fields = ["kind", "other"]
    verbose_name_plural = "links to other events"


@admin.register(Event)
class EventAdmin(RecordAdmin):
    list_display = ["title", "type", "date", "place", "standing_shown", "status", "last_editor"]
    list_select_related = ["type", "place"]
    list_filter = ["type", DateFilter, PlaceFilter, StandingFilter, "status"]
    search_fields = ["title", "code", "place__name"]
    autocomplete_fields = ["type", "place"]
    inlines = [ParticipationInline, FigureInline, EventLinkInline, EvidenceInline]


@admin.register(EventType)
class EventTypeAdmin(RecordAdmin):
    list_display = ["label", "parent", "acled", "ucdp", "gtd", "cameo", "plover", "status"]
    list_select_related = ["parent"]
    list_filter = ["status"]
    search_fields = ["label", "code"]
    autocomplete_fields = ["parent"]


@admin.register(Place)
class PlaceAdmin(RecordAdmin):
    list_display = ["name", "kind", "parent", "country", "precision", "status", "last_editor"]
    list_select_related = ["parent"]
    list_filter = ["kind", "precision", "status"]
    search_fields = ["name", "code"]
    autocomplete_fields = ["parent"]


@admin.register(Participation)
class ParticipationAdmin(RecordAdmin):
    list_display = ["event", "role", "actor", "place", "side", "standing_shown", "status"]
    list_select_related = ["event", "actor", "place"]
    list_filter = ["role", StandingFilter, "status"]
    search_fields = ["event__title", "place__name", "code"]
    named = ["actor"]
    label_related = ["event", "actor", "place"]
    autocomplete_fields = ["event", "actor", "place"]
    inlines = [EvidenceInline]


@admin.register(EventLink)
class EventLinkAdmin(RecordAdmin):
    list_display = ["event", "kind", "other", "standing_shown", "status"]
    list_select_related = ["event", "other"]
    list_filter = ["kind", StandingFilter, "status"]
    search_fields = ["event__title", "other__title", "code"]
    label_related = ["event", "other"]
    autocomplete_fields = ["event", "other"]
    inlines = [EvidenceInline]


@admin.register(Figure)
class FigureAdmin(RecordAdmin):
    list_display = [
        "__str__",
        "of_whom",
        "as_of",
        "event",
        "actor",
        "relation",
        "standing_shown",
        "status",
    ]
    list_select_related = ["event", "actor", "relation__subject", "relation__object"]
    list_filter = ["measure", StandingFilter, "status"]
    search_fields = ["of_whom", "unit", "event__title", "code"]
    named = ["actor"]
    label_related = ["event", "actor", "relation__subject", "relation__object"]
    autocomplete_fields = ["event", "actor", "relation"]
    inlines = [EvidenceInline]
