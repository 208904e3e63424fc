"""Questions about events: when, where, and who answers for them."""

from typing import TYPE_CHECKING, Self

from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.db.models.functions import Now, TruncDate
from django.db.models.lookups import GreaterThan

from curation.expecting import expect
from curation.finding_names import FoundByName
from curation.full_text import Searched
from curation.known import AsKnown, Meant, the_day
from curation.links import beyond
from curation.periods import since
from curation.querysets import EvidencedQuerySet, RecordQuerySet
from curation.when import Dated
from events.answering import Answers, answers, held_responsible
from events.distances import Degrees, around, distance
from events.maps import EventMaps, PlaceMaps
from events.pictures import EventTimelines
from events.responsibility_pictures import EventMatrices
from events.roles import RESPONSIBLE

if TYPE_CHECKING:
    from actors.models import Actor
    from events.models import Event, Place


class PlaceQuerySet(FoundByName, PlaceMaps, RecordQuerySet["Place"]):
    found_in = ("places_named", "places_with_word")

    def near(self, latitude: Degrees, longitude: Degrees, km: float) -> Self:
        """Places within `km` kilometres of a point (degrees, WGS 84); adds `distance` in km.

        Nearest first. Places without coordinates are near nothing. Great-circle distance on
        a sphere, good to half a per cent. Raises `ValueError` with a sentence for a point that is
        not on Earth and for what is no distance.

        >>> Place.objects.near(36.19, 44.01, km=25)
        <PlaceQuerySet []>
        """
        return (
            self.annotate(distance=distance("", latitude, longitude))
            .filter(around("", latitude, longitude, km), distance__lte=km)
            .order_by("distance", "pk")
        )


class EventQuerySet(
    Dated, Searched, EventTimelines, EventMatrices, EventMaps, EvidencedQuerySet["Event"]
):
    def in_the_future(self) -> Self:
        """Events that are not retired and certainly had not begun today, by the server's date.

        Qualified and undated ones say nothing certain.
        """
        later = GreaterThan(since("date"), TruncDate(Now()))
        return self.in_use().filter(later, date__regex=r"^[^?~%]*$")

    def near(self, latitude: Degrees, longitude: Degrees, km: float) -> Self:
        """Events whose place lies within `km` kilometres of a point; adds `distance` in km.

        Nearest first. Events without a place, or with one without coordinates, are left out; the
        page gives none. Raises `ValueError` as `Place.objects.near` does.

        >>> Event.objects.near(36.19, 44.01, km=25)
        <EventQuerySet []>
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
        below `actor` at the event's own date (at any time, for an undated event); by which chain,
        `chains_to(actor)` tells. With `known_on(day)` only what documents published by that day
        say counts, of responsibility and of who stood below. An unknown bound, of a relation or of
        the event, rules nobody out. In the queryset's order.

        >>> biden = Actor.objects.get(code="joe-biden")
        >>> Event.objects.attributed_to(biden, include_subordinates=True)
        <EventQuerySet [<Event: Bombing of facilities in Syria>]>
        """
        expect(actor, beyond(beyond(self.model, "participations"), "actor"))
        if include_subordinates:
            now = RawSQL(HELD_AGAINST_SUBORDINATES.replace("PUBLISHED", ""), [actor.pk, None])
            then = RawSQL(
                HELD_AGAINST_SUBORDINATES.replace("PUBLISHED", PUBLISHED),
                [actor.pk, Meant.THE_DAY, Meant.THE_DAY],
            )
            return self.filter(AsKnown(Q(pk__in=now), Q(pk__in=then)))
        held = held_responsible(self.model, None).filter(actor=actor)
        held_then = held_responsible(self.model, the_day()).filter(actor=actor)
        return self.filter(
            AsKnown(Q(pk__in=held.values("event")), Q(pk__in=held_then.values("event")))
        )

    def chains_to(self, actor: "Actor") -> Answers:
        """How those held responsible for these events stood below `actor` at each event's date.

        A table with a row for each participation: `event, role, chain, depth, certain, weakest,
        standing`, in the events' order, the shortest chain first; `depth` 0 is `actor` itself.
        See `events.answering.Answer`. No rows for events that are not attributed to it so.

        >>> us = Actor.objects.get(code="united-states")
        >>> Event.objects.attributed_to(us, include_subordinates=True).chains_to(us)
        role         standing       chain
        perpetrator  single-source  United States
        """
        expect(actor, beyond(beyond(self.model, "participations"), "actor"))
        # A slice cannot be narrowed, and is little.
        rows = self if self.query.is_sliced else self.attributed_to(actor, True)
        return answers(rows, actor, self._known_on)


# The events of an actor and of whoever stood below it on a day that they may have been on. A join
# and not a condition on each participation: PostgreSQL can start from those few who stood below.
HELD_AGAINST_SUBORDINATES = """
SELECT participation.event_id
FROM actor_answering(%s, %s) answering
JOIN events_participation participation USING (actor_id)
JOIN events_event event ON event.id = participation.event_id
WHERE participation.role IN (ROLES)
  AND answering.days && daterange(event.date_earliest, event.date_latest, '[]')
  AND EXISTS (
      SELECT FROM sources_attribution word PUBLISHED
      WHERE word.participation_id = participation.id
        AND word.status <> 'retired' AND word.stance IN ('asserts', 'suspects'))
-- With the tables of `known_on` there are more than the planner puts in order at once.
OFFSET 0
""".replace("ROLES", ", ".join(f"'{role.value}'" for role in RESPONSIBLE))
PUBLISHED = """
      JOIN sources_passage passage ON passage.id = word.passage_id
      JOIN sources_document document
          ON document.id = passage.document_id AND document.published_latest <= %s
"""
