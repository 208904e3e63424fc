"""Events that may be one: of one kind, on days that may be the same, and alike besides."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from curation.likeness import Alike
from curation.restricting import Viewer, visible
from curation.titles import titles
from events.models import Event, Participation, Place, PlaceKind

Statement = tuple[str, Sequence[Any]]

# Days that a date may mean at most: within more of them, much the same happens more than once.
MONTH, WEEK = 31, 7

# By the weeks of its date, so that an event meets only what is near to it in time.
IN_WEEKS = """
    SELECT record, week || ' ' || part, parts
    FROM ({rows}) told (record, parts) JOIN events_event event ON event.id = record,
        generate_series(
            (date_earliest - DATE '0001-01-01') / 7, (date_latest - DATE '0001-01-01') / 7
        ) week,
        unnest(parts) part
    WHERE date_latest - date_earliest < {days}
"""

PLACES = "SELECT id, ARRAY[place_id::text] FROM events_event WHERE id IN ({seen})"
# The keys of actors and of places are not told apart by their number.
CASTS = """
    SELECT event_id, array_agg(DISTINCT coalesce('actor ' || actor_id, 'place ' || place_id))
    FROM events_participation WHERE id IN ({seen}) GROUP BY event_id
"""

# Where an event was, near and far, and for one without a place each whose name is in its title.
WHEREABOUTS = """
    WITH RECURSIVE seen AS MATERIALIZED (
        SELECT record, parts FROM ({places}) place (record, parts)
    ), above (event, place) AS (
        SELECT id, place_id FROM events_event WHERE id IN ({placed})
        UNION
        SELECT event, parent_id FROM above JOIN events_place ON id = place
        WHERE parent_id IS NOT NULL
    )
    SELECT event, array_agg(DISTINCT place::text)
    FROM (
        SELECT event, place FROM above JOIN seen ON seen.record = place
        UNION ALL
        SELECT told.record, seen.record
        FROM ({titles}) told (record, parts) CROSS JOIN LATERAL unnest(told.parts) part
            JOIN seen ON seen.parts[1] = part AND seen.parts <@ told.parts
    ) whereabouts (event, place)
    GROUP BY event
"""

ONE_IN_THE_OTHER = "(pair.parts <@ pair.other_parts OR pair.other_parts <@ pair.parts)"
FEWEST_PARTS = "least(cardinality(pair.parts), cardinality(pair.other_parts))"
PARTS_SHARED = "(SELECT count(*) FROM unnest(pair.parts) part WHERE part = ANY (pair.other_parts))"

BOTH = """
    EXISTS (
        SELECT FROM events_event one JOIN events_event other ON other.id = pair.other
        WHERE one.id = pair.one AND {true}
    )
"""
# No known bound keeps them apart.
SAME_DAYS = """
    (one.date_earliest <= other.date_latest) IS NOT FALSE
    AND (other.date_earliest <= one.date_latest) IS NOT FALSE
"""
WITHIN = """
    EXISTS (
        WITH RECURSIVE above (id) AS (
            SELECT {one} UNION SELECT parent_id FROM {table} JOIN above USING (id)
        )
        SELECT FROM above WHERE id = {other}
    )
"""


def _either_within(table: str, column: str) -> str:
    """That both are the same or one is somewhere above the other."""
    columns = f"one.{column}", f"other.{column}"
    ways = [WITHIN.format(table=table, one=a, other=b) for a, b in (columns, columns[::-1])]
    return f"({' OR '.join(ways)})"


SAME_TYPE = _either_within("events_eventtype", "type_id")
SAME_PLACE = (
    "(one.place_id IS NULL OR other.place_id IS NULL"
    f" OR {_either_within('events_place', 'place_id')})"
)
POSSIBLY_ONE = BOTH.format(true=f"{SAME_DAYS} AND {SAME_TYPE} AND {SAME_PLACE}")
EITHER_WITHOUT_PLACE = BOTH.format(true="(one.place_id IS NULL OR other.place_id IS NULL)")
POSSIBLY_AT_ONCE = BOTH.format(true=SAME_DAYS)


def like_titles(user: Viewer | None) -> Alike:
    """All words of one title, two at least, are in the other, which may have more."""
    told = titles(Event.objects.all(), user)
    return _close(told, MONTH, f"{FEWEST_PARTS} > 1 AND {ONE_IN_THE_OTHER}")


def same_participants(user: Viewer | None) -> Alike:
    """Two take part in both, or all who take part in one."""
    cast = _told(CASTS, Participation.objects.all(), user)
    return _close(cast, WEEK, f"({PARTS_SHARED} > 1 OR {ONE_IN_THE_OTHER})")


def same_place(user: Viewer | None) -> Alike:
    placed = Event.objects.filter(place__isnull=False)
    return _close(_told(PLACES, placed, user), WEEK, "true")


def named_place(user: Viewer | None) -> Alike:
    """The title of one, which has no place, names where the other was, or what that lies in.

    No country: what happens in one on one day is mostly not one.
    """
    called = "searched_words(name, '')"
    places, of_places = titles(Place.objects.exclude(kind=PlaceKind.COUNTRY), user, called)
    told, of_titles = titles(Event.objects.filter(place=None), user)
    events = Event.objects.filter(place__isnull=False)
    seen = events if user is None else visible(events, user)
    placed, of_events = seen.order_by().values("pk").query.sql_with_params()
    statement = WHEREABOUTS.format(places=places, placed=placed, titles=told)
    return _close((statement, [*of_places, *of_events, *of_titles]), WEEK, EITHER_WITHOUT_PLACE)


def _told(statement: str, rows: QuerySet, user: Viewer | None) -> Statement:
    seen = rows if user is None else visible(rows, user)
    keys, parameters = seen.order_by().values("pk").query.sql_with_params()
    return statement.format(seen=keys), parameters


def _close(told: Statement, days: int, alike: str) -> Alike:
    """What is told of events of so many days at most, where that is alike and the rest fits."""
    statement, parameters = told
    rows = IN_WEEKS.format(rows=statement, days=days)
    return Alike(rows, parameters, f"{alike} AND {POSSIBLY_ONE}")
