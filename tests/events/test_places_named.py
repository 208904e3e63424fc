"""Places found by their names in any script and spelling, by the keys that actors are found by."""

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actors.models import Actor
from events.models import Place
from tests.benchmarks.copying import copy
from tests.benchmarks.names.distractors import distractors
from tests.benchmarks.scratch import query
from tests.writing import INSERTS, insert_by_copy

ERBIL = ["Erbil", "Irbil", "Arbil", "أربيل", "اربيل", "ERBÎL", "Эрбиль", "ארביל"]
BASRA = ["Basra", "al-Basrah", "Al Basra", "Bassora", "البصرة", "بصره", "Басра", "Başra"]
MOSUL = ["Mosul", "al-Mawsil", "الموصل", "Мосул", "Musul", "Al-Mosul"]
BAGHDAD = ["Baghdad", "Baghdād", "بغداد", "بَغْدَاد", "Bağdat", "Багдад", "בגדאד", "Bagdad"]


def reasons(text, **given):
    return {place.name: place.reason for place in Place.objects.named(text, **given)}


class TestNamed:
    @pytest.mark.parametrize("stored", [names[0] for names in (ERBIL, BASRA, MOSUL, BAGHDAD)])
    def test_finds_a_place_by_any_spelling_before_all_others(self, make_place, stored):
        place = make_place(name=stored)
        for names in (ERBIL, BASRA, MOSUL, BAGHDAD):
            for name in {names[0], names[3]} - {stored}:
                if stored not in names:
                    make_place(name=name)
        (names,) = (names for names in (ERBIL, BASRA, MOSUL, BAGHDAD) if stored in names)
        for asked in names:
            assert Place.objects.named(asked).first() == place, asked

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("ain al-asad air base", "exact name"),
            ("Ain al Asad Air-Base", "same letters"),
            ("Ayn el-Assad Air Base", "other spelling"),
            ("Air Base Ain al-Asad", "words in another order"),
            ("Ain al-Asad", "part of the name"),
            ("عين الأسد", "part of the name"),
            ("Ain al-Asam Air Base", "near spelling"),
            ("Ain al-Asad Air Base Anbar", "some of these words"),
        ],
    )
    def test_says_why(self, make_place, text, reason):
        make_place(name="Ain al-Asad Air Base")
        found = Place.objects.named(text).get()
        assert (found.rank, found.reason, found.matched) == (1, reason, found.name)

    def test_puts_an_exact_name_first(self, make_place):
        for name in ("Basra Province", "البصرة", "al-Basra", "Basra"):
            make_place(name=name)
        found = reasons("basra")
        assert [*found] == ["Basra", "al-Basra", "البصرة", "Basra Province"]
        assert [*found.values()] == ["exact name", *["other spelling"] * 2, "part of the name"]

    def test_finds_what_is_another_name_only_where_it_is_on_record(self, make_place):
        make_place(name="Erbil")
        assert not reasons("Hawler")
        make_place(name="Hewlêr")
        assert reasons("Hawler") == {"Hewlêr": "other spelling"}

    def test_finds_no_actor(self, make_place, make_actor):
        actor, place = make_actor(name="Basra Front"), make_place(name="Basra")
        assert [*Place.objects.named("Basra")] == [place]
        assert [*Actor.objects.named("Basra")] == [actor]

    @pytest.mark.usefixtures("as_seed")
    @pytest.mark.parametrize("insert", INSERTS)
    def test_finds_rows_however_they_were_written(self, make_place, insert):
        insert(make_place.build(name="الموصل", code="copied"))
        assert reasons("Mosul") == {"الموصل": "other spelling"}
        Place.objects.update(name="Erbil")
        assert not reasons("Mosul")

    @pytest.mark.parametrize("text", ["", "  ", "\0", "…!?", "al", "%", "' OR 1=1 --", "\ud800"])
    def test_of_no_name_finds_nothing(self, make_place, text):
        make_place(name="Erbil")
        assert reasons(text) == {}

    def test_asks_as_often_for_many_as_for_one(self, make_place):
        for number in range(20):
            make_place(name=f"Qaryat {number}")
        with CaptureQueriesContext(connection) as captured:
            assert len(Place.objects.named("Qaryat")) == 20
        assert len(captured) == 2

    def test_chains(self, make_place):
        make_place(name="Basra"), make_place(name="Basra Province", kind="province")
        assert Place.objects.filter(kind="province").named("البصرة").get().kind == "province"
        assert Place.objects.named("البصرة").filter(kind="city").get().name == "Basra"
        assert Place.objects.named("Basra").in_use().count() == 2

    def test_finds_by_those_who_may_see_it(self, make_place, django_user_model):
        plain = django_user_model.objects.create_user("plain")
        keeper = django_user_model.objects.create_superuser("keeper")
        make_place(name="Erbil", restricted=True)
        for text in ("Erbil", "Irbil", "Erbit", "أربيل"):
            assert not reasons(text, user=plain)
            assert reasons(text, user=keeper)
        assert not Place.objects.with_word("Irbil", plain).exists()
        assert Place.objects.with_word("Irbil", keeper).exists()

    @pytest.mark.django_db(transaction=True)
    def test_finds_by_the_name_of_then(self, make_place):
        place = make_place(name="Saddam City")
        before = datetime.now(UTC)
        place.name = "Sadr City"
        place.save()
        assert Place.objects.as_of(before).named("Saddam").get().name == "Saddam City"
        assert not reasons("Saddam")


class TestKeys:
    def test_are_in_no_history(self, make_place):
        history = Place._meta.get_field("history").related_model
        kept = "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass"
        assert "keys" in query(kept, Place._meta.db_table)
        assert "keys" not in query(kept, history._meta.db_table)
        assert "keys" not in {field.name for field in Place._meta.get_fields()}

    def test_are_searched_word_for_word_as_those_of_actors(self, db):
        """Whoever changes the search of actors makes that of places anew."""
        written = "SELECT prosrc FROM pg_proc WHERE proname = %s"
        functions = ["names_by_key", "names_near", "names_with_part"]
        for function in [*functions, "actors_named", "actors_with_word"]:
            ours = re.sub(r"^(actor|name)", "place", function)
            of_actors, of_places = query(written, function), query(written, ours)
            assert len(of_actors) == len(of_places) == 1
            same = of_actors[0].replace("actor", "place")
            for name in [*functions, "name_found"]:
                same = re.sub(rf"\b{name}\b", name.replace("name", "place"), same)
            assert same == of_places[0]

    def test_are_looked_up_by_index(self, as_seed):
        # As the functions have it, which do not know how many names there are.
        made = distractors(500)
        copy(
            Place,
            ({"id": n, "code": f"p-{n}", "name": name} for n, name in enumerate(made, start=1)),
        )
        query("ANALYZE events_place")
        query("SET LOCAL enable_seqscan = off")
        for condition, index in {
            "(s.keys).letters = 'hadibadr'": "place_by_letters",
            "(s.keys).spelling = 'hdbdr'": "place_by_spelling",
            "(s.keys).spelling = ANY (one_consonant_off('hdbdr'))": "place_by_spelling",
            "(s.keys).sorted = 'bdr hd'": "place_by_sorted_words",
            "with_beginnings((s.keys).words) @@ words_as_written('Hadi Badr')": "place_by_words",
            "with_beginnings((s.keys).words) @@ words_as_spelt('Hadi Badr Zayd')": "place_by_words",
        }.items():
            for sees_all in (True, False):
                asked = f"SELECT FROM places_called_for({sees_all}) s WHERE {condition} LIMIT 100"
                plan = "\n".join(query(f"EXPLAIN {asked}"))
                assert index in plan
                assert "Seq Scan on events_place" not in plan
        assert query("SELECT count(*) FROM places_named('al', true, 100000)")[0] <= 400

    def test_of_copied_rows_are_kept(self, as_seed, make_place):
        insert_by_copy(make_place.build(name="Kirkuk", code="kirkuk"))
        assert reasons("كركوك") == {"Kirkuk": "other spelling"}
