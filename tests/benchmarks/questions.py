"""The analysts' questions, of records so chosen that the answer stays about the same size.

Where it cannot, as with *possibly*, which finds all undated events, the rows say by how much.
"""

import tempfile
from datetime import timedelta
from functools import cached_property
from pathlib import Path

from django.db.models import Count, F, Func, Value

from actors.models import Actor, Designation, Name, Relation
from events.models import Event, Figure, Participation, Place
from sources.explaining import explain
from sources.learning import learned, learned_between
from sources.models import Attribution, Document, Statement, Voice
from sources.origins import origins
from sources.responsibility import responsibility

from .chance import DAYS, FIRST_DAY

DAY = FIRST_DAY + timedelta(DAYS // 2)
LATE = FIRST_DAY + timedelta(DAYS * 9 // 10)
BAGHDAD = (33.3, 44.4)
PAGE = 50


class Asked:
    """Whom and what the questions are about, in a ledger of `events` events."""

    def __init__(self, events):
        self.share = 10_000 / events

    @cached_property
    def window(self):
        """Days with some 40 events; the more there are the shorter."""
        return DAY, DAY + timedelta(max(1, round(30 * self.share)) - 1)

    @cached_property
    def early(self):
        """A day by which some 20 documents had appeared."""
        return FIRST_DAY + timedelta(round(160 * self.share))

    @cached_property
    def days(self):
        """Days between which some 20 documents appeared."""
        return DAY, DAY + timedelta(round(160 * self.share))

    @cached_property
    def radius(self):
        """Kilometres about Baghdad within which there are as many places in any ledger."""
        return 100 * self.share**0.5

    @cached_property
    def root(self):
        """The head of a hierarchy, which has 49 below it, most often held responsible for 60."""
        return Actor.objects.get(code=f"actor-{1 + 50 * 4}")

    @cached_property
    def leaf(self):
        return Actor.objects.get(code=f"actor-{50 * 5}")

    @cached_property
    def perpetrator(self):
        held = Participation.objects.filter(role="perpetrator", attributions__stance="asserts")
        return _with_about(30, held, "actor")

    @cached_property
    def speaker(self):
        return _with_about(50, Voice.objects, "actor")

    @cached_property
    def subject(self):
        return _with_about(5, Attribution.objects.exclude(event=None), "event", Event)

    @cached_property
    def charged(self):
        held = Participation.objects.filter(role__in=["perpetrator", "ordered_by"])
        return _with_about(3, held.exclude(attributions=None), "event", Event)

    @cached_property
    def name(self):
        return Name.objects.get(code="name-300").text


def _with_about(count, rows, link, model=Actor):
    """The record to which about `count` of the rows lead."""
    counted = rows.order_by().values(link).annotate(n=Count("pk")).exclude(**{link: None})
    off = Func(F("n") - Value(count), function="abs")
    return model.objects.get(pk=counted.order_by(off, link).values_list(link, flat=True)[0])


def questions(asked):
    """What each question is called, and a function that asks it and counts the answer."""
    return {name: _counting(ask) for name, ask in _all(asked)} | {
        "explain(event)": lambda: len(explain(asked.subject).evidence),
        "to_csv of attributed_to(actor)": lambda: _to_csv(asked),
    }


def _counting(ask):
    return lambda: len(list(ask()))


def _to_csv(asked):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "events.csv")
        return Event.objects.attributed_to(asked.perpetrator).to_csv(path)


def _all(asked):
    yield from _of_actors(asked)
    yield from _of_events(asked)
    yield from _of_all_that_has_dates(asked)
    yield from _of_evidence(asked)
    yield from _of_tables(asked)
    yield from _of_standing(asked)


def _of_actors(asked):
    yield "Actor.named(name)", lambda: Actor.objects.named(asked.name)
    yield "actor.superiors()", asked.leaf.superiors
    yield "actor.superiors(on)", lambda: asked.leaf.superiors(on=DAY)
    yield "actor.subordinates()", asked.root.subordinates
    yield "actor.subordinates(on)", lambda: asked.root.subordinates(on=DAY)
    known = {"known_on": LATE}
    yield "actor.superiors(on, known_on)", lambda: asked.leaf.superiors(on=DAY, **known)
    yield "actor.subordinates(on, known_on)", lambda: asked.root.subordinates(on=DAY, **known)
    for strength in ("possibly_on", "definitely_on"):
        on = f"{strength}(day)"
        yield f"Relation.{on}", lambda s=strength: getattr(Relation.objects, s)(DAY)
        yield (
            f"Relation.{on}[:50]",
            lambda s=strength: getattr(Relation.objects, s)(DAY)[:PAGE],
        )
        yield f"actor.relations.{on}", lambda s=strength: getattr(asked.root.relations, s)(DAY)


def _of_events(asked):
    events = Event.objects
    for strength in ("possibly_between", "definitely_between"):
        between = f"{strength}(a, b)"
        yield f"Event.{between}", lambda s=strength: getattr(events, s)(*asked.window)
        yield (
            f"Event.{between}[:50]",
            lambda s=strength: getattr(events, s)(*asked.window)[:PAGE],
        )
    yield "Event.near(point, km)", lambda: events.near(*BAGHDAD, asked.radius)
    yield "Event.near(point, km)[:50]", lambda: events.near(*BAGHDAD, asked.radius)[:PAGE]
    yield "Place.near(point, km)", lambda: Place.objects.near(*BAGHDAD, asked.radius)
    yield "Event.attributed_to(actor)", lambda: events.attributed_to(asked.perpetrator)
    yield (
        "Event.attributed_to(actor, with subordinates)",
        lambda: events.attributed_to(asked.root, include_subordinates=True),
    )
    yield (
        "Event.definitely_between.attributed_to.near",
        lambda: (
            events.definitely_between("2010-01-01", "2012-12-31")
            .attributed_to(asked.root, include_subordinates=True)
            .near(*BAGHDAD, 300)
        ),
    )


def _of_all_that_has_dates(asked):
    """Of the made-up ledger, relations, actors and designations mostly last for years or for ever:
    the first years are asked about, in which few had begun.
    """
    for model in (Figure, Statement, Document):
        name = f"{model.__name__}.definitely_between(a, b)"
        yield name, lambda m=model: m.objects.definitely_between(*asked.window)
    for model in (Actor, Designation, Relation):
        name = f"{model.__name__}.definitely_between(early a, b)"
        yield name, lambda m=model: m.objects.definitely_between("1950-01-01", "1950-12-31")


def _of_tables(asked):
    known = Event.objects.known_on(LATE)
    held = Event.objects.attributed_to(asked.root, include_subordinates=True)
    yield "Event.attributed_to(…).chains_to(actor)", lambda: held.chains_to(asked.root)
    yield (
        "Event.known_on.attributed_to(…)[:50]",
        lambda: known.attributed_to(asked.root, include_subordinates=True)[:PAGE],
    )
    yield "responsibility(event)", lambda: responsibility(asked.charged)
    yield "responsibility(50 events)", lambda: responsibility(Event.objects.all()[:PAGE])
    yield "origins(event)", lambda: origins(asked.subject)
    yield "learned(Event, a, b)", lambda: learned(Event.objects.all(), *asked.days)
    yield "learned_between(a, b)", lambda: learned_between(*asked.days)


def _of_evidence(asked):
    known, attributions = Event.objects.known_on, Attribution.objects
    yield "Event.known_on(early day)", lambda: known(asked.early)
    yield "Event.known_on(day)[:50]", lambda: known(DAY)[:PAGE]
    yield "Event.known_on(day).with_standing()[:50]", lambda: known(DAY).with_standing()[:PAGE]
    yield "Attribution.voiced_by(actor)", lambda: attributions.voiced_by(asked.speaker)
    yield "Attribution.about(event)", lambda: attributions.about(asked.subject)
    yield (
        "Attribution.about(event).voiced_by(actor)",
        lambda: attributions.about(asked.subject).voiced_by(asked.speaker),
    )
    yield "Statement.about(actor)", lambda: Statement.objects.about(asked.speaker)


def _of_standing(asked):
    window = Event.objects.definitely_between(*asked.window)
    yield "Event.with_standing()[:50]", lambda: Event.objects.with_standing()[:PAGE]
    for name in ("unattributed", "single_source", "corroborated", "contested"):
        yield f"Event.{name}()[:50]", lambda n=name: getattr(Event.objects, n)()[:PAGE]
        yield f"Event.definitely_between.{name}()", lambda n=name: getattr(window, n)()
    yield "Relation.contested()[:50]", lambda: Relation.objects.contested()[:PAGE]
