"""From the front page to the rows of a finding and back to work, in a real browser."""

import pytest


@pytest.fixture
def office(make_actor, make_relation):
    """A ministry with two ministers at once."""
    ministry = make_actor(name="Ministry of Water", kind="government")
    held = {"predicate": "holds_office_in", "object": ministry, "title": "minister"}
    first = make_actor(name="Hadi al-Amiri", kind="person")
    second = make_actor(name="محمد الغبان", kind="person")
    make_relation(subject=first, began="2010-12-21", ended="2014-10-18", **held)
    make_relation(subject=second, began="2014-10-18", ended="2016-07-08", **held)


def test_a_finding_leads_to_its_rows(office, desk):
    desk.goto("/admin/")
    line = desk.locator("#finding-overlapping-holders")
    line.get_by_role("link", name="2 relations").click()
    desk.wait_for_selector("#result_list")
    rows = desk.locator("#result_list tbody tr")
    assert rows.count() == 2
    assert "2014-10-18 to 2014-10-18: 1 day" in rows.first.inner_text()
    desk.get_by_role("link", name="Hadi al-Amiri").click()
    desk.wait_for_selector("#id_title")
    assert desk.locator("#id_title").input_value() == "minister"


@pytest.mark.parametrize("width", [420, 1300])
def test_the_front_page_fits(office, desk, width):
    desk.set_viewport_size({"width": width, "height": 900})
    desk.goto("/admin/")
    assert desk.evaluate("document.documentElement.scrollWidth") <= width
    clear = desk.get_by_text("find nothing")
    clear.focus()
    desk.keyboard.press("Enter")
    assert desk.get_by_text("Low above high").is_visible()


def test_an_empty_ledger_says_where_to_begin(desk):
    desk.goto("/admin/")
    desk.get_by_role("link", name="Add a document").click()
    desk.wait_for_selector("#id_title")
