"""Lists of what is found by a name of somebody or some place in it say by whose, and by which."""

import re

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actors.models import Actor, Name, Relation
from curation.merging import merge
from events.models import Event, Participation, Place
from sources.models import Attribution, Mention, Passage, Voice
from tests.admin.posting import page

KATAIB = "Kataib Hezbollah"


@pytest.fixture
def kataib(ledger):
    actor = ledger.make_actor(KATAIB)
    Name.objects.create(actor=actor, text="KH", kind="acronym", strength="weak")
    return actor


@pytest.fixture
def told(curator):
    """What a list says of why it found each row, for some words."""

    def told(model, words, client=curator, **asked):
        response = client.get(page(model, "changelist"), {"q": words, **asked})
        rows = response.context["cl"].result_list
        text = response.content.decode()
        for row in rows:
            why = getattr(row, "found_because_of", "")
            assert not why or why in text
        return {row: getattr(row, "found_because_of", "") for row in rows}

    return told


class TestEvents:
    def test_say_who_in_them_is_called_so(self, told, kataib, ledger):
        Participation.objects.create(event=ledger.event, actor=kataib, role="perpetrator")
        for words, why in {
            KATAIB: "found by Kataib Hezbollah",
            "kh": "found by Kataib Hezbollah, weak name: KH",
            "كتائب حزب الله": "found by Kataib Hezbollah, other spelling",
        }.items():
            assert told(Event, words) == {ledger.event: why}

    def test_do_not_say_what_is_seen(self, told, kataib, ledger):
        Participation.objects.create(event=ledger.event, actor=kataib, role="perpetrator")
        Event.objects.update(title="Kataib Hezbollah's attack", place=ledger.place)
        assert told(Event, KATAIB) == {ledger.event: ""}
        # The place is a column of its own.
        assert told(Event, "erbil") == {ledger.event: ""}
        assert told(Event, "Irbil") == {ledger.event: "found by Erbil, other spelling"}

    def test_do_not_say_who_else_has_such_a_name_as_is_seen(self, told, ledger):
        actor = ledger.make_actor("Killed at Erbil")
        Participation.objects.create(event=ledger.event, actor=actor, role="target")
        place = Place.objects.create(name="Air base in Erbil", parent=ledger.place)
        assert told(Event, "أربيل") == {ledger.event: "found by Killed at Erbil"}
        Event.objects.update(place=place)
        assert told(Event, "أربيل") == {ledger.event: ""}

    def test_say_the_best_of_several(self, told, kataib, ledger):
        for name in ("Kataib Hezbollah al-Nujaba", KATAIB):
            actor = ledger.make_actor(name)
            Participation.objects.create(event=ledger.event, actor=actor, role="perpetrator")
        assert told(Event, KATAIB) == {ledger.event: f"found by {KATAIB}"}

    def test_found_word_by_word_say_nothing(self, told, kataib, ledger):
        Participation.objects.create(event=ledger.event, actor=kataib, role="perpetrator")
        assert told(Event, "hizbullah attack") == {ledger.event: ""}

    def test_say_so_in_the_order_of_a_column_too(self, told, kataib, ledger):
        Participation.objects.create(event=ledger.event, actor=kataib, role="perpetrator")
        assert told(Event, "kh", o="-1") == {
            ledger.event: "found by Kataib Hezbollah, weak name: KH"
        }

    def test_say_nothing_of_what_the_user_may_not_see(
        self, told, kataib, ledger, client, admin_client, make_user
    ):
        shown = ledger.make_actor("Liwa Kataib Hezbollah")
        Participation.objects.create(event=ledger.event, actor=shown, role="supporter")
        Participation.objects.create(
            event=ledger.event, actor=kataib, role="perpetrator", restricted=True
        )
        seen = ["events.view_event", "events.view_participation", "actors.view_actor"]
        client.force_login(make_user(*seen))
        assert told(Event, KATAIB, client) == {ledger.event: "found by Liwa Kataib Hezbollah"}
        assert told(Event, KATAIB, admin_client) == {ledger.event: "found by Kataib Hezbollah"}
        assert told(Event, "KH", client) == {}

    @pytest.mark.parametrize("unseen", ["events.view_participation", "actors.view_actor"])
    def test_say_nothing_of_kinds_that_are_not_for_the_user(
        self, told, kataib, ledger, client, make_user, unseen
    ):
        Participation.objects.create(event=ledger.event, actor=kataib, role="perpetrator")
        seen = {"events.view_event", "events.view_participation", "actors.view_actor"} - {unseen}
        client.force_login(make_user(*seen))
        assert told(Event, "KH", client) == {ledger.event: ""}


class TestOthers:
    def test_say_it_of_either_end(self, told, kataib, ledger):
        there = Relation.objects.create(subject=ledger.actor, predicate="opposes", object=kataib)
        assert told(Relation, KATAIB) == {there: ""}
        assert told(Relation, "KH") == {there: "found by Kataib Hezbollah, weak name: KH"}
        back = Relation.objects.create(subject=kataib, predicate="opposes", object=ledger.actor)
        assert told(Relation, "KH")[back] == "weak name: KH"
        assert told(Relation, KATAIB)[back] == ""

    def test_say_it_of_parts_in_events(self, told, kataib, ledger):
        part = Participation.objects.create(event=ledger.event, actor=kataib, role="target")
        assert told(Participation, KATAIB) == {part: ""}
        assert told(Participation, "KH") == {part: "found by Kataib Hezbollah, weak name: KH"}

    def test_say_it_of_evidence(self, told, kataib, ledger):
        part = Participation.objects.create(event=ledger.event, actor=kataib, role="target")
        held = ledger.attribute(participation=part)
        assert told(Attribution, KATAIB) == {held: ""}
        assert told(Attribution, "KH") == {held: "found by Kataib Hezbollah, weak name: KH"}
        spoken = ledger.attribute(event=ledger.event, passage=ledger.make_passage(paragraph=2))
        Voice.objects.create(passage=spoken.passage, position=1, actor=kataib, mode="direct")
        assert told(Attribution, KATAIB) == {held: "", spoken: "found by Kataib Hezbollah"}

    def test_say_it_of_passages(self, told, kataib, ledger):
        Mention.objects.create(passage=ledger.passage, place=ledger.place, printed="there")
        assert told(Passage, "أربيل") == {ledger.passage: "found by Erbil, other spelling"}

    def test_say_it_of_voices_under_who_speaks(self, curator, told, kataib, ledger):
        voice = Voice.objects.create(
            passage=ledger.passage, position=1, actor=kataib, mode="direct"
        )
        assert told(Voice, "kh") == {voice: "weak name: KH"}
        text = curator.get(page(Voice, "changelist"), {"q": "kh"}).content.decode()
        cell = text.split('class="field-actor')[1].split("</t")[0]
        assert "weak name: KH" in cell

    def test_say_it_of_places_by_what_they_lie_in(self, told, ledger):
        within = Place.objects.create(name="Ankawa", parent=ledger.place)
        assert told(Place, "Irbil") == {
            ledger.place: "other spelling: Erbil",
            within: "found by Erbil, other spelling",
        }

    def test_stay_as_they_are_of_actors(self, told, kataib):
        assert told(Actor, "kh") == {kataib: "weak name: KH"}
        assert told(Actor, KATAIB) == {kataib: ""}


class TestBoxes:
    @pytest.fixture
    def told(self, curator):
        """What the box of a figure's event says of why it offers each."""

        def told(words, field="event", client=curator):
            asked = {"app_label": "events", "model_name": "figure", "field_name": field}
            answer = client.get(reverse("admin:autocomplete"), {**asked, "term": words}).json()
            return {row["text"]: row["found"] for row in answer["results"]}

        return told

    @pytest.fixture
    def attack(self, kataib, ledger):
        Participation.objects.create(event=ledger.event, actor=kataib, role="perpetrator")
        Event.objects.update(place=ledger.place)
        return admin.site.get_model_admin(Event).offered_as(Event.objects.get())

    def test_of_events_say_who_in_them_is_called_so(self, told, attack):
        for words, why in {
            KATAIB: "found by Kataib Hezbollah",
            "kh": "found by Kataib Hezbollah, weak name: KH",
            "كتائب حزب الله": "found by Kataib Hezbollah, other spelling",
            "أربيل": "found by Erbil, other spelling",
        }.items():
            assert told(words) == {attack: why}

    def test_do_not_say_what_they_show(self, told, attack):
        assert told("attack") == {attack: ""}
        assert told("") == {attack: ""}

    def test_do_not_say_whom_they_name(self, curator, attack, kataib):
        part = Participation.objects.get()
        asked = {"app_label": "sources", "model_name": "attribution", "field_name": "participation"}
        for words, why in {
            "Kata'ib Hezbollah": "",
            "kh": "found by Kataib Hezbollah, weak name: KH",
        }.items():
            answer = curator.get(reverse("admin:autocomplete"), {**asked, "term": words}).json()
            label = admin.site.get_model_admin(Participation).offered_as(part)
            assert {row["text"]: row["found"] for row in answer["results"]} == {label: why}

    def test_say_it_of_what_a_merged_code_and_spaces_find(self, told, attack, kataib, ledger):
        merge(kataib, ledger.make_actor("Brigades", code="brigades"), reason="One and the same.")
        assert [*told("brigades", "actor")] == [
            admin.site.get_model_admin(Actor).offered_as(kataib)
        ]
        with CaptureQueriesContext(connection) as captured:
            found = told(" kh ")
        assert found == {attack: "found by Kataib Hezbollah, weak name: KH"}
        named = [query["sql"] for query in captured if "actors_named" in query["sql"]]
        assert len(named) == 1

    def test_of_actors_say_it_once(self, told, kataib):
        assert told("kh", "actor") == {
            admin.site.get_model_admin(Actor).offered_as(kataib): "weak name: KH"
        }
        assert told(KATAIB, "actor") == {admin.site.get_model_admin(Actor).offered_as(kataib): ""}

    def test_do_not_say_it_to_who_may_not_see_them(self, told, attack, make_user, client):
        user = make_user("events.change_figure", "events.view_event")
        client.force_login(user)
        assert told(KATAIB, client=client) == {attack: ""}
        Actor.objects.filter(name=KATAIB).update(restricted=True)
        user = make_user(
            *("events.change_figure", "events.view_event", "events.view_participation"),
            "actors.view_actor",
        )
        client.force_login(user)
        assert told(KATAIB, client=client) == {}

    def test_of_the_room_say_it_too(self, curator, attack, kataib):
        url = reverse("admin:sources_document_offers")
        answer = curator.get(url, {"term": "kh", "kind": ["event", "actor"]}).json()
        assert {offer["text"]: offer["found"] for offer in answer["results"]} == {
            admin.site.get_model_admin(Actor).offered_as(kataib): "weak name: KH",
            attack: "found by Kataib Hezbollah, weak name: KH",
        }


LISTS = [model for model, desk in admin.site._registry.items() if getattr(desk, "named", ())]


@pytest.mark.parametrize("model", LISTS, ids=lambda model: model.__name__)
def test_a_searched_list_has_the_columns_that_it_has_without(curator, ledger, model):
    ledger.grow(3)

    def heads(**asked):
        text = curator.get(page(model, "changelist"), asked).content.decode()
        head = text.partition("<thead>")[2].partition("</thead>")[0]
        return [re.sub(r"<[^>]*>|\s+", " ", cell).split() for cell in head.split("<th ")[1:]]

    def links(**asked):
        text = curator.get(page(model, "changelist"), asked).content.decode()
        return len(re.findall(r'<t[hd] class="field-[^>]*><a href', text)), "o=1" in text

    few = {"q": "Zaynabiyun hub"}
    if heads(**few):
        assert heads(**few) == heads()
        assert bool(links(**few)[0]) == bool(links()[0])
        assert links(**few)[1] == links()[1]


def test_costs_as_many_queries_for_many_rows(curator, kataib, ledger):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            curator.get(page(Event, "changelist"), {"q": "KH"})
        return len(captured)

    for number in range(20):
        event = Event.objects.create(title=f"Event {number}", type=ledger.event.type)
        Participation.objects.create(event=event, actor=kataib, role="perpetrator")
        if not number:
            few = queries()
    assert queries() == few
