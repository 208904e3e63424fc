"""Events, passages and documents found by the words in which they are told."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from events.models import Event
from sources.models import Document, Passage
from tests.benchmarks.copying import copy
from tests.benchmarks.scratch import query
from tests.writing import insert_by_copy


@pytest.fixture
def events(make_event):
    return {
        "erbil": make_event(title="Rocket attack on Erbil", description="Fired at the air base."),
        "café": make_event(title="Meeting at the Café", description="No rockets, no attack."),
        "arabic": make_event(title="هجوم على أربيل", description="قصفٌ بالصواريخ"),
    }


def found(text):
    return [event.title for event in Event.objects.search(text)]


class TestSearch:
    @pytest.mark.parametrize(
        ("text", "keys"),
        [
            ("rocket", ["erbil", "café"]),
            ("ATTACKS", ["erbil", "café"]),
            ("attacked rockets", ["erbil", "café"]),
            ("cafe", ["café"]),
            ("CAFÉ", ["café"]),
            ("اربيل", ["arabic"]),
            ("أَرْبيل هجوم", ["arabic"]),
            ("قصف", ["arabic"]),
            ('"air base"', ["erbil"]),
            ('"base air"', []),
            ("attack -meeting", ["erbil"]),
            ("erbil or meeting", ["erbil", "café"]),
            ("air-base", ["erbil"]),
            ("Erbil's", ["erbil"]),
            ("nothing of the kind", []),
        ],
    )
    def test_finds_all_words_whatever_their_form(self, events, text, keys):
        titles = {events[key].title for key in keys}
        assert set(found(text)) == titles

    @pytest.mark.parametrize(
        ("text", "keys"),
        [
            ("-erbil", ["café", "arabic"]),
            ("the -erbil", ["café", "arabic"]),
            ("-erbil -meeting", ["arabic"]),
            ("-the", []),
        ],
    )
    def test_for_what_is_not_there_finds_all_others(self, events, text, keys):
        assert found(text) == [events[key].title for key in keys]

    def test_puts_the_title_before_the_description(self, events):
        assert found("attack") == ["Rocket attack on Erbil", "Meeting at the Café"]
        first, second = Event.objects.search("attack")
        assert first.relevance > second.relevance > 0

    def test_chains(self, events, make_participation):
        rows = Event.objects.filter(title__startswith="Rocket").search("attack")
        assert rows.count() == 1
        assert rows.unattributed().exists()
        assert rows.values_list("title", flat=True)[:1].get() == "Rocket attack on Erbil"
        part = make_participation(event=events["erbil"])
        assert type(part).objects.filter(event__in=Event.objects.search("attack")).get() == part
        assert (Event.objects.search("attack") & Event.objects.search("base")).count() == 1

    def test_finds_passages_and_documents(self, make_passage, make_document):
        document = make_document(title="Les milices en Irak", authors="Élodie Martin")
        passage = make_passage(document=document, summary="Attack feared.", phrase="no war")
        assert Document.objects.search("milices").get() == document
        assert Document.objects.search("elodie").get() == document
        assert Passage.objects.search("attacks war").get() == passage

    @pytest.mark.usefixtures("as_seed")
    def test_finds_what_copy_wrote(self, make_event):
        insert_by_copy(make_event.build(title="Copied attack", code="copied"))
        assert found("attacks") == ["Copied attack"]

    @pytest.mark.django_db(transaction=True)
    def test_of_the_past_finds_the_words_of_then(self, make_event):
        event = make_event(title="Attack on Mosul")
        before = datetime.now(UTC)
        Event.objects.update(title="Attack on Erbil")
        assert Event.objects.as_of(before).search("mosul").get() == event
        assert Event.objects.search("mosul").as_of(before).get() == event
        assert not Event.objects.search("mosul").exists()
        assert not Event.objects.as_of(before).search("erbil").exists()

    def test_of_what_was_accepted_finds_its_words(self, as_seed, make_event):
        make_event(title="Attack on Mosul", status="accepted")
        assert Event.objects.accepted().search("mosul").count() == 1
        assert Event.objects.search("mosul").accepted().count() == 1

    def test_asks_the_index(self, as_seed, make_event_type):
        kind = make_event_type().pk
        rows = (
            {"id": n, "code": f"made-{n}", "title": f"Event {n}", "type_id": kind}
            for n in range(1, 3000)
        )
        copy(Event, rows)
        query("ANALYZE events_event")
        plan = Event.objects.search("2750").explain()
        assert "event_by_words" in plan
        assert "Seq Scan" not in plan


class TestBadInput:
    @pytest.mark.parametrize("text", ["", "  ", "\0", "…!?", "the", "-", '"', "'", "- -", '""'])
    def test_of_no_words_finds_nothing(self, events, text):
        assert found(text) == []

    @pytest.mark.parametrize("text", ["attack\ud800", "\udfffattack", "att\0ack", "attack\udcff x"])
    def test_of_half_a_character_is_read_without_it(self, events, text):
        assert len(found(text)) == (0 if "x" in text else 2)
        assert found("\ud800") == []

    @pytest.mark.parametrize("text", [None, 2014, ["attack"]])
    def test_of_what_is_no_text_is_refused(self, text):
        with pytest.raises(TypeError, match="is no text: ask for words, such as"):
            Event.objects.search(text)

    @pytest.mark.parametrize(
        "text",
        [
            "a" * 10_000,
            "attack " * 2_000,
            "(((",
            "a & | ! b",
            "'; DROP TABLE x; --",
            "-" * 500,
            ":*",
            "㌖" * 2_000,
        ],
    )
    def test_is_answered(self, events, text):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = '2s'")
        assert len(found(text)) <= 3

    def test_long_descriptions_are_kept(self, make_event):
        make_event(title="Long", description=" ".join(f"word{n}" for n in range(60_000)))
        assert found("word7") == ["Long"]

    @pytest.mark.parametrize("word", ["word", "㌖"])
    def test_long_summaries_are_kept(self, make_passage, word):
        text = " ".join(f"{word}{n}" for n in range(90_000))
        passage = make_passage(summary=text)
        assert Passage.objects.search(f"{word}7").get() == passage
