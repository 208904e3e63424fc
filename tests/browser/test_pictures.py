"""Pictures in a real browser: read, zoomed, moved, by mouse and keyboard, without script too."""

import re

import pytest

from curation.pictures.spans import of_date
from curation.pictures.svg import width
from curation.pictures.timeline import Bar, Timeline
from tests.pictures.reading import HOSTILE

pytestmark = pytest.mark.django_db(transaction=True)

TIMELINE = "/admin/events/event/picture/timeline/"
# What of a mark reaches out of its box, by more than the width of a stroke.
OVERFLOWING = """
[...document.querySelectorAll("svg .mark")].filter(mark => mark.querySelector(".hit"))
    .flatMap(mark => {
        const box = mark.querySelector(".hit").getBoundingClientRect();
        return [...mark.querySelectorAll("text")].filter(text => {
            const at = text.getBoundingClientRect();
            return at.left < box.left - 2 || at.right > box.right + 2;
        }).map(text => text.textContent);
    })
"""


LINES = [
    *("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz", "ÀÅÇĞİŁÑÖŞÚŽ àåçğıłñöşúž"),
    *("0123456789", "<>=+~#&%@!?()[]/*", "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"),
    *("абвгдежзийклмнопрстуфхцчшщъыьэюя", "אבגדהוזחטיכלמנסעפצקרשת", "كتائب حزب الله سرايا الظل"),
]
DRAWN = """lines => lines.map(line => {
    const text = document.querySelector("svg .mark text");
    text.textContent = line;
    text.style.fontSize = "100px";  // of smaller letters each is fitted to whole pixels
    return text.getComputedTextLength() / 100;
})"""


@pytest.fixture
def events(make_event):
    return [
        make_event(title="The war", date="2007/2008"),
        make_event(title="حملة", date="2014-06"),
        make_event(title="An undated attack"),
    ]


@pytest.fixture
def picture(desk, events):
    desk.goto(TIMELINE)
    return desk


def view_box(window):
    return [float(n) for n in window.get_attribute("[data-picture] > svg", "viewBox").split()]


class TestMark:
    def test_leads_to_its_record_and_back_by_mouse(self, picture, events):
        picture.hover("svg .mark text:has-text('The war')")
        assert "throughout, from 2007 to 2008" in picture.text_content(".picture-told")
        picture.click("svg .mark text:has-text('The war')")
        picture.wait_for_url(f"**/event/{events[0].pk}/change/")
        picture.click(".object-tools >> text=Timeline")
        picture.wait_for_selector("h1:has-text('Timeline of')")

    def test_leads_to_its_record_by_keyboard(self, picture, events):
        picture.focus("[data-picture]")
        picture.keyboard.press("Tab")
        assert "The war" in picture.text_content(".picture-told")
        outline = "getComputedStyle(document.activeElement).outlineStyle"
        assert picture.evaluate(outline) == "solid"
        picture.keyboard.press("Enter")
        picture.wait_for_url(f"**/event/{events[0].pk}/change/")

    def test_is_told_of_the_head_of_a_column_too(self, desk, make_participation, make_event):
        title = "An attack with a title " + "that is longer than a page has room for " * 4
        make_participation(event=make_event(title=title), role="perpetrator")
        desk.goto("/admin/events/event/picture/responsibility/")
        desk.focus("svg .head:has-text('An attack')")
        assert title.strip() in desk.text_content(".picture-told")

    def test_is_told_in_sight_however_high_the_picture(self, desk, make_event):
        for day in range(1, 31):
            make_event(title=f"Attack {day} " + "far " * 20, date=f"2014-06-{day:02}")
        desk.goto(TIMELINE)
        desk.set_viewport_size({"width": 1000, "height": 500})
        told = desk.locator(".picture-told")
        for mark in (desk.locator("svg .mark").first, desk.locator("svg .mark").nth(15)):
            mark.focus()
            box = told.bounding_box()
            assert told.text_content() == mark.locator("title").first.text_content()
            assert box["y"] > 0 and box["y"] + box["height"] <= 500

    def test_is_in_sight_as_the_focus_comes_to_it_also_in_a_closer_picture(self, desk, make_event):
        for year in range(2001, 2021):
            make_event(title=f"Attack of {year}", date=f"{year}")
        desk.goto(TIMELINE)
        desk.focus("[data-picture]")
        for _ in range(5):
            desk.keyboard.press("+")
        for _ in range(20):
            desk.keyboard.press("Tab")
            assert desk.evaluate("""() => {
                const at = document.activeElement.getBoundingClientRect();
                const box = document.querySelector("[data-picture] > svg").getBoundingClientRect();
                const [x, y] = [at.left + at.width / 2, at.top + at.height / 2];
                return document.activeElement.matches(".mark")
                    && box.left <= x && x <= box.right && box.top <= y && y <= box.bottom;
            }""")


class TestTable:
    def test_breaks_no_word_for_what_evidence_amounts_to(self, desk, make_relation):
        make_relation(began="2014-06-15", ended="2014-06-16")
        lines = """() => [...document.querySelectorAll(".picture-table td")].map(cell => {
            const range = document.createRange();
            range.selectNodeContents(cell);
            return [cell.textContent.trim(), range.getClientRects().length];
        })"""
        desk.goto("/admin/actors/relation/picture/timeline/")
        for media, wide in (("screen", 1400), ("print", 700)):
            desk.emulate_media(media=media)
            desk.set_viewport_size({"width": wide, "height": 900})
            told = dict(desk.evaluate(lines))
            assert told["unattributed"] == told["2014-06-15"] == told["2014-06-16"] == 1


class TestZoom:
    def test_keeps_to_the_picture_by_button_and_key(self, picture):
        whole = view_box(picture)
        picture.get_by_role("button", name="Zoom in").click()
        closer = view_box(picture)
        assert closer[2] < whole[2]
        assert closer[2] / closer[3] == pytest.approx(whole[2] / whole[3])
        picture.get_by_role("button", name="Show all of it").click()
        assert view_box(picture) == whole
        picture.focus("[data-picture]")
        for key in ["+", "+", *["ArrowRight"] * 20, *["ArrowDown"] * 20]:
            picture.keyboard.press(key)
        x, y, width, height = view_box(picture)
        assert x + width == pytest.approx(whole[2]) and y + height == pytest.approx(whole[3])
        for _step in range(5):
            picture.keyboard.press("-")
        assert view_box(picture) == pytest.approx(whole)

    def test_is_moved_by_the_mouse_without_following_a_link(self, picture):
        box = picture.locator("svg .mark text:has-text('The war')").bounding_box()
        picture.mouse.move(box["x"] + 5, box["y"] + 5)
        picture.keyboard.down("Control")
        picture.mouse.wheel(0, -100)
        picture.keyboard.up("Control")
        before = view_box(picture)
        picture.mouse.down()
        picture.mouse.move(box["x"] - 60, box["y"] + 5, steps=4)
        picture.mouse.up()
        assert view_box(picture)[0] > before[0]
        assert picture.url.endswith(TIMELINE)


class TestWithoutScript:
    def test_is_complete(self, chromium, live_server, desk, events):
        context = chromium.new_context(
            base_url=live_server.url,
            java_script_enabled=False,
            storage_state=desk.context.storage_state(),
        )
        page = context.new_page()
        page.goto(TIMELINE)
        assert page.locator("svg a.mark").count() == 3
        assert not page.locator(".picture-tools").count()
        page.fill("[name=picture-since]", "2014-01-01")
        with page.expect_navigation():
            page.click("text=Look at this time")
        assert page.locator("svg a.mark").count() == 2
        with page.expect_navigation():
            page.click("svg .mark text:has-text('An undated attack')")
        assert re.search(r"/event/\d+/change/", page.url)
        context.close()


class TestFile:
    @pytest.fixture
    def files(self, tmp_path):
        dates = ["2014", "2010/2016", "[..2014]", "2014/", "2014/..", "2012?", ""]
        bars = [
            Bar(f"{name} {n}", of_date(dates[(n + k) % len(dates)]), "denied", "/admin/1/")
            for n, name in enumerate(HOSTILE)
            for k in range(4)
        ]
        for ending in ("svg", "html"):
            Timeline("A crowd", bars).save(tmp_path / f"crowd.{ending}")
        return tmp_path

    def test_draws_no_line_wider_than_was_thought(self, chromium, files):
        page = chromium.new_page()
        page.goto((files / "crowd.svg").as_uri())
        for line, drawn in zip(LINES, page.evaluate(DRAWN, LINES), strict=True):
            assert drawn <= width(line, 1) < 1.5 * drawn, line
        page.close()

    @pytest.mark.parametrize("ending", ["svg", "html"])
    def test_stands_alone_in_light_and_dark_and_print(self, chromium, files, ending):
        page = chromium.new_page()
        asked, complaints = [], []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.goto((files / f"crowd.{ending}").as_uri())
        ground = "getComputedStyle(document.querySelector('.ground')).fill"
        seen = []
        for look in ({"color_scheme": "light"}, {"color_scheme": "dark"}, {"media": "print"}):
            page.emulate_media(**look)
            seen.append(page.evaluate(ground))
        assert seen == ["rgb(255, 255, 255)", "rgb(18, 18, 18)", "rgb(255, 255, 255)"]
        assert page.evaluate(OVERFLOWING) == []
        assert len(asked) == 1 and not complaints
        page.close()


@pytest.mark.parametrize("names", [["A war " * 30, "ا" * 200], []])
def test_a_page_that_was_saved_scrolls_no_way_but_down(chromium, tmp_path, names):
    bars = [Bar(name, of_date("2014-06-15/2016-07-09"), "unattributed") for name in names]
    Timeline("A timeline", bars).save(tmp_path / "x.html")
    for wide in (420, 1400):
        page = chromium.new_page(viewport={"width": wide, "height": 900})
        page.goto((tmp_path / "x.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= wide
        assert page.locator("tbody tr").count() == max(len(names), 1)
        page.close()


def test_a_high_picture_is_printed_in_pieces_that_fit_on_a_sheet(desk, make_event):
    for year in range(1960, 2020):
        make_event(title=f"War of {year}", date=f"{year}/2020")
    desk.goto(TIMELINE)
    assert desk.locator(".sheets").is_hidden()
    desk.emulate_media(media="print")
    desk.set_viewport_size({"width": 700, "height": 950})
    pieces = [piece.bounding_box() for piece in desk.locator(".sheets > svg").all()]
    assert len(pieces) > 1
    assert all(0 < piece["height"] <= 890 and piece["width"] > 600 for piece in pieces)
    whole = desk.locator("[data-picture] > svg").bounding_box()
    assert (whole["width"], whole["height"]) == (0, 0)
    ink = "getComputedStyle(document.querySelector('.sheets svg')).getPropertyValue('--ink')"
    assert desk.evaluate(ink).strip() == "#000"
