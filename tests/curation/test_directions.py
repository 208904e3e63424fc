"""Sentences of ours run from left to right, whatever the names in them do."""

import unicodedata

import pytest
from django.contrib.admin import site

from actors.models import Actor, Designation, Relation
from curation.decisions import Decision
from curation.directions import set_in
from events.models import Event, EventLink, Participation
from sources.models import Attribution, Mention, Voice

BRIGADE, SPEAKER = "لواء الساحل", "سالم الحديدي"


def direction(text):
    """Of a paragraph, by its first letter outside what is set apart: UAX 9, P2 and P3."""
    depth = 0
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("FSI", "LRI", "RLI"):
            depth += 1
        elif kind == "PDI":
            depth -= 1
        elif not depth and kind in ("L", "R", "AL"):
            return "left to right" if kind == "L" else "right to left"
    return "left to right"


class TestNameInASentence:
    @pytest.mark.parametrize("name", ["Kataib Hezbollah", "", "Ünal", "2020", "Хайдер"])
    def test_is_left_alone_from_left_to_right(self, name):
        assert set_in(name) == name

    @pytest.mark.parametrize("name", [BRIGADE, "חיזבאללה", "GulfTech الخاصة"])
    def test_is_set_apart_from_right_to_left(self, name):
        assert set_in(name) == f"\u2068{name}\u2069"


class TestRecordCalledByOthers:
    @pytest.fixture
    def speaker(self, make_actor):
        return make_actor(name=SPEAKER)

    @pytest.fixture
    def brigade(self, make_actor):
        return make_actor(name=BRIGADE)

    @pytest.fixture
    def event(self, make_event):
        return make_event(title=f"هجوم {BRIGADE}", date="2023-03-14")

    @pytest.fixture
    def passage(self, make_passage):
        return make_passage(summary="عدد القتلى 3.")

    @pytest.fixture
    def records(self, speaker, brigade, event, passage):
        return [
            Relation(subject=speaker, predicate="member_of", object=brigade),
            Designation(actor=brigade, measure="terrorist", authority=speaker),
            Participation(event=event, actor=brigade, role="perpetrator"),
            EventLink(event=event, kind="led_to", other=event),
            Attribution(passage=passage, event=event, stance="asserts"),
            Attribution(passage=passage, event=event, stance="asserts", field="date"),
            Mention(passage=passage, actor=brigade, printed=BRIGADE),
            Voice(passage=passage, actor=speaker, on_behalf_of=brigade),
            passage,
            Decision(what="merge", name=BRIGADE, code="a", other_name=SPEAKER, other="b"),
        ]

    def test_is_read_from_left_to_right(self, records):
        turned = [str(record) for record in records if direction(str(record)) == "right to left"]
        assert not turned

    def test_names_each_in_its_own_direction(self, records):
        for record in records:
            assert str(record).count("\u2068") == str(record).count("\u2069") > 0

    def test_is_as_written_in_latin_letters(self, make_relation, make_actor):
        one, other = make_actor(name="Layla"), make_actor(name="The Front")
        assert str(make_relation(subject=one, object=other)) == "Layla member of The Front"

    def test_is_offered_from_left_to_right(self, brigade, event):
        for record, model in ((brigade, Actor), (event, Event)):
            offered = site.get_model_admin(model).offered_as(record)
            assert direction(offered) == "left to right"
            assert offered.startswith("\u2068")


def test_a_passage_is_called_by_its_code_first(make_passage):
    passage = make_passage(summary="عدد القتلى 3.")
    assert str(passage) == f"{passage.code}: \u2068عدد القتلى 3.\u2069"
