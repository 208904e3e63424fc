"""Factories of the ledger's rows: `make_actor()` saves one, `make_actor.build()` does not."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings

from actors.models import Actor, ActorKindCode, Designation, Identifier, Name, Relation
from curation.seeding import seed_once
from events.models import Event, EventLink, EventType, Figure, Participation, Place
from sources.models import SUBJECTS, Attribution, Document, Mention, Passage, Statement, Voice

from .factories import Factory, numbered

# How long an example takes tells how busy the machine is, not whether the rule holds.
settings.register_profile(
    "any machine", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")

SEEDED = "seeded"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The database of tests, empty, and beside it one to be seeded by the first who asks."""
    of_tests = connection.creation
    with django_db_blocker.unblock():
        of_tests.clone_test_db(SEEDED, verbosity=0)
    yield
    with django_db_blocker.unblock():
        of_tests.destroy_test_db(suffix=SEEDED, verbosity=0)


@contextmanager
def _elsewhere(name: str) -> Iterator[None]:
    """Within, every query goes to another database of the same server."""
    assert not connection.in_atomic_block, "Ask for `seeded` before whatever needs a database."
    own = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own


@pytest.fixture(scope="session")
def _seeded_once(django_db_setup, django_db_blocker):
    name = connection.creation.get_test_db_clone_settings(SEEDED)["NAME"]
    with django_db_blocker.unblock(), _elsewhere(name):
        seed_once()
    return name


@pytest.fixture
def _seeded_ledger(_seeded_once, request):
    marked = request.node.get_closest_marker("django_db")
    commits = {"transactional_db", "live_server"} & {*request.fixturenames}
    assert not commits and not (marked and marked.kwargs.get("transaction")), (
        "Whoever commits empties the database afterwards, and `seeded` is for all: use seed_once()."
    )
    with _elsewhere(_seeded_once):
        yield


@pytest.fixture
def seeded(_seeded_ledger, db):
    """A ledger that was empty, seeded with the fixtures as `make run` does it."""


@pytest.fixture(scope="module")
def throughout_the_module(django_db_setup, django_db_blocker):
    """What fixtures of a module write after it is there for all its tests, each in a savepoint.

    Not for modules with tests that commit.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def as_seed(db):
    """What the test writes needs no review, as what fixtures bring does not.

    Set for the connection, so that COPY is told too, which runs past Django.
    """
    told = "SELECT set_config('pghistory.context_metadata', %s, false)"
    with connection.cursor() as cursor:
        cursor.execute(told, ['{"principal": "seed"}'])
    yield
    if not connection.in_atomic_block:  # else it goes with the test's transaction
        with connection.cursor() as cursor:
            cursor.execute(told, [""])


@pytest.fixture
def make_actor(db):
    return Factory(Actor, name=numbered("Actor"), kind="armed_group")


@pytest.fixture
def make_actor_kind_code(db):
    return Factory(ActorKindCode, kind="person", scheme="ftm", code=numbered("Code"))


@pytest.fixture
def make_name(make_actor):
    return Factory(Name, actor=make_actor, text=numbered("Name"), language="ar-Latn", script="Latn")


@pytest.fixture
def make_relation(make_actor):
    return Factory(Relation, subject=make_actor, predicate="member_of", object=make_actor)


@pytest.fixture
def make_designation(make_actor):
    return Factory(Designation, actor=make_actor, authority=make_actor, measure="terrorist")


@pytest.fixture
def make_identifier(make_actor):
    return Factory(
        Identifier,
        scheme="wikidata",
        value=numbered("Q"),
        actor=make_actor,
        one_of=["actor", "event", "place", "document"],
    )


@pytest.fixture
def make_event_type(db):
    return Factory(EventType, label=numbered("Type"))


@pytest.fixture
def make_place(db):
    return Factory(Place, name=numbered("Place"), kind="city")


@pytest.fixture
def make_event(make_event_type):
    return Factory(Event, title=numbered("Event"), type=make_event_type)


@pytest.fixture
def make_participation(make_event, make_actor):
    return Factory(
        Participation,
        event=make_event,
        actor=make_actor,
        role="perpetrator",
        one_of=["actor", "place"],
    )


@pytest.fixture
def make_event_link(make_event):
    return Factory(EventLink, event=make_event, kind="led_to", other=make_event)


@pytest.fixture
def make_figure(make_event):
    return Factory(
        Figure,
        event=make_event,
        measure="killed",
        best=5,
        unit="persons",
        one_of=["event", "actor", "relation"],
    )


@pytest.fixture
def make_document(db):
    return Factory(Document, title=numbered("Document"), kind="article", language="en")


@pytest.fixture
def make_passage(make_document):
    return Factory(
        Passage, document=make_document, paragraph=1, start=0, end=10, summary=numbered("Passage")
    )


@pytest.fixture
def make_voice(make_passage, make_actor):
    return Factory(Voice, passage=make_passage, actor=make_actor, position=1, mode="direct")


@pytest.fixture
def make_mention(make_passage, make_actor):
    return Factory(
        Mention,
        passage=make_passage,
        actor=make_actor,
        printed="Tehran",
        one_of=["actor", "event", "place"],
    )


@pytest.fixture
def make_statement(db):
    return Factory(Statement, kind="assessment", summary=numbered("Statement"))


@pytest.fixture
def make_attribution(make_passage, make_event):
    return Factory(Attribution, passage=make_passage, event=make_event, one_of=[*SUBJECTS])


@pytest.fixture
def factories(
    make_actor,
    make_actor_kind_code,
    make_name,
    make_relation,
    make_designation,
    make_identifier,
    make_event_type,
    make_place,
    make_event,
    make_participation,
    make_event_link,
    make_figure,
    make_document,
    make_passage,
    make_voice,
    make_mention,
    make_statement,
    make_attribution,
):
    """The factory of every recorded model, by the model."""
    return {factory.model: factory for factory in list(locals().values())}


@pytest.fixture
def attribute(make_attribution, make_passage, make_voice, make_document):
    """Makes an attribution of a record in the voice of `speakers`, who speak together.

    Without speakers it is narration. `chain` are the voices before them, nearest to the document
    first; `on_behalf_of` is for whom they speak.
    """

    def attribute(
        record,
        *speakers,
        document=None,
        published="",
        said="",
        chain=(),
        on_behalf_of=None,
        **given,
    ):
        document = document or make_document(published=published)
        passage = make_passage(document=document, said=said)
        for position, voice in enumerate(chain, start=1):
            make_voice(passage=passage, actor=voice, position=position)
        for speaker in speakers:
            make_voice(
                passage=passage,
                actor=speaker,
                position=len(chain) + 1,
                on_behalf_of=on_behalf_of,
            )
        name = {"eventlink": "event_link"}.get(record._meta.model_name, record._meta.model_name)
        return make_attribution(passage=passage, **{name: record}, **given)

    return attribute


@pytest.fixture
def standing_of():
    """What the evidence of a record amounts to, as the queryset computes it."""
    return lambda record: type(record).objects.with_standing().get(pk=record.pk).standing
