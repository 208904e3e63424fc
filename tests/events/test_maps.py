"""Maps of the ledger: where each event is placed, on what word, and for whose eyes."""

import pytest
from django.contrib.auth.models import Group, User

from curation.picture_kinds import Asked, Misasked
from events.maps import map_of_event, map_of_events, map_of_place, map_of_places
from events.models import Event, Place

ERBIL = {"latitude": "36.191", "longitude": "44.009"}


@pytest.fixture
def viewer(db):
    user = User.objects.create_user("viewer", is_staff=True)
    user.groups.add(Group.objects.get(name="viewer"))
    return user


@pytest.fixture
def happen(make_event, make_place):
    """Makes an event at a new place."""
    return lambda **place: make_event(place=make_place(**place))


def placed(picture):
    """How exactly each place is drawn, with the remark on how it was found."""
    return {mark.place: (mark.exactness, mark.note) for mark in picture.marks}


def lost(picture):
    return {one.why: one.count for one in picture.unplaced}


class TestAnEventIsPlaced:
    @pytest.mark.parametrize("precision", ["exact", "near", "adm2", "adm1", "feature", "sea"])
    def test_as_exactly_as_its_place_is_known(self, happen, precision):
        happen(name="there", precision=precision, **ERBIL)
        assert placed(Event.objects.map()) == {"there": (precision, "")}

    @pytest.mark.parametrize(
        ("kind", "exactness"),
        [("city", "unsaid"), ("province", "adm1"), ("region", "feature"), ("country", "country")],
    )
    def test_by_the_kind_of_its_place_where_that_does_not_say(self, happen, kind, exactness):
        happen(name="there", kind=kind, **ERBIL)
        assert placed(Event.objects.map()) == {"there": (exactness, "")}

    @pytest.mark.parametrize(
        ("kind", "precision", "exactness"),
        [
            ("city", "exact", "near"),
            ("city", "", "near"),
            ("city", "adm2", "adm2"),
            ("province", "exact", "adm1"),
            ("border", "near", "feature"),
            ("country", "exact", "country"),
        ],
    )
    def test_no_more_exactly_than_what_it_lies_in(
        self, happen, make_place, kind, precision, exactness
    ):
        around = make_place(name="Erbil", kind=kind, precision=precision, **ERBIL)
        happen(name="a base", parent=around)
        note = "placed by Erbil, in which it lies"
        assert placed(Event.objects.map()) == {"a base": (exactness, note)}

    def test_by_the_nearest_of_those_with_coordinates(self, happen, make_place):
        province = make_place(kind="province", latitude=35, longitude=44)
        city = make_place(name="Erbil", parent=province, precision="exact", **ERBIL)
        happen(name="a base", parent=make_place(parent=make_place(parent=city)))
        (mark,) = Event.objects.map().marks
        assert (mark.latitude, mark.longitude) == (36.191, 44.009)

    def test_by_the_country_of_its_place_where_nothing_has_coordinates(self, happen, make_place):
        happen(name="a base", parent=make_place(name="Erbil", country="IQ"))
        note = "only its country is known: Iraq"
        assert placed(Event.objects.map()) == {"a base": ("country", note)}

    def test_by_a_place_of_unknown_precision_not_at_all(self, happen):
        happen(name="somewhere", precision="unknown", **ERBIL)
        picture = Event.objects.map()
        assert not picture.marks
        assert lost(picture) == {
            "neither the place nor what it lies in has coordinates or a country": 1
        }

    def test_nowhere_if_no_place_is_recorded(self, make_event):
        make_event(title="Lost")
        picture = Event.objects.map()
        assert lost(picture) == {"no place is recorded": 1}
        assert [row.cells[0] for row in picture.table().rows] == ["Lost"]

    def test_in_no_country_that_there_is_not(self, happen):
        happen(country="QQ")
        assert not Event.objects.map().marks


class TestAMap:
    def test_holds_each_event_once(self, happen, make_event):
        first = happen(name="there", **ERBIL)
        make_event(place=first.place)
        happen(country="IQ")
        make_event()
        picture = Event.objects.map()
        shown = sum(sign.count for sign in picture.signs)
        assert shown + sum(one.count for one in picture.unplaced) == Event.objects.count() == 4

    def test_of_places_shows_them_themselves(self, make_place):
        make_place(name="here", **ERBIL)
        make_place(name="nowhere")
        picture = Place.objects.map()
        assert placed(picture) == {"here": ("unsaid", "")}
        assert [row.cells[0] for row in picture.table().rows] == ["here", "nowhere"]

    def test_of_a_place_shows_what_happened_there_and_within(self, happen, make_place):
        erbil = make_place(name="Erbil", **ERBIL)
        happen(name="a base", parent=erbil)
        happen(name="elsewhere", **ERBIL)
        assert placed(map_of_place(erbil)).keys() == {"a base"}

    def test_of_an_event_shows_it_alone(self, happen):
        happen(name="elsewhere", **ERBIL)
        assert placed(map_of_event(happen(name="there", **ERBIL))).keys() == {"there"}

    def test_shows_a_part_of_the_earth(self, happen):
        happen(name="there", **ERBIL)
        happen(name="far", latitude=-30, longitude=150)
        picture = Event.objects.map(view="42,35,46,38")
        assert [sign.name for sign in picture.signs] == ["there"]

    def test_refuses_what_is_no_part_of_the_earth(self, db):
        with pytest.raises(Misasked, match="“Iraq” is no part of a map"):
            Event.objects.map(view="Iraq")

    def test_takes_a_slice_and_the_past(self, happen):
        for name in ("one", "two", "three"):
            happen(name=name, **ERBIL)
        assert len(Event.objects.order_by("pk")[:2].map().marks) == 2
        assert len(Event.objects.as_of("2100-01-01").map().marks) == 3

    def test_asks_as_much_of_many_as_of_one(self, happen, django_assert_num_queries):
        happen(name="one", **ERBIL)
        with django_assert_num_queries(2):
            Event.objects.map().svg()
        for n in range(20):
            happen(name=f"{n}", parent=Place.objects.order_by("?").first())
        with django_assert_num_queries(2):
            Event.objects.map().svg()


class TestOfMany:
    @pytest.fixture
    def many(self, happen, make_event, monkeypatch):
        """Six events at three places, where the map draws five one by one."""
        monkeypatch.setattr("events.maps.MOST", 5)
        for name, longitude, count in (("west", 40, 1), ("middle", 44, 2), ("east", 48, 3)):
            first = happen(name=name, latitude=33, longitude=longitude)
            for _ in range(count - 1):
                make_event(place=first.place)

    def test_how_many_there_are_at_each_place_is_drawn(self, many):
        picture = Event.objects.map()
        assert {mark.place: mark.count for mark in picture.marks} == {
            "west": 1,
            "middle": 2,
            "east": 3,
        }
        assert picture.remarks == ["More than 5 events: how many there are at each place is drawn."]
        assert [row.cells[:2] for row in picture.table().rows] == [
            ["east", "3"],
            ["middle", "2"],
            ["west", "1"],
        ]
        assert "place__id__in=" in picture.svg()

    def test_a_part_with_few_shows_them_one_by_one(self, many):
        picture = Event.objects.map(view="43,32,49,34")
        assert sum(len(mark.entries) for mark in picture.marks) == 5
        assert not picture.remarks

    def test_it_asks_little(self, many, django_assert_num_queries):
        with django_assert_num_queries(3):
            Event.objects.map().svg()
        with django_assert_num_queries(4):
            Event.objects.map(view="43,32,49,34").svg()

    def test_a_slice_of_them_is_counted_too(self, many):
        picture = Event.objects.order_by("pk")[:6].map()
        assert sum(mark.count for mark in picture.marks) == 6


class TestRestrictedRecords:
    def test_are_not_drawn_counted_or_named(self, happen, make_event, viewer):
        happen(name="open", **ERBIL)
        happen(name="closed place", restricted=True, **ERBIL)
        make_event(title="closed", restricted=True, place=Place.objects.get(name="open"))
        make_event(title="closed and lost", restricted=True)
        asked = Asked(viewer)
        for picture in (
            map_of_events(asked.of(Event), asked),
            map_of_places(asked.of(Place), asked),
        ):
            assert "closed" not in picture.svg() + picture.csv()
            assert placed(picture).keys() == {"open"}
            assert sum(mark.count for mark in picture.marks) == 1
            assert not picture.unplaced
        assert "closed place" in Event.objects.map().svg()

    def test_place_nothing_that_lies_in_them(self, happen, make_place, viewer):
        secret = make_place(name="secret", restricted=True, country="IQ", **ERBIL)
        happen(name="a base", parent=secret)
        asked = Asked(viewer)
        picture = map_of_events(asked.of(Event), asked)
        assert not picture.marks and picture.unplaced[0].count == 1
        assert "secret" not in picture.svg() + picture.csv()
        assert placed(Event.objects.map()).keys() == {"a base"}


class TestPage:
    @pytest.fixture
    def client(self, client, viewer):
        client.force_login(viewer)
        return client

    def test_is_reached_from_list_and_record_and_files_lead_back(self, client, happen):
        event = happen(name="there", **ERBIL)
        assert "/admin/events/event/picture/map/" in client.get("/admin/events/event/").text
        for address in (
            "/admin/events/event/picture/map/",
            f"/admin/events/event/{event.pk}/picture/map/",
            "/admin/events/place/picture/map/",
            f"/admin/events/place/{event.place.pk}/picture/map/",
        ):
            page = client.get(address)
            assert page.status_code == 200 and "map-mark" in page.text
            drawing = client.get(f"{address.removesuffix('/')}.svg").text
            assert "http://testserver/admin/events/" in drawing

    def test_leads_from_a_cluster_to_a_closer_map_of_the_same_list(
        self, client, happen, monkeypatch
    ):
        monkeypatch.setattr("curation.pictures.map.MOST_SIGNS", 1)
        for n in range(3):
            happen(name=f"Place {n}", latitude=36 + n / 10, longitude=44)
        happen(name="far", latitude=36, longitude=100)
        page = client.get("/admin/events/event/picture/map/?q=Event&picture-view=30,20,110,60").text
        assert 'href="/admin/events/event/picture/map/?q=Event&amp;picture-view=' in page

    def test_says_what_is_wrong_with_an_address(self, client):
        page = client.get("/admin/events/event/picture/map/?picture-view=x")
        assert "“x” is no part of a map" in page.text

    def test_links_to_the_list_of_what_is_at_a_place(self, client, happen, make_event):
        event = happen(name="there", **ERBIL)
        other = make_event(place=event.place)
        make_event()
        address = f"/admin/events/event/?id__in={event.pk}%2C{other.pk}"
        assert address in client.get("/admin/events/event/picture/map/").text
        assert "2 events" in client.get(address).text

    def test_links_to_the_list_as_it_is_searched_and_filtered(
        self, client, happen, make_event, monkeypatch
    ):
        monkeypatch.setattr("events.maps.MOST_NAMED", 1)
        event = happen(name="there", **ERBIL)
        make_event(place=event.place, title="Rocket 1")
        make_event(place=event.place, title="Rocket 2")
        query = f"q=rocket&status__exact=draft&place__id__in={event.place.pk}%2C0&p=2"
        page = client.get(f"/admin/events/event/picture/map/?{query}").text
        kept = f"?q=rocket&status__exact=draft&place__id__in={event.place.pk}"
        assert f'"/admin/events/event/{kept.replace("&", "&amp;")}"' in page
        assert "2 events" in client.get(f"/admin/events/event/{kept}").text
        page = client.get(f"/admin/events/place/{event.place.pk}/picture/map/?q=rocket").text
        assert f'"/admin/events/event/?place__id__in={event.place.pk}"' in page
