"""The hierarchy as it was known on a day, against every way tried in Python over made-up words."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actors.models import Relation
from curation.standing import weakest
from tests.actors.graphs import ACTORS, DAYS, expected, links
from tests.actors.test_hierarchy_at_random import write
from tests.sources.evidence import LAST_DAYS, documents, standing, words

pytestmark = pytest.mark.usefixtures("as_seed")

IN_ONE_DATABASE = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=12
)
EDGES = sorted({day for day in LAST_DAYS.values() if day})
PUBLISHED = [day + timedelta(shift) for day in EDGES for shift in (-1, 0)]


@st.composite
def ledgers(draw):
    """Links, and for each of them up to three words in documents of its own."""
    made = {}
    for link in draw(links()):
        among = draw(documents())
        said = draw(st.lists(words(among, "relation", ["began", "title"]), min_size=1, max_size=3))
        made[link] = (among, said)
    return made


def by_then(said, day):
    """The words of documents that had certainly been published."""
    return [word for word in said if (LAST_DAYS[word.document.published] or date.max) <= day]


def was_held(said, day):
    """Whether some word held the link up by then, and what there was did not only deny it."""
    spoken = [word for word in by_then(said, day) if word.status != "retired"]
    known = any(word.stance in ("asserts", "suspects") for word in spoken)
    return known and standing(spoken) not in ("denied", "retracted")


@pytest.fixture
def people(make_actor, attribute):
    """Known of old, so that only what is said of their relations matters."""
    made = {name: make_actor(name=name) for name in ACTORS}
    for actor in made.values():
        attribute(actor, published="1900")
    return made


@IN_ONE_DATABASE
@given(ledger=ledgers(), day=st.sampled_from([None, *DAYS]), known=st.sampled_from(PUBLISHED))
def test_what_was_known_is_as_python_says(people, write_evidence, ledger, day, known):
    with transaction.atomic():
        write(ledger, people)
        relations = {relation.code: relation for relation in Relation.objects.all()}
        for link, (among, said) in ledger.items():
            write_evidence(among, said, "relation", relations[link.code])
        held = [link for link, (_, said) in ledger.items() if was_held(said, known)]
        said_of = {link.code: by_then(said, known) for link, (_, said) in ledger.items()}
        for (start, actor), upwards in product(people.items(), (True, False)):
            answer = expected(held, start, upwards, day)
            ask = actor.superiors if upwards else actor.subordinates
            found = {one.name: one for one in ask(on=day, known_on=known)}
            assert {name: one.depth for name, one in found.items()} == {
                name: depth for name, (depth, *_) in answer.items()
            }
            for name, one in found.items():
                assert one.path in answer[name][1]
                assert one.weakest == weakest(standing(said_of[code]) for code in one.path)
        transaction.set_rollback(True)
