"""A timeline draws what is certain solid, what is possible light, and nothing else."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest

from curation.edtf import parse
from curation.pictures.bars import LEAST
from curation.pictures.spans import of_date, of_period
from curation.pictures.timeline import HEADER, Bar, Timeline
from tests.pictures.reading import HOSTILE, SVG, axis, marks, parts, read

# By these the axis is read; they lie at its two ends.
ENDS = [Bar("first", of_date("2000-01-01")), Bar("last", of_date("2029-12-31"))]
DATES = [
    "2014",
    "2014-06",
    "2014-06-11",
    "2010/2016",
    "2010-03-05/2016-07-09",
    "[2011..2014]",
    "[..2014-03]",
    "[2014..]",
    "2014/",
    "/2014",
    "2014/..",
    "../2014",
    "{2014-05-01..2014-07-03}",
    "{2014,2016}",
    "201X",
    "2014-21",
]
QUALIFIED = ["2014?", "2014-06~", "2010%/2016", "2010/2016~", "2010~/..", "[2011..2014?]"]


def drawn(text, *others):
    picture = Timeline("A timeline", [*ENDS, Bar("it", of_date(text)), *others])
    found = next(mark for title, mark in marks(picture).items() if title.startswith("it."))
    return picture, found


class TestBar:
    @pytest.mark.parametrize("text", DATES)
    def test_is_solid_on_the_days_that_are_certain(self, text):
        picture, mark = drawn(text)
        starts_at = axis(picture)
        solid = parts(mark, "sure")
        for n in range(0, 365 * 30, 5):
            day = date(2000, 1, 1) + timedelta(days=n)
            middle = (starts_at(day) + starts_at(day + timedelta(days=1))) / 2
            is_solid = any(left <= middle <= right for left, right in solid)
            near = any(left - LEAST <= middle <= right + LEAST for left, right in solid)
            certain = parse(text).definitely_touches(day, day)
            assert is_solid if certain else (not is_solid or near), day

    @pytest.mark.parametrize("text", [text for text in DATES if parse(text).earliest])
    def test_begins_with_the_first_day_that_is_possible(self, text):
        picture, mark = drawn(text)
        ((left, _right),) = parts(mark, "possible")
        assert left == pytest.approx(axis(picture)(parse(text).earliest), abs=0.1)

    @pytest.mark.parametrize("text", [text for text in DATES if parse(text).latest])
    def test_ends_with_the_last_day_that_is_possible(self, text):
        picture, mark = drawn(text)
        ((left, right),) = parts(mark, "possible")
        after = axis(picture)(parse(text).latest + timedelta(days=1))
        assert right == pytest.approx(max(after, left + LEAST), abs=0.1)

    @pytest.mark.parametrize("text", QUALIFIED)
    def test_of_a_qualified_date_is_dashed_and_never_solid(self, text):
        _picture, mark = drawn(text)
        assert parts(mark, "qualified") and not parts(mark, "sure")
        assert not [part for part in mark.iter(f"{SVG}polygon") if "sure" in part.get("class")]

    @pytest.mark.parametrize("text", ["2014", "[2011..2014]", "{2014,2016}", "2014-06"])
    def test_of_some_time_within_is_not_drawn_as_throughout(self, text):
        _picture, mark = drawn(text)
        assert parts(mark, "possible") and not parts(mark, "sure")

    @pytest.mark.parametrize(
        ("text", "fades", "arrows"),
        [("2014/", 1, 0), ("[..2014]", 1, 0), ("2014/..", 0, 1), ("../2014", 0, 1), ("2014", 0, 0)],
    )
    def test_fades_where_an_end_is_unknown_and_goes_on_where_it_is_open(self, text, fades, arrows):
        _picture, mark = drawn(text)
        assert bool(parts(mark, "fade")) == bool(fades)
        assert len([*mark.iter(f"{SVG}polygon")]) == arrows

    def test_that_goes_on_reaches_the_end_of_the_axis(self):
        picture, mark = drawn("2014/..")
        ((_left, right),) = parts(mark, "sure")
        assert right >= axis(picture)(date(2029, 12, 31))

    def test_of_a_period_is_certain_only_between_known_ends(self):
        bars = [Bar("certain", of_period("2014", "2016")), Bar("unknown", of_period("2014", ""))]
        found = marks(Timeline("A timeline", [*ENDS, *bars]))
        solid = {title.split(".")[0]: bool(parts(mark, "sure")) for title, mark in found.items()}
        assert solid["certain"] and not solid["unknown"]


class TestMarks:
    @pytest.mark.parametrize("name", HOSTILE)
    def test_lead_to_their_record_and_are_read_out(self, name):
        bars = [
            Bar(name, of_date("2014"), "denied", "/admin/1/"),
            Bar(name, of_date(""), "contested", "/admin/2/"),
        ]
        found = marks(Timeline(name, bars))
        assert {mark.get("href") for mark in found.values()} == {
            "https://ledger.test/admin/1/",
            "https://ledger.test/admin/2/",
        }
        dated, undated = sorted(found, key=lambda title: "no date" in title)
        assert "some time in 2014" in dated and dated.endswith("denied")
        assert undated.endswith("no date is known. contested")

    def test_stand_apart(self):
        names = [
            "Kataib Hezbollah attack on another Iraqi military base",
            "short",
            "كتائب حزب الله",
        ]
        bars = [
            Bar(f"{name} {n}", of_date(f"{2000 + n % 20}{'/' if n % 3 else ''}"))
            for n, name in enumerate(names * 40)
        ]
        boxes = []
        for mark in marks(Timeline("Crowd", bars)).values():
            hit = next(part for part in mark.iter(f"{SVG}rect") if part.get("class") == "hit")
            boxes.append([float(hit.get(name)) for name in ("x", "y", "width", "height")])
        assert len(boxes) == 120
        for n, (x, y, wide, high) in enumerate(boxes):
            for other in boxes[n + 1 :]:
                beside = x + wide <= other[0] or other[0] + other[2] <= x
                above = y + high <= other[1] or other[1] + other[3] <= y
                assert beside or above

    def test_stay_within_the_picture(self):
        bars = [
            Bar("A name of some length " * 4, of_date(f"{year}/")) for year in range(1900, 2030)
        ]
        picture = Timeline("Crowd", bars)
        _x, _y, width, height = map(float, read(picture).get("viewBox").split())
        for mark in marks(picture).values():
            hit = next(part for part in mark.iter(f"{SVG}rect") if part.get("class") == "hit")
            assert float(hit.get("x")) + float(hit.get("width")) <= width - 16
            assert float(hit.get("y")) + float(hit.get("height")) <= height


class TestNames:
    LONG = "deputy: Layla of the Ridge holds office in the North"

    def shown(self, picture):
        texts = (mark.find(f"{SVG}text") for mark in marks(picture).values())
        return {text.text.strip("\u2068\u2069"): float(text.get("x")) for text in texts}

    @pytest.mark.parametrize("date", ["2014", "2020"])
    def test_are_whole_where_there_is_room(self, date):
        bars = [Bar(self.LONG, of_date(date)), Bar("other", of_date("2010/2020"))]
        assert self.LONG in self.shown(Timeline("A", bars))

    @pytest.mark.parametrize(("name", "columns"), [("short", 3), (LONG, 2)])
    def test_of_the_undated_decide_in_how_many_columns_they_stand(self, name, columns):
        bars = [Bar(f"{n} {name}", of_date("")) for n in range(20)]
        found = self.shown(Timeline("A", bars))
        assert len({*found.values()}) == columns
        assert all(text.endswith(name) for text in found)


class TestTicks:
    @pytest.mark.parametrize(
        ("first", "last", "form"),
        [
            ("2020-01-01", "2020-01-05", r"\d+ (Dec|Jan) 20(19|20)"),
            ("2020-01-01", "2020-06-05", r"(\d+ )?\w{3} 20(20|19)"),
            ("2014-01-01", "2021-03-01", r"\d{4}"),
            ("0680-10-10", "2021-03-01", r"\d00|\d{2}00"),
            ("0001-01-01", "9999-12-31", r"\d000"),
        ],
    )
    def test_fit_the_span(self, first, last, form):
        picture = Timeline("A", [Bar("a", of_date(first)), Bar("b", of_date(last))])
        texts = [
            (float(text.get("x")), text.text.strip("\u2068\u2069"))
            for text in read(picture).iter(f"{SVG}text")
            if text.get("class") == "tick"
        ]
        ticks = sorted(set(texts))
        assert 3 <= len(ticks) <= 13
        assert all(re.fullmatch(form, words) for _x, words in ticks)
        places = [x for x, _words in ticks]
        assert all(b - a > 50 for a, b in pairwise(places))

    def test_are_told_again_in_a_high_picture_where_no_mark_is(self):
        bars = [Bar(f"War {n}", of_date(f"{1960 + n}/2020")) for n in range(60)]
        picture = read(Timeline("A", bars))
        rows = sorted(
            {
                float(text.get("y"))
                for text in picture.iter(f"{SVG}text")
                if text.get("class") == "tick"
            }
        )
        assert all(below - above < 700 for above, below in pairwise(rows))
        assert len(rows) > 3
        for mark in marks(Timeline("A", bars)).values():
            hit = mark.find(f"{SVG}rect")
            top, high = float(hit.get("y")), float(hit.get("height"))
            assert not any(top < row and top + high > row - 11 for row in rows)

    @pytest.mark.parametrize("high", [1, 17])
    def test_are_told_above_and_below_alone_in_a_low_one(self, high):
        picture = read(Timeline("A", [Bar(f"War {n}", of_date("2014/2020")) for n in range(high)]))
        rows = {text.get("y") for text in picture.iter(f"{SVG}text") if text.get("class") == "tick"}
        assert len(rows) == 2


class TestWindow:
    def test_leaves_out_what_was_certainly_not_in_it(self):
        bars = [Bar(text, of_date(text)) for text in ["2013", "2014", "2010/2020", "2016", ""]]
        picture = Timeline("A", bars, since=date(2014, 1, 1), until=date(2014, 12, 31))
        assert [bar.name for bar in picture.bars] == ["2010/2020", "2014", ""]

    def test_cuts_bars_off_at_its_edges(self):
        bar = Bar("it", of_date("2010-01-01/2020-12-31"))
        picture = Timeline("A", [bar], since=date(2014, 1, 1), until=date(2014, 12, 31))
        (mark,) = marks(picture).values()
        ((left, right),) = parts(mark, "sure")
        assert left == pytest.approx(axis(picture)(date(2014, 1, 1)), abs=0.1)
        assert right == pytest.approx(axis(picture)(date(2015, 1, 1)), abs=0.1)

    @pytest.mark.parametrize(
        ("text", "ends"),
        [
            ("2014-03", 0),
            ("2014", 0),
            ("2010/2014-06", 1),
            ("2014-06/2020", 1),
            ("2010/2020", 2),
            ("2010/..", 1),
            ("/2020", 1),
            ("../2014-06", 0),
        ],
    )
    def test_tears_off_what_goes_on_beyond_them(self, text, ends):
        bar = Bar("it", of_date(text))
        picture = Timeline("A", [bar], since=date(2014, 1, 1), until=date(2014, 12, 31))
        (mark,) = marks(picture).values()
        assert [one.get("class") for one in mark].count("tear") == ends
        explained = "goes on beyond this time" in [told for _sign, told in picture.body().legend]
        assert explained == bool(ends)
        whole = Timeline("A", [bar])
        assert "tear" not in {one.get("class") for one in read(whole).iter()}

    @pytest.mark.parametrize("text", ["2010/", "[..2020]", "[2010..]"])
    def test_is_filled_by_what_is_possible_all_along(self, text):
        picture = Timeline(
            "A", [Bar("it", of_date(text))], since=date(2014, 1, 1), until=date(2014, 12, 31)
        )
        (mark,) = marks(picture).values()
        ((left, right),) = parts(mark, "possible")
        assert left == pytest.approx(axis(picture)(date(2014, 1, 1)), abs=0.1)
        assert right == pytest.approx(axis(picture)(date(2015, 1, 1)), abs=0.1)

    def test_shows_no_certain_part_that_lies_outside(self):
        bar = Bar("it", of_date("2010/2020"))
        picture = Timeline("A", [bar], since=date(2010, 1, 1), until=date(2010, 6, 1))
        (mark,) = marks(picture).values()
        assert parts(mark, "possible") and not parts(mark, "sure")


class TestTable:
    def test_says_the_same(self):
        picture = Timeline("A", [Bar("War", of_date("2007/2008"), "contested", "/admin/1/")])
        (row,) = picture.table().rows
        cells = dict(zip(picture.table().header, row.cells, strict=True))
        assert "kind" not in cells
        assert cells == {
            "what": "War",
            "date": "2007/2008",
            "meaning": "throughout, from 2007 to 2008 (1 January 2007 to 31 December 2008)",
            "not before": "2007-01-01",
            "certainly from": "2007-12-31",
            "certainly until": "2008-01-01",
            "not after": "2008-12-31",
            "evidence": "contested",
        }
        assert row.link == "/admin/1/"

    def test_names_the_kinds_where_there_are_several(self):
        picture = Timeline("A", [Bar("a", of_date(""), band="Events"), Bar("b", of_date(""))])
        assert tuple(picture.table().header) == HEADER

    def test_has_a_row_for_every_mark(self):
        bars = [Bar(str(n), of_date(text)) for n, text in enumerate([*DATES, "", *QUALIFIED])]
        picture = Timeline("A", bars)
        assert len(picture.table().rows) == len(marks(picture)) == len(bars)


def test_of_nothing_is_a_picture_that_says_so():
    picture = Timeline("Nothing", [])
    assert "There is nothing to show." in "".join(read(picture).itertext())
    assert not marks(picture)
    assert picture.table().rows == []


def test_of_what_is_all_undated_has_no_axis():
    picture = Timeline("Undated", [Bar(str(n), of_date("")) for n in range(30)])
    assert len(marks(picture)) == 30
    assert not [text for text in read(picture).iter(f"{SVG}text") if text.get("class") == "tick"]
