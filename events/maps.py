"""Maps of events and of places, from what the ledger knows of where they are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode, urlsplit

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from curation.links import beyond
from curation.naming import apart
from curation.picture_kinds import ALL, Asked, Misasked, PictureKind
from curation.pictures.bounds import unsliced
from curation.pictures.map import Map
from curation.pictures.marks import Entry, Mark, Unplaced
from curation.pictures.view import View, parsed
from events.locating import Position, places_around, position

if TYPE_CHECKING:
    from events.models import Event, Place

# Up to so many are read one by one; of more, only how many there are at each place.
MOST = 2000
# No more places than these are looked at, those with most events first.
MOST_PLACES = 20_000
# A link to a list names no more records than these one by one.
MOST_NAMED = 100
NO_PLACE = "no place is recorded"
NOWHERE = "neither the place nor what it lies in has coordinates or a country"

# Keys of places; None is without one.
Key = int | None


@dataclass
class Gathered:
    """What is to be shown, by the key of its place: how many, and which if these are not many."""

    counts: dict[Key, int]
    entries: Mapping[Key, Sequence[Entry]] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, rows: Iterable[tuple[Key, Entry]]) -> "Gathered":
        entries: dict[Key, list[Entry]] = defaultdict(list)
        for key, entry in rows:
            entries[key].append(entry)
        return cls({key: len(here) for key, here in entries.items()}, entries)


@dataclass(frozen=True)
class Atlas:
    """The places that a map is about, as far as they may be seen, and where each of them is."""

    places: Mapping[int, Any]

    @classmethod
    def of(cls, keys: Iterable[Key], model: Any, asked: Asked) -> "Atlas":
        return cls(places_around((key for key in keys if key is not None), model, asked))

    def position(self, key: Key) -> Position | None:
        return None if key is None else position(key, self.places)

    def is_seen(self, key: Key, view: View) -> bool:
        """Whether what is at a place may lie in the view; whole countries may."""
        at = self.position(key)
        if at is None or at.longitude is None or at.latitude is None:
            return at is not None
        return view.at(at.longitude, at.latitude) is not None


def map_of_events(rows: Any, asked: Asked = ALL, title: str = "Map of events") -> Map:
    """Where events were, one by one up to 2,000 of them, else how many at each place."""
    view = _view(asked)
    places = beyond(rows.model, "place")
    found = [*_events(rows[: MOST + 1])]
    if len(found) <= MOST:
        gathered = Gathered.of(found)
        return _drawn(title, gathered, Atlas.of(gathered.counts, places, asked), asked, view)
    rows = unsliced(rows)
    gathered = _counted(rows)
    atlas = Atlas.of(gathered.counts, places, asked)
    if view:
        inside = {key: n for key, n in gathered.counts.items() if atlas.is_seen(key, view)}
        gathered = Gathered(inside, {}, gathered.remarks)
        if sum(inside.values()) <= MOST:
            gathered = Gathered.of(_events(rows.filter(place__in=[*inside])))
    return _drawn(title, gathered, atlas, asked, view)


def map_of_places(rows: Any, asked: Asked = ALL) -> Map:
    """Where places are, the first 20,000 of them."""
    found = [*rows[: MOST_PLACES + 1].values_list("pk", "name")]
    page = _pages(rows.model)
    gathered = Gathered.of(
        (pk, Entry(name, "", page(pk), str(pk))) for pk, name in found[:MOST_PLACES]
    )
    if len(found) > MOST_PLACES:
        gathered.remarks.append(f"Only the first {MOST_PLACES:,} places are looked at.")
    atlas = Atlas.of(gathered.counts, rows.model, asked)
    return _drawn("Map of places", gathered, atlas, asked, _view(asked), "places")


def map_of_event(event: "Event", asked: Asked = ALL) -> Map:
    """Where one event was."""
    rows = asked.of(type(event)).filter(pk=event.pk)
    return map_of_events(rows, asked, f"Map of {apart(event)}")


def map_of_place(place: "Place", asked: Asked = ALL) -> Map:
    """What happened at a place, or at one that lies directly within it."""
    rows = asked.in_use(beyond(type(place), "events"))
    there = rows.filter(Q(place=place) | Q(place__parent=place))
    return map_of_events(there, asked, f"Map of {apart(place)}")


def _view(asked: Asked) -> View | None:
    text = asked.given.get("view", "").strip()
    try:
        return parsed(text) if text else None
    except ValueError as error:
        raise Misasked(str(error)) from None


def _pages(model: Any) -> Any:
    """How the page of a row of a model is found by its key."""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
    return lambda key: reverse(name, args=[key])


def _events(rows: QuerySet) -> Iterator[tuple[Key, Entry]]:
    page = _pages(rows.model)
    for pk, title, date, place in rows.values_list("pk", "title", "date", "place_id"):
        yield place, Entry(title, date, page(pk), str(pk))


def _counted(rows: Any) -> Gathered:
    """How many events each place has, those with most; the others are said to be left out."""
    by_place = rows.order_by().values("place_id").annotate(events=Count("pk"))
    ordered = by_place.order_by("-events", "place_id").values_list("place_id", "events")
    found = [*ordered[: MOST_PLACES + 1]]
    remarks = [f"More than {MOST:,} events: how many there are at each place is drawn."]
    if len(found) > MOST_PLACES:
        remarks.append(f"Only the {MOST_PLACES:,} places with most events are looked at.")
    return Gathered(dict(found[:MOST_PLACES]), {}, remarks)


def _drawn(
    title: str,
    gathered: Gathered,
    atlas: Atlas,
    asked: Asked,
    view: View | None,
    things: str = "events",
) -> Map:
    marks = []
    unplaced: dict[str, Gathered] = {}
    for key, count in gathered.counts.items():
        at, entries = atlas.position(key), gathered.entries.get(key, ())
        if key is not None and at is not None:
            marks.append(_mark(key, at, count, entries, atlas))
            continue
        why = unplaced.setdefault(NO_PLACE if key is None else NOWHERE, Gathered({None: 0}))
        why.counts[None] += count
        why.entries = {None: [*why.entries.get(None, ()), *entries]}
    model_name = {"events": "event", "places": "place"}[things]
    return Map(
        title,
        marks,
        [Unplaced(why, one.counts[None], one.entries[None]) for why, one in unplaced.items()],
        gathered.remarks,
        things=things,
        view=view,
        listed=lambda some: _listed(model_name, some, asked.page),
        zoomed=lambda closer: asked.address(_standing_at(model_name), view=str(closer)),
        whole=asked.address(_standing_at(model_name)),
    )


def _standing_at(model_name: str) -> str:
    return reverse(f"admin:events_{model_name}_picture_of_list", args=["map"])


def _mark(key: int, at: Position, count: int, entries: Sequence[Entry], atlas: Atlas) -> Mark:
    name = atlas.places[key].name
    return Mark(
        name, at.exactness, at.longitude, at.latitude, at.country, count, entries, at.note, key
    )


def _listed(model_name: str, marks: Sequence[Mark], page: str) -> str:
    """The list of what marks stand for: these records, or all at their places if they are many.

    All are those that the list of `page`, if it draws one, found and filtered.
    """
    keys = sorted((entry.key for mark in marks for entry in mark.entries), key=int)
    chosen = {"id__in": [",".join(keys)]}
    if not keys or len(keys) > MOST_NAMED:
        places = ",".join(str(mark.key) for mark in marks[:MOST_NAMED])
        narrowed = {"id__in" if model_name == "place" else "place__id__in": [places]}
        chosen = _filters(model_name, page) | narrowed
    list_address = reverse(f"admin:events_{model_name}_changelist")
    return f"{list_address}?{urlencode(chosen, doseq=True)}"


def _filters(model_name: str, page: str) -> dict[str, list[str]]:
    """The search and the filters of the list that a page draws; of a record's page none."""
    address = urlsplit(page)
    if address.path != _standing_at(model_name):
        return {}
    given = parse_qs(address.query, keep_blank_values=True)
    # Which page of the list one came from says nothing of this one.
    return {name: values for name, values in given.items() if name != "p"}


class EventMaps:
    def map(self, view: str = "") -> Map:
        """A map of the events; `.save("x.svg")`, .html or .csv makes a file of it.

        An event is drawn as exactly as its place is known: as a point, an area or the outline of
        a province or a country; without coordinates of its own by what it lies in, which the map
        says. Retired events are drawn like any others: `in_use()` leaves them out.
        Up to 2,000 stand one by one, more as numbers at places, near ones as clusters.
        `view` is a part of the Earth, degrees west, south, east, north: "38.8,29.0,48.6,37.4".

        >>> for lost in Event.objects.map().unplaced:
        ...     print(f"{lost.count}: {lost.why}")
        14: no place is recorded
        1: neither the place nor what it lies in has coordinates or a country
        """
        return map_of_events(self, Asked(given={"view": view}))


class PlaceMaps:
    def map(self, view: str = "") -> Map:
        """A map of the places, drawn as exactly as they are known: see that of events.

        >>> for row in Place.objects.filter(code="erbil").map().table().rows:
        ...     print(*row.cells, sep="; ")
        Erbil; ; Erbil; somewhere in the country; only its country is known: Iraq
        """
        return map_of_places(self, Asked(given={"view": view}))


MAP_OF_EVENTS = PictureKind("map", "Map", map_of_events, map_of_event)
MAP_OF_PLACES = PictureKind("map", "Map", map_of_places, map_of_place)
