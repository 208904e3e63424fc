"""Questions about few rows of many are answered from an index, whatever the others are."""

from datetime import date, timedelta

import pytest

from actors.models import Actor, Designation, Name, Relation
from events.models import Figure
from sources.models import Document, Statement
from tests.benchmarks.copying import copy
from tests.benchmarks.scratch import query

MANY = 2000
DAYS = [str(date(2010, 1, 1) + timedelta(n)) for n in range(MANY)]

INDEXED = {"possibly": "possible", "definitely": "definite"}


def lasting(n):
    return {"began": DAYS[n - 1], "ended": DAYS[n - 1]}


@pytest.mark.parametrize("model", [Actor, Designation, Document, Figure, Name, Relation, Statement])
@pytest.mark.parametrize("strength", ["possibly", "definitely"])
def test_a_question_in_time(make_actor, make_event, model, strength):
    one, other = make_actor().pk, make_actor().pk
    columns = {
        Actor: lambda n: {"name": f"{n}", "kind": "person", **lasting(n)},
        Designation: lambda n: {"actor_id": one, "authority_id": other, **lasting(n)},
        Document: lambda n: {"title": f"{n}", "published": DAYS[n - 1]},
        Figure: lambda n: {"measure": "killed", "best": n, "unit": "persons", "as_of": DAYS[n - 1]},
        Name: lambda n: {"actor_id": one, "text": f"{n}", "used": DAYS[n - 1]},
        Relation: lambda n: {"subject_id": one, "object_id": other, **lasting(n)},
        Statement: lambda n: {"summary": f"{n}", "kind": "opinion", "horizon": DAYS[n - 1]},
    }[model]
    fixed = {
        Designation: {"measure": "terrorist"},
        Figure: {"event_id": make_event().pk},
        Relation: {"predicate": "supports"},
    }.get(model, {})
    first = 1000  # behind the keys of what is linked to
    numbers = range(1, MANY + 1)
    copy(model, ({"id": first + n, "code": f"made-{n}", **columns(n), **fixed} for n in numbers))
    query(f"ANALYZE {model._meta.db_table}")
    questions = getattr(model.objects, f"{strength}_between")
    rows = questions(DAYS[700], DAYS[704])
    assert len(rows.filter(code__startswith="made-")) == 5
    plan = rows.explain()
    assert f"{model._meta.model_name}_by_{INDEXED[strength]}_days" in plan
    assert f"Seq Scan on {model._meta.db_table}" not in plan


@pytest.mark.parametrize(("exact", "year"), [("began", "ended"), ("ended", "began")])
def test_what_certainly_held_though_one_end_is_a_year(make_actor, exact, year):
    one, other = make_actor().pk, make_actor().pk
    fixed = {"subject_id": one, "object_id": other, "predicate": "supports"}
    rows = (
        {"id": n + 1000, "code": f"made-{n}", exact: DAYS[n], year: DAYS[n][:4], **fixed}
        for n in range(MANY)
    )
    copy(Relation, rows)
    query("ANALYZE actors_relation")
    found = Relation.objects.definitely_between(DAYS[700], DAYS[704])
    assert found.count() == 5
    plan = found.explain()
    assert "relation_by_possible_days" in plan
    assert "Seq Scan on actors_relation" not in plan
