from typing import TYPE_CHECKING

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from actors.models import Actor, Relation
from curation.columns import dated
from curation.desk import Tool
from curation.directions import set_in
from curation.list_filters import CountryFilter, StandingFilter, TypedFilter, dated_in
from curation.matrices import matrices
from curation.parts import PartInline
from curation.record_desk import RecordAdmin
from curation.restricting import SEE_RESTRICTED, visible
from curation.searching import meant_by, surely
from curation.timelines import timelines
from events.maps import MAP_OF_EVENTS, MAP_OF_PLACES
from events.models import Event, EventLink, EventType, Figure, Participation, Place
from events.pictures import timeline_of_event, timeline_of_place
from events.responsibility_pictures import matrix_of_event
from sources.inlines import EvidenceInline, FigureInline, IdentifierInline

if TYPE_CHECKING:
    from django.contrib.admin.options import _FieldGroups


class PlaceFilter(TypedFilter):
    """Events at a place called so in any spelling or with this in its name, or within one.

    That is of a town its province and its country.
    """

    title = "place"
    parameter_name = "where"
    placeholder = "Erbil"

    def narrow(self, rows: QuerySet, text: str) -> QuerySet:
        places = visible(Place.objects.order_by(), self.user)
        meant = surely(meant_by(Place, text, self.user))
        named = places.filter(Q(name__icontains=text) | Q(pk__in=meant)).values("pk")
        within = places.filter(Q(pk__in=named) | Q(parent__in=named)).values("pk")
        found = places.filter(Q(pk__in=within) | Q(parent__in=within))
        return rows.filter(place__in=found.values("pk"))


class ParticipationInline(PartInline):
    model = Participation
    cited_as = "participation"
    expected = True
    autocomplete_fields = ["actor", "place"]
    fields = ["role", "actor", "place", "side"]


class EventLinkInline(PartInline):
    model = EventLink
    fk_name = "event"
    cited_as = "event_link"
    autocomplete_fields = ["other"]
    fields = ["kind", "other"]
    verbose_name_plural = "links to other events"


class ConverseEventLinkInline(EventLinkInline):
    fk_name = "other"
    autocomplete_fields = ["event"]
    fields = ["event", "kind"]
    verbose_name_plural = "links from other events"


@admin.register(Event)
class EventAdmin(RecordAdmin):
    list_display = [
        "title",
        "type",
        dated("date"),
        "place",
        "standing_shown",
        "status_shown",
    ]
    list_select_related = ["type", "place"]
    list_filter = [dated_in("date"), PlaceFilter, StandingFilter, "status", "type"]
    search_fields = ["title", "code", "place__name"]
    named = ["participations__actor", "place", "participations__place"]
    title_field = "title"
    autocomplete_fields = ["type", "place"]
    pictures = [timelines(timeline_of_event), matrices(matrix_of_event), MAP_OF_EVENTS]
    fields = ["title", ("type", "place"), "date", "description"]
    inlines = [
        ParticipationInline,
        FigureInline,
        EventLinkInline,
        ConverseEventLinkInline,
        IdentifierInline,
        EvidenceInline,
    ]

    def offered_as(self, event: Event) -> str:
        return f"{set_in(event.title)} · {event.date}" if event.date else event.title


@admin.register(EventType)
class EventTypeAdmin(RecordAdmin):
    list_display = ["label", "parent", "acled", "ucdp", "gtd", "cameo", "plover", "status_shown"]
    list_select_related = ["parent"]
    list_filter = ["status"]
    search_fields = ["label", "code"]
    title_field = "label"
    autocomplete_fields = ["parent"]
    fields = [("label", "parent"), ("acled", "ucdp", "gtd"), ("cameo", "plover")]


@admin.register(Place)
class PlaceAdmin(RecordAdmin):
    list_display = ["name", "kind", "within", "country", "precision", "status_shown"]
    list_select_related = ["parent"]
    list_filter = ["kind", CountryFilter, "precision", "status"]
    search_fields = ["name", "code", "parent__name"]
    named = ["pk", "parent"]
    title_field = "name"
    autocomplete_fields = ["parent"]
    pictures = [timelines(timeline_of_place, of_lists=False), MAP_OF_PLACES]
    fields = ["name", ("kind", "parent", "country"), ("latitude", "longitude", "precision")]
    inlines = [IdentifierInline]
    label_related = ["parent"]

    @admin.display(description="within", ordering="parent__name")
    def within(self, place: Place) -> str:
        """The list cannot tell who asks: a restricted place is named on its own page only."""
        if place.parent is None:
            return "–"
        return "a restricted place" if place.parent.restricted else place.parent.name

    def get_fields(self, request: HttpRequest, place: Place | None = None) -> "_FieldGroups":
        """What a place lies in is no field for those who may not see it; it stays as it is."""
        fields = super().get_fields(request, place)
        parent = place and place.parent
        if not (parent and parent.restricted) or request.user.has_perm(SEE_RESTRICTED):
            return fields
        return [
            tuple(name for name in row if name != "parent") if isinstance(row, tuple) else row
            for row in fields
        ]

    def offered_as(self, place: Place) -> str:
        named = place.parent and not place.parent.restricted
        return f"{set_in(place.name)} · {set_in(place.parent)}" if named else place.name

    def tools(self, request: HttpRequest, place: Place) -> list[Tool]:
        return [
            self.list_of(Event, "Events here", place=place),
            self.list_of(Participation, "Takes part in", place=place),
        ]


@admin.register(Participation)
class ParticipationAdmin(RecordAdmin):
    list_display = [
        "event",
        "role",
        "actor",
        "place",
        "side",
        "standing_shown",
        "status_shown",
    ]
    list_display_links = ["event", "role"]
    list_select_related = ["event", "actor", "place"]
    list_filter = ["role", StandingFilter, "status"]
    search_fields = ["event__title", "place__name", "code", "role"]
    named = ["actor", "place", "event__place"]
    label_related = ["event", "actor", "place"]
    autocomplete_fields = ["event", "actor", "place"]
    pictures = [timelines(), matrices()]
    fields = ["event", ("role", "side"), ("actor", "place")]
    inlines = [EvidenceInline]


@admin.register(EventLink)
class EventLinkAdmin(RecordAdmin):
    list_display = ["event", "kind", "other", "standing_shown", "status_shown"]
    list_display_links = ["event", "kind"]
    list_select_related = ["event", "other"]
    list_filter = ["kind", StandingFilter, "status"]
    search_fields = ["event__title", "other__title", "code", "kind"]
    named = [
        "event__participations__actor",
        "other__participations__actor",
        "event__place",
        "other__place",
    ]
    label_related = ["event", "other"]
    autocomplete_fields = ["event", "other"]
    fields = [("event", "kind", "other")]
    inlines = [EvidenceInline]


@admin.register(Figure)
class FigureAdmin(RecordAdmin):
    list_display = [
        "number_shown",
        "of_whom",
        dated("as_of"),
        "about",
        "standing_shown",
        "status_shown",
    ]
    list_select_related = [*Figure.named_by]
    list_filter = ["measure", dated_in("as_of"), StandingFilter, "status"]
    search_fields = ["of_whom", "measure", "low", "best", "high", "unit", "event__title", "code"]
    named = [
        "actor",
        "relation__subject",
        "relation__object",
        "event__participations__actor",
        "event__place",
    ]
    label_related = Figure.named_by
    autocomplete_fields = ["event", "actor", "relation"]
    pictures = [timelines()]
    fields = [
        ("event", "actor", "relation"),
        ("measure", "of_whom"),
        ("low", "best", "high"),
        ("unit", "as_of"),
    ]
    inlines = [EvidenceInline]

    @admin.display(description="number")
    def number_shown(self, figure: Figure) -> str:
        return figure.number()

    @admin.display(description="about")
    def about(self, figure: Figure) -> Event | Actor | Relation | None:
        return figure.bearer
