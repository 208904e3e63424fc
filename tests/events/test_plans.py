"""Questions about few events of many are answered from an index, whatever the others are."""

from datetime import date, timedelta

import pytest

from actors.models import Actor
from events.models import Event, EventType, Participation, Place
from sources.models import Attribution, Document, Passage
from tests.benchmarks.copying import copy
from tests.benchmarks.scratch import query

MANY = 3000

pytestmark = pytest.mark.django_db


def same(number):
    return number


@pytest.fixture(scope="module")
def ledger(throughout_the_module):
    """As many events as days, places and perpetrators, each held up by one passage."""
    kind = EventType.objects.create(label="attack").pk
    document = Document.objects.create(title="A report", kind="article", language="en")
    passage = Passage.objects.create(
        document=document, paragraph=1, start=0, end=10, summary="A"
    ).pk
    numbers = range(1, MANY + 1)

    def write(model, **columns):
        columns = {"id": same, "code": lambda n: f"made-{n}", **columns}
        rows = ({name: value(n) for name, value in columns.items()} for n in numbers)
        copy(model, rows)
        query(f"ANALYZE {model._meta.db_table}")

    write(Place, name=str, latitude=lambda n: n % 60, longitude=lambda n: n // 60)
    days = {n: date(2009, 12, 31) + timedelta(n) for n in numbers}
    write(Event, title=str, type_id=lambda _: kind, date=days.get, place_id=same)
    write(Actor, name=str, kind=lambda _: "person")
    write(Participation, event_id=same, actor_id=same, role=lambda _: "perpetrator")
    write(Attribution, passage_id=lambda _: passage, participation_id=same)


def assert_finds_by(index, rows):
    plan = rows.explain()
    assert index in plan
    assert "Seq Scan" not in plan


@pytest.mark.parametrize(
    ("question", "index"),
    [
        ("possibly_between", "event_by_possible_days"),
        ("definitely_between", "event_by_definite_days"),
    ],
)
def test_a_question_in_time(ledger, question, index):
    rows = getattr(Event.objects, question)("2012-03-01", "2012-03-05")
    assert len(rows) == 5
    assert_finds_by(index, rows)


def test_the_first_events_of_many_before_a_day(ledger):
    rows = Event.objects.possibly_between("2010-01-01", "2012-03-05")[:5]
    assert [event.date[-2:] for event in rows] == ["05", "04", "03", "02", "01"]
    assert_finds_by("event_by_date", rows)


@pytest.mark.parametrize("model", [Event, Place])
def test_what_is_near(ledger, model):
    rows = model.objects.near(30, 20, km=10)
    assert len(rows) == 1
    assert_finds_by("place_by_coordinates", rows)


def test_what_somebody_answers_for(ledger):
    rows = Event.objects.attributed_to(Actor.objects.get(code="made-7"))
    assert len(rows) == 1
    assert_finds_by("participation_answered_for", rows)


def test_subordinates_are_looked_for_once(ledger):
    rows = Event.objects.attributed_to(Actor.objects.get(code="made-7"), True)
    assert len(rows) == 1
    assert "Function Scan on actor_answering" in rows.explain()


def test_what_was_known_of_somebody_is_found_by_them(ledger):
    made = Actor.objects.get(code="made-7")
    rows = Event.objects.known_on("2020-01-01").attributed_to(made, include_subordinates=True)
    plan = rows.explain()
    assert "Function Scan on actor_answering" in plan
    assert "Seq Scan on events_event" not in plan
    assert "Seq Scan on sources_attribution" not in plan
