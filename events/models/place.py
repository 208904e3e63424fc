from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from curation.constraints import is_country_or_empty, is_given, is_known, is_known_or_empty
from curation.countries import CountryField
from curation.records import Record
from curation.triggers import recorded
from events.querysets import PlaceQuerySet
from events.triggers import RefuseParentCircle


class PlaceKind(models.TextChoices):
    COUNTRY = "country", "Country"
    REGION = "region", "Region"
    PROVINCE = "province", "Province"
    CITY = "city", "City"
    BORDER = "border", "Border"
    BASE = "base", "Base"
    HEADQUARTERS = "headquarters", "Headquarters"
    FACILITY = "facility", "Facility"
    SITE = "site", "Site"
    OTHER = "other", "Other"


class Precision(models.TextChoices):
    EXACT = "exact", "Exact point or town"
    NEAR = "near", "Within 25 km"
    ADM2 = "adm2", "Second-level division"
    ADM1 = "adm1", "First-level division"
    FEATURE = "feature", "Feature, region, road or border"
    COUNTRY = "country", "Country"
    SEA = "sea", "Sea or air"
    UNKNOWN = "unknown", "Unknown"


@recorded
class Place(Record):
    """A country, town, border, base or site; latitude and longitude are WGS 84 degrees.

    Either both coordinates are known or neither is. `precision` says how near to the truth
    they are (UCDP's where_prec, `standards` crosswalk); empty where there are none.
    """

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=PlaceKind, default=PlaceKind.OTHER)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    country = CountryField(help_text="ISO 3166-1 alpha-2: IQ.")
    latitude = models.DecimalField(
        max_digits=8, decimal_places=6, null=True, blank=True, help_text="Degrees north: 36.191."
    )
    longitude = models.DecimalField(
        max_digits=9, decimal_places=6, null=True, blank=True, help_text="Degrees east: 44.009."
    )
    precision = models.CharField(max_length=10, choices=Precision, blank=True)

    objects: ClassVar = PlaceQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["name", "id"]
        triggers = [RefuseParentCircle()]
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["name", "id"], name="place_by_name"),
            models.Index(fields=["latitude", "longitude"], name="place_by_coordinates"),
        ]
        constraints = [
            *Record.Meta.constraints,
            is_given("name", "place"),
            is_known("kind", PlaceKind, "place"),
            is_known_or_empty("precision", Precision, "place"),
            is_country_or_empty("country", "place"),
            models.CheckConstraint(
                name="place_is_not_within_itself",
                condition=Q(parent=None) | ~Q(parent=F("id")),
                violation_error_message="A place does not lie within itself.",
            ),
            models.CheckConstraint(
                name="place_has_both_coordinates_or_neither",
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__isnull=False, longitude__isnull=False),
                violation_error_message="Give both latitude and longitude, or neither.",
            ),
            models.CheckConstraint(
                name="place_latitude_is_on_earth",
                condition=Q(latitude=None) | Q(latitude__range=(-90, 90)),
                violation_error_message="A latitude lies between -90 and 90 degrees.",
            ),
            models.CheckConstraint(
                name="place_longitude_is_on_earth",
                condition=Q(longitude=None) | Q(longitude__range=(-180, 180)),
                violation_error_message="A longitude lies between -180 and 180 degrees.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
