"""A curator in the reading room, from a selection to what it holds up, by keyboard alone."""

import pytest

from actors.models import Actor, Name
from events.models import Event, EventType, Participation
from sources.attaching import attach
from sources.models import Attribution, Document, Passage

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = """A Town Without Rain

The mayor said on Tuesday that the well was dry. Rockets hit the base.

قال المتحدث إن البئر جفت. لم يصدقه أحد.
"""
POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'"


@pytest.fixture
def report(desk):
    document = Document.objects.create(title="A report", kind="article", language="en")
    attach(document, TEXT)
    return document


@pytest.fixture
def room(desk, report):
    """The room of the report under a policy that lets nothing in but the site's own files."""

    def guarded(route):
        answer = route.fetch()
        route.fulfill(
            response=answer, headers={**answer.headers, "content-security-policy": POLICY}
        )

    desk.route(f"**/document/{report.pk}/page/", guarded)
    desk.goto(f"/admin/sources/document/{report.pk}/page/")
    return desk


def press(window, *keys):
    for key in keys:
        window.keyboard.press(key)


def tab_to(window, name):
    """Goes on by Tab until the field is reached; fails where the keyboard cannot."""
    for _step in range(40):
        press(window, "Tab")
        reached = "document.activeElement.id || document.activeElement.className"
        if window.evaluate(reached) == name:
            return
    pytest.fail(f"The keyboard does not reach {name}.")


def choose(window, words, option):
    window.keyboard.type(words)
    window.wait_for_selector(f"[role=option][aria-selected=true]:has-text('{option}')")
    press(window, "Enter")


def selected(window):
    return window.evaluate("document.getSelection().toString()")


def saved(window):
    press(window, "Control+Enter")
    window.wait_for_selector("text=Saved as a draft.")


class TestRoom:
    def test_codes_a_passage_by_keyboard_alone(self, room):
        mayor = Actor.objects.create(name="The mayor", kind="person")
        Name.objects.create(actor=mayor, text="Madame la maire", language="fr", script="Latn")
        event = Event.objects.create(
            title="The well ran dry", type=EventType.objects.create(label="drought")
        )
        press(room, "n", "n")
        assert selected(room) == "The"
        press(room, "Shift+ArrowDown")
        assert selected(room) == "The mayor said on Tuesday that the well was dry."
        press(room, "Enter")
        room.wait_for_selector("#room-passage-summary:focus")
        assert room.input_value("#room-passage-end") == "48"
        room.keyboard.type("The well is dry.")
        tab_to(room, "panel-add")
        press(room, "Enter")
        choose(room, "madame", "The mayor")
        tab_to(room, "room-attributions-0-subject")
        choose(room, "ran dry", "The well ran dry")
        saved(room)

        passage = Passage.objects.get()
        assert (passage.paragraph, passage.start, passage.end) == (2, 0, 48)
        assert passage.voices.get().actor == mayor
        assert passage.attributions.get().event == event
        assert {passage.status, passage.attributions.get().status} == {"draft"}
        assert room.inner_text("mark") == "The mayor said on Tuesday that the well was dry."
        assert selected(room) == "Rockets"

    def test_makes_new_records_on_the_spot(self, room):
        EventType.objects.create(label="attack")
        press(room, "n", "n", "Shift+End", "Enter")
        room.wait_for_selector("#room-passage-summary:focus")
        room.keyboard.type("Rockets hit a base.")
        tab_to(room, "room-attributions-0-subject")
        choose_new(room, "The militia", "participation")
        choose_new(room, "The militia", "actor")
        press(room, "Tab")
        room.select_option("[name=made-1-kind]", "armed_group")
        room.select_option("[name=made-0-role]", "perpetrator")
        room.focus("#room-made-0-event")
        choose_new(room, "Attack on the base", "event")
        choose(room, "attack", "attack")
        saved(room)
        part = Participation.objects.get()
        assert (part.actor.name, part.event.title) == ("The militia", "Attack on the base")
        assert Attribution.objects.get().participation == part


def choose_new(window, words, kind):
    window.keyboard.type(words)
    window.wait_for_selector(f"[role=option][data-makes={kind}]")
    while not window.query_selector(f"[data-makes={kind}][aria-selected=true]"):
        press(window, "ArrowDown")
    press(window, "Enter")
