"""Long lists come in pages: each row once, in the list's order, whatever it is narrowed by."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actors.models import Actor, Name
from curation.desk import LedgerAdmin
from sources.models import Attribution
from tests.admin.posting import page


@pytest.fixture
def listed(curator):
    """The keys of each page of a list under a query, such as `q=...`."""

    def pages(model, query=""):
        url = f"{page(model, 'changelist')}?{query}"
        changelist = curator.get(url).context["cl"]
        numbers = range(1, changelist.paginator.num_pages + 1)
        shown = [curator.get(f"{url}&p={number}").context["cl"].result_list for number in numbers]
        return [[row.pk for row in rows] for rows in shown]

    return pages


class TestPages:
    @pytest.mark.parametrize(
        "model",
        [m for m, a in admin.site._registry.items() if isinstance(a, LedgerAdmin)],
        ids=lambda model: model._meta.label,
    )
    def test_hold_every_row_once(self, listed, ledger, model):
        ledger.grow(60)
        keys = [key for rows in listed(model) for key in rows]
        assert sorted(keys) == sorted(model._default_manager.values_list("pk", flat=True))

    def test_go_on_where_the_last_one_ended(self, listed, ledger):
        ledger.grow(120)
        pages = listed(Name, "kind__exact=alias")
        assert [len(rows) for rows in pages] == [50, 50, 20]
        ordered = [*Name.objects.order_by("text", "id").values_list("pk", flat=True)]
        assert [key for rows in pages for key in rows] == ordered

    def test_keep_the_order_of_a_column_and_what_was_searched(self, listed, ledger):
        ledger.grow(60)
        pages = listed(Actor, "q=zaynabiyun&o=-1")
        found = Actor.objects.filter(name__contains="Zaynabiyun").order_by("-name", "-id")
        assert [key for rows in pages for key in rows] == [*found.values_list("pk", flat=True)]

    def test_may_be_empty(self, listed, ledger):
        assert listed(Actor, "q=nobody") == [[]]


class TestStatement:
    @pytest.mark.parametrize("query", ["", "about=designation"])
    def test_chooses_rows_before_it_joins_what_they_show(self, curator, ledger, query):
        ledger.grow(60)
        with CaptureQueriesContext(connection) as captured:
            curator.get(f"{page(Attribution, 'changelist')}?{query}")
        [rows] = [
            q["sql"] for q in captured if q["sql"].startswith('SELECT "sources_attribution"."id"')
        ]
        chosen = rows.rpartition("= ANY (ARRAY(")[2]
        assert "LIMIT 50" in chosen
        assert "actors_name" in rows
        assert "actors_name" not in chosen
