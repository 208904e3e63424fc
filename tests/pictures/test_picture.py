"""A picture as files, and what it says of what it does not draw."""

import csv
import io
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from curation.pictures import Body, Picture, Row, Table
from curation.pictures.bounds import left_out, take
from curation.pictures.svg import link
from events.models import Event
from tests.pictures.reading import SVG


class Sketch(Picture):
    def __init__(self, title="A sketch", name="A mark", **given):
        super().__init__(title, **given)
        self.name = name

    def body(self):
        return Body(200, 20, [link("/admin/somewhere/", self.name, class_="mark")])

    def table(self):
        return Table(["what"], [Row([self.name], "/admin/somewhere/")])


class High(Sketch):
    """A sketch so many units high."""

    def __init__(self, high):
        super().__init__()
        self.high = high

    def body(self):
        return Body(600, self.high, [link("/admin/somewhere/", self.name, class_="mark")])


class TestSheets:
    def pieces(self, text):
        """The top and the bottom of each piece that is printed, and all of the drawing's height."""
        page = ElementTree.fromstring(f"<page>{text}</page>")
        (drawing,), pieces = page.findall(f"{SVG}svg"), page.findall("div/svg")
        boxes = [[float(n) for n in piece.get("viewBox").split()] for piece in pieces]
        assert all(high <= wide * 1.25 for _x, _y, wide, high in boxes)
        return [(y, y + high) for _x, y, _wide, high in boxes], float(drawing.get("height"))

    def test_are_made_of_no_picture_that_fits_on_one(self):
        assert self.pieces(High(700).inline())[0] == []

    @pytest.mark.parametrize("high", [800, 1601, 3000, 9000])
    def test_show_all_of_a_higher_one_and_each_line_whole(self, high):
        found, whole = self.pieces(High(high).inline())
        assert found[0][0] == 0 and found[-1][1] == pytest.approx(whole, abs=1)
        assert all(one[1] - other[0] > 32 for one, other in pairwise(found))

    def test_are_in_a_page_that_was_saved_but_in_no_drawing(self):
        assert '<use href="#drawing"' in High(3000).html()
        assert "<use" not in High(3000).svg()


class TestSave:
    def test_writes_a_file_that_stands_alone(self, tmp_path):
        Sketch().save(tmp_path / "x.svg", site="https://ledger.test/")
        text = (tmp_path / "x.svg").read_text(encoding="utf-8")
        assert 'href="https://ledger.test/admin/somewhere/"' in text
        assert "prefers-color-scheme: dark" in text
        assert "@media print" in text
        assert ElementTree.fromstring(text.encode()).get("viewBox")

    def test_has_colours_also_for_who_knows_no_custom_properties(self):
        style = ElementTree.fromstring(Sketch().svg()).find("{http://www.w3.org/2000/svg}style")
        plain, _supports, rest = style.text.partition("@supports")
        assert "var(" not in plain and "@" not in plain and "--" not in plain
        assert ".picture .ground { fill: #fff; }" in plain
        assert ".picture .sure { fill: #1f5f8b; stroke: #1f5f8b; stroke-width: 0.75; }" in plain
        assert ".picture .ground { fill: var(--ground); }" in rest

    def test_leads_to_where_the_site_listens(self, settings):
        settings.HOST, settings.PORT = "::1", 8013
        assert 'href="http://[::1]:8013/admin/somewhere/"' in Sketch().svg()

    def test_writes_a_page_with_picture_and_table(self, tmp_path):
        Sketch(name="</table><script>").save(str(tmp_path / "x.html"), site="https://ledger.test")
        text = (tmp_path / "x.html").read_text(encoding="utf-8")
        assert "<svg" in text and "<table>" in text
        assert "<script" not in text
        assert text.count('href="https://ledger.test/admin/somewhere/"') == 2
        assert "default-src 'none'" in text

    def test_writes_the_table_alone(self, tmp_path):
        Sketch(name="\u2068=1+1\u2069").save(tmp_path / "X.CSV")
        text = (tmp_path / "X.CSV").read_text(encoding="utf-8")
        assert list(csv.reader(io.StringIO(text))) == [["what"], ["'=1+1"]]

    @pytest.mark.parametrize("name", ["x.png", "x", ".svg", "x.svg.gz"])
    def test_refuses_any_other_ending(self, tmp_path, name):
        with pytest.raises(ValueError, match=r"let it end in \.svg, \.html or \.csv\.$"):
            Sketch().save(tmp_path / name)
        assert not [*tmp_path.iterdir()]

    def test_is_what_the_shell_says_to_do_with_it(self):
        assert repr(Sketch()) == "<A sketch: .save() makes an .svg, .html or .csv of it>"

    def test_shows_itself_in_a_notebook(self):
        assert Sketch()._repr_svg_() == Sketch().svg()


class TestInline:
    def test_has_no_styles_and_leads_to_this_site(self):
        inline = Sketch().inline()
        assert "<style" not in inline and "style=" not in inline
        assert 'href="/admin/somewhere/"' in inline

    def test_says_under_its_title_what_is_left_out(self):
        remarks = left_out(12, 400, "events", "choose a year")
        sentence = "Only the first 400 events are drawn, 12 are left out: choose a year."
        assert remarks == [sentence]
        picture = ElementTree.fromstring(Sketch(remarks=remarks).svg())
        lines = [text.text for text in picture.iter() if text.get("class") == "remark"]
        assert " ".join(lines).replace("\u2068", "").replace("\u2069", "") == sentence

    def test_says_nothing_where_all_is_drawn(self):
        assert left_out(0, 3, "events", "choose a year") == []


class TestTake:
    def test_reads_no_more_than_it_draws(self, make_event, django_assert_num_queries):
        for _ in range(5):
            make_event()
        rows = Event.objects.order_by("pk")
        with django_assert_num_queries(2) as asked:
            taken = take(rows, 3)
        assert taken.rows == list(rows[:3])
        assert taken.left_out == 2
        assert "LIMIT 4" in asked[0]["sql"]
        assert "LIMIT 10000" in asked[1]["sql"]

    def test_counts_no_others_where_there_are_none(self, make_event, django_assert_num_queries):
        make_event()
        with django_assert_num_queries(1):
            assert take(Event.objects.all(), 1).left_out == 0

    def test_counts_the_rows_of_a_slice(self, make_event):
        for _ in range(5):
            make_event()
        assert take(Event.objects.order_by("pk")[1:4], 2).left_out == 1
        assert take(Event.objects.order_by("pk")[1:4], 3).left_out == 0
