"""A matrix shows who is held responsible for what, claims apart from accusations."""

import pytest

from curation.pictures.blocks import in_blocks
from curation.pictures.matrix import Cell, Head, Matrix, Voices
from curation.standing import Standing
from tests.pictures.reading import HOSTILE, SVG, marks, read

EVENT = Head("The attack", "/admin/event/1/", "2020-01-01")


def cell(actor="A group", event=EVENT, standing="single-source", link="/admin/part/1/", **voices):
    row = Head(actor, "/admin/actor/1/")
    return Cell(row, event, Voices(**voices), standing, link)


def signs(mark):
    """What a cell shows: by whose voice and what, with the number of origins."""
    return {
        each.get("class").removeprefix("said said-"): each.find(f"{SVG}text").text
        for each in mark.iter(f"{SVG}g")
        if each.get("class", "").startswith("said ")
    }


class TestCell:
    def test_says_by_how_many_origins_each_thing_is_said(self):
        voices = {"claimed": 1, "denied": 2, "accused": 3, "suspected": 4, "exonerated": 12}
        (mark,) = marks(Matrix("A", [cell(**voices)])).values()
        assert signs(mark) == {name: str(count) for name, count in voices.items()}

    def test_shows_nothing_that_nobody_says(self):
        (mark,) = marks(Matrix("A", [cell(accused=1)])).values()
        assert signs(mark) == {"accused": "1"}

    def test_tells_own_words_from_those_of_others_by_their_shape(self):
        picture = Matrix("A", [cell(claimed=1, denied=1, accused=1, suspected=1, exonerated=1)])
        (mark,) = marks(picture).values()
        shapes = {
            each.get("class").removeprefix("said said-"): each[0].tag.removeprefix(SVG)
            for each in mark.iter(f"{SVG}g")
            if each.get("class", "").startswith("said ")
        }
        assert shapes == {
            "claimed": "rect",
            "denied": "rect",
            "accused": "circle",
            "suspected": "circle",
            "exonerated": "circle",
        }

    def test_is_marked_where_it_is_contested(self):
        contested, other = (
            marks(Matrix("A", [cell(accused=1, exonerated=1, standing=standing)])).popitem()[1]
            for standing in ("contested", "single-source")
        )
        assert [each for each in contested.iter() if each.get("class") == "contested"]
        assert not [each for each in other.iter() if each.get("class") == "contested"]

    def test_without_any_origin_shows_what_it_amounts_to(self):
        (mark,) = marks(Matrix("A", [cell(standing="inferred")])).values()
        assert [each for each in mark.iter() if each.get("class") == "standing standing-inferred"]

    @pytest.mark.parametrize("name", HOSTILE)
    def test_leads_to_the_participation_and_is_read_out(self, name):
        event = Head(name, "/admin/event/1/")
        ((title, mark),) = marks(Matrix(name, [cell(name, event, accused=1)])).items()
        assert mark.get("href") == "https://ledger.test/admin/part/1/"
        assert title.endswith("accused by others: 1 origin. single-source")

    def test_stands_alone_in_its_place(self):
        cells = [
            cell(f"Group {n}", Head(f"Event {n % 7}"), accused=n % 3, claimed=n % 2, denied=n % 5)
            for n in range(60)
        ]
        places = set()
        for mark in marks(Matrix("A", cells)).values():
            hit = next(each for each in mark.iter(f"{SVG}rect") if each.get("class") == "hit")
            places.add((hit.get("x"), hit.get("y")))
        assert len(places) == 60

    def test_without_a_word_for_it_shows_that_they_give_another(self):
        picture = Matrix("A", [Cell(Head("A"), EVENT, Voices(), is_otherwise=True)])
        ((title, mark),) = marks(picture).items()
        assert [each for each in mark.iter() if each.get("class") == "standing otherwise"]
        assert title.endswith("unattributed, said of others or of another role instead")
        assert picture.table().rows[0].cells[-1] in title

    def test_with_a_word_for_it_shows_that(self):
        (mark,) = marks(
            Matrix("A", [Cell(Head("A"), EVENT, Voices(accused=1), is_otherwise=True)])
        ).values()
        assert signs(mark) == {"accused": "1"}
        assert not [each for each in mark.iter() if each.get("class") == "standing otherwise"]


class TestLegend:
    @pytest.mark.parametrize("standing", Standing.values)
    def test_explains_the_sign_of_a_cell_of_which_nothing_is_counted(self, standing):
        picture = Matrix("A", [cell(standing=standing)])
        (shown,) = (
            each.get("class")
            for each in marks(picture).popitem()[1].iter()
            if each.get("class", "").startswith("standing ")
        )
        assert shown in [sign.get("class") for sign, _meaning in picture.body().legend]

    def test_explains_what_is_said_of_others(self):
        picture = Matrix("A", [Cell(Head("A"), EVENT, Voices(), is_otherwise=True)])
        assert [sign.get("class") for sign, _meaning in picture.body().legend] == [
            "standing otherwise"
        ]


class TestHead:
    def texts(self, picture):
        return [
            "".join(text.itertext()).strip("\u2068\u2069")
            for head in read(picture).iter()
            if head.get("class") == "head"
            for text in head.iter(f"{SVG}text")
        ]

    def test_of_a_column_has_its_date_below_its_name(self):
        event = Head("The attack", "", "2020", "2020-01/2020-02")
        assert self.texts(Matrix("A", [cell(event=event, accused=1)])) == [
            *("A group", "The attack", "2020-01/2020-02")
        ]

    def test_is_written_whole_as_far_as_a_page_has_room(self):
        name = "A group of some thirty letters"
        picture = Matrix(name, [cell(name, Head(name), accused=1)])
        assert self.texts(picture) == [name, name]
        long = Matrix("A", [cell("word " * 30, Head("word " * 30), accused=1)])
        assert all(text.endswith("…") for text in self.texts(long))
        assert long.body().width < 700


class TestOrder:
    def test_puts_together_what_shares_cells(self):
        pairs = [("c", "3"), ("a", "1"), ("d", "4"), ("b", "1"), ("a", "2")]
        assert in_blocks(pairs, key=str) == (["b", "a", "c", "d"], ["1", "2", "3", "4"])

    def test_keeps_columns_by_their_day(self):
        days = [Head("later", "", "2020"), Head("undated", "", "~"), Head("first", "", "2014")]
        picture = Matrix("A", [cell(event=day, accused=1) for day in days])
        assert [head.name for head in picture.columns] == ["first", "later", "undated"]

    def test_takes_a_row_and_a_column_of_one_name_for_two(self):
        assert in_blocks([("x", "y"), ("z", "x")], key=str) == (["x", "z"], ["y", "x"])


class TestTable:
    def test_says_the_same(self):
        table = Matrix("A", [cell(claimed=1, accused=2, standing="contested")]).table()
        header = ["who", "what", "claimed", "denied", "accused", "suspected", "exonerated"]
        assert table.header == [*header, "evidence"]
        (row,) = table.rows
        assert row.cells == ["A group", "The attack", "1", "0", "2", "0", "0", "contested"]
        assert row.link == "/admin/part/1/"


def test_of_nothing_is_a_picture_that_says_so():
    picture = Matrix("Nothing", [])
    assert "nobody is held responsible" in "".join(read(picture).itertext())
    assert not marks(picture) and not picture.table().rows
