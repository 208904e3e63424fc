"""Labels stand beside what they name, and on nothing else."""

import random

import pytest

from curation.pictures.labelling import Frame, Sheet, Wanted
from curation.pictures.svg import width


def frame(placed):
    long = min(width(placed.wanted.text, placed.wanted.size), placed.room)
    return Frame(placed.x, placed.y - 8, placed.x + long, placed.y)


class TestLabels:
    @pytest.mark.parametrize("seed", range(5))
    def test_cover_neither_a_sign_nor_each_other_nor_the_edge(self, seed):
        chance = random.Random(seed)
        sheet = Sheet(600, 400)
        points = [(chance.uniform(0, 600), chance.uniform(0, 400)) for _ in range(150)]
        signs = [Frame(x - 4, y - 4, x + 4, y + 4) for x, y in points]
        for sign in signs:
            sheet.take(sign)
        placed = sheet.place(
            [Wanted(f"Place {n}", x, y, 4, 4, 12, 100) for n, (x, y) in enumerate(points)]
        )
        frames = [frame(one) for one in placed]
        assert len(frames) > 30
        for n, one in enumerate(frames):
            assert not any(one.meets(other) for other in [*signs, *frames[:n]])
            assert one.left >= 0 and one.right <= 600 and one.top >= 0 and one.bottom <= 400

    def test_stand_to_the_right_where_there_is_room(self):
        (placed,) = Sheet(600, 400).place([Wanted("Erbil", 100, 100, 5, 5, 12, 100)])
        assert placed.x > 105 and 95 < placed.y < 110

    def test_are_cut_shorter_where_there_is_less(self):
        sheet = Sheet(600, 400)
        for wall in (Frame(180, 0, 190, 400), Frame(0, 0, 95, 400), Frame(0, 0, 600, 90)):
            sheet.take(wall)
        sheet.take(Frame(0, 110, 600, 400))
        (placed,) = sheet.place([Wanted("A place with a name", 100, 100, 4, 4, 12, 120)])
        assert placed.room == pytest.approx(72, abs=0.1)
        assert placed.drawn().text.endswith("…\u2069")

    def test_are_left_out_where_there_is_none(self):
        sheet = Sheet(600, 400)
        sheet.take(Frame(0, 0, 600, 400))
        assert sheet.place([Wanted("Erbil", 100, 100, 4, 4, 12, 100)]) == []

    def test_about_a_point_stay_within_their_leeway(self):
        sheet = Sheet(600, 400)
        sheet.take(Frame(0, 195, 600, 205))
        near, far = (Wanted("Iraq", 300, 200, 0, 0, 12, 100, leeway) for leeway in (0, 20))
        assert sheet.place([near]) == []
        (placed,) = sheet.place([far])
        assert 170 < placed.y < 195


class TestLabelsAmongLines:
    @pytest.fixture
    def sheet(self):
        """With a line from a sign at 100, 100 to the right, and one from it straight down."""
        sheet = Sheet(600, 400)
        sheet.pass_over([(100 + 6 * n, 100) for n in range(40)])
        sheet.pass_over([(100, 100 + 6 * n) for n in range(40)])
        return sheet

    def test_stand_where_no_line_runs(self, sheet):
        (placed,) = sheet.place([Wanted("Erbil", 100, 100, 5, 5, 12, 100)])
        assert placed.x < 90

    def test_are_written_over_lines_before_they_are_left_out(self, sheet):
        for row in range(0, 400, 6):
            sheet.pass_over([(6 * n, row) for n in range(100)])
        assert sheet.place([Wanted("Erbil", 100, 100, 5, 5, 12, 100)])

    def test_rather_lie_over_a_line_than_over_a_sign_on_it(self):
        sheet = Sheet(600, 400)
        sheet.pass_over([(112, 96), (112, 104), (122, 96), (122, 104)], weight=8)
        sheet.pass_over([(60 + 6 * n, 100) for n in range(6)])
        for wall in (Frame(0, 0, 600, 92), Frame(0, 108, 600, 400)):
            sheet.take(wall)
        (placed,) = sheet.place([Wanted("Erbil", 100, 100, 5, 5, 12, 100)])
        assert placed.x < 90
