"""Which records may be the same, and what is remembered of those that are not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actors.models import Actor
from curation.decisions import Distinction
from curation.distinguishing import CannotTellApart, not_the_same
from curation.duplicates import LARGEST_GROUP, duplicates
from curation.merging import CannotMerge, merge
from events.models import Event, Place
from sources.models import Document

pytestmark = pytest.mark.usefixtures("db")


def reasons(model, **given):
    return {frozenset([pair.one, pair.other]): pair.reasons for pair in duplicates(model, **given)}


class TestActors:
    @pytest.mark.parametrize(
        ("one", "other", "reason"),
        [
            ("Kata'ib Hizballah", "KATA’IB HIZBALLAH", "same name"),
            ("Café Brigade", "Cafe-Brigade", "same name"),
            ("كتائب حزب الله", "كتائبُ حزب الله", "same name"),
            ("Kata'ib Hizballah", "Kataib Hezbollah", "near names"),
            ("Abu Mahdi al-Muhandis", "Abu Mehdi Muhandis", "near names"),
            ("Kata'ib Hizballah", "كتائب حزب الله", "near names"),
            ("Qais al-Khazali", "Кайс аль-Хазали", "near names"),
            ("Abdul Amir Al-Shammari", "عبد الأمير الشمري", "near names"),
            ("militia groups", "militia group", "near names"),
            ("front organization", "Front organizations", "near names"),
            ("Iraqi militias", "Iraqi militia", "near names"),
            ("The Badr Organization", "Badr Organization", "near names"),
            ("THE BADR ORGANIZATION", "al-Badr Organization", "near names"),
            ("Qais Sadiq al-Khazali", "al-Khazali Qais Sadiq", "same words in another order"),
        ],
    )
    def test_are_alike_by_name(self, make_actor, one, other, reason):
        pair = frozenset([make_actor(name=one), make_actor(name=other)])
        assert reasons(Actor) == {pair: [reason]}

    @pytest.mark.parametrize(
        "names", [("Badr", "Bidar"), ("Iran", "Iraq"), ("…", "—"), ("Abbas Kamil", "Abba Kamil")]
    )
    def test_are_not_alike_by_little(self, make_actor, names):
        for name in names:
            make_actor(name=name)
        assert reasons(Actor) == {}

    def test_are_alike_by_any_strong_name(self, make_actor, make_name):
        one, other, third = make_actor(), make_actor(), make_actor()
        make_name(actor=one, text="Shared name"), make_name(actor=other, text="Shared Name")
        make_name(actor=third, text="Shared name", strength="weak")
        assert reasons(Actor) == {frozenset([one, other]): ["same name"]}

    def test_are_said_to_be_so_by_a_source(self, make_relation):
        relation = make_relation(predicate="possibly_same_as")
        pair = frozenset([relation.subject, relation.object])
        assert reasons(Actor) == {pair: ["said to be possibly the same"]}

    def test_are_alike_by_an_identifier(self, make_identifier):
        one = make_identifier(scheme="wikidata", value="Q1")
        other = make_identifier(scheme="Wikidata ", value="q1")
        assert reasons(Actor) == {frozenset([one.actor, other.actor]): ["same identifier"]}

    def test_come_with_all_their_reasons_the_best_first(self, make_actor, make_relation):
        make_actor(name="Same as each"), make_actor(name="same-as-each")
        one, other = make_actor(name="Other two"), make_actor(name="OTHER TWO")
        make_relation(subject=one, predicate="possibly_same_as", object=other)
        first, second = duplicates(Actor)
        assert first.reasons == ["said to be possibly the same", "same name"]
        assert second.reasons == ["same name"]

    def test_of_a_name_that_many_share_are_none(self, make_actor):
        for _ in range(LARGEST_GROUP + 1):
            make_actor(name="A militia of no other name")
        assert reasons(Actor) == {}

    def test_that_are_restricted_are_hidden(self, make_actor, make_name, django_user_model):
        make_actor(name="Same as each"), make_actor(name="same-as-each", restricted=True)
        one, other = make_actor(), make_actor()
        make_name(actor=one, text="Hidden name", restricted=True)
        make_name(actor=other, text="Hidden name")
        user = django_user_model.objects.create_user("plain")
        assert len(reasons(Actor)) == 2
        assert reasons(Actor, user=user) == {}


class TestEvents:
    def test_are_alike_by_day_and_place(self, make_event, make_place):
        place = make_place()
        one = make_event(date="2020-01-03", place=place)
        other = make_event(date="2020-01-03?", place=place)
        make_event(date="2020-01", place=place)
        make_event(date="2020-01-03", place=make_place())
        assert reasons(Event) == {frozenset([one, other]): ["same day and place"]}

    def test_are_alike_by_title(self, make_event):
        one, other = make_event(title="Attack on Erbil"), make_event(title="Attack on Irbil")
        assert reasons(Event) == {frozenset([one, other]): ["near titles"]}


class TestPlaces:
    def test_are_alike_but_for_an_article(self, make_place):
        pair = frozenset([make_place(name="The Green Zone"), make_place(name="Green Zone")])
        assert reasons(Place) == {pair: ["near names"]}

    def test_are_alike_by_name_and_point(self, make_place):
        one = make_place(name="Erbil", latitude=36, longitude=44)
        other = make_place(name="ERBIL", latitude=36, longitude=44)
        make_place(name="Base", kind="base", latitude=36, longitude=44)
        assert reasons(Place) == {
            frozenset([one, other]): ["same name", "same coordinates and kind"]
        }


class TestDocuments:
    def test_are_alike_by_address(self, make_document):
        one = make_document(url="https://www.example.org/page/")
        other = make_document(url="http://example.org/page#part")
        make_document(url="https://example.org/page2"), make_document(), make_document()
        assert reasons(Document) == {frozenset([one, other]): ["same address"]}


class TestNotTheSame:
    def test_is_remembered_whichever_comes_first(self, as_reviewer, pair):
        told = not_the_same(pair[1], pair[0], "Other men.")
        assert (told.one, told.other) == ("brigades", "kataib")
        assert (told.reason, told.who) == ("Other men.", "reviewer")
        with pytest.raises(CannotTellApart, match="held not to be the same already"):
            not_the_same(*pair, "Other men.")

    def test_leaves_the_list_and_stands_in_the_way(self, make_actor):
        one, other = make_actor(name="Same as each"), make_actor(name="same-as-each")
        not_the_same(one, other, "Other men.")
        assert duplicates(Actor) == []
        with pytest.raises(CannotMerge, match=r"held not to be the same, for “Other men\.”: take"):
            merge(one, other, reason="The same.")
        Distinction.objects.get().delete()
        assert len(duplicates(Actor)) == 1

    def test_holds_of_what_either_was_merged_into(self, make_actor):
        one, other, third = (make_actor() for _ in range(3))
        not_the_same(one, other, "Other men.")
        merge(third, one, reason="The same.")
        with pytest.raises(CannotMerge, match="held not to be the same"):
            merge(third, other, reason="The same.")

    @pytest.mark.parametrize(
        ("reason", "other", "sentence"),
        [(" ", 1, "Say how the two differ"), ("So.", 0, "Choose two different records")],
    )
    def test_is_refused_in_a_sentence(self, pair, reason, other, sentence):
        with pytest.raises(CannotTellApart, match=sentence):
            not_the_same(pair[0], pair[other], reason)


def test_asks_no_more_often_for_more(make_actor):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            duplicates(Actor)
        return len(captured)

    make_actor(name="Same as each"), make_actor(name="same-as-each")
    few = asked()
    for n in range(30):
        make_actor(name=f"Same as {n}th"), make_actor(name=f"same-as-{n}th")
    assert asked() == few < 10
