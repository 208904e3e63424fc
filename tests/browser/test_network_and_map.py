"""The day of a network moves by the keyboard, and map and network are for everybody's eyes."""

from itertools import product

import pytest

from actors.models import Actor
from curation.pictures.ties import force
from tests.actors.graphs import DAYS, ENDS
from tests.browser.test_accessible import GRAVE

pytestmark = pytest.mark.django_db(transaction=True)

# How each tie is shown as the field goes from day to day.
FORCES = """
days => days.map(day => {
    const field = document.querySelector("[data-day]");
    field.value = day;
    field.dispatchEvent(new Event("input"));
    return Object.fromEntries([...document.querySelectorAll("[data-tie]")].map(tie => [
        tie.dataset.tie, ["firm", "light", "gone"].find(force => tie.classList.contains(force)),
    ]));
})
"""


@pytest.fixture
def network(desk, make_actor, make_relation):
    """Its page on the first of two days: one tie ends with the first, one is always there."""
    layla = make_actor(name="Layla", kind="person")
    make_relation(subject=layla, predicate="leads", began="2014-01-01", ended="2014-06-15")
    make_relation(subject=layla, predicate="opposes", began="2014-06-16?", ended="..")
    make_relation(subject=layla, predicate="member_of", began="..", ended="..")
    desk.goto("/admin/actors/actor/picture/network/?picture-on=2014-06-15")
    desk.wait_for_selector("[data-day-slider]:not([hidden])")
    return desk


def seen(page):
    """The kinds of the ties that are to be seen, and those of them that are firm."""
    ties = page.locator(".tie[data-tie]")
    shown = [
        tie
        for tie in ties.all()
        if tie.evaluate("e => getComputedStyle(e).visibility") == "visible"
    ]
    classes = [set(tie.get_attribute("class").split()) for tie in shown]
    kinds = ("hierarchy", "hostility")
    return (
        [sum(kind in found for found in classes) for kind in kinds],
        [sum(kind in found and "firm" in found for found in classes) for kind in kinds],
    )


class TestSlider:
    def test_shows_what_was_in_force_on_the_day(self, network):
        assert seen(network) == ([2, 0], [2, 0])
        network.focus("[data-day-slider] input")
        network.keyboard.press("ArrowRight")
        assert network.input_value("[data-day]") == "2014-06-16"
        assert seen(network) == ([1, 1], [1, 0])
        told = "On 2014-06-16: 2 relations, 1 of them certainly in force; 1 were not."
        assert network.inner_text("[data-day-told]") == told
        network.keyboard.press("ArrowLeft")
        assert seen(network) == ([2, 0], [2, 0])

    def test_keeps_everybody_in_their_places(self, network):
        def places():
            return network.eval_on_selector_all(
                ".node .body-of", "all => all.map(one => JSON.stringify(one.getBBox()))"
            )

        before = places()
        network.click("text=change after")
        assert network.input_value("[data-day]") == "2014-06-16"
        assert places() == before

    def test_is_followed_by_the_table_and_the_address(self, network):
        network.click("text=change after")
        network.wait_for_url("**picture-on=2014-06-16")
        network.wait_for_selector("[data-row][hidden]", state="attached")
        rows = network.locator("[data-row]:not([hidden])")
        told = {
            (row.locator("td").nth(1).inner_text(), row.locator("td").last.inner_text())
            for row in rows.all()
        }
        assert told == {("opposes", "possibly"), ("member of", "certainly")}
        network.reload()
        assert seen(network) == ([1, 1], [1, 0])

    def test_takes_the_files_along(self, network):
        network.click("text=change after")
        network.wait_for_selector("a[download][href*='network.svg?picture-on=2014-06-16']")

    def test_shows_what_the_server_would_on_any_day(self, network, make_actor, make_relation):
        layla = make_actor(name="Layla")
        for began, ended in product(ENDS, ENDS):
            first, last = ENDS[began][0], ENDS[ended][1]
            if not (first and last and last < first):
                make_relation(subject=layla, began=began, ended=ended)
        network.reload()
        network.wait_for_selector("[data-day-slider]:not([hidden])")
        ties = Actor.objects.network().ties
        found = network.evaluate(FORCES, [str(day) for day in DAYS])
        for day, forces in zip(DAYS, found, strict=True):
            assert forces == {tie.code: force(tie.span, day) for tie in ties}

    def test_shows_all_days_again(self, network):
        network.click("text=all days")
        assert seen(network) == ([2, 1], [2, 1])
        network.wait_for_url("**/network/")

    def test_takes_a_typed_day_and_bears_a_half_typed_one(self, network):
        network.fill("[data-day]", "2013-12-31")
        assert seen(network) == ([1, 0], [1, 0])
        network.fill("[data-day]", "")
        assert seen(network) == ([2, 1], [2, 1])


class TestWhoIsPointedAt:
    def test_is_the_next_stop_of_the_keyboard_after_the_picture(self, network):
        network.focus("[data-picture]")
        network.keyboard.press("Tab")
        assert network.evaluate("document.activeElement.matches('.mark')")

    def test_is_seen_among_the_relations_by_mouse_and_keyboard(self, network):
        nodes = network.locator(".node[data-code]")
        ends = network.locator(".tie.pointed-at")
        assert ends.count() == 0
        for name in (nodes.nth(n).get_attribute("data-code") for n in range(nodes.count())):
            network.focus(f".node[data-code={name}]")
            own = network.locator(f".tie[data-from={name}], .tie[data-to={name}]")
            assert ends.count() == own.count() > 0
        network.focus("[data-day]")
        assert ends.count() == 0
        nodes.first.hover()
        assert ends.count() > 0


def test_a_network_about_somebody_shows_them_first_on_a_narrow_page(network):
    layla = Actor.objects.get(name="Layla")
    network.set_viewport_size({"width": 420, "height": 900})
    network.goto(f"/admin/actors/actor/{layla.pk}/picture/network/")
    frame, about = (
        network.locator(which).bounding_box() for which in ("[data-picture]", ".mark.focus")
    )
    assert frame["x"] < about["x"]
    assert about["x"] + about["width"] < frame["x"] + frame["width"]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1400), ("dark", 420)])
def test_have_no_grave_fault(network, make_event, make_place, scheme, width):
    checker = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    erbil = make_place(name="أربيل", latitude=36, longitude=44, precision="near")
    for place in (erbil, erbil, make_place(country="IQ"), None):
        make_event(place=place)
    network.emulate_media(color_scheme=scheme)
    network.set_viewport_size({"width": width, "height": 900})
    faults = []
    for address in (network.url, "/admin/events/event/picture/map/"):
        network.goto(address)
        for fault in checker.run(network).response["violations"]:
            if fault["impact"] in GRAVE:
                faults += [(address, fault["id"], node["target"]) for node in fault["nodes"]]
    assert not faults
