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

    @pytest.mark.parametrize(
        ("one", "other", "dates"),
        [
            ("The raid on Tal Hira", "Raid on Tal Hira", ("", "")),
            ("Raid on Tal Hira", "RAID ON TAL HĪRA!", ("2020-01-03", "2021-07")),
        ],
    )
    def test_are_alike_by_title_whatever_their_days(self, make_event, one, other, dates):
        pair = [make_event(title=one, date=dates[0]), make_event(title=other, date=dates[1])]
        assert {*reasons(Event)} == {frozenset(pair)}

    def test_are_alike_by_the_words_of_their_titles(self, make_event):
        one = make_event(title="Rocket attack on the base at Erbil", date="2020")
        other = make_event(title="Attack by rockets on Irbil base", date="2020-03-01")
        make_event(title="At Erbil, a rocket attack on the base", date="2021")
        assert reasons(Event) == {frozenset([one, other]): ["same words in another order"]}


class TestEventsOfOneTime:
    """What is of one kind, on days that may be the same, and not certainly elsewhere."""

    TITLES, PARTICIPANTS, PLACE = (
        f"{what} on days that may be the same"
        for what in ("like titles", "same participants", "same place")
    )
    NAMED = "place named in a title on days that may be the same"
    LONG = "Rocket attack at night on the air base at Erbil"

    @pytest.fixture
    def types(self, make_event_type):
        broad = make_event_type(label="Attack")
        return broad, make_event_type(label="Rocket attack", parent=broad)

    @pytest.mark.parametrize(
        ("title", "date"),
        [
            ("Rocket attack on the air base at Irbil", "2020-01-03"),
            ("Attack on Erbil", "2020-01-01/2020-01-05"),
            ("Attack on Erbil", "2020-01"),
        ],
    )
    def test_are_alike_where_one_title_has_all_words_of_the_other(
        self, make_event, types, title, date
    ):
        one = make_event(title=self.LONG, date="2020-01-03", type=types[1])
        other = make_event(title=title, date=date, type=types[0])
        assert reasons(Event) == {frozenset([one, other]): [self.TITLES]}

    @pytest.mark.parametrize(
        ("title", "date"),
        [
            ("Rocket attack on the air base at Erbil", "2020-01-04"),
            ("Rocket attack on the air base at Erbil", "2020"),
            ("Rocket attack on the air base at Erbil", ""),
            ("Rocket attack on the air base at Balad", "2020-01-03"),
            ("Attack", "2020-01-03"),
        ],
    )
    def test_are_not_alike_on_other_days_or_by_common_words(self, make_event, types, title, date):
        make_event(title=self.LONG, date="2020-01-03", type=types[1])
        make_event(title=title, date=date, type=types[1])
        assert reasons(Event) == {}

    def test_are_not_alike_where_they_are_of_other_kinds(self, make_event, make_event_type, types):
        beside = make_event_type(label="Air strike", parent=types[0])
        make_event(title=self.LONG, date="2020-01-03", type=types[1])
        make_event(title="Attack on Erbil", date="2020-01-03", type=beside)
        assert reasons(Event) == {}

    @pytest.mark.parametrize("alike", [True, False])
    def test_are_alike_within_a_larger_place_but_not_beside_it(
        self, make_event, make_place, types, alike
    ):
        city = make_place(name="Erbil")
        base = make_place(name="Air base", parent=city if alike else None)
        given = {"date": "2020-01-03", "type": types[0]}
        pair = frozenset(
            [
                make_event(title=self.LONG, place=city, **given),
                make_event(title="Attack on Erbil", place=base, **given),
            ]
        )
        assert reasons(Event) == ({pair: [self.TITLES]} if alike else {})

    def test_are_alike_at_one_place(self, make_event, make_place, types):
        place = make_place()
        one = make_event(date="2020-01-01/2020-01-05", place=place, type=types[0])
        other = make_event(date="2020-01-04", place=place, type=types[1])
        make_event(date="2020-01-06", place=place, type=types[1])
        make_event(date="2020-01", place=place, type=types[1])
        make_event(date="2020-01-04", place=make_place(), type=types[1])
        assert reasons(Event) == {frozenset([one, other]): [self.PLACE]}

    @pytest.mark.parametrize("where", ["base", "city", "title"])
    def test_are_alike_where_a_title_names_the_place(self, make_event, make_place, types, where):
        """As somebody tells them who was not told where exactly."""
        city = make_place(name="Erbil", parent=make_place(name="Iraq", kind="country"))
        place = {"base": make_place(name="Main airfield", parent=city), "city": city}.get(where)
        title = "Missiles on Erbil" if where == "title" else "Missiles at night"
        given = {"date": "2020-01-03", "type": types[1]}
        one = make_event(title=title, place=place, **given)
        other = make_event(title="Rocket fire in Irbil", **given)
        make_event(title="Rocket fire in Iraq", **given)
        make_event(title="Strike in Erbil", place=make_place(), **given)
        make_event(title="Shells on Erbil", **given | {"date": "2020-01-04"})
        make_event(title="Salvo at Erbil", **given | {"date": "2020-01"})
        assert reasons(Event) == {frozenset([one, other]): [self.NAMED]}

    def test_hide_a_place_that_a_title_names(
        self, make_event, make_place, types, django_user_model
    ):
        given = {"date": "2020-01-03", "type": types[1]}
        make_event(
            title="Missiles at night", place=make_place(name="Erbil", restricted=True), **given
        )
        make_event(title="Rocket fire in Erbil", **given)
        assert len(reasons(Event)) == 1
        assert reasons(Event, user=django_user_model.objects.create_user("plain")) == {}

    @pytest.mark.parametrize(
        ("ones", "others", "alike"),
        [("ab", "abc", True), ("abx", "abc", True), ("a", "abc", True), ("ax", "ay", False)],
    )
    def test_are_alike_by_who_took_part(
        self, make_event, make_actor, make_participation, types, ones, others, alike
    ):
        actors = {letter: make_actor() for letter in "abcxy"}
        one, other = (make_event(date="2020-01-03", type=types[0]) for _ in range(2))
        for event, letters in ((one, ones), (other, others)):
            for letter in letters:
                make_participation(event=event, actor=actors[letter])
        found = {frozenset([one, other]): [self.PARTICIPANTS]} if alike else {}
        assert reasons(Event) == found

    def test_hide_who_took_part_in_what_is_restricted(
        self, make_event, make_actor, make_participation, types, django_user_model
    ):
        actor = make_actor()
        for restricted in (False, True):
            event = make_event(date="2020-01-03", type=types[0])
            make_participation(event=event, actor=actor, restricted=restricted)
        assert len(reasons(Event)) == 1
        assert reasons(Event, user=django_user_model.objects.create_user("plain")) == {}

    def test_hide_what_is_restricted(self, make_event, types, django_user_model):
        given = {"date": "2020-01-03", "type": types[0]}
        make_event(title=self.LONG, restricted=True, **given)
        make_event(title="Attack on Erbil", **given)
        assert len(reasons(Event)) == 1
        assert reasons(Event, user=django_user_model.objects.create_user("plain")) == {}


class TestPlaces:
    def test_are_alike_but_for_an_article(self, make_place):
        pair = frozenset([make_place(name="The Green Zone"), make_place(name="Green Zone")])
        assert reasons(Place) == {pair: ["near names"]}

    @pytest.mark.parametrize(
        ("one", "other", "reason"),
        [
            ("Erbil", "Irbil", "near names"),
            ("Erbil", "أربيل", "near names"),
            ("Basra", "al-Basrah", "near names"),
            ("Basra", "البصرة", "near names"),
            ("Mosul", "الموصل", "near names"),
            ("Кут", "الكوت", "near names"),
            ("Baghdad", "بغداد", "near names"),
            ("Marshes of Hammar", "Marsh of Hammar", "near names"),
            ("Ain al-Asad Air Base", "Air Base Ain al-Assad", "same words in another order"),
        ],
    )
    def test_are_alike_by_name_in_any_script(self, make_place, one, other, reason):
        pair = frozenset([make_place(name=one), make_place(name=other)])
        assert reasons(Place) == {pair: [reason]}

    @pytest.mark.parametrize(
        "names", [("Iran", "Iraq"), ("Iran", "Oran"), ("Kut", "Kuwait"), ("Daraa", "Dair")]
    )
    def test_are_not_alike_by_few_consonants(self, make_place, names):
        for name in names:
            make_place(name=name)
        assert reasons(Place) == {}

    def test_of_few_consonants_are_alike_in_one_country(self, make_place):
        make_place(name="Basra", country="IQ"), make_place(name="Basrah", country="SY")
        assert reasons(Place) == {}
        unknown = make_place(name="al-Basra")
        found = reasons(Place)
        assert len(found) == 2
        assert all(unknown in pair for pair in found)

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

    @pytest.mark.parametrize(
        ("one", "other", "reason"),
        [
            ("The Long Night of Tal Hira", "The long night of Tal-Hira", "same title"),
            ("The Long Night of Tal Hira", "Long Night of Tal Hīra!", "near titles"),
            ("Militias in Kirkuk", "Militia in Kirkūk", "near titles"),
            ("Long Night of Tal Hira", "Tal Hira: A Long Night", "same words in another order"),
            (
                "The Long Night of Tal Hira",
                "Long night of Tal Hira: An account",
                "same title but for the subtitle",
            ),
            (
                "The Long Night – An account",
                "The long night",
                "same title but for the subtitle",
            ),
        ],
    )
    def test_are_alike_by_title(self, make_document, one, other, reason):
        pair = frozenset([make_document(title=one), make_document(title=other)])
        assert reasons(Document) == {pair: [reason]}

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("The Long Night of Tal Hira", "The Long Day of Tal Hira"),
            ("The Long Night: An account", "The Long Night: A second account"),
            ("Iraq: An account", "Iraq"),
            ("Statement no. 12 on the base", "Statement no. 13 on the base"),
        ],
    )
    def test_are_not_alike_by_a_part_of_their_titles(self, make_document, one, other):
        make_document(title=one), make_document(title=other)
        assert reasons(Document) == {}

    @pytest.mark.parametrize(
        ("other", "published", "alike"),
        [
            ("Rockets hit an air base in Erbil, three killed", "2021-02-16", True),
            ("Rockets hit an air base in Erbil, three killed", "2021-02-17", False),
            ("Rockets hit an air base in Erbil, three killed", "2021-02", False),
            ("Rockets fired at a market in Baghdad, two killed", "2021-02-16", False),
            ("Rockets hit an air base in Erbil, 2 killed", "2021-02-16", False),
        ],
    )
    def test_are_alike_where_published_at_once(
        self, make_document, make_actor, other, published, alike
    ):
        publisher, title = make_actor(), "Rockets hit air base in Erbil, two killed, 4 wounded"
        pair = frozenset(
            [
                make_document(title=title, publisher=publisher, published="2021-02-16"),
                make_document(title=other, publisher=publisher, published=published),
            ]
        )
        found = {pair: ["like titles from one publisher on one day"]} if alike else {}
        assert reasons(Document) == found


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
