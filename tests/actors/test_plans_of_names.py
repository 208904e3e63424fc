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
    "(s.keys).words @@ words_and_more('Hadi Badr Zayd')": "by_words",
    "(s.keys).words @@ words_as_written('Hadi Badr Zayd')": "by_words",
    "(s.keys).words @@ words_as_spelt('Hadi Badr Zayd')": "by_words",
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
