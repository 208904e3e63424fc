"""A merger of whatever two records and its undoing leave every curated table as it was."""

import random

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import Q

from actors.models import Actor
from curation.choosing import choices
from curation.merging import CannotMerge, merge
from curation.undoing import undo
from events.models import Event, Place
from sources.models import Attribution, Document, KeptStanding, Passage
from tests.merging.crowd import Crowd
from tests.merging.tables import changes, curated

KINDS = [Actor, Event, Place, Document]


@pytest.fixture
def article(seeded):
    """The coded article and the demonstration: records on which much hangs."""
    call_command("loaddata", "demonstration", verbosity=0)


def some_fields(chance, survivor, loser):
    """The columns that a user may choose of the loser, at random; or none are chosen."""
    names = [columns[0].name for columns, _lacking in choices(survivor, loser)]
    return chance.choice([None, [name for name in names if chance.random() < 0.5]])


def edits_elsewhere(chance, among):
    """Notes on rows at random, as somebody might write them while two records are one."""
    written = {}
    for model in [*KINDS, Passage]:
        keys = [*model.objects.exclude(pk__in=among).values_list("pk", flat=True)]
        for key in chance.sample(keys, 1):
            written[model._meta.label_lower, key] = text = f"Seen {chance.random()}."
            model.objects.filter(pk=key).update(note=text)
    return written


def standings():
    return {tuple(row[1:]) for row in KeptStanding.objects.values_list()}


def merged_and_undone(chance):
    """The steps of a merger that was undone, or none where something stood in its way."""
    model = chance.choice(KINDS)
    survivor, loser = chance.sample([*model.objects.order_by("pk")], 2)
    before, weighed = curated(), standings()
    try:
        with transaction.atomic():
            fields = some_fields(chance, survivor, loser)
            decision = merge(survivor, loser, reason="The same.", fields=fields)
    except CannotMerge:
        assert changes(before, curated()) == {}
        return []
    assert model.objects.get_by_natural_key(loser.code) == survivor
    assert not model.objects.filter(code=loser.code).exists()
    written = edits_elsewhere(chance, [survivor.pk, loser.pk])
    assert undo(decision, "Not the same.").stays == []
    found = changes(before, curated())
    assert found.keys() <= written.keys(), found
    assert standings() == weighed
    return [*decision.steps.all()]


@pytest.mark.parametrize("seed", range(2))
def test_in_the_article(article, seed):
    chance = random.Random(seed)
    done = [merged_and_undone(chance) for _ in range(15)]
    assert len([steps for steps in done if steps]) > 5


@pytest.mark.parametrize("seed", range(6))
def test_among_records_that_are_much_alike(as_seed, seed):
    chance = random.Random(seed)
    Crowd(chance)
    done = [merged_and_undone(chance) for _ in range(25)]
    actions = {step.action for steps in done for step in steps}
    assert {"moved", "folded", "written"} <= actions
    assert len([steps for steps in done if steps]) > 5


def test_nothing_that_hung_on_either_is_dropped(as_seed):
    """Attributions of both stand on what is left, but for those that became one."""
    chance = random.Random(1)
    Crowd(chance)
    one, other = Actor.objects.order_by("pk")[:2]
    about = Q(actor__in=[one, other])
    passages = {*Attribution.objects.filter(about).values_list("passage", "field", "stance")}
    merge(one, other, reason="The same.")
    left = Attribution.objects.filter(actor=one)
    assert {*left.values_list("passage", "field", "stance")} == passages
