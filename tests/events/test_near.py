from decimal import Decimal

import pytest

from events.models import Event, Place

ERBIL = (36.191, 44.009)
BAGHDAD = (33.315, 44.366)


@pytest.fixture
def make_town(make_place):
    def make(name, latitude, longitude):
        return make_place(
            name=name, latitude=Decimal(str(latitude)), longitude=Decimal(str(longitude))
        )

    return make


@pytest.fixture
def towns(make_town, make_place):
    make_town("Erbil", *ERBIL)
    make_town("Baghdad", *BAGHDAD)
    make_town("Mosul", 36.34, 43.13)
    make_place(name="Nowhere")


class TestNear:
    def test_comes_nearest_first(self, towns):
        places = Place.objects.near(*ERBIL, km=500)
        assert [place.name for place in places] == ["Erbil", "Mosul", "Baghdad"]

    def test_ends_at_the_distance_asked(self, towns):
        assert [place.name for place in Place.objects.near(*ERBIL, km=100)] == ["Erbil", "Mosul"]
        assert [place.name for place in Place.objects.near(*ERBIL, km=0)] == ["Erbil"]

    @pytest.mark.parametrize(
        ("one", "other", "km"),
        [
            (ERBIL, BAGHDAD, 321.4),
            ((0, 0), (0, 1), 111.195),
            ((0, 0), (1, 0), 111.195),
            ((60, 10), (60, 11), 55.594),
            ((0, 179.5), (0, -179.5), 111.195),
            ((90, 0), (90, 90), 0),
            ((90, 0), (-90, 0), 20015.1),
            ((0, 0), (0, 180), 20015.1),
        ],
    )
    def test_is_measured_on_a_sphere(self, make_town, one, other, km):
        make_town("Town", *one)
        [place] = Place.objects.near(*other, km=20016)
        assert place.distance == pytest.approx(km, rel=0.001, abs=0.001)

    def test_of_an_event_is_that_of_its_place(self, towns, make_event):
        far, near = (make_event(place=Place.objects.get(name=name)) for name in ("Mosul", "Erbil"))
        make_event(place=Place.objects.get(name="Nowhere"))
        make_event()
        events = Event.objects.near(*ERBIL, km=100)
        assert list(events) == [near, far]
        assert events[0].distance == pytest.approx(0, abs=0.001)
        assert list(events.filter(pk=far.pk)) == [far]

    @pytest.mark.parametrize("model", [Event, Place])
    @pytest.mark.parametrize(
        ("latitude", "longitude", "sentence"),
        [
            (91, 0, "A latitude lies between -90 and 90 degrees, not at 91."),
            (0, -181, "A longitude lies between -180 and 180 degrees, not at -181."),
        ],
    )
    def test_is_on_earth(self, db, model, latitude, longitude, sentence):
        with pytest.raises(ValueError, match=sentence):
            model.objects.near(latitude, longitude, 10)
