"""Participations and figures that a careful curator would look at again.

Retired ones are never among them.
"""

from typing import TYPE_CHECKING, Self

from django.db.models import F, Q

from curation.periods import certainly_before
from curation.querysets import EvidencedQuerySet
from curation.when import Dated
from events.pictures import FigureTimelines, ParticipationTimelines
from events.responsibility_pictures import ParticipationMatrices
from events.roles import RESPONSIBLE

if TYPE_CHECKING:
    from events.models import Figure, Participation

# What is done to the memory of the dead, or with their means, and where it happened.
OF_THE_GONE = ["instrument", "location", "location_of_origin", "subject"]


class ParticipationQuerySet(
    Dated, ParticipationTimelines, ParticipationMatrices, EvidencedQuerySet["Participation"]
):
    dated_by = "event__date"

    def responsible(self) -> Self:
        """Participations in a role that makes somebody answerable for the event."""
        return self.filter(role__in=RESPONSIBLE)

    def before_its_actor(self) -> Self:
        """Participations in events that were certainly over before the actor began.

        Qualified dates (`?`, `~`, `%`) and unknown bounds say nothing certain.
        """
        return self.in_use().filter(certainly_before("event__date", "actor__began"))

    def after_its_actor(self) -> Self:
        """Participations in events that certainly began after the actor ended.

        Whoever is only the subject of an event, as the dead of a funeral, is not meant;
        otherwise as `before_its_actor`.
        """
        late = certainly_before("actor__ended", "event__date")
        return self.in_use().filter(late).exclude(role__in=OF_THE_GONE)


class FigureQuerySet(Dated, FigureTimelines, EvidencedQuerySet["Figure"]):
    dated_by = "as_of"

    def out_of_order(self) -> Self:
        """Figures whose low is above their high, or whose best lies outside the two."""
        return self.in_use().filter(
            Q(low__gt=F("high")) | Q(low__gt=F("best")) | Q(best__gt=F("high"))
        )
