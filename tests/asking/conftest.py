"""What the questions of several apps are tried on."""

import pytest
from django.db import connection

from tests.sources.conftest import cast as voices
from tests.sources.conftest import write_evidence as write_evidence_of

# The actors of made-up evidence, by name, and how it is written.
cast, write_evidence = voices, write_evidence_of


@pytest.fixture
def relate(make_relation, make_actor):
    """`relate("a", "commands", "b")` between actors by their names, made when first named."""
    people = {}

    def person(name):
        if name not in people:
            people[name] = make_actor(name=name)
        return people[name]

    def relate(subject, predicate, other, **given):
        ends = {"subject": person(subject), "object": person(other)}
        return make_relation(predicate=predicate, **ends, **given)

    relate.people = people
    return relate


@pytest.fixture
def in_bounded_time(db):
    """A statement that takes more than five seconds is stopped, and fails the test."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '5s'")


@pytest.fixture
def without_triggers(db):
    """Runs SQL as somebody who switches off the triggers of relations that refuse a circle."""

    def run(sql, *parameters):
        with connection.cursor() as cursor:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgname ~ 'refuse_cycle'")
            [(name,)] = cursor.fetchall()
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE actors_relation DISABLE TRIGGER {name}")
            cursor.execute(sql, parameters)
            cursor.execute(f"ALTER TABLE actors_relation ENABLE TRIGGER {name}")

    return run
