"""What it costs to code a whole report of ten paragraphs, in keys and clicks, text aside.

Everything that a report has: new people and groups, names, relations, events, parts in them,
numbers, a statement, rival numbers, a denial. The same rows are made in the room and in Django's
own admin, there by the shortest way, which is not charged for offsets and for showing the text.
The README says what both cost.
"""

import pytest

from actors.models import Actor, Name, Relation
from events.models import Event, EventType, Figure, Participation
from sources.attaching import attach
from sources.models import Attribution, Document, Passage, Statement, Voice
from tests.browser.hands import Hands

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = """Gunmen attacked a grain depot near Tell Qasab on Monday, Governor Salim Nasr said.

The governor blamed the Sons of the Ridge, led by Idris Maruf, who is known as Abu Layth.

Karim Zand, who speaks for the group, denied that it had been near the depot.

He said that the Valley Front had done it.

The Valley Front split from the Sons of the Ridge and is funded by Yusuf Darwish, officials said.

Four guards were killed, the governor said.

Huda Amin, a doctor, said that five guards were killed and nine wounded.

Two officers were killed when the group shelled the customs post, Salim Nasr said.

Yusuf Darwish denied that he had given money to anybody.

Huda Amin expects that the hospital will run out of beds.
"""
MADE = [Actor, Name, Relation, Event, Participation, Figure, Statement]


@pytest.fixture
def report(desk):
    document = Document.objects.create(
        title="A report", kind="article", language="en", published="2021-05-12"
    )
    attach(document, TEXT)
    EventType.objects.create(label="attack")
    return document


def is_coded():
    counts = {model.__name__: model.objects.count() for model in MADE}
    assert counts == {
        "Actor": 8,
        "Name": 1,
        "Relation": 4,
        "Event": 2,
        "Participation": 3,
        "Figure": 3,
        "Statement": 1,
    }
    assert Passage.objects.count() == Voice.objects.count() == 10
    assert Attribution.objects.count() == 27
    denied = Attribution.objects.filter(stance="denies")
    assert {type(attribution.subject) for attribution in denied} == {Participation, Relation}
    killed = Figure.objects.get(of_whom="guards")
    assert {*killed.attributions.values_list("field", "value")} == {("best", "4"), ("best", "5")}
    assert Event.objects.get(title__startswith="Attack").date == "2021-05-10"


class Room:
    """The reading room, by keyboard."""

    def __init__(self, window):
        self.window = window
        self.hands = Hands(window)
        self.press = self.hands.press
        window.focus("#paragraph-1 .words")
        self.press("Shift+ArrowDown")  # later, the next sentence is selected already

    def take(self, text, offered):
        """Types, waits for what is marked, and takes it."""
        self.hands.type(text)
        self.window.wait_for_selector(f"[aria-selected=true]:has-text('{offered}')")
        self.press("Enter")

    def new_voice(self, name, kind):
        self.hands.type("a summary.")
        self.press("Enter")
        self.take(name, "New actor")
        self.hands.type(kind)
        self.press("Enter")

    def voice(self, name):
        self.hands.type("a summary.")
        self.press("Enter")
        self.take(name, name)

    def same_voice(self):
        self.hands.type("a summary.")
        self.press("Alt+b")

    def last(self, text, offered):
        """Types what is there already; saving takes it."""
        self.hands.type(text)
        self.window.wait_for_selector(f"[aria-selected=true]:has-text('{offered}')")
        self.save()

    def save(self):
        self.press("Control+Enter")
        self.window.wait_for_selector("text=Saved as a draft.")


def code_in_room(window):
    room = Room(window)
    press, take = room.press, room.take
    room.new_voice("Salim Nasr", "person")
    take("Attack on the grain depot", "New event")
    take("attack", "attack")
    take("Monday", "10 May 2021")
    press("Alt+h")
    room.last("Salim Nasr", "new")
    room.same_voice()
    room.hands.type("Idris Maruf leads Sons of the Ridge")
    window.wait_for_selector("[role=option]:has-text('New relation')")
    press("ArrowDown", "Enter")
    window.wait_for_selector("[aria-selected=true]:has-text('New actor “Idris Maruf”')")
    press("Enter")
    room.hands.type("person")
    press("Enter")
    window.wait_for_selector("[aria-selected=true]:has-text('New actor “Sons of the Ridge”')")
    press("Enter")
    room.hands.type("armed group")
    press("Enter")
    take("Idris Maruf known as Abu Layth", "New name: Idris Maruf known as")
    take("Sons of the Ridge perpetrator attack on the grain depot", "New participation")
    take("Idris Maruf", "new")
    room.last("Sons of the Ridge", "new")
    room.new_voice("Karim Zand", "person")
    take("Karim Zand represents Sons of the Ridge", "New relation")
    take("Karim Zand", "new")
    press("Alt+d")
    room.last("Sons of the Ridge perpetrator attack on the grain depot", "participation")
    room.same_voice()
    take("Valley Front perpetrator attack on the grain depot", "New participation")
    window.wait_for_selector("[aria-selected=true]:has-text('New actor “Valley Front”')")
    press("Enter")
    room.hands.type("armed group")
    press("Enter")
    room.last("Valley Front", "new")
    room.new_voice("Regional officials", "collective")
    take("Valley Front split from Sons of the Ridge", "New relation")
    take("Yusuf Darwish funds Valley Front", "New relation")
    window.wait_for_selector("[aria-selected=true]:has-text('New actor “Yusuf Darwish”')")
    press("Enter")
    room.hands.type("person")
    press("Enter")
    take("Yusuf Darwish", "new")
    room.last("Valley Front", "Valley Front")
    room.voice("Salim Nasr")
    take("4 guards killed in attack on the grain depot", "New figure")
    room.last("Attack on the grain depot", "Attack on the grain depot")
    room.new_voice("Huda Amin", "person")
    take("5 guards killed in attack on the grain depot", "says 5")
    take("9 wounded in attack on the grain depot", "New figure")
    room.last("Huda Amin", "new")
    room.voice("Salim Nasr")
    take("Shelling of the customs post", "New event")
    take("attack", "attack")
    press("Alt+h")
    take("Sons of the Ridge perpetrator shelling of the customs post", "New participation")
    take("2 officers killed in shelling of the customs post", "New figure")
    room.last("Sons of the Ridge", "Sons of the Ridge")
    room.voice("Yusuf Darwish")
    press("Alt+d")
    room.last("Yusuf Darwish funds Valley Front", "relation")
    room.voice("Huda Amin")
    room.hands.type("The hospital will run out of beds.")
    window.wait_for_selector("[data-makes=statement]")
    press("ArrowUp", "Enter")
    room.hands.type("prediction")
    room.save()
    return room.hands.cost


def test_in_the_reading_room(desk, report):
    desk.goto(f"/admin/sources/document/{report.pk}/page/")
    cost = code_in_room(desk)
    is_coded()
    assert cost == 68


class Stock:
    """Django's own admin, with forms in the order that needs the fewest steps."""

    def __init__(self, window):
        self.hands = Hands(window)
        self.model = None
        window.goto("/stock/sources/passage/")

    def add(self, model, rows):
        """Adds rows of a model: one after the other by “add another”."""
        self.hands.go(f"#nav-sidebar .model-{model._meta.model_name} .addlink")
        added = []
        for at, row in enumerate(rows):
            for name, value in row.items():
                self.fill(name, value)
            self.hands.go("[name=_save]" if at == len(rows) - 1 else "[name=_addanother]")
            added.append(model.objects.latest("pk"))
        return added

    def fill(self, name, value):
        selector = f"#id_{name}"
        if self.hands.window.locator(selector).evaluate("field => field.tagName") == "SELECT":
            key = getattr(value, "pk", value)
            self.hands.window.select_option(selector, value=str(key))
            self.hands.cost += 1
        else:
            self.hands.click(selector)
            self.hands.window.fill(selector, str(value))


def code_in_stock(stock, report):
    add = stock.add
    passages = add(
        Passage,
        [
            {"document": report, "paragraph": n, "start": 0, "end": 9, "summary": "A summary."}
            for n in range(1, 11)
        ],
    )
    people = ["Salim Nasr", "Idris Maruf", "Karim Zand", "Yusuf Darwish", "Huda Amin"]
    groups = ["Sons of the Ridge", "Valley Front"]
    actors = [
        *({"name": name, "kind": "person"} for name in people),
        *({"name": name, "kind": "armed_group"} for name in groups),
        {"name": "Regional officials", "kind": "collective"},
    ]
    salim, maruf, karim, darwish, huda, sons, front, officials = add(Actor, actors)
    speakers = [salim, salim, karim, karim, officials, salim, huda, salim, darwish, huda]
    voices = [
        {"passage": passage, "position": 1, "actor": actor}
        for passage, actor in zip(passages, speakers, strict=True)
    ]
    add(Voice, voices)
    (name,) = add(Name, [{"actor": maruf, "text": "Abu Layth", "kind": "alias"}])
    leads, speaks, split, funds = add(
        Relation,
        [
            {"subject": maruf, "predicate": "leads", "object": sons},
            {"subject": karim, "predicate": "represents", "object": sons},
            {"subject": front, "predicate": "split_from", "object": sons},
            {"subject": darwish, "predicate": "funds", "object": front},
        ],
    )
    kind = EventType.objects.get()
    attack, shelling = add(
        Event,
        [
            {"title": "Attack on the grain depot", "type": kind, "date": "2021-05-10"},
            {"title": "Shelling of the customs post", "type": kind},
        ],
    )
    by_sons, by_front, shelled = add(
        Participation,
        [
            {"event": attack, "actor": sons, "role": "perpetrator"},
            {"event": attack, "actor": front, "role": "perpetrator"},
            {"event": shelling, "actor": sons, "role": "perpetrator"},
        ],
    )
    persons = {"unit": "persons"}
    guards, wounded, officers = add(
        Figure,
        [
            {"measure": "killed", "best": 4, **persons, "of_whom": "guards", "event": attack},
            {"measure": "wounded", "best": 9, **persons, "event": attack},
            {"measure": "killed", "best": 2, **persons, "of_whom": "officers", "event": shelling},
        ],
    )
    (beds,) = add(Statement, [{"kind": "prediction", "summary": "It will run out of beds."}])
    best = {"field": "best"}
    held_up = [
        [{"event": attack}, {"actor": salim}],
        [{"relation": leads}, {"name": name}, {"participation": by_sons}, {"actor": maruf}],
        [{"relation": speaks}, {"actor": karim}, {"participation": by_sons, "stance": "denies"}],
        [{"participation": by_front}, {"actor": front}],
        [{"relation": split}, {"relation": funds}, {"actor": darwish}, {"actor": front}],
        [{"figure": guards, **best, "value": 4}, {"event": attack}],
        [{"figure": guards, **best, "value": 5}, {"figure": wounded, **best, "value": 9}],
        [{"event": shelling}, {"participation": shelled}, {"figure": officers, **best, "value": 2}],
        [{"relation": funds, "stance": "denies"}],
        [{"statement": beds}],
    ]
    held_up[1].append({"actor": sons})
    held_up[6].append({"actor": huda})
    held_up[7].append({"actor": sons})
    rows = [
        {"passage": passage, **row}
        for passage, rows in zip(passages, held_up, strict=True)
        for row in rows
    ]
    add(Attribution, rows)


@pytest.mark.urls("tests.browser.stock_admin")
def test_in_djangos_own_admin(desk, report):
    stock = Stock(desk)
    code_in_stock(stock, report)
    is_coded()
    assert stock.hands.cost == 284
