"""Names asked for in any script, in the lists and boxes of a real browser, by the keyboard."""

import pytest

from actors.models import Actor, Name, Relation
from curation.searching import LONGEST_SEARCH
from events.models import Event
from tests.browser.hands import choose, open_box

pytestmark = pytest.mark.django_db(transaction=True)

BRIGADES = "كتائب حزب الله"


@pytest.fixture
def brigades(desk, make_actor):
    """Among others of that name, of which each has a word."""
    for name in ("Hizballah", "Harakat Hizballah al-Nujaba", "Kataib al-Imam Ali"):
        make_actor(name=name)
    return make_actor(name="Kata'ib Hizballah")


@pytest.mark.parametrize("words", [BRIGADES, "Ketaeb Hezbollah", "Катаиб Хезболла"])
def test_a_list_shows_first_who_is_meant_and_says_why(desk, brigades, words):
    desk.goto("/admin/actors/actor/")
    desk.focus("#searchbar")
    desk.keyboard.type(words)
    with desk.expect_navigation():
        desk.keyboard.press("Enter")
    first = desk.locator("#result_list tbody tr").first.inner_text()
    assert brigades.name in first
    assert "other spelling" in first
    assert desk.input_value("#searchbar") == words


def test_a_box_takes_who_is_meant_in_any_script(desk, brigades):
    desk.goto("/admin/actors/relation/add/")
    choose(desk, "id_subject", BRIGADES, brigades.name)
    choose(desk, "id_object", "كتائب الإمام علي", "Kataib al-Imam Ali")
    desk.select_option("#id_predicate", "opposes")
    with desk.expect_navigation():
        desk.locator("[name=_save]").last.click()
    relation = Relation.objects.get()
    assert relation.subject == brigades
    assert relation.object == Actor.objects.get(name="Kataib al-Imam Ali")


def test_a_box_says_why_it_offers_who_is_called_otherwise(desk, brigades):
    """What is chosen says no more than what it is."""
    Name.objects.create(actor=brigades, text="KH", kind="acronym", strength="weak")
    desk.goto("/admin/actors/relation/add/")
    called = "Kata'ib Hizballah · armed group"
    choose(desk, "id_subject", "kh", f"{called} · weak name: KH")
    desk.wait_for_selector(f'#id_subject + .select2 [title="{called}"]')


def test_a_box_takes_a_place_in_any_script(desk, make_place, make_event_type):
    make_event_type(label="Attack")
    erbil = make_place(name="Erbil")
    make_place(name="Erbil Airport", parent=erbil)
    desk.goto("/admin/events/event/add/")
    desk.fill("#id_title", "Rockets")
    choose(desk, "id_type", "attack", "Attack")
    choose(desk, "id_place", "أربيل", "Erbil · other spelling")
    desk.wait_for_selector('#id_place + .select2 [title="Erbil"]')
    with desk.expect_navigation():
        desk.locator("[name=_save]").last.click()
    assert Event.objects.get().place == erbil
    desk.goto("/admin/events/event/")
    desk.fill("#searchbar", "Irbil")
    with desk.expect_navigation():
        desk.keyboard.press("Enter")
    row = desk.locator("#result_list tbody tr").inner_text()
    assert "found by Erbil, other spelling" in row


def test_a_box_says_how_much_is_too_long_for_it(desk):
    desk.goto("/admin/actors/relation/add/")
    open_box(desk, "id_subject")
    desk.keyboard.insert_text("ك" * (LONGEST_SEARCH + 2))
    desk.wait_for_selector("text=Please delete 2 characters")
    desk.goto("/admin/actors/actor/")
    desk.focus("#searchbar")
    desk.keyboard.insert_text("ك" * (LONGEST_SEARCH + 2))
    with desk.expect_navigation():
        desk.keyboard.press("Enter")
    assert desk.input_value("#searchbar") == "ك" * LONGEST_SEARCH


def test_a_list_of_other_things_finds_them_by_who_is_in_them(
    desk, brigades, make_event, make_participation
):
    make_participation(event=make_event(title="Réunion à Erbil"), actor=brigades)
    make_event(title="A march")
    for words in (BRIGADES, "reunion", "ketaib hizbullah erbil"):
        desk.goto("/admin/events/event/")
        desk.fill("#searchbar", words)
        with desk.expect_navigation():
            desk.keyboard.press("Enter")
        rows = desk.locator("#result_list tbody tr").all_inner_texts()
        assert len(rows) == 1, words
        assert "Réunion à Erbil" in rows[0]
