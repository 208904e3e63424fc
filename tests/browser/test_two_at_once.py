"""What is typed is not lost: two windows on one record, a closed one, an expired login."""

import pytest

from actors.models import Actor, Name
from tests.browser.hands import choose

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def actor(db):
    actor = Actor.objects.create(name="Badr", kind="armed_group")
    Name.objects.create(actor=actor, text="Failaq Badr", language="ar-Latn", script="Latn")
    return actor


@pytest.fixture
def page(actor):
    return f"/admin/actors/actor/{actor.pk}/change/"


def save(window):
    with window.expect_navigation():
        window.locator("[name=_save]").last.click()


def kept(window):
    """Waits until the browser has kept what was just typed."""
    # Asked again and again: what Playwright waits for by itself is an `eval`, which is refused.
    for _try in range(150):
        if window.evaluate("Object.keys(localStorage).some(key => key.startsWith('isnad form'))"):
            break
        window.wait_for_timeout(100)
    else:
        pytest.fail("Nothing was kept.")
    window.wait_for_timeout(400)


def drafts(window):
    return window.evaluate("Object.keys(localStorage).filter(key => key.startsWith('isnad form'))")


class TestTwoWindows:
    @pytest.mark.parametrize(
        ("choice", "name"), [("theirs", "Badr Corps"), ("mine", "Badr (Iraq)")]
    )
    def test_the_second_to_save_sees_both_and_chooses(self, desk, page, actor, choice, name):
        other = desk.context.new_page()
        for window in (desk, other):
            window.goto(page)
        desk.fill("#id_name", "Badr Corps")
        save(desk)
        other.fill("#id_name", "Badr (Iraq)")
        save(other)
        table = other.locator(".meanwhile")
        assert "Badr Corps" in table.inner_text()
        assert other.input_value("#id_name") == "Badr (Iraq)"
        table.locator(f"input[value={choice}]").focus()
        other.keyboard.press("Space")
        save(other)
        actor.refresh_from_db()
        assert actor.name == name

    def test_each_changes_another_column_and_both_stand(self, desk, page, actor):
        other = desk.context.new_page()
        for window in (desk, other):
            window.goto(page)
        desk.fill("#id_country", "IQ")
        save(desk)
        other.fill("#id_names-0-text", "Faylaq Badr")
        save(other)
        actor.refresh_from_db()
        assert (actor.country, actor.names.get().text) == ("IQ", "Faylaq Badr")


class TestDraft:
    def type_into(self, window):
        window.fill("#id_description", "It began in exile.")
        window.fill("#id_names-0-text", "Faylaq Badr")
        window.click("text=Add another Name")
        window.fill("#id_names-1-text", "منظمة بدر")
        kept(window)

    def is_there(self, window):
        assert window.input_value("#id_description") == "It began in exile."
        assert window.input_value("#id_names-0-text") == "Faylaq Badr"
        assert window.input_value("#id_names-1-text") == "منظمة بدر"

    def test_of_a_closed_window_is_offered_to_the_next(self, desk, page):
        window = desk.context.new_page()
        window.goto(page)
        self.type_into(window)
        window.close()
        desk.goto(page)
        desk.click("text=Bring it back")
        self.is_there(desk)

    def test_brings_back_what_was_chosen_from_what_a_box_offered(self, desk, page):
        Actor.objects.create(name="Kataib Hezbollah", kind="armed_group")
        window = desk.context.new_page()
        window.goto(page)
        window.click("text=Add another Relation >> nth=0")
        choose(window, "id_relations-0-object", "Kataib Hezbollah")
        kept(window)
        window.close()
        desk.goto(page)
        desk.click("text=Bring it back")
        shown = desk.locator("#id_relations-0-object + .select2").inner_text()
        assert "Kataib Hezbollah" in shown

    def test_outlives_an_expired_login(self, desk, page, actor):
        desk.goto(page)
        self.type_into(desk)
        desk.context.clear_cookies(name="sessionid")
        save(desk)
        desk.fill("#id_username", "curator")
        desk.fill("#id_password", "a long word 1")
        with desk.expect_navigation():
            desk.keyboard.press("Enter")
        desk.click("text=Bring it back")
        self.is_there(desk)
        desk.fill("#id_names-1-language", "ar")
        desk.fill("#id_names-1-script", "Arab")
        save(desk)
        assert {name.text for name in actor.names.all()} == {"Faylaq Badr", "منظمة بدر"}
        assert not drafts(desk)

    def test_is_gone_once_it_is_saved(self, desk, page):
        desk.goto(page)
        desk.fill("#id_description", "It began in exile.")
        kept(desk)
        save(desk)
        assert not drafts(desk)
        desk.goto(page)
        desk.wait_for_load_state("load")
        assert not desk.locator(".draft-notice").count()

    def test_of_a_refused_save_is_gone_once_the_next_is_saved(self, desk, page):
        desk.goto(page)
        desk.fill("#id_country", "Iraq")
        save(desk)
        assert desk.locator(".errornote").count()
        assert not desk.locator(".draft-notice").count()
        desk.fill("#id_country", "IQ")
        save(desk)
        assert not drafts(desk)

    def test_knows_that_somebody_has_saved_since(self, desk, page, actor):
        window = desk.context.new_page()
        window.goto(page)
        window.fill("#id_name", "Badr Corps")
        kept(window)
        window.close()
        Actor.objects.filter(pk=actor.pk).update(name="Badr Organisation")
        desk.goto(page)
        desk.click("text=Bring it back")
        save(desk)
        assert "Badr Organisation" in desk.locator(".meanwhile").inner_text()

    def test_is_discarded(self, desk, page):
        window = desk.context.new_page()
        window.goto(page)
        self.type_into(window)
        window.close()
        desk.goto(page)
        desk.click("text=Discard it")
        assert not drafts(desk)
        assert desk.input_value("#id_names-0-text") == "Failaq Badr"
