"""Questions about events: when, where, and who answers for them."""

from typing import TYPE_CHECKING, Self

from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import RawSQL
from django.db.models.functions import Now, TruncDate
from django.db.models.lookups import GreaterThan

from curation.links import beyond
from curation.periods import since
from curation.querysets import EvidencedQuerySet, RecordQuerySet
from curation.when import Dated
from events.distances import Degrees, around, distance

if TYPE_CHECKING:
    from actors.models import Actor
    from events.models import Event, Place


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


class EventQuerySet(Dated, EvidencedQuerySet["Event"]):
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
