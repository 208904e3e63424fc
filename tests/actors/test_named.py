from datetime import UTC, datetime
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actors.models import Actor, Name
from curation.acting import acting_as
from tests.writing import INSERTS, insert_by_copy

KATAIB = [
    "Kata'ib Hizballah",
    "Kataib Hezbollah",
    "Kata’ib Hizbullah",
    "Katā’ib Ḥizb Allāh",
    "Kataeb Hezbollah",
    "Ketaeb Hezbollah",
    "Kata'eb Hizballah",
    "KATAIB HIZBOLLAH",
    "KHATA'IB HEZBOLLAH",
    "KHATTAB HEZBALLAH",
    "Ketaib Hizbullah",
    "كتائب حزب الله",
    "كَتَائِب حِزْب ٱللّٰه",
]
OTHERS = [
    "Hizballah",
    "Hezbollah",
    "Kata'ib Sayyid al-Shuhada",
    "Harakat Hezbollah al-Nujaba",
    "حزب الله",
]


@pytest.fixture
def kataib(make_actor, make_name):
    actor = make_actor(name="Kataib Hezbollah")
    make_name(actor=actor, text="Kata'ib Hizballah")
    make_name(actor=actor, text="كتائب حزب الله", script="Arab", language="ar")
    make_name(actor=actor, text="KH", kind="acronym", strength="weak")
    make_name(actor=actor, text="Hezbollah Brigades", kind="translation")
    return actor


def reasons(text, **given):
    return {actor.name: actor.reason for actor in Actor.objects.named(text, **given)}


class TestVariants:
    @pytest.mark.parametrize("stored", KATAIB)
    def test_of_one_name_all_find_each_other_and_nothing_comes_above_them(self, make_actor, stored):
        actor = make_actor(name=stored)
        for other in OTHERS:
            make_actor(name=other)
        for asked in KATAIB:
            assert Actor.objects.named(asked).first() == actor, asked

    def test_of_a_part_of_the_name_do_not_stand_above_who_is_called_so(self, kataib, make_actor):
        lebanese = make_actor(name="Hizballah")
        assert list(Actor.objects.named("Hezbollah")) == [lebanese, kataib]
        assert reasons("حزب الله") == {
            "Hizballah": "other spelling",
            "Kataib Hezbollah": "part of the name",
        }

    @pytest.mark.parametrize(
        ("name", "asked"),
        [
            ("Ахмед Закаев", "Achmed Sakajew"),
            ("امیرعلی حاجی\u200cزاده", "Amirali Hadschisadeh"),
            ("Валерий Залужный", "Walerij Saluschnyj"),
            ("צבי סוכות", "Zwi Sukkot"),
            ("مختار بلمختار", "Mojtar Belmojtar"),
            ("Yekîneyên Berxwedana Şengalê", "Yekineyen Berxwedana Shengale"),
            ("عبد الله تشاتلي", "Abdullah Catli"),
            ("Fuat Oktay", "فؤاد أوكتاي"),
            ("Pêşmerge", "بيشمركة"),
        ],
    )
    def test_are_read_after_the_fashion_of_other_languages(self, make_actor, name, asked):
        actor = make_actor(name=name)
        assert reasons(asked) == {actor.name: "other spelling"}


class TestReason:
    @pytest.mark.parametrize(
        ("text", "reason", "matched"),
        [
            ("kataib  hezbollah", "exact name", "Kataib Hezbollah"),
            ("KATA'IB HIZBALLAH", "exact name", "Kata'ib Hizballah"),
            ("kh", "weak name", "KH"),
            ("Kata`ib-Hizballah", "same letters", "Kata'ib Hizballah"),
            ("K.H.", "same letters", "KH"),
            ("كَتائِب حزب اللّه", "same letters", "كتائب حزب الله"),
            ("Kataib Hizballa", "other spelling", "Kata'ib Hizballah"),
            ("Hizballah, Kataib", "words in another order", "Kata'ib Hizballah"),
            ("Hezbollah Kataib", "words in another order", "Kataib Hezbollah"),
            ("Brigades", "part of the name", "Hezbollah Brigades"),
        ],
    )
    def test_comes_with_the_name_that_was_found(self, kataib, text, reason, matched):
        found = Actor.objects.named(text).get()
        assert (found, found.rank, found.reason, found.matched) == (kataib, 1, reason, matched)

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("Катаиб Хезболла", "other spelling"),
            ("کتائب حزب‌الله", "same letters"),
            ("כתאיב חזבאללה", "other spelling"),
            ("Kadhaib Hezbollah", "near spelling"),
            ("Kataib Hezbolah Basra", "some of these words"),
            ("Hizb", "part of the name"),
            ("حزب", "part of the name"),
        ],
    )
    def test_is_given_for_the_name_that_is_nearest(self, kataib, text, reason):
        assert reasons(text) == {"Kataib Hezbollah": reason}

    def test_puts_exact_names_before_weak_ones_before_parts(self, make_actor, make_name):
        part = make_actor(name="A name with Hezbollah in it")
        weak = make_name(actor=make_actor(name="B"), text="Hezbollah", strength="weak").actor
        exact = make_name(actor=make_actor(name="C"), text="Hezbollah").actor
        assert list(Actor.objects.named("Hezbollah")) == [exact, weak, part]

    @pytest.mark.parametrize("asked", ["Qais al-Khazali", "Qays al-Khaz'ali", "Кайс аль-Хазали"])
    def test_prefers_of_the_same_consonants_what_sounds_alike(self, make_actor, asked):
        qusay, qays = make_actor(name="قصي الخزعلي"), make_actor(name="قيس الخزعلي")
        assert list(Actor.objects.named(asked)) == [qays, qusay]

    @pytest.mark.parametrize(
        ("asked", "meant", "other"),
        [
            # A vowel that ends or begins a word is written in every script.
            ("Ismael Safiyya", "إسماعيل صفية", "Ismail Safi"),
            ("Me'ir Gilad", "מאיר גלעד", "Amir Gilad"),
            # So is a long one within it.
            ("Хосейн Камали", "حسین کمالی", "Hossein Kamili"),
            # One letter of Hebrew is b and v, another k and kh, but one of Arabic is no s and sh.
            ("Yariv Kochba", "יריב כוכבא", "Yari Kochba"),
            ("Ramadan Shadi", "رمضان شادي", "Ramadan Sadi"),
            # The article is there or is not.
            ("Nasir al-Kazimi", "ناصر الكاظمي", "Nasir Kazimi"),
            ("Nasir Kazimi", "Nasir Kazimi", "ناصر الكاظمي"),
        ],
    )
    def test_prefers_who_is_heard_as_most_alike_in_any_script(
        self, make_actor, asked, meant, other
    ):
        second, first = make_actor(name=other), make_actor(name=meant)
        assert list(Actor.objects.named(asked)) == [first, second]

    @pytest.mark.parametrize("asked", ["asaib", "Asa'ib", "ahl al-ha", "عصائب"])
    def test_prefers_words_of_the_name_to_near_spellings_of_others(
        self, make_actor, make_name, asked
    ):
        for name in ("ISIS", "Asaid", "AUS", "Asaf", "Ahlab", "Sahlah"):
            make_actor(name=name)
        asaib = make_actor(name="Asaib Ahl al-Haq")
        make_name(actor=asaib, text="عصائب أهل الحق")
        assert Actor.objects.named(asked).first() == asaib

    @pytest.mark.parametrize(
        ("asked", "name", "other"),
        [
            ("العامري", "Hadi al-Amiri", "America"),
            ("Каани", "Esmail Qaani", "Iran"),
            ("Ушаков", "Юрий Ушаков", "Al-Hasakah"),
            ("Houthi", "عبد الملك الحوثي", "ISIS"),
            ("Kochavi", "אביב כוכבי", "Kirkuk"),
        ],
    )
    def test_puts_a_family_name_before_near_spellings_of_other_names(
        self, make_actor, asked, name, other
    ):
        make_actor(name=other)
        make_actor(name=name)
        found = Actor.objects.named(asked)
        assert (found[0].name, found[0].reason) == (name, "part of the name")

    def test_finds_in_part_what_is_asked_for_in_the_plural(self, make_actor):
        make_actor(name="Islamic Revolutionary Guard Corps")
        assert reasons("Revolutionary Guards") == {
            "Islamic Revolutionary Guard Corps": "part of the name"
        }

    def test_takes_no_letter_for_another_spelling(self, make_actor):
        make_actor(name="U.S.")
        assert not reasons("S")
        assert not reasons("%s")
        assert not reasons("x" * 10_000)

    def test_is_no_worse_for_a_name_that_differs_in_case_alone_in_any_script(self, make_actor):
        make_actor(name="Ирак"), make_actor(name="Émile")
        assert reasons("ИРАК") == {"Ирак": "exact name"}
        assert reasons("ÉMILE") == {"Émile": "exact name"}
        assert reasons("Emile") == {"Émile": "same letters"}

    @pytest.mark.parametrize(
        ("name", "asked"),
        [
            ("The Badr Organization", "Badr Organization"),
            ("Badr Organization", "The Badr Organization"),
            ("Companies of the Dawn", "Companies of Dawn"),
            ("The Companies", "companies"),
        ],
    )
    def test_is_no_worse_for_the_article_of_english(self, make_actor, name, asked):
        make_actor(name=name)
        assert reasons(asked) == {name: "other spelling"}

    @pytest.mark.parametrize(("name", "capitals"), [("Αθήνας", "ΑΘΉΝΑΣ"), ("Երեվան", "ԵՐԵՎԱՆ")])
    def test_knows_greek_and_armenian_capitals(self, make_actor, name, capitals):
        make_actor(name=name)
        assert reasons(capitals) == {name: "exact name"}


class TestNamed:
    def test_finds_each_actor_once(self, kataib):
        assert Actor.objects.named("Hezbollah").count() == 1

    def test_finds_two_of_one_name(self, make_name):
        actors = {make_name(text="Golden Division").actor for _ in range(2)}
        assert set(Actor.objects.named("Golden Division")) == actors

    def test_does_not_take_few_letters_for_a_spelling(self, make_actor):
        for name in ("ISIS", "U.S.", "U.K.", "Badr", "Bakr"):
            make_actor(name=name)
        assert reasons("ISIS") == {"ISIS": "exact name"}
        assert reasons("Badr") == {"Badr": "exact name"}

    @pytest.mark.parametrize("insert", INSERTS)
    def test_finds_rows_however_they_were_written(self, as_seed, make_actor, make_name, insert):
        actor = make_actor()
        insert(make_name.build(actor=actor, text="عصائب أهل الحق", code="copied"))
        assert Actor.objects.named("Asa'ib Ahl al-Haqq").get() == actor
        Name.objects.update(text="Badr")
        assert not Actor.objects.named("Asa'ib Ahl al-Haqq").exists()

    def test_finds_actors_that_copy_wrote(self, as_seed, make_actor):
        insert_by_copy(make_actor.build(name="Muqtada al-Sadr", code="sadr"))
        assert reasons("مقتدى الصدر") == {"Muqtada al-Sadr": "other spelling"}

    def test_chains(self, kataib, make_actor):
        make_actor(name="Kataib Imam Ali", kind="umbrella")
        named = Actor.objects.filter(kind="umbrella").named("kataib").unattributed()
        assert named.get().name == "Kataib Imam Ali"
        both = Actor.objects.named("kataib")
        assert both.filter(reason="part of the name").count() == len(both[:5]) == 2
        assert list(both.order_by("-name").values_list("name", flat=True)) == [
            "Kataib Imam Ali",
            "Kataib Hezbollah",
        ]
        assert both.exclude(kind="umbrella").values("matched").get()["matched"]

    def test_asks_as_often_for_many_as_for_one(self, make_actor):
        make_actor(name="Liwa Badr")
        with CaptureQueriesContext(connection) as one:
            list(Actor.objects.named("Liwa"))
        for number in range(20):
            make_actor(name=f"Liwa {number}")
        with CaptureQueriesContext(connection) as many:
            assert len(Actor.objects.named("Liwa")) == 21
        assert len(one) == len(many) == 2

    def test_finds_no_more_than_a_hundred(self, make_actor):
        for number in range(105):
            make_actor(name=f"Liwa {number}")
        assert Actor.objects.named("Liwa").count() == 100

    def test_finds_among_those_of_a_condition_whoever_has_the_words(self, make_actor):
        for number in range(120):
            make_actor(name=f"Muhammad Qasim {number}")
        person = make_actor(name="محمد قاسم زيدان", kind="person")
        make_actor(name="Muhammad Zaydan", kind="person")
        people = Actor.objects.filter(kind="person")
        assert [*people.named("Muhammad Qasim")] == [person]
        assert people.named("Muhammad Qasim").get().reason == "part of the name"
        groups = Actor.objects.filter(kind="armed_group").named("Muhammad Qasim")
        assert groups.count() == 120

    def test_finds_whoever_has_the_words_wherever_the_condition_stands(self, make_actor):
        for number in range(120):
            make_actor(name=f"Muhammad Qasim {number}")
        person = make_actor(name="محمد قاسم زيدان", kind="person")
        make_actor(name="Muhammad Zaydan", kind="person")
        named = Actor.objects.named("Muhammad Qasim")
        assert named.count() == 100
        for rows in (
            named.filter(kind="person"),
            named.exclude(kind="armed_group"),
            named.filter(kind="person").unattributed(),
            named & Actor.objects.filter(kind="person"),
            Actor.objects.filter(pk__in=named.filter(kind="person").values("pk")),
            named.filter(kind="person").values("pk").order_by(),
        ):
            assert rows.count() == 1
            assert rows.exists()
        assert named.filter(kind="person").get() == person
        assert named.filter(kind="person").get().reason == "part of the name"
        groups = named.filter(kind="armed_group")
        assert [a.rank for a in groups] == [*range(1, 101), *[101] * 20]
        before = Actor.objects.filter(kind="armed_group").named("Muhammad Qasim")
        assert [*groups] == [*before]

    def test_finds_no_more_than_a_hundred_where_nothing_narrows_them(self, make_actor):
        for number in range(105):
            make_actor(name=f"Liwa {number}")
        other = make_actor(name="Somebody else")
        named = Actor.objects.named("Liwa")
        assert (named | Actor.objects.filter(pk=other.pk)).count() == 101
        assert Actor.objects.filter(pk__in=named.values("pk")).count() == 100
        assert named.with_standing().order_by("-name").count() == 100

    def test_finds_who_is_so_written_behind_any_number_of_namesakes(self, make_actor):
        for _ in range(129):
            make_actor(name="Zahīr Bārzaq")
        exact = make_actor(name="Zahir Barzaq")
        assert Actor.objects.named("zahir barzaq").first() == exact


class TestWithWord:
    @pytest.mark.parametrize(
        ("word", "names"),
        [
            ("rock", []),
            ("boss", []),
            ("case", []),
            ("ira", ["Iraq"]),
            ("base", ["Base"]),
            ("حزب", ["Hizb"]),
            ("Hezb", ["Hizb"]),
        ],
    )
    def test_takes_no_two_consonants_for_a_spelling(self, make_actor, word, names):
        for name in ("Iraq", "Base", "Qais", "Hizb"):
            make_actor(name=name)
        assert [actor.name for actor in Actor.objects.with_word(word)] == names


class TestAnyCaseAndAccents:
    MARKS = {"aeiou": "\u0301\u0304", "hstdz": "\u0323", "ابتحزسلكه": "\u064e\u0650\u0652"}

    def decorated(self, text, chance):
        """The same with marks that make no other letter of any, in any case."""
        marked = ""
        for sign in text:
            marks = "".join(m for letters, m in self.MARKS.items() if sign.lower() in letters)
            marked += sign + (chance.choice(marks) if marks and chance.random() < 0.5 else "")
        return chance.choice([str.upper, str.lower, str.title, str.swapcase])(marked)

    def test_the_answer_is_the_same(self, make_actor):
        chance = Random(5)
        names = [*KATAIB, *OTHERS, "Abu Mahdi al-Muhandis", "Катаиб Хезболла", "Qais Alkhazali"]
        for name in names:
            make_actor(name=name)
        for name in names:
            found = reasons(name).keys()
            assert found
            for _ in range(4):
                asked = self.decorated(name, chance)
                assert reasons(asked).keys() == found, asked


class TestPast:
    @pytest.mark.django_db(transaction=True)
    def test_is_found_by_the_name_of_then(self, make_actor):
        actor = make_actor(name="Supreme Council")
        before = datetime.now(UTC)
        actor.name = "Badr"
        actor.save()
        then = Actor.objects.as_of(before).named("Supreme")
        assert [(a.name, a.matched) for a in then] == [("Supreme Council", "Supreme Council")]
        assert [a.name for a in Actor.objects.as_of(before).named("بدر")] == ["Supreme Council"]
        assert not Actor.objects.named("Supreme").exists()

    @pytest.mark.django_db(transaction=True)
    def test_names_to_nobody_who_is_hidden_from_them(self, make_actor, django_user_model):
        plain = django_user_model.objects.create_user("plain")
        keeper = django_user_model.objects.create_superuser("keeper")
        make_actor(name="Council of St. George", restricted=True)
        then = Actor.objects.as_of(datetime.now(UTC))
        assert not then.named("Council", plain).exists()
        assert then.named("Council", keeper).exists()
        assert then.named("Council").exists()
        assert not then.named(".").exists()

    @pytest.mark.django_db(transaction=True)
    def test_names_to_nobody_who_was_hidden_from_them(self, make_actor, django_user_model):
        plain = django_user_model.objects.create_user("plain")
        actor = make_actor(name="Council of St. George", restricted=True)
        then = Actor.objects.as_of(datetime.now(UTC))
        actor.restricted = False
        actor.save()
        assert Actor.objects.named("Council", plain).exists()
        assert not then.named("Council", plain).exists()
        assert then.named("Council").exists()

    def test_of_review_is_found_too(self, as_seed, make_actor, django_user_model):
        actor = make_actor(name="Badr", status="accepted")
        with acting_as(django_user_model.objects.create_user("editor"), reason="Longer."):
            Actor.objects.filter(pk=actor.pk).update(name="Munazzamat Badr")
        assert Actor.objects.named("Munazzamat Badr").accepted().get().name == "Badr"

    def test_keeps_no_keys(self, kataib):
        history = Actor._meta.get_field("history").related_model
        kept = {column.name for column in connection_columns(history._meta.db_table)}
        assert "keys" not in kept
        assert "keys" in {c.name for c in connection_columns(Actor._meta.db_table)}


def connection_columns(table):
    with connection.cursor() as cursor:
        return connection.introspection.get_table_description(cursor, table)


class TestRestricted:
    def test_names_and_actors_are_found_by_those_who_may_see_them(
        self, kataib, make_actor, make_name, django_user_model
    ):
        plain = django_user_model.objects.create_user("plain")
        keeper = django_user_model.objects.create_superuser("keeper")
        make_name(actor=kataib, text="Hidden Brigade", restricted=True)
        hidden = make_actor(name="Saraya al-Sirr", restricted=True)
        make_name(actor=hidden, text="Secret Companies")
        for text in ("Hidden Brigade", "Hiden Brigade", "Saraya al-Sirr", "Secret Companies"):
            assert not Actor.objects.named(text, user=plain).exists()
            assert not Actor.objects.with_word(text.split()[0], plain).exists()
            assert Actor.objects.named(text, user=keeper).count() == 1
            assert Actor.objects.named(text).count() == 1


class TestBadInput:
    @pytest.mark.parametrize(
        "text",
        ["", "   ", "\0", "…—!?", "' OR 1=1 --", "nobody of this name", "%", "_", "\\", "al"],
    )
    def test_finds_nobody(self, kataib, text):
        assert not Actor.objects.named(text).exists()
        assert Actor.objects.named(text).count() == 0

    @pytest.mark.parametrize(
        "text",
        [
            "k" * 10_000,
            "Hezbollah " * 1_000,
            "حزب الله " * 1_000,
            "(a+)+$" * 100,
            "'; DROP TABLE actors_actor; --",
            "[[:alpha:]]{1,1000}",
            "\\u0000 \ud7ff \U0010ffff",
            "\ud800",
            "hezbollah\udfff",
            "x",
            "=ktb & !a:*",
            "a," * 99,
            "'",
            '"',
            "㌖" * 200,
            "ﷺ" * 200,
            "\U0002a6d6" * 200,
        ],
    )
    def test_is_answered(self, kataib, text):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = '2s'")
        list(Actor.objects.named(text))
        list(Actor.objects.with_word(text))
        assert Actor.objects.count() == 1

    def test_of_great_length_is_read_to_its_two_hundredth_character(self, make_actor):
        long = make_actor(name="Liwa " + "Zayd " * 39)
        assert Actor.objects.named(long.name + "and what follows").get() == long

    @pytest.mark.parametrize("sign", ["㌖", "ﷺ", "\U0002a6d6"])
    def test_of_signs_that_stand_for_many_letters_is_found(self, make_actor, sign):
        long = make_actor(name=sign * 200)
        assert Actor.objects.named(long.name).get() == long
        assert Actor.objects.with_word(long.name).get() == long
