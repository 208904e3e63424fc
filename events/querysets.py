"""Questions about events: when, where, and who answers for them."""

from decimal import Decimal
from math import asin, cos, degrees, radians, sin
from typing import TYPE_CHECKING, Self

from django.db.models import Exists, F, FloatField, Func, OuterRef, Q, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast, Now, TruncDate
from django.db.models.lookups import GreaterThan

from curation.days import Day, as_window
from curation.full_text import Searched
from curation.links import beyond
from curation.periods import definitely, possibly, since
from curation.querysets import EvidencedQuerySet, RecordQuerySet

if TYPE_CHECKING:
    from actors.models import Actor
    from events.models import Event, Place

# In kilometres, as `kilometres_between` has it; and in degrees what rounding may add to a box.
EARTH_RADIUS = 6371.0088
ROUNDING = 0.00001


# As a number or, from a place's own columns, a decimal.
Degrees = float | Decimal


class PlaceQuerySet(RecordQuerySet["Place"]):
    def near(self, latitude: Degrees, longitude: Degrees, km: float) -> Self:
        """Places within `km` kilometres of a point (degrees, WGS 84); adds `distance` in km.

        Nearest first. Places without coordinates are near nothing. Great-circle distance on
        a sphere, good to half a per cent.
        """
        return (
            self.annotate(distance=distance("", latitude, longitude))
            .filter(around("", latitude, longitude, km), distance__lte=km)
            .order_by("distance", "pk")
        )


def distance(prefix: str, latitude: Degrees, longitude: Degrees) -> Func:
    """Kilometres from a point to a row's coordinates by the haversine formula; NULL without any."""
    latitude, longitude = float(latitude), float(longitude)
    for name, value, limit in (("latitude", latitude, 90), ("longitude", longitude, 180)):
        if not -limit <= value <= limit:
            raise ValueError(f"A {name} lies between -{limit} and {limit} degrees, not at {value}.")
    return Func(
        Cast(F(f"{prefix}latitude"), FloatField()),
        Cast(F(f"{prefix}longitude"), FloatField()),
        Value(latitude),
        Value(longitude),
        function="kilometres_between",
        output_field=FloatField(),
    )


def around(prefix: str, latitude: Degrees, longitude: Degrees, km: float) -> Q:
    """That a row's coordinates lie in the least box of degrees about a circle.

    An index finds what lies in the box; what lies in its corners is not near yet. About a pole
    and across the date line the box goes round the Earth.
    """
    latitude, longitude = float(latitude), float(longitude)
    reach = degrees(float(km) / EARTH_RADIUS) + ROUNDING
    south, north = latitude - reach, latitude + reach
    box = Q(**{f"{prefix}latitude__range": (max(south, -90), min(north, 90))})
    if south <= -90 or north >= 90:
        return box
    sideways = degrees(asin(sin(radians(reach)) / cos(radians(latitude)))) + ROUNDING
    west, east = longitude - sideways, longitude + sideways
    if west < -180 or east > 180:
        return box
    return box & Q(**{f"{prefix}longitude__range": (west, east)})


class EventQuerySet(Searched, EvidencedQuerySet["Event"]):
    def possibly_between(self, first: Day, last: Day) -> Self:
        """Events that no known bound keeps out of the days `first` to `last`, both included."""
        first, last = as_window(first, last)
        return self.filter(possibly("date", first, last))

    def definitely_between(self, first: Day, last: Day) -> Self:
        """Events that certainly took place, at least in part, on a day from `first` to `last`.

        Undated events and qualified dates (`?`, `~`, `%`) give no definite answer.
        """
        first, last = as_window(first, last)
        return self.filter(definitely("date", first, last))

    def possibly_on(self, day: Day) -> Self:
        return self.possibly_between(day, day)

    def definitely_on(self, day: Day) -> Self:
        return self.definitely_between(day, day)

    def in_the_future(self) -> Self:
        """Events that are not retired and certainly had not begun today, by the server's date.

        Qualified and undated ones say nothing certain.
        """
        later = GreaterThan(since("date"), TruncDate(Now()))
        return self.in_use().filter(later, date__regex=r"^[^?~%]*$")

    def near(self, latitude: Degrees, longitude: Degrees, km: float) -> Self:
        """Events whose place lies within `km` kilometres of a point; adds `distance` in km.

        Nearest first. Events without a place, or with one without coordinates, are left out.
        """
        return (
            self.annotate(distance=distance("place__", latitude, longitude))
            .filter(around("place__", latitude, longitude, km), distance__lte=km)
            .order_by("distance", "pk")
        )

    def attributed_to(self, actor: "Actor", include_subordinates: bool = False) -> Self:
        """Events for which some voice holds `actor` responsible, denied or not.

        Responsible is a perpetrator or whoever ordered it, asserted or suspected in an
        attribution that is not retired. With `include_subordinates` also whoever was possibly
        below `actor` at the event's own date (at any time, for an undated event).
        """
        if include_subordinates:
            return self.filter(pk__in=RawSQL(HELD_AGAINST_SUBORDINATES, [actor.pk]))
        participations = beyond(self.model, "participations")
        attributions = beyond(participations, "attributions")
        voiced = attributions._default_manager.filter(
            ~Q(status="retired"), participation=OuterRef("pk"), stance__in=["asserts", "suspects"]
        )
        held = participations._default_manager.filter(
            Exists(voiced), actor=actor, role__in=["ordered_by", "perpetrator"]
        )
        return self.filter(pk__in=held.order_by().values("event"))


# The events of an actor and of whoever stood below it on a day that they may have been on. A join
# and not a condition on each participation: PostgreSQL can start from those few who stood below.
HELD_AGAINST_SUBORDINATES = """
SELECT participation.event_id
FROM actor_answering(%s) answering
JOIN events_participation participation USING (actor_id)
JOIN events_event event ON event.id = participation.event_id
WHERE participation.role IN ('ordered_by', 'perpetrator')
  AND answering.days && daterange(event.date_earliest, event.date_latest, '[]')
  AND EXISTS (
      SELECT FROM sources_attribution
      WHERE participation_id = participation.id
        AND status <> 'retired' AND stance IN ('asserts', 'suspects'))
"""
