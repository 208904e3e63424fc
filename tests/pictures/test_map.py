"""A map draws each thing as exactly as it is known, and leaves nothing out in silence."""

import random

import pytest

from curation.pictures.clusters import REACH, clusters
from curation.pictures.map import MOST_SIGNS, Map
from curation.pictures.map_signs import LEAST_RADIUS
from curation.pictures.marks import Entry, Exactness, Mark, Unplaced, signs
from curation.pictures.svg import width
from curation.pictures.view import View, parsed
from curation.pictures.world import countries
from tests.pictures.reading import HOSTILE, SVG, read

NEAR_ERBIL = View(42.0, 35.0, 46.0, 38.0)


def mark(exactness="exact", at=(44.0, 36.2), country="IQ", place="Erbil", entries=1, key=1):
    found = [Entry(f"Event {n}", "2014", f"/event/{place}/{n}/", str(n)) for n in range(entries)]
    longitude, latitude = at or (None, None)
    return Mark(place, exactness, longitude, latitude, country, entries, found, key=key)


def drawn(picture, kind="map-mark"):
    """The marks of a class that are drawn with a number of things, by their titles' first lines."""
    return {
        one.find(f"{SVG}title").text.split("\n")[0]: one
        for one in read(picture).iter()
        if kind in one.get("class", "").split() and one.get("data-count")
    }


def only(picture):
    (found,) = drawn(picture).values()
    return found


def kilometre(picture):
    """How long a kilometre is on the map, as its scale bar says."""
    bar = next(one for one in read(picture).iter() if one.get("class") == "scale-bar")
    length = float(bar.find(f"{SVG}path").get("d").split("h")[1].split("v")[0])
    words = bar.find(f"{SVG}text").text.strip("\u2068\u2069")
    return length / int(words.split(" km")[0].replace(",", ""))


class TestWhatIsKnown:
    def test_exactly_is_a_point(self):
        (shape,) = only(Map("A map", [mark("exact")])).iter(f"{SVG}circle")
        assert shape.get("class") == "point"

    @pytest.mark.parametrize(("exactness", "km"), [("near", 25), ("adm2", 40), ("feature", 150)])
    def test_roughly_is_an_area_of_so_many_kilometres(self, exactness, km):
        picture = Map("A map", [mark(exactness)])
        (shape,) = only(picture).iter(f"{SVG}ellipse")
        assert float(shape.get("ry")) / kilometre(picture) == pytest.approx(km, rel=0.02)
        assert float(shape.get("rx")) / kilometre(picture) == pytest.approx(km, rel=0.02)

    def test_roughly_stays_to_be_seen_where_it_is_small(self):
        picture = Map("A map", [mark("near"), mark("exact", (150.0, -30.0), place="far")])
        (shape,) = only(Map("A map", [mark("near")], view=picture.view)).iter(f"{SVG}ellipse")
        assert float(shape.get("rx")) == LEAST_RADIUS > 25 * kilometre(picture)

    def test_to_a_province_is_its_outline(self):
        picture = Map("A map", [mark("adm1")])
        found = only(picture)
        assert not [*found.iter(f"{SVG}ellipse")]
        assert found.find(f"{SVG}path").get("class") == "area"
        assert picture.signs[0].area.name == "Erbil"

    def test_to_a_province_whose_outline_is_not_known_is_an_area(self):
        (shape,) = only(Map("A map", [mark("adm1", (-30.0, 40.0))])).iter(f"{SVG}ellipse")
        assert shape.get("class") == "area"

    @pytest.mark.parametrize("at", [None, (44.0, 33.0)])
    def test_to_a_country_is_its_outline_with_or_without_coordinates(self, at):
        picture = Map("A map", [mark("country", at)])
        assert picture.signs[0].area.name == "Iraq"
        assert only(picture).find(f"{SVG}path").get("class") == "area"
        assert "1 somewhere in Iraq" in "".join(read(picture).itertext())

    def test_to_a_country_too_small_to_be_seen_is_a_ring(self):
        bahrain = mark("country", None, "BH", place="Bahrain", key=2)
        picture = Map("A map", [bahrain, mark(at=(-100, 40))])
        (found,) = (one for one in drawn(picture).values() if "country" in one.get("class"))
        (shape,) = found.iter(f"{SVG}ellipse")
        assert float(shape.get("rx")) == LEAST_RADIUS
        assert not picture.remarks
        closer = Map("A map", [bahrain])
        assert closer.signs[0].area.name == "Bahrain"

    @pytest.mark.parametrize("code", sorted(countries()))
    def test_to_any_country_is_drawn(self, code):
        far = [mark("country", None, code, place=code), mark(at=(10, 50)), mark(at=(-170, -50))]
        for picture in (Map("A map", far[:1]), Map("A map", far)):
            assert any(sign.name == code for sign in picture.signs)
            assert not picture.remarks

    def test_without_saying_how_well_is_no_plain_point(self):
        assert "unsaid" in only(Map("A map", [mark("unsaid")])).get("class").split()

    @pytest.mark.parametrize("exactness", [*Exactness])
    def test_is_explained(self, exactness):
        picture = Map("A map", [mark(exactness)])
        (explained,) = (meaning for _sign, meaning in picture.body().legend)
        assert picture.table().rows[0].cells[3] == explained


class TestMarks:
    def test_of_one_thing_lead_to_its_record(self):
        assert only(Map("A map", [mark()])).get("href") == "https://ledger.test/event/Erbil/0/"

    def test_of_several_at_one_place_name_them_and_lead_to_their_list(self):
        picture = Map("A map", [mark(entries=3)], listed=lambda marks: f"/list/{marks[0].key}/")
        found = only(picture)
        assert found.get("href") == "https://ledger.test/list/1/"
        assert found.get("data-count") == "3"
        assert found.find(f"{SVG}title").text.split("\n")[1:] == [
            "2014: Event 0",
            "2014: Event 1",
            "2014: Event 2",
        ]

    def test_are_the_same_whatever_their_order(self):
        marks = [
            mark(kind, (40 + n, 30 + n / 2), place=f"Place {n}", key=n)
            for n, kind in enumerate([*Exactness] * 20)
        ]
        pictures = []
        for seed in range(3):
            random.Random(seed).shuffle(marks)
            pictures.append(Map("A map", marks).svg())
        assert len({*pictures}) == 1

    @pytest.mark.parametrize("name", HOSTILE)
    def test_hold_any_name(self, name):
        entry = Entry(name, name, "/event/1/", "1")
        hostile = Mark(name, "exact", 44.0, 36.2, "IQ", 1, [entry], name, 1)
        picture = Map(name, [hostile], [Unplaced(name, 1, [entry])])
        assert {one.tag.removeprefix(SVG) for one in read(picture).iter()} <= {
            *("svg", "title", "style", "rect", "text", "g", "defs", "radialGradient", "stop"),
            *("pattern", "path", "a", "circle"),
        }
        assert picture.table().csv()

    def test_lie_on_either_side_of_the_date_line(self):
        fiji = [mark(at=(178.5, -18)), mark(at=(-179.5, -17), place="east", key=2)]
        (west, east) = (
            float(one.find(f"{SVG}circle").get("cx")) for one in drawn(Map("A map", fiji)).values()
        )
        assert 0 < west < east < 960


class TestClusters:
    @pytest.fixture(params=[1, 7])
    def many(self, request):
        chance = random.Random(request.param)
        return [
            mark(
                chance.choice(["exact", "near", "unsaid", "adm2"]),
                (chance.uniform(42, 46), chance.uniform(32, 36)),
                place=f"Place {n}",
                entries=chance.randrange(1, 5),
                key=n,
            )
            for n in range(700)
        ]

    def test_hold_every_event_once(self, many):
        picture = Map("A map", many, zoomed=lambda view: f"/closer/?{view}")
        alone, together = drawn(picture), drawn(picture, "map-cluster")
        assert together
        counts = [int(one.get("data-count")) for one in [*alone.values(), *together.values()]]
        said = sum(one.count for one in picture.clusters)
        assert said == sum(one.count for one in many)
        assert sum(counts) <= said  # titles may be the same
        assert len(picture.clusters) <= len(many) / 2

    def test_leave_areas_alone_that_are_wider_than_they(self):
        spots = [mark(at=(43 + n / 400, 34), place=f"{n}", key=n) for n in range(MOST_SIGNS * 2)]
        roads = [mark("feature", (43 + n / 10, 34), place=f"road {n}", key=-n) for n in range(5)]
        picture = Map("A map", spots + roads)
        alone = [one.signs[0].name for one in picture.clusters if len(one.signs) == 1]
        assert {*alone} >= {"road 0", "road 1", "road 2", "road 3", "road 4"}
        assert len(picture.clusters) < 40
        assert sum(one.count for one in picture.clusters) == MOST_SIGNS * 2 + 5

    def test_say_how_many_of_theirs_are_known_only_roughly(self, monkeypatch):
        monkeypatch.setattr("curation.pictures.map.MOST_WIDE", 1)
        spots = [mark(at=(43 + n / 400, 34), place=f"{n}", key=n) for n in range(MOST_SIGNS * 2)]
        roads = [mark("feature", (43 + n / 400, 34), place=f"r{n}", key=-n) for n in range(5)]
        told = drawn(Map("A map", spots + roads), "map-cluster")
        assert any(title.endswith(", 5 of them known only roughly") for title in told)

    def test_are_apart_from_each_other(self, many):
        at = [cluster.at for cluster in Map("A map", many).clusters]
        for n, (x1, y1) in enumerate(at):
            assert all((x1 - x2) ** 2 + (y1 - y2) ** 2 > REACH**2 for x2, y2 in at[:n])

    def test_are_the_same_whatever_the_order(self, many):
        view = Map("A map", many).view
        placed = [(one, view.at(one.longitude, one.latitude)) for one in signs(many)]
        first = clusters(placed)
        random.Random(0).shuffle(placed)
        assert clusters(placed) == first

    def test_lead_to_a_closer_map_that_holds_all_of_theirs(self, many):
        views = []
        picture = Map("A map", many, zoomed=lambda view: views.append(view) or "/closer/")
        picture.svg()
        together = [one for one in picture.clusters if len(one.signs) > 1]
        assert len(views) >= len(together) > 0
        for cluster in together:
            held = [
                view
                for view in views
                if all(view.at(sign.longitude, sign.latitude) for sign in cluster.signs)
            ]
            assert held
        assert all(view.per_degree > picture.view.per_degree for view in views)

    def test_lead_to_their_list_where_no_map_tells_them_apart(self, monkeypatch):
        monkeypatch.setattr("curation.pictures.map.MOST_SIGNS", 1)
        spot = [mark("exact", place="one"), mark("unsaid", place="other", key=2)]
        ways = {"listed": lambda marks: f"/list/{len(marks)}/", "zoomed": lambda view: f"/{view}"}
        far = Map("A map", spot, view=NEAR_ERBIL, **ways)
        (cluster,) = drawn(far, "map-cluster").values()
        closest = cluster.get("href").rpartition("/")[2]
        close = Map("A map", spot, view=parsed(closest), **ways)
        (cluster,) = drawn(close, "map-cluster").values()
        assert cluster.get("href") == "https://ledger.test/list/2/"

    def test_stand_in_the_table_where_there_are_too_many_things(self, many, monkeypatch):
        monkeypatch.setattr("curation.pictures.map.MOST_ROWS", 100)
        picture = Map("A map", many)
        table = picture.table()
        assert table.header[0] == "place" and len(table.rows) == len(picture.clusters)
        counted = sum(int(row.cells[1].replace(",", "")) for row in table.rows)
        assert counted == sum(one.count for one in many)

    def test_are_not_made_of_few(self):
        spots = [(44 + n % 12 * 0.06, 36 + n // 12 * 0.06) for n in range(MOST_SIGNS)]
        few = [mark(at=spot, key=n, place=f"{n}") for n, spot in enumerate(spots)]
        picture = Map("A map", few, view=NEAR_ERBIL)
        assert not drawn(picture, "map-cluster")
        assert len(picture.clusters) == MOST_SIGNS

    def test_are_made_of_two_points_of_which_one_would_cover_the_other(self):
        ways = {"zoomed": lambda view: f"/map/{view}"}
        two = [mark(at=(44 + n / 1000, 36), key=n, place=f"{n}") for n in range(2)]
        (cluster,) = drawn(Map("A map", two, view=NEAR_ERBIL, **ways), "map-cluster").values()
        assert cluster.get("data-count") == "2"
        closer = parsed(cluster.get("href").rpartition("/")[2])
        assert len(drawn(Map("A map", two, view=closer, **ways))) == 2

    def test_hide_no_area_behind_a_point(self):
        both = [mark("near", at=(44, 36), key=1), mark("exact", at=(44.001, 36), key=2)]
        picture = Map("A map", both, view=NEAR_ERBIL)
        assert len(drawn(picture)) == 2 and not drawn(picture, "map-cluster")


class TestNumbers:
    def texts(self, picture, kind):
        return [
            one.text.translate(dict.fromkeys(range(0x2066, 0x206A)))
            for one in read(picture).iter(f"{SVG}text")
            if one.get("class") == kind
        ]

    def test_stand_in_the_middle_of_their_areas(self):
        far = [mark("near", (43 + n, 36), key=n, place=f"P{n}", entries=n + 2) for n in range(2)]
        picture = Map("A map", far, view=NEAR_ERBIL)
        assert sorted(self.texts(picture, "number")) == ["2", "3"]
        assert sorted(self.texts(picture, "place")) == ["P0", "P1"]

    @pytest.mark.parametrize("entries", [1, 9, 289])
    def test_are_not_covered_by_the_name(self, entries):
        picture = Map("A map", [mark("near", (44, 36), entries=entries)], view=NEAR_ERBIL)
        (name,) = (one for one in read(picture).iter(f"{SVG}text") if one.get("class") == "place")
        middle = NEAR_ERBIL.x(44)
        assert float(name.get("x")) > middle + width(f"{entries}", 11) * 0.6 + 1

    def test_of_which_one_would_cover_another_stand_behind_the_name(self):
        near = [
            mark("near", (44 + n / 40, 36), key=n, place=f"P{n}", entries=n + 2) for n in range(2)
        ]
        picture = Map("A map", near, view=NEAR_ERBIL)
        assert self.texts(picture, "number") == ["3"]
        assert sorted(self.texts(picture, "place")) == ["P0: 2", "P1"]

    def test_that_a_point_would_cover_stand_behind_the_name(self):
        both = [mark("near", (44, 36), key=1, place="Area", entries=5), mark(at=(44.01, 36), key=2)]
        picture = Map("A map", both, view=NEAR_ERBIL)
        assert self.texts(picture, "number") == []
        assert "Area: 5" in self.texts(picture, "place")


class TestWhatIsNotOnIt:
    def test_is_said_and_named(self):
        lost = [Entry(f"Lost {n}", "", f"/event/{n}/", str(n)) for n in range(25)]
        picture = Map("A map", [mark()], [Unplaced("no place is recorded", 25, lost)])
        words = "".join(read(picture).itertext())
        assert "Not on the map: 25 events" in words and "25: no place is recorded" in words
        assert "Lost 9" in words and "Lost 10" not in words and "and 15 more, in the table" in words
        rows = [row.cells for row in picture.table().rows]
        assert ["Lost 24", "", "", "not on the map", "no place is recorded"] in rows

    def test_may_be_everything(self):
        nothing = Map("A map", [], [Unplaced("no place is recorded", 1, [])])
        assert "None of the events can be placed on a map." in "".join(read(nothing).itertext())
        assert "There is nothing to show." in "".join(read(Map("A map", [])).itertext())

    def test_may_lie_outside_of_the_part_that_is_shown(self):
        far = mark(at=(0, 0), place="far", entries=2, key=2)
        picture = Map("A map", [mark(), far], view=NEAR_ERBIL, whole="/map/")
        assert "2 events lie outside this part of the map." in picture.remarks
        assert len(picture.table().rows) == 1
        assert "Show all of the map" in "".join(read(picture).itertext())
