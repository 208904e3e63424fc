"""What it costs to code one passage, in keys and clicks, text aside; the README says so.

The work: a passage in a voice, one new event with its type and date, an attribution of the event
and one of a known actor. Of Django's own admin the shortest way is counted that there is: a click
or one key from field to field, a list chosen from by typing, the next form by "add another". It
is not charged for what it cannot do: to find the offsets and the digest, and to show the text.
"""

import pytest

from actors.models import Actor
from events.models import Event, EventType, Figure
from sources.attaching import attach
from sources.models import Attribution, Document, Mention, Passage, Voice
from tests.browser.hands import Hands

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = """A Town Without Rain

The mayor said on Tuesday that the well was dry. The pumps had stopped. Nobody came to mend them.
"""


@pytest.fixture
def report(desk):
    document = Document.objects.create(title="A report", kind="article", language="en")
    attach(document, TEXT)
    for name, kind in [("The mayor", "person"), ("The town", "government")]:
        Actor.objects.create(name=name, kind=kind)
    EventType.objects.create(label="drought")
    return document


def is_coded(count):
    assert Passage.objects.count() == Voice.objects.count() == Event.objects.count() == count
    assert Attribution.objects.count() == 2 * count


def code_in_room(hands, title, voices):
    if not Passage.objects.exists():
        hands.press("Shift+ArrowDown")  # later, the next sentence is selected already
    hands.type("A summary.")
    if voices == "new":
        hands.press("Enter")
        hands.choose("The mayor")
    else:
        hands.press("Alt+b")
    hands.type(title)
    hands.window.wait_for_selector("[role=option][data-makes=event]")
    assert hands.window.query_selector("[data-makes=event][aria-selected=true]")
    hands.press("Enter")
    hands.choose("drought")
    hands.type("2021-02")
    hands.press("Alt+h")
    hands.type("The town")
    hands.window.wait_for_selector("[role=option][aria-selected=true]:has-text('The town')")
    hands.press("Control+Enter")
    hands.window.wait_for_selector("text=Saved as a draft.")


def test_in_the_reading_room(desk, report):
    desk.goto(f"/admin/sources/document/{report.pk}/page/")
    desk.focus("#paragraph-2 .words")  # where the passage before has left the keyboard
    costs = []
    work = [("Wells ran dry", "new"), ("Pumps broke", "new"), ("Strike", "before")]
    for count, (title, voices) in enumerate(work):
        hands = Hands(desk)
        code_in_room(hands, title, voices)
        costs.append(hands.cost)
        is_coded(count + 1)
    assert costs == [7, 6, 5]


def test_a_mention_and_a_figure_in_the_reading_room(desk, report, drought):
    desk.goto(f"/admin/sources/document/{report.pk}/page/")
    desk.focus("#paragraph-2 .words")
    hands = Hands(desk)
    hands.press("Shift+ArrowDown")
    hands.type("A summary.")
    hands.press("Enter")
    hands.choose("The mayor")
    hands.press("Alt+m")
    hands.choose("The town")
    hands.type("the well")
    hands.press("Alt+h")
    hands.type("3 wells")
    desk.wait_for_selector("[data-makes=figure][aria-selected=true]")
    hands.press("Enter")
    hands.choose("Drought of the year")
    hands.type("Sites")
    hands.press("Control+Enter")
    desk.wait_for_selector("text=Saved as a draft.")
    holds_a_mention_and_a_figure()
    assert hands.cost == 9


def add_passage_and_voice(hands):
    hands.window.goto("/stock/sources/passage/")
    hands.go("#nav-sidebar .model-passage .addlink")
    hands.pick("#id_document", "A report")
    hands.click("#id_paragraph")
    hands.type("2")
    hands.press("Tab")
    hands.type("0")
    hands.press("Tab")
    hands.type("48")
    hands.click("#id_summary")
    hands.type("A summary.")
    hands.go("[name=_save]")
    hands.go("#nav-sidebar .model-voice .addlink")
    hands.pick("#id_passage", str(Passage.objects.get()))
    hands.click("#id_position")
    hands.type("1")
    hands.pick("#id_actor", "The mayor")
    hands.go("[name=_save]")


def holds_a_mention_and_a_figure():
    figure, attribution = Figure.objects.get(), Attribution.objects.get()
    assert (figure.measure, figure.best, figure.unit) == ("sites", 3, "wells")
    assert (attribution.figure, attribution.field, attribution.value) == (figure, "best", "3")
    assert Mention.objects.get().printed == "the well"
    assert Voice.objects.count() == Passage.objects.count() == 1


@pytest.fixture
def drought():
    return Event.objects.create(title="Drought of the year", type=EventType.objects.get())


@pytest.mark.urls("tests.browser.stock_admin")
def test_a_mention_and_a_figure_in_djangos_own_admin(desk, report, drought):
    hands = Hands(desk)
    add_passage_and_voice(hands)
    hands.go("#nav-sidebar .model-mention .addlink")
    hands.pick("#id_passage", str(Passage.objects.get()))
    hands.pick("#id_actor", "The town")
    hands.click("#id_printed")
    hands.type("the well")
    hands.go("[name=_save]")
    hands.go("#nav-sidebar .model-figure .addlink")
    hands.pick("#id_measure", "Sites")
    hands.click("#id_best")
    hands.type("3")
    hands.click("#id_unit")
    hands.type("wells")
    hands.pick("#id_event", "Drought of the year")
    hands.go("[name=_save]")
    hands.go("#nav-sidebar .model-attribution .addlink")
    hands.pick("#id_passage", str(Passage.objects.get()))
    hands.pick("#id_figure", str(Figure.objects.get()))
    hands.click("#id_field")
    hands.type("best")
    hands.press("Tab", "Tab")
    hands.type("3")
    hands.go("[name=_save]")
    holds_a_mention_and_a_figure()
    assert hands.cost == 30


@pytest.mark.urls("tests.browser.stock_admin")
def test_in_djangos_own_admin(desk, report):
    hands = Hands(desk)
    add_passage_and_voice(hands)
    hands.go("#nav-sidebar .model-event .addlink")
    hands.click("#id_title")
    hands.type("Happening")
    hands.pick("#id_type", "drought")
    hands.click("#id_date")
    hands.type("2021-02")
    hands.go("[name=_save]")
    hands.go("#nav-sidebar .model-attribution .addlink")
    hands.pick("#id_passage", str(Passage.objects.get()))
    hands.pick("#id_event", "Happening")
    hands.go("[name=_addanother]")
    hands.pick("#id_passage", str(Passage.objects.get()))
    hands.pick("#id_actor", "The town")
    hands.go("[name=_save]")
    is_coded(1)
    assert hands.cost == 24
