"""What becomes of what hangs on events and places when two of them are one."""

from django.db.models import F, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat

from actors.merging import PLURAL, same_identifier
from curation.hanging import MOVES, Kind, Link
from curation.likeness import (
    FEWEST,
    Alike,
    consonants,
    kept_consonants,
    kept_words,
    keyed,
    letters,
    of_rows,
)
from curation.restricting import Viewer
from curation.titles import same_words, spelt
from events.alike import (
    POSSIBLY_AT_ONCE,
    like_titles,
    named_place,
    same_participants,
    same_place,
)
from events.models import Event, Place

LINKS = {
    "events.participation.event": MOVES,
    "events.participation.actor": MOVES,
    "events.participation.place": MOVES,
    "events.eventlink.event": Link(against=("other",)),
    "events.eventlink.other": Link(against=("event",)),
    "events.figure.event": MOVES,
    "events.figure.actor": MOVES,
    "events.figure.relation": MOVES,
    "events.event.place": MOVES,
    "events.place.parent": Link(against=("id",)),
}

# Two numbers are not one: the rival becomes an attribution with a value, by hand.
AGREE = {"events.figure": ["low", "best", "high", "unit"]}


def _same_day_and_place(user: Viewer | None) -> QuerySet:
    """Events of one day each, and of no more."""
    day, place = Cast("date_earliest", TextField()), Cast("place", TextField())
    rows = Event.objects.filter(date_earliest=F("date_latest"), place__isnull=False)
    return keyed(rows, user, Concat(day, Value(" "), place, output_field=TextField()))


def _same_point(user: Viewer | None) -> QuerySet:
    point = [Cast("latitude", TextField()), Value(" "), Cast("longitude", TextField())]
    key = Concat(*point, Value(" "), "kind", output_field=TextField())
    return keyed(Place.objects.filter(latitude__isnull=False), user, key)


# Many towns have too few consonants to be alike by these alone: Erbil, Basra, Mosul. Of one
# country, as far as that is known, they are where they sound alike as well.
HEARD_ALIKE = f"""
    EXISTS (
        SELECT FROM events_place one JOIN events_place other ON other.id = pair.other
        WHERE one.id = pair.one AND CASE
            WHEN length((one.keys).spelling) >= {FEWEST} THEN true
            WHEN one.country <> other.country AND '' NOT IN (one.country, other.country) THEN false
            ELSE unlike_heard(one.name, left(romanised(one.name), 400), (one.keys).voweled,
                other.name, (other.keys).voweled) < 2 END
    )
"""


def _near_places(user: Viewer | None) -> Alike:
    kept = keyed(Place.objects.all(), user, kept_consonants(fewest=2))
    bare = keyed(Place.objects.filter(name__iregex=PLURAL), user, consonants("name"))
    return of_rows(kept.union(bare), HEARD_ALIKE)


KINDS = {
    "events.event": Kind(
        title="title",
        likenesses={
            "same identifier": same_identifier("event"),
            "same day and place": _same_day_and_place,
            "like titles on days that may be the same": like_titles,
            "same participants on days that may be the same": same_participants,
            "same title": lambda user: keyed(Event.objects.all(), user, letters("title")),
            "near titles": lambda user: keyed(Event.objects.all(), user, spelt("title")),
            "same words in another order": same_words(Event.objects.all(), POSSIBLY_AT_ONCE),
            "same place on days that may be the same": same_place,
            "place named in a title on days that may be the same": named_place,
        },
    ),
    "events.place": Kind(
        title="name",
        together=[("latitude", "longitude", "precision")],
        likenesses={
            "same identifier": same_identifier("place"),
            "same name": lambda user: keyed(Place.objects.all(), user, letters("name")),
            "near names": _near_places,
            "same words in another order": lambda user: keyed(
                Place.objects.all(), user, kept_words()
            ),
            "same coordinates and kind": _same_point,
        },
    ),
}
