from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from tests.refusing import assert_accepted, assert_refused, refused_by
from tests.writing import update_by_sql


class TestPlace:
    def test_has_a_name(self, make_place):
        assert_refused(make_place.build(name=" "), "place_name_is_given", "The name is empty")

    @pytest.mark.parametrize("country", ["iq", "Iq", "I1"])
    def test_has_a_country_of_two_capitals(self, make_place, country):
        assert_refused(
            make_place.build(country=country),
            "place_country_is_two_capitals_or_empty",
            "Write the two capital letters of ISO 3166-1: IQ.",
        )

    @pytest.mark.parametrize("country", ["IQ", ""])
    def test_has_a_country_or_none(self, make_place, country):
        assert_accepted(make_place.build(country=country))

    def test_does_not_lie_within_itself(self, make_place):
        place = make_place()
        place.parent = place
        with pytest.raises(Exception, match="A place does not lie within itself"):
            place.full_clean()
        with refused_by("place_is_not_within_itself"):
            type(place).objects.update(parent=place)

    def test_may_lie_within_another(self, make_place):
        province = make_place(kind="province")
        assert_accepted(make_place.build(parent=province))
        assert province.parts.count() == 1


class TestCoordinates:
    @pytest.mark.parametrize("column", ["latitude", "longitude"])
    def test_come_together(self, make_place, column):
        assert_refused(
            make_place.build(**{column: Decimal("36.191")}),
            "place_has_both_coordinates_or_neither",
            "Give both latitude and longitude, or neither.",
        )

    @pytest.mark.parametrize("latitude", ["-90.000001", "90.000001"])
    def test_of_no_latitude_on_earth_are_refused(self, make_place, latitude):
        assert_refused(
            make_place.build(latitude=Decimal(latitude), longitude=0),
            "place_latitude_is_on_earth",
            "A latitude lies between -90 and 90 degrees.",
        )

    @pytest.mark.parametrize("longitude", ["-180.000001", "180.000001"])
    def test_of_no_longitude_on_earth_are_refused(self, make_place, longitude):
        assert_refused(
            make_place.build(latitude=0, longitude=Decimal(longitude)),
            "place_longitude_is_on_earth",
            "A longitude lies between -180 and 180 degrees.",
        )

    @pytest.mark.parametrize("column", ["latitude", "longitude"])
    @pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
    def test_are_numbers(self, make_place, column, value):
        place = make_place(latitude=36, longitude=44)
        with pytest.raises(DatabaseError), transaction.atomic():
            update_by_sql(place, column, value)

    @pytest.mark.parametrize(
        ("latitude", "longitude"), [(90, 180), (-90, -180), (0, 0), (Decimal("36.191113"), 44)]
    )
    def test_anywhere_on_earth_are_accepted(self, make_place, latitude, longitude):
        assert_accepted(make_place.build(latitude=latitude, longitude=longitude))
