"""Questions about events: when, where, and who answers for them."""

from django.db import models
from django.db.models import Exists, F, FloatField, Func, OuterRef, Q, Value
from django.db.models.functions import Cast

from curation.days import as_window
from curation.periods import definitely, possibly
from curation.querysets import EvidencedQuerySet, RecordQuerySet


class PlaceQuerySet(RecordQuerySet):
    def near(self, latitude, longitude, km):
        """Places within `km` kilometres of a point (degrees, WGS 84); adds `distance` in km.

        Nearest first. Places without coordinates are near nothing. Great-circle distance on
        a sphere, good to half a per cent.
        """
        return (
            self.annotate(distance=distance("", latitude, longitude))
            .filter(distance__lte=km)
            .order_by("distance", "pk")
        )


def distance(prefix, latitude, longitude):
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


class EventQuerySet(EvidencedQuerySet):
    def possibly_between(self, first, last):
        """Events that no known bound keeps out of the days `first` to `last`, both included."""
        first, last = as_window(first, last)
        return self.filter(possibly("date", first, last))

    def definitely_between(self, first, last):
        """Events that certainly took place, at least in part, on a day from `first` to `last`.

        Undated events and qualified dates (`?`, `~`, `%`) give no definite answer.
        """
        first, last = as_window(first, last)
        return self.filter(definitely("date", first, last))

    def possibly_on(self, day):
        return self.possibly_between(day, day)

    def definitely_on(self, day):
        return self.definitely_between(day, day)

    def near(self, latitude, longitude, km):
        """Events whose place lies within `km` kilometres of a point; adds `distance` in km.

        Nearest first. Events without a place, or with one without coordinates, are left out.
        """
        return (
            self.annotate(distance=distance("place__", latitude, longitude))
            .filter(distance__lte=km)
            .order_by("distance", "pk")
        )

    def attributed_to(self, actor, include_subordinates=False):
        """Events for which some voice holds `actor` responsible, denied or not.

        Responsible is a perpetrator or whoever ordered it, asserted or suspected in an
        attribution that is not retired. With `include_subordinates` also whoever was possibly
        below `actor` at the event's own date (at any time, for an undated event).
        """
        participations = self.model._meta.get_field("participations").related_model
        attributions = participations._meta.get_field("attributions").related_model
        voiced = attributions.objects.filter(
            ~Q(status="retired"), participation=OuterRef("pk"), stance__in=["asserts", "suspects"]
        )
        held = participations.objects.filter(
            Exists(voiced), event=OuterRef("pk"), role__in=["perpetrator", "ordered_by"]
        )
        if not include_subordinates:
            return self.filter(Exists(held.filter(actor=actor)))
        return self.filter(Exists(held.filter(_is_or_answered_to(actor))))


def _is_or_answered_to(actor):
    """The participant is `actor`, or was possibly below it at the date of the outer event."""
    below = Func(
        Value(actor.pk),
        F("actor_id"),
        OuterRef("date_earliest"),
        OuterRef("date_latest"),
        function="actor_answered_to",
        output_field=models.BooleanField(),
    )
    return Q(actor=actor) | Q(below)
