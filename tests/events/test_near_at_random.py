"""Whatever lies within a distance is found, also about the poles and across the date line."""

from decimal import Decimal
from itertools import product
from math import atan2, cos, hypot, radians, sin

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.models import Event, Place

LATITUDES = [-90, -89.9, -60, -0.5, 0, 0.5, 36.191, 60, 89.9, 90]
LONGITUDES = [-180, -179.5, -90, -0.5, 0, 44.009, 90, 179.5, 180]


def numbers(least, most):
    """As exact as anybody writes them."""
    return st.floats(least, most).map(lambda number: round(number, 6))


@pytest.fixture
def all_over_the_earth(make_place, make_event):
    for latitude, longitude in product(LATITUDES, LONGITUDES):
        at = {"latitude": Decimal(str(latitude)), "longitude": Decimal(str(longitude))}
        make_event(place=make_place(**at))


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=200
)
@given(
    latitude=st.sampled_from(LATITUDES) | numbers(-90, 90),
    longitude=st.sampled_from(LONGITUDES) | numbers(-180, 180),
    km=st.sampled_from([0, 11.2, 55.6, 111.2, 5000, 10007.6, 20016]) | numbers(0, 20016),
)
def test_near_is_within_the_distance(all_over_the_earth, latitude, longitude, km):
    near = {place: place.distance for place in Place.objects.near(latitude, longitude, km)}
    assert {event.place for event in Event.objects.near(latitude, longitude, km)} == {*near}
    assert [*near.values()] == sorted(near.values())
    for place in Place.objects.all():
        away = kilometres(latitude, longitude, float(place.latitude), float(place.longitude))
        if place in near:
            assert away == pytest.approx(near[place], abs=ROUNDING)
        assert (place in near) == (away <= km) or away == pytest.approx(km, abs=ROUNDING)


# What either way of reckoning may be off by, in kilometres.
ROUNDING = 0.001


def kilometres(latitude, longitude, other_latitude, other_longitude):
    """By the angle between two points' vectors, which is exact at any distance."""
    here, there = radians(latitude), radians(other_latitude)
    turn = radians(other_longitude - longitude)
    across = hypot(
        cos(there) * sin(turn), cos(here) * sin(there) - sin(here) * cos(there) * cos(turn)
    )
    along = sin(here) * sin(there) + cos(here) * cos(there) * cos(turn)
    return 6371.0088 * atan2(across, along)
