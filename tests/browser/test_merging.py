"""A reviewer who makes one record of two, and two of it again, with mouse and keyboard."""

import pytest

from actors.models import Actor, Name
from curation.decisions import Decision, Distinction

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pair():
    one = Actor.objects.create(name="Kataib Hezbollah", code="kataib", kind="armed_group")
    other = Actor.objects.create(
        name="Kata'ib Hizballah", code="kh", kind="armed_group", country="IQ"
    )
    Name.objects.create(actor=other, text="كتائب حزب الله", language="ar", script="Arab")
    return one, other


def press(window, button):
    with window.expect_navigation():
        window.get_by_role("button", name=button, exact=True).click()


class TestMerger:
    def test_is_found_made_and_undone(self, desk, pair):
        desk.goto("/admin/")
        desk.click(".board .more a:text-is('actors')")
        desk.click("text=Compare and merge…")
        arabic = desk.locator("li bdi", has_text="كتائب حزب الله")
        assert arabic.evaluate("e => getComputedStyle(e).direction") == "rtl"
        desk.get_by_label("IQ").check()
        desk.get_by_label("Why are they the same?").fill("Two spellings of one name.")
        press(desk, "Merge")
        desk.wait_for_selector("text=merged into Kataib Hezbollah (kataib)")
        assert desk.input_value("#id_country") == "IQ"
        assert {*Name.objects.values_list("text", flat=True)} == {
            "كتائب حزب الله",
            "Kata'ib Hizballah",
        }
        desk.goto(f"/admin/curation/decision/{Decision.objects.get().pk}/change/")
        desk.click("text=Undo…")
        desk.wait_for_selector("text=All of it comes back")
        desk.get_by_label("Why is it undone?").fill("Two groups after all.")
        press(desk, "Undo")
        desk.wait_for_selector("text=Undone: Kata")
        assert Actor.objects.count() == 2
        assert Name.objects.get().actor == pair[1]

    def test_may_be_denied_by_the_keyboard(self, desk, pair):
        desk.goto("/admin/duplicates/actor/")
        desk.locator("summary", has_text="Not the same").focus()
        desk.keyboard.press("Enter")
        desk.keyboard.press("Tab")
        desk.keyboard.type("Other men.")
        with desk.expect_navigation():
            desk.keyboard.press("Enter")
        desk.wait_for_selector("text=No two of them look the same.")
        assert Distinction.objects.get().reason == "Other men."


class TestSplit:
    def test_is_made_of_chosen_rows(self, desk, pair):
        Name.objects.update(actor=pair[0])
        desk.goto(f"/admin/actors/actor/{pair[0].pk}/change/")
        desk.click("text=Split…")
        desk.get_by_role("checkbox", name="كتائب حزب الله").check()
        desk.get_by_label("Name of the new one").press_sequentially("The other brigades")
        assert desk.get_by_label("Its code").input_value() == "the-other-brigades"
        desk.get_by_label("Its code").fill("others")
        desk.get_by_label("Why is it two?").fill("Two groups of one name.")
        press(desk, "Split")
        desk.wait_for_selector("text=The other brigades")
        assert Name.objects.get().actor == Actor.objects.get(
            name="The other brigades", code="others"
        )

    def test_hands_rows_to_another_that_is_chosen(self, desk, pair):
        desk.goto("/admin/split/actor/?of=kh")
        desk.get_by_role("checkbox", name="كتائب حزب الله").check()
        desk.get_by_role("combobox").click()
        desk.locator("input.select2-search__field").fill("kataib")
        desk.locator(".select2-results__option", has_text="Kataib Hezbollah").click()
        desk.get_by_label("Why is it two?").fill("A name of the other.")
        press(desk, "Split")
        desk.wait_for_selector("text=split from")
        assert Name.objects.get().actor == pair[0]


@pytest.mark.parametrize("width", [420, 1300])
def test_pages_fit_their_window(desk, pair, width):
    desk.set_viewport_size({"width": width, "height": 900})
    for url in (
        "/admin/duplicates/actor/",
        "/admin/merge/actor/?one=kataib&other=kh",
        "/admin/merge/actor/?one=kataib",
        "/admin/split/actor/?of=kh",
    ):
        desk.goto(url)
        assert desk.evaluate("document.documentElement.scrollWidth") <= width, url
