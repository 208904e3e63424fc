"""The outlines: whole, closed, and of the right size."""

from itertools import pairwise
from math import radians, sin

import pytest

from curation.pictures.outlines import BEYOND, drawn, filled, middles
from curation.pictures.view import WIDTH, fit
from curation.pictures.world import (
    Border,
    borders,
    countries,
    country_at,
    division_at,
    divisions,
    lines,
)


def square_kilometres(ring):
    """On the sphere, by the sum over its sides; its sign is the way round."""
    turned = sum(
        radians(x2 - x1) * (2 + sin(radians(y1)) + sin(radians(y2)))
        for (x1, y1), (x2, y2) in pairwise(ring)
    )
    return turned * 6371.0088**2 / 2


def points(path):
    """The points of a path of steps, each piece a list of its own."""
    pieces = []
    for piece in path.replace("z", "").split("M")[1:]:
        numbers = [float(number) for number in piece.replace("l", " ").split()]
        steps = [*zip(numbers[::2], numbers[1::2], strict=True)]
        x = y = 0.0
        pieces.append([(x := x + across, y := y + along) for across, along in steps])
    return pieces


class TestCountries:
    def test_are_closed(self):
        rings = [
            ring for code in ("IQ", "IR", "SY", "FJ", "RU") for ring in countries()[code].rings
        ]
        assert all(ring[0] == ring[-1] and len(ring) > 3 for ring in rings)

    @pytest.mark.parametrize(
        ("code", "size"), [("IQ", 438_317), ("SY", 185_180), ("JO", 89_342), ("JP", 377_975)]
    )
    def test_are_as_large_as_they_are(self, code, size):
        """To 3 per cent: they are simplified."""
        found = abs(sum(square_kilometres(ring) for ring in countries()[code].rings))
        assert found == pytest.approx(size, rel=0.03)

    def test_are_found_by_what_lies_in_them(self):
        assert country_at(44.37, 33.31).name == "Iraq"
        assert country_at(-30.0, 40.0) is None

    def test_have_their_divisions(self):
        assert division_at(43.13, 36.34).name == "Nineveh"
        assert division_at(-30.0, 40.0) is None
        assert len(divisions("IQ")) == 18
        assert divisions("XX") == []


class TestLines:
    def test_are_of_one_kind_each(self):
        numbers = sorted(number for kind in Border for number in borders()[kind])
        assert numbers == [*range(len(lines()))]

    def test_in_a_view_are_no_more_than_what_lies_in_it(self):
        view = fit([countries()["IQ"].main_box])
        for path in (filled(countries().values(), view), *(drawn(kind, view) for kind in Border)):
            inside = [spot for piece in points(path) for spot in piece]
            assert inside
            # A line may leave the view by one of its steps.
            assert all(
                -200 <= x <= WIDTH + 200 and -200 <= y <= view.height + 200 for x, y in inside
            )

    def test_leave_out_the_seam_at_which_the_data_end(self):
        view = fit([countries()["FJ"].main_box, countries()["NZ"].main_box])
        seam = view.x(180)
        assert -BEYOND < seam < WIDTH + BEYOND
        for kind in Border:
            for piece in points(drawn(kind, view)):
                for (x1, _y1), (x2, _y2) in pairwise(piece):
                    assert not (abs(x1 - seam) < 0.06 and abs(x2 - seam) < 0.06)


class TestMiddles:
    @pytest.mark.parametrize("shown", ["YE", "SA", "HR", "VN"])
    def test_lie_within_what_is_seen_of_a_country(self, shown):
        view = fit([countries()[shown].main_box])
        found = 0
        for area in countries().values():
            for middle in middles(area, view)[:1]:
                longitude = view.west + middle.x / WIDTH * (view.east - view.west)
                latitude = view.north - middle.y / view.per_degree
                turned = (longitude + 180) % 360 - 180
                found += area.holds(turned, latitude)
                assert 0 <= middle.x <= WIDTH and 0 <= middle.y <= view.height
                # A line along an edge of the view may be a hair's breadth outside.
                assert area.holds(turned, latitude) or middle.width < 20
        assert found > 3

    def test_are_none_of_what_is_not_seen(self):
        assert middles(countries()["FJ"], fit([countries()["IQ"].main_box])) == []
