"""From a selection to accepted records, by two people and by the keyboard alone; and back again."""

import importlib

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User

from actors.models import Actor
from events.models import Event, EventType
from sources.attaching import attach
from sources.models import Attribution, Document, Passage
from tests.browser.test_reading_room import choose, choose_new, press, saved

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "The mayor said on Tuesday that the well was dry. Nobody came to mend it."


@pytest.fixture
def log_in(chromium, live_server, db):
    """A window of somebody in one of the groups that the ledger has."""
    importlib.import_module("curation.migrations.0007_roles").make_roles(apps, None)
    contexts = []

    def log_in(role):
        user = User.objects.create_user(role, password="a long word 1", is_staff=True)
        user.groups.add(Group.objects.get(name=role))
        contexts.append(chromium.new_context(base_url=live_server.url))
        window = contexts[-1].new_page()
        window.set_default_timeout(15_000)
        window.goto("/admin/")
        window.keyboard.type(role)
        press(window, "Tab")
        window.keyboard.type("a long word 1")
        press(window, "Enter")
        window.wait_for_selector("text=Waiting for you")
        return window

    yield log_in
    for context in contexts:
        context.close()


@pytest.fixture
def report(db):
    document = Document.objects.create(title="A report", kind="article", language="en")
    attach(document, TEXT)
    Actor.objects.create(name="The mayor", kind="person")
    EventType.objects.create(label="drought")
    return document


def reach(window, text):
    """Goes on by Tab until what has the keyboard says `text`."""
    said = (
        "(e => e.type === 'checkbox' ? `[${e.name}]` : e.textContent.trim() || e.value)"
        "(document.activeElement)"
    )
    for _step in range(120):
        press(window, "Tab")
        if text in (window.evaluate(said) or ""):
            return
    pytest.fail(f"The keyboard does not reach {text}.")


def follow(window, text):
    reach(window, text)
    with window.expect_navigation():
        press(window, "Enter")


def test_a_passage_is_coded_submitted_and_accepted_by_keyboard(log_in, report):
    curator = log_in("curator")
    curator.goto(f"/admin/sources/document/{report.pk}/page/")
    press(curator, "n", "Shift+ArrowDown")
    curator.keyboard.type("The well is dry.")
    press(curator, "Enter")
    choose(curator, "mayor", "The mayor")
    choose_new(curator, "Well ran dry", "event")
    choose(curator, "drought", "drought")
    saved(curator)
    assert Passage.objects.get().status == Event.objects.get().status == "draft"

    curator.goto("/admin/")
    follow(curator, "Mine")
    reach(curator, "[all]")
    press(curator, "Space")
    follow(curator, "Submit")
    waiting = [Passage.objects.get(), Event.objects.get(), Attribution.objects.get()]
    assert {record.status for record in waiting} == {"submitted"}

    reviewer = log_in("reviewer")
    follow(reviewer, "To review")
    follow(reviewer, "Well ran dry")
    reviewer.wait_for_selector("text=Evidence")
    follow(reviewer, "Save and accept")
    assert Event.objects.get().status == "accepted"
    reviewer.goto("/admin/queue/to-review/")
    reach(reviewer, "[all]")
    press(reviewer, "Space")
    follow(reviewer, "Accept")
    for record in waiting:
        record.refresh_from_db()
        assert record.status == "accepted"
        assert {change.pgh_context["username"] for change in record.history.all()} == {
            "curator",
            "reviewer",
        }


def test_what_comes_back_says_why_and_goes_again(log_in, db):
    curator, reviewer = log_in("curator"), log_in("reviewer")
    curator.goto("/admin/events/place/add/")
    curator.fill("#id_name", "Qaim")
    curator.select_option("#id_kind", "city")
    with curator.expect_navigation():
        curator.locator("[name=_save]").last.click()
    curator.goto("/admin/queue/mine/")
    curator.check("[name=all]")
    with curator.expect_navigation():
        curator.click("text=Submit")
    reviewer.goto("/admin/queue/to-review/")
    reviewer.check("[name=all]")
    reviewer.fill("#reason", "Which of the two?")
    with reviewer.expect_navigation():
        reviewer.click("button:has-text('Return')")
    curator.goto("/admin/queue/returned-to-me/")
    with curator.expect_navigation():
        curator.click("text=Qaim")
    with curator.expect_navigation():
        curator.click(".object-tools >> text=History")
    assert "Which of the two?" in curator.inner_text("#content-main")


def test_an_earlier_version_and_a_deleted_record_come_back(desk):
    actor = Actor.objects.create(name="Badr", kind="armed_group")
    Actor.objects.filter(pk=actor.pk).update(name="Bader")
    history = f"/admin/actors/actor/{actor.pk}/history/"
    desk.goto(history)
    restore(desk, "Misspelt.")
    assert Actor.objects.get().name == "Badr"

    desk.goto(f"/admin/actors/actor/{actor.pk}/delete/")
    with desk.expect_navigation():
        desk.click("input[type=submit]")
    assert not Actor.objects.exists()
    desk.goto("/admin/changes/?deleted=on")
    with desk.expect_navigation():
        desk.locator("article.change a").first.click()
    restore(desk, "By mistake.")
    assert Actor.objects.get().pk == actor.pk


def restore(window, reason):
    """The last but one version that a page of history shows."""
    version = window.locator("article.change").nth(1)
    version.locator("summary").focus()
    press(window, "Enter", "Tab")
    window.keyboard.type(reason)
    with window.expect_navigation():
        press(window, "Enter")
    window.wait_for_selector("text=is restored.")
