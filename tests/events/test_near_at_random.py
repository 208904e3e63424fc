"""Whatever lies within a distance is found, also about the poles and across the date line."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.models import Event, Place
from events.querysets import distance

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
    measured = Place.objects.annotate(distance=distance("", latitude, longitude))
    within = {*measured.filter(distance__lte=km)}
    assert {*Place.objects.near(latitude, longitude, km)} == within
    assert {event.place for event in Event.objects.near(latitude, longitude, km)} == within
