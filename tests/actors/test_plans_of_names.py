"""A name is looked up by its keys, however many others there are."""

import pytest

from actors.models import Actor, Name
from tests.benchmarks.copying import copy
from tests.benchmarks.names.distractors import distractors
from tests.benchmarks.scratch import query

MANY = 500


@pytest.fixture
def names(as_seed):
    made = distractors(2 * MANY)
    numbers = range(1, MANY + 1)
    actors = ({"id": n, "code": f"a-{n}", "name": made[n - 1], "kind": "person"} for n in numbers)
    copy(Actor, actors)
    copy(
        Name,
        (
            {
                "id": n,
                "code": f"n-{n}",
                "actor_id": n,
                "text": made[-n],
                "language": "und",
                "script": "Zyyy",
            }
            for n in numbers
        ),
    )
    for table in ("actors_actor", "actors_name"):
        query(f"ANALYZE {table}")
    return made


LOOK_UPS = {
    "(s.keys).letters = 'hadibadr'": "by_letters",
    "(s.keys).spelling = 'hdbdr'": "by_spelling",
    "(s.keys).spelling = ANY (one_consonant_off('hdbdr'))": "by_spelling",
    "(s.keys).sorted = 'bdr hd'": "by_sorted_words",
    "with_beginnings((s.keys).words) @@ words_and_more('Hadi Badr Zayd')": "by_words",
    "with_beginnings((s.keys).words) @@ words_as_written('Hadi Badr Zayd')": "by_words",
    "with_beginnings((s.keys).words) @@ words_as_spelt('Hadi Badr Zayd')": "by_words",
    "with_beginnings((s.keys).words) @@ by_beginnings(words_as_written('Hadi Badr'))": "by_words",
    "with_beginnings((s.keys).words) @@ '=hd' AND (s.keys).words @@ '=hd & =bdr'": "by_words",
}


def test_a_look_up_is_by_index_in_both_tables(names):
    # As the functions have it, which do not know how many names there are.
    query("SET LOCAL enable_seqscan = off")
    for condition, index in LOOK_UPS.items():
        for sees_all in (True, False):
            asked = f"SELECT FROM actors_called_for({sees_all}) s WHERE {condition} LIMIT 100"
            plan = "\n".join(query(f"EXPLAIN {asked}"))
            assert f"actor_{index}" in plan
            assert f"name_{index}" in plan
            assert "Seq Scan on actors" not in plan


def test_of_a_word_in_lists_is_by_index(names):
    rows = Actor.objects.with_word("Hadi")
    assert 0 < rows.count() < MANY
    assert "actors_with_word" in rows.explain(verbose=True)


def test_bounds_what_a_common_word_brings_in(names):
    assert query("SELECT count(*) FROM actors_named('al', true, 100000)")[0] <= 400


class TestBeginnings:
    """What the rarest words are looked up by finds no less than the words themselves."""

    @pytest.mark.parametrize("words", ["words_as_written(%s)", "words_as_spelt(%s)"])
    def test_find_every_name_that_the_words_find(self, names, words):
        looked_up = found = 0
        for name in names[::10]:
            *before, last = name.split()
            for cut in range(1, len(last) + 1):
                typed = " ".join([*before, last[:cut]])
                if query(f"SELECT by_beginnings({words})::text", typed) == [None]:
                    continue
                asked = f"SELECT name FROM actors_actor WHERE (keys).words @@ {words}"
                begins = f"with_beginnings((keys).words) @@ by_beginnings({words})"
                those = query(asked, typed)
                assert query(f"{asked} AND {begins}", typed, typed) == those
                looked_up += 1
                found += bool(those)
        assert looked_up > 60
        assert found > 30

    @pytest.mark.parametrize(
        ("words", "begin"),
        [
            ("'hasan' & 'nasrullah':*", "'hasan' & '<nas'"),
            ("'hasan' & 'nas':*", "'hasan' & '<nas'"),
            ("'hasan' & 'na':*", "'hasan' & '<na'"),
            ("'=hsn' & '=nsrl':*", "'=hsn' & '<=nsrl'"),
            ("'=hsn' & '=nsrlh':*", "'=hsn' & '<=nsrl'"),
            ("'=hsn' & '=nsr':*", None),
            ("'hasan' & 'nasrullah'", None),
            ("'nasrullah':*", None),
        ],
    )
    def test_stand_for_the_last_word_where_it_goes_on(self, db, words, begin):
        assert query("SELECT by_beginnings(%s)::text", words) == [begin]

    @pytest.mark.parametrize("others", [10, 298, 299, 300, 400])
    @pytest.mark.parametrize(
        ("before", "meant", "typed"),
        [
            ("Sayyid Hasan Nas{:03}", "Sayyid Hasan Nasrullah", "Hasan Nasr"),
            ("Sayyid Hasan Na{:03}", "Sayyid Hasan Nasrullah", "Hasan Nasru"),
            ("Sayyid Hasan Alif{:03}", "Sayyid Hasan Alwan", "Hasan Alw"),
            ("Sayyid Hasan Mustafa{:03}", "Sayyid Hasan Alwan", "Hasan Al"),
            ("Sayyid Hasan Mustafi {:03}", "Sayyid Hasan Mustafabad", "حسن مصطفىب"),
        ],
    )
    def test_hide_no_name_behind_others(self, as_seed, others, before, meant, typed):
        rows = enumerate([*map(before.format, range(others)), meant], start=1)
        copy(
            Actor,
            ({"id": n, "code": f"a-{n}", "name": name, "kind": "person"} for n, name in rows),
        )
        found = Actor.objects.named(typed)[0]
        assert (found.name, found.reason) == (meant, "part of the name")
