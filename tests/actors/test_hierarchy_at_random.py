"""The hierarchy in SQL against every way tried in Python, on graphs made up at random."""

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actors.models import Relation
from actors.rounds import rounds
from curation.naming import apart
from events.models import Event

from .graphs import ACTORS, DAYS, EVENTS, UPWARDS, answered_to, expected, links, ways

pytestmark = pytest.mark.usefixtures("as_seed")

IN_ONE_DATABASE = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=100
)


@pytest.fixture
def cast(make_actor):
    return {name: make_actor(name=name) for name in ACTORS}


def write(of, cast):
    Relation.objects.bulk_create(
        Relation(
            code=link.code,
            subject=cast[link.subject],
            predicate=link.predicate,
            object=cast[link.object],
            began=link.began,
            ended=link.ended,
            status=link.status,
        )
        for link in of
    )


@IN_ONE_DATABASE
@given(
    of=links(),
    start=st.sampled_from(ACTORS),
    day=st.sampled_from([None, *DAYS]),
    upwards=st.booleans(),
)
def test_hierarchy_is_as_python_says(cast, of, start, day, upwards):
    with transaction.atomic():
        write(of, cast)
        actor = cast[start]
        found = actor.superiors(on=day) if upwards else actor.subordinates(on=day)
        answer = expected(of, start, upwards, day)
        assert {a.name: a.depth for a in found} == {n: depth for n, (depth, *_) in answer.items()}
        for reached in found:
            _depth, paths, certain = answer[reached.name]
            assert reached.path in paths
            assert reached.certain == certain
            assert reached.weakest == "unattributed"
        transaction.set_rollback(True)


@IN_ONE_DATABASE
@given(of=links())
def test_circles_are_those_that_python_finds(cast, of):
    with transaction.atomic():
        write(of, cast)
        days = [date.min, *DAYS, date.max]
        in_circles = {
            link.code
            for link in of
            if link.counts
            and any(
                link.possibly(day)
                and link.below in {far for far, _ in ways(of, link.above, True, day)}
                for day in days
            )
        }
        found = Relation.objects.in_circles()
        assert {relation.code for relation in found} == in_circles
        told = rounds(found, Relation.objects.all())
        for relation in found:
            below, *passed, back = told[relation.pk].split(" under ")
            assert (
                below
                == back
                == apart(relation.subject if relation.predicate in UPWARDS else relation.object)
            )
            assert len({below, *passed}) == 1 + len(passed)
        transaction.set_rollback(True)


@pytest.fixture
def one_event_each(cast, make_event, make_participation, make_attribution):
    """For each actor and each date an event that it is said to have been the perpetrator of."""
    for name in ACTORS:
        for dated in EVENTS:
            event = make_event(title=f"{name} {dated}", date=dated)
            part = make_participation(event=event, actor=cast[name])
            make_attribution(participation=part)


@IN_ONE_DATABASE
@given(of=links(), start=st.sampled_from(ACTORS))
def test_events_are_attributed_to_whom_python_says(cast, one_event_each, of, start):
    with transaction.atomic():
        write(of, cast)
        found = Event.objects.attributed_to(cast[start], include_subordinates=True)
        titles = {
            f"{name} {dated}"
            for name in ACTORS
            for dated in EVENTS
            if name == start or answered_to(of, name, start, dated)
        }
        assert {event.title for event in found} == titles
        transaction.set_rollback(True)
