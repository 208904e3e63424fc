"""The shell shows rows by their names, and asks no more for many than for few."""

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actors.models import Actor, ActorKindCode
from curation.models import Decision, Distinction, Seeding, Step
from sources.models import Attribution, Passage
from tests.admin.ledger import Ledger

OURS = [
    model
    for model in apps.get_models()
    if model._meta.app_label in ("actors", "events", "sources", "curation") and model._meta.managed
] + [apps.get_model("sources", "Origin")]


pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def ledger(throughout_the_module):
    ledger = Ledger()
    ledger.grow(25)
    for number in range(25):
        ActorKindCode.objects.create(kind="person", scheme="ftm", code=f"Person {number}")
        Seeding.objects.create(fixture=f"{number}", sha256="0" * 64, added=1)
        actor = {"kind": "actors.actor"}
        decision = Decision.objects.create(code=f"a-{number}", other=f"b-{number}", **actor)
        Distinction.objects.create(one=f"a-{number}", other=f"b-{number}", **actor)
        Step.objects.create(decision=decision, number=1, model="actors.actor", key=number)
    return ledger


def shown(rows):
    """What the shell shows of rows, and in how many queries."""
    with CaptureQueriesContext(connection) as queries:
        text = repr(rows)
    return text, len(queries)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
class TestRows:
    def test_are_shown_in_few_queries(self, ledger, model):
        rows = model._base_manager.order_by("pk")
        names = [str(row) for row in rows[:20]]
        assert len(names) == 20
        text, queries = shown(model._meta.default_manager.order_by("pk"))
        assert text.endswith("'...(remaining elements truncated)...']>")
        assert all(repr(row) in text for row in rows[:20])
        assert queries <= 1 + len(getattr(model, "named_by", ()))

    def test_that_are_loaded_are_shown_too(self, ledger, model):
        rows = model._meta.default_manager.order_by("pk")[:20]
        list(rows)
        assert shown(rows)[1] <= len(getattr(model, "named_by", ()))


class TestOtherRows:
    def test_of_a_related_manager(self, ledger):
        assert shown(ledger.actor.relations.all())[1] <= 3

    def test_of_values(self, ledger):
        rows = Actor.objects.order_by("pk").values_list("name")[:1]
        assert shown(rows)[0] == "<ActorQuerySet [('Zaynabiyun hub',)]>"

    def test_with_columns_left_out(self, ledger):
        assert shown(Attribution.objects.only("code"))[0].startswith("<AttributionQuerySet [<")

    def test_none(self):
        assert shown(Passage.objects.filter(pk=0)) == ("<PassageQuerySet []>", 1)
