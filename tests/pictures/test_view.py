"""Where a point lies on a map, checked against distances on the sphere."""

from math import asin, cos, radians, sin, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.pictures.view import WIDTH, View, fit, parsed
from curation.pictures.world import Box

IRAQ = View(38.0, 29.0, 50.0, 38.0)


def great_circle(one, other):
    """Kilometres between two points (longitude, latitude), by the haversine formula."""
    (x1, y1), (x2, y2) = ((radians(x), radians(y)) for x, y in (one, other))
    half = sin((y2 - y1) / 2) ** 2 + cos(y1) * cos(y2) * sin((x2 - x1) / 2) ** 2
    return 2 * 6371.0088 * asin(sqrt(half))


def as_drawn(view, one, other):
    (x1, y1), (x2, y2) = view.at(*one), view.at(*other)
    return sqrt((x1 - x2) ** 2 + (y1 - y2) ** 2)


class TestView:
    def test_keeps_its_corners(self):
        assert IRAQ.at(38, 38) == (0, 0)
        assert IRAQ.at(50, 29) == pytest.approx((WIDTH, IRAQ.height))

    @pytest.mark.parametrize("place", [(37.9, 33), (50.1, 33), (44, 28.9), (44, 38.1)])
    def test_does_not_show_what_lies_outside(self, place):
        assert IRAQ.at(*place) is None

    @pytest.mark.parametrize(
        ("one", "other"),
        [((44, 30), (44, 37)), ((43, 33.5), (45, 33.5)), ((44, 33.2), (44.3, 33.8))],
    )
    def test_is_true_to_scale_north_to_south_and_along_its_middle(self, one, other):
        km = as_drawn(IRAQ, one, other) / IRAQ.per_km
        assert km == pytest.approx(great_circle(one, other), rel=0.01)

    @pytest.mark.parametrize("latitude", [-60, -33, 0, 33.5, 70])
    def test_draws_a_circle_around_what_lies_within_it(self, latitude):
        view = fit([Box(40, latitude - 4, 50, latitude + 4)])
        across, along = view.radii(latitude + 2, 100)
        x, y = view.at(45, latitude + 2)
        for step in range(1, 400):
            east = (45 + step / 100, latitude + 2)
            if great_circle((45, latitude + 2), east) >= 100:
                assert view.at(*east)[0] - x == pytest.approx(across, abs=view.per_degree / 40)
                break
        north = view.at(45, latitude + 2 + 100 / 111.195)
        assert y - north[1] == pytest.approx(along, rel=0.001)

    def test_has_a_scale_bar_of_a_round_length(self):
        km, long = IRAQ.scale_bar()
        assert km in (100, 200) and long <= WIDTH / 5
        degrees_east = km / great_circle((44, 33.5), (45, 33.5))
        assert IRAQ.x(44 + degrees_east) - IRAQ.x(44) == pytest.approx(long, rel=0.001)


class TestFitting:
    def test_takes_the_shorter_way_across_the_date_line(self):
        view = fit([Box(178, -18, 179, -17), Box(-179, -20, -178, -19)])
        assert view.east - view.west < 20
        assert view.at(178.5, -17.5) and view.at(-178.5, -19.5)
        assert view.at(178.5, -17.5)[0] < view.at(-178.5, -19.5)[0]

    def test_gives_a_single_point_some_surroundings(self):
        view = fit([Box(44.0, 36.2, 44.0, 36.2)])
        assert 100 < (view.north - view.south) * 111 < 600
        assert view.at(44.0, 36.2) == pytest.approx((WIDTH / 2, view.height / 2))

    def test_shows_all_of_the_earth_for_nothing(self):
        view = fit([])
        assert view.at(-179, 0) and view.at(179, 0) and view.at(0, 80)

    @given(
        st.lists(
            st.tuples(st.floats(-180, 180), st.floats(-90, 90), st.floats(0, 60), st.floats(0, 30)),
            min_size=1,
            max_size=6,
        )
    )
    def test_holds_whatever_it_is_to_hold_in_a_shape_for_a_page(self, boxes):
        boxes = [Box(x, y, x + wide, min(y + high, 90)) for x, y, wide, high in boxes]
        view = fit(boxes)
        assert 100 <= view.height <= 1100
        assert view.east - view.west <= 360.000001
        for box in boxes:
            middle = view.at((box.west + box.east) / 2, (box.south + box.north) / 2)
            assert middle is not None


class TestAddress:
    def test_is_read_back(self):
        assert str(parsed(str(IRAQ))) == str(parsed(str(parsed(str(IRAQ)))))
        assert parsed("38.8,29.0,48.6,37.4").at(44, 33)

    @pytest.mark.parametrize(
        "text",
        [
            *("x", "1,2,3", "1,2,3,4,5", "50,29,38,38", "38,38,50,29", "38,-95,50,0", "nan,0,1,1"),
            *("0,0,inf,1", "0,0,400,1", "' OR 1=1,2,3,4", "1e999,0,1,1", "9" * 10_000),
        ],
    )
    def test_is_refused_with_a_sentence_if_it_is_none(self, text):
        with pytest.raises(ValueError, match="is no part of a map: write it as degrees west"):
            parsed(text)
