"""Search boxes and boxes that offer: actors by any spelling, beside the words of other things."""

import re
from urllib.parse import quote

import pytest
from django.contrib.admin import site
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actors.models import Actor, Identifier, Name, Relation
from curation.merging_links import address
from curation.searching import LONGEST_SEARCH
from events.models import Event, EventLink, Figure, Participation, Place
from sources.models import Attribution, Document, Mention, Origin, Passage, Statement, Voice
from tests.admin.posting import page


@pytest.fixture
def search(curator):
    """The rows of a list that some words find."""

    def search(model, words, client=curator):
        response = client.get(page(model, "changelist"), {"q": words})
        assert response.status_code == 200
        return list(response.context["cl"].result_list)

    return search


@pytest.fixture
def results(curator):
    """What the box of a relation's subject is sent for some words."""

    def results(term):
        asked = {"app_label": "actors", "model_name": "relation", "field_name": "subject"}
        return curator.get(reverse("admin:autocomplete"), {**asked, "term": term}).json()["results"]

    return results


@pytest.fixture
def offered(results):
    """The names among these."""
    return lambda term: [row["text"].split(" · ")[0] for row in results(term)]


@pytest.fixture
def kataib(ledger):
    actor = ledger.make_actor("Kataib Hezbollah")
    Name.objects.create(actor=actor, text="KH", kind="acronym", strength="weak")
    Participation.objects.create(event=ledger.event, actor=actor, role="perpetrator")
    return actor


@pytest.fixture
def erbil(ledger):
    return ledger.place


class TestSearch:
    def test_finds_what_is_called_as_it_is_shown(self, search, kataib, ledger, make_event_link):
        """“Kataib Hezbollah commands Zaynabiyun hub”, copied from a page."""
        relation = Relation.objects.create(
            subject=kataib, predicate="aligned_with", object=ledger.actor
        )
        part = Participation.objects.get(actor=kataib)
        link = make_event_link(kind="in_response_to")
        for record in (relation, part, link):
            assert search(type(record), str(record)) == [record]

    @pytest.mark.parametrize(
        "words",
        [
            "كتائب حزب الله",
            "Катаиб Хезболла",
            "Katā’ib Ḥizb Allāh",
            "Hizbullah, Ketaib",
            "Kadaib Hezbollah",
            "K.H.",
            "kat",
        ],
    )
    def test_finds_actors_by_any_spelling(self, search, kataib, words):
        assert search(Actor, words) == [kataib]

    def test_puts_who_fits_best_first_and_says_why(self, search, curator, ledger):
        for name in ("Asaib Hezbollah", "Hizballah", "Kataib Hezbollah"):
            ledger.make_actor(name)
        acronym = ledger.make_actor("Another")
        Name.objects.create(actor=acronym, text="Hezbollah", strength="weak")
        found = [actor.name for actor in search(Actor, "hezbollah")]
        assert found == ["Another", "Hizballah", "Asaib Hezbollah", "Kataib Hezbollah"]
        text = curator.get(page(Actor, "changelist"), {"q": "hezbollah"}).content.decode()
        assert "weak name: Hezbollah" in text
        assert "other spelling: Hizballah" in text
        text = curator.get(page(Actor, "changelist"), {"q": "Another"}).content.decode()
        assert "exact name" not in text

    def test_is_in_the_order_of_a_column_that_was_chosen(self, curator, ledger):
        for name in ("Hizballah", "Kataib Hezbollah"):
            ledger.make_actor(name)
        response = curator.get(page(Actor, "changelist"), {"q": "hezbollah", "o": "-1"})
        found = [actor.name for actor in response.context["cl"].result_list]
        assert found == ["Kataib Hezbollah", "Hizballah"]

    def test_finds_what_they_take_part_in_say_and_stand_in(self, search, kataib, ledger):
        relation = Relation.objects.create(subject=kataib, predicate="opposes", object=ledger.actor)
        voice = Voice.objects.create(
            passage=ledger.passage, position=1, actor=kataib, mode="direct"
        )
        assert search(Event, "كتائب حزب الله") == [ledger.event]
        assert search(Relation, "Ketaeb Hizbullah") == [relation]
        assert search(Passage, "Катаиб Хезболла") == [voice.passage]
        assert search(Name, "كتائب حزب الله") == [*kataib.names.all()]

    def test_finds_origins_by_whose_words_they_are(self, search, kataib, ledger):
        Voice.objects.create(passage=ledger.passage, position=1, actor=kataib, mode="direct")
        for words in ("Kataib Hezbollah", "Катаиб Хезболла", f"hizbullah {ledger.passage.code}"):
            (origin,) = search(Origin, words)
            assert origin.actor == kataib

    def test_takes_word_by_word_what_is_about_several_things(self, search, kataib, ledger):
        Event.objects.update(title="Rocket attack on Erbil", description="At the air base.")
        for words in ("hezbollah erbil", "حزب‌الله erbil", "attacks hizbullah", "kataib base"):
            assert search(Event, words) == [ledger.event], words
        assert search(Event, "hezbollah basra") == []

    def test_makes_nothing_theirs_who_are_only_perhaps_meant(self, search, kataib):
        assert search(Actor, "Kadaib Hezbollah") == [kataib]
        assert search(Event, "Kadaib Hezbollah") == []

    def test_finds_words_with_accents_and_arabic_letters_folded(self, search, ledger):
        Event.objects.update(title="Réunion à Erbil", description="هجوم على أربيل")
        for words in ("reunion", "REUNION erbil", "اربيل"):
            assert search(Event, words) == [ledger.event], words
        Document.objects.update(title="Les Milíces", authors="Élodie")
        assert search(Document, "milices elodie") == [ledger.document]

    def test_folds_accents_of_what_a_row_hangs_on(self, search, ledger):
        Event.objects.update(title="Attaque d'un café", description="À la crème.")
        part = Participation.objects.create(event=ledger.event, actor=ledger.actor, role="target")
        assert search(Participation, "cafe") == search(Participation, "Café") == [part]
        Document.objects.update(title="Informe de Túnez")
        assert search(Passage, "tunez") == search(Passage, "Túnez") == [ledger.passage]
        Passage.objects.update(summary="Une crème brûlée.")
        attribution = ledger.attribute(event=ledger.event)
        assert search(Attribution, "creme brulee") == [attribution]
        assert search(Attribution, "creme basra") == []

    def test_folds_nothing_of_what_the_user_may_not_see(self, search, client, make_user, ledger):
        Event.objects.update(title="Attaque d'un café", restricted=True)
        Participation.objects.create(event=ledger.event, actor=ledger.actor, role="target")
        client.force_login(make_user("events.view_participation", "events.view_event"))
        assert search(Participation, "cafe", client=client) == []

    def test_finds_nothing_by_restricted_names(
        self, search, kataib, client, admin_client, make_user
    ):
        Name.objects.create(actor=kataib, text="Saraya al-Zill", restricted=True)
        client.force_login(make_user("events.view_event", "actors.view_actor"))
        for words in ("Saraya al-Zill", "سرايا الظل", "Sarayya el-Zil", "zill", "Saraya"):
            for model in (Actor, Event):
                assert search(model, words, client=client) == [], (model, words)
                assert search(model, words, client=admin_client) != []


class TestPlaces:
    """Found by their names as actors are by theirs."""

    @pytest.mark.parametrize(
        "words", ["Irbil", "أربيل", "Эрбиль", "ERBİL", "Erb", "Erbil", "irbil governorate"]
    )
    def test_are_found_by_any_spelling(self, search, erbil, words):
        inside = Place.objects.create(name="Ankawa", parent=erbil)
        found = search(Place, words)
        assert found[0] == erbil
        assert (inside in found) == (words != "irbil governorate")

    def test_come_by_how_well_they_fit_and_say_why(self, curator, search, erbil):
        for name in ("Irbil Airport", "أربيل", "Irbil"):
            Place.objects.create(name=name)
        assert [place.name for place in search(Place, "irbil")] == [
            "Irbil",
            "أربيل",
            "Erbil",
            "Irbil Airport",
        ]
        text = curator.get(page(Place, "changelist"), {"q": "irbil"}).content.decode()
        assert "other spelling: Erbil" in text
        assert "exact name" not in text

    @pytest.mark.parametrize("words", ["Irbil", "أربيل", "irbil 2021"])
    def test_lead_to_what_happened_there_and_what_speaks_of_them(
        self, search, erbil, ledger, words
    ):
        Event.objects.update(place=erbil, title="Rockets of 2021")
        other = Event.objects.create(title="A march in 2021", type=ledger.event.type)
        there = Participation.objects.create(event=other, place=erbil, role="target")
        link = EventLink.objects.create(event=other, kind="led_to", other=ledger.event)
        figure = Figure.objects.create(
            event=ledger.event, measure="killed", best=2021, unit="persons"
        )
        Passage.objects.update(summary="Of 2021.")
        mention = Mention.objects.create(passage=ledger.passage, place=erbil, printed="2021")
        statement = Statement.objects.create(kind="assessment", summary="Of 2021.")
        ledger.attribute(statement=statement, passage=ledger.passage)
        held = ledger.attribute(participation=there, hedge="2021")
        key = Identifier.objects.create(scheme="geonames 2021", value="95446", place=erbil)
        for rows in (
            [*Event.objects.order_by("pk")],
            [there],
            [link],
            [figure],
            [ledger.passage],
            [mention],
            [statement],
            [held],
            [key],
        ):
            found = search(type(rows[0]), words)
            assert {*rows} <= {*found}, rows

    def test_only_perhaps_meant_lead_to_nothing(self, search, erbil, ledger):
        place = Place.objects.create(name="Ain al-Asad Air Base")
        Event.objects.update(place=place)
        assert search(Place, "Ain al-Asam Air Base") == [place]
        assert search(Event, "Ain al-Asam Air Base") == []
        assert search(Event, "عين الأسد") == [ledger.event]

    def test_lead_to_nothing_where_the_user_may_not_see_them(
        self, search, erbil, ledger, client, make_user
    ):
        Place.objects.update(restricted=True)
        Place.objects.create(name="Ankawa", parent=erbil)
        other = Event.objects.create(title="A march", type=ledger.event.type)
        Participation.objects.create(event=other, place=erbil, role="target")
        client.force_login(make_user("events.view_event", "events.view_place"))
        for words in ("Erbil", "Irbil", "أربيل"):
            assert search(Event, words, client=client) == []
            assert search(Place, words, client=client) == []

    def test_are_offered_by_any_spelling_with_the_reason(self, curator, erbil):
        for box in [("events", "event", "place"), ("events", "place", "parent")]:
            asked = dict(zip(("app_label", "model_name", "field_name"), box, strict=True))
            for words, why in {"Irbil": "other spelling", "erbil": "", "Erb": ""}.items():
                url = reverse("admin:autocomplete")
                (row,) = curator.get(url, {**asked, "term": words}).json()["results"]
                assert (row["text"], row["found"]) == ("Erbil", why)

    def test_are_offered_in_the_reading_room_the_best_first(self, curator, erbil):
        Place.objects.create(name="Erbil Airport")
        query = {"term": "أربيل", "kind": ["place", "actor"]}
        found = curator.get(reverse("admin:sources_document_offers"), query).json()["results"]
        assert [(offer["text"], offer["found"]) for offer in found] == [
            ("Erbil", "other spelling"),
            ("Erbil Airport", ""),
        ]

    def test_are_offered_to_be_merged_with_the_reason(self, admin_client, erbil):
        other = Place.objects.create(name="Hewlêr")
        url = address("merge", Place, one=other.code, other="Irbil")
        text = admin_client.get(url).content.decode()
        assert "Erbil" in text
        assert "other spelling" in text

    @pytest.mark.parametrize(
        "words", ["Irbil", "أربيل", "rbil", "Iraqi Kurdistan", "كردستان العراق"]
    )
    def test_filter_events_by_where_they_were(self, curator, erbil, ledger, words):
        within = Place.objects.create(name="Iraqi Kurdistan", kind="region")
        Place.objects.filter(pk=erbil.pk).update(parent=within)
        Event.objects.update(place=erbil)
        Event.objects.create(title="Elsewhere", type=ledger.event.type)
        response = curator.get(page(Event, "changelist"), {"where": words})
        assert [*response.context["cl"].result_list] == [ledger.event]

    def test_cost_two_queries_more_however_many(self, curator, erbil):
        def queries(**asked):
            with CaptureQueriesContext(connection) as captured:
                curator.get(page(Place, "changelist"), asked)
            return len(captured)

        queries()
        few = queries(q="Irbil")
        assert few == queries() + 2
        for number in range(30):
            Place.objects.create(name=f"Irbil {number}")
        assert queries(q="Irbil") == few


class TestOffers:
    def test_come_in_order_of_rank(self, offered, ledger):
        for name in ("Harakat Hezbollah al-Nujaba", "Kataib Hezbollah", "Hizballah"):
            ledger.make_actor(name)
        Name.objects.create(actor=ledger.make_actor("Another"), text="Hezbollah", strength="weak")
        assert offered("hezbollah") == [
            "Another",
            "Hizballah",
            "Kataib Hezbollah",
            "Harakat Hezbollah al-Nujaba",
        ]
        assert offered("كتائب حزب الله")[0] == "Kataib Hezbollah"

    def test_of_the_reading_room_too(self, curator, ledger):
        for name in ("Harakat Hezbollah al-Nujaba", "Hizballah"):
            ledger.make_actor(name)
        query = {"term": "حزب الله", "kind": ["actor"]}
        found = curator.get(reverse("admin:sources_document_offers"), query).json()["results"]
        assert [offer["text"].split(" · ")[0] for offer in found] == [
            "Hizballah",
            "Harakat Hezbollah al-Nujaba",
        ]

    @pytest.mark.parametrize(
        ("words", "why"),
        [
            ("K.H.", "same letters: KH"),
            ("KH", "weak name: KH"),
            ("Kadaib Hezbollah", "near spelling"),
            ("كتائب حزب الله", "other spelling"),
            ("kataib hezbollah", ""),
            ("Kataib", ""),
            ("kat", ""),
            ("", ""),
        ],
    )
    def test_say_why_where_the_name_shown_does_not(self, results, curator, kataib, words, why):
        kataib_of = {row["text"]: row.get("found", "") for row in results(words)}
        assert kataib_of["Kataib Hezbollah · person"] == why
        query = {"term": words or "kataib", "kind": ["actor", "event"]}
        found = curator.get(reverse("admin:sources_document_offers"), query).json()["results"]
        (in_room,) = [offer for offer in found if offer["id"] == f"actor:{kataib.pk}"]
        assert in_room["text"] == "Kataib Hezbollah · person"
        assert in_room.get("found", "") == why

    def test_say_why_where_one_is_chosen_to_be_merged(self, admin_client, kataib):
        other = Actor.objects.exclude(pk=kataib.pk).first()
        url = address("merge", Actor, one=other.code, other="KH")
        assert "weak name: KH" in admin_client.get(url).content.decode()


class TestBox:
    """None takes more than fits into an address in any script, written as bytes."""

    WIDEST = len(quote("ﷲ"))
    LINE = 8190

    def longest(self, text):
        return [
            int(number) for number in re.findall(r'max(?:length|imum-input-length)="(\d+)"', text)
        ]

    @pytest.mark.parametrize("model", site._registry, ids=lambda model: model.__name__)
    def test_of_a_list_takes_no_more_than_an_address_holds(self, curator, ledger, model):
        response = curator.get(page(model, "changelist"))
        text = response.content.decode()
        asking = "".join(re.findall(r'<form[^>]* method="get".*?</form>', text, re.DOTALL))
        boxes = re.findall(r'<input type="(?:text|search)"[^>]*>', asking)
        longest = [self.longest(box)[0] for box in boxes]
        typed = [s for s in response.context["cl"].filter_specs if hasattr(s, "placeholder")]
        assert len(boxes) == bool(response.context["cl"].search_fields) + len(typed)
        assert sum(longest) * self.WIDEST < self.LINE - 1_000

    def test_that_offers_says_what_to_delete(self, curator, ledger):
        text = curator.get(page(Relation, "add")).content.decode()
        assert f'data-maximum-input-length="{LONGEST_SEARCH}"' in text
        url = reverse("admin:sources_document_page", args=[ledger.document.pk])
        text = curator.get(url).content.decode()
        boxes = re.findall(r'<input type="text" role="combobox"[^>]*>', text)
        assert {*map(tuple, map(self.longest, boxes))} == {(LONGEST_SEARCH,)}

    @pytest.mark.parametrize("box", ["changes-since", "changes-by"])
    def test_of_the_page_of_changes_takes_no_more(self, curator, box):
        text = curator.get(reverse("admin:changes")).content.decode()
        assert self.longest(text.split(f'id="{box}"')[1].split(">")[0])

    def test_of_the_page_that_merges_takes_no_more(self, admin_client, kataib):
        text = admin_client.get(address("merge", Actor, one=kataib.code)).content.decode()
        assert self.longest(text.split('id="other"')[1].split(">")[0]) == [LONGEST_SEARCH]


BAD = [
    "a" * 10_000,
    "hezbollah " * 1_000,
    "…—!?",
    "(a+)+$",
    "'; DROP TABLE actors_actor; --",
    "%_\\",
    "x",
    "\0",
    '"',
    "al",
]


class TestBadInput:
    @pytest.mark.parametrize("words", BAD, ids=range(len(BAD)))
    def test_is_answered(self, search, ledger, words):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = '3s'")
        # The last has the most ways to actors.
        for model in (Actor, Event, Attribution):
            search(model, words)

    def test_costs_no_more_queries_for_more_words(self, curator, ledger):
        def queries(words):
            with CaptureQueriesContext(connection) as captured:
                curator.get(page(Event, "changelist"), {"q": words})
            return len(captured)

        assert queries("hezbollah " * 50) == queries("hezbollah basra")
