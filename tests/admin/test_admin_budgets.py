"""No page of the admin asks the database more often because there are more rows."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sources.record_choice import KINDS
from tests.admin.ledger import WORD
from tests.admin.posting import page

FEW, MANY = 3, 60
OURS = [
    model
    for model in admin.site._registry
    if model._meta.app_label in ("actors", "events", "sources", "curation")
]
HUBS = ["actor", "event", "document", "passage", "relation", "statement", "place"]


def addresses(model, ledger, client):
    """Every page of a model: its list plain, searched, filtered; its forms and its history."""
    modeladmin = admin.site.get_model_admin(model)
    changelist = page(model, "changelist")
    found = {"list": changelist, "search": f"{changelist}?q={WORD}+hub"}
    response = client.get(changelist)
    for spec in response.context["cl"].filter_specs:
        for choice in list(spec.choices(response.context["cl"]))[1:2]:
            found[f"filter {spec.title}"] = changelist + choice["query_string"]
        if hasattr(spec, "placeholder"):
            found[f"filter {spec.title}"] = f"{changelist}?{spec.parameter_name}=2021"
    if modeladmin.has_add_permission(response.wsgi_request):
        found["add"] = page(model, "add")
    row = hub(ledger, model)
    if row is not None:
        found["change"] = page(model, "change", row.pk)
        found["history"] = page(model, "history", row.pk)
    return found


def hub(ledger, model):
    hubs = [getattr(ledger, name) for name in HUBS]
    own = [row for row in hubs if type(row) is model]
    return own[0] if own else model._default_manager.first()


def queries(client, url):
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
        b"".join(response) if response.streaming else response.content
    assert response.status_code == 200, url
    return len(captured)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_pages_of(model, ledger, curator):
    ledger.grow(FEW)
    few = {n: queries(curator, u) for n, u in addresses(model, ledger, curator).items()}
    ledger.grow(MANY)
    many = {n: queries(curator, u) for n, u in addresses(model, ledger, curator).items()}
    # A table of parts that does not fit counts its rows; a list of several pages changes nothing.
    inlines = len(admin.site.get_model_admin(model).inlines)
    grown = {n: (few[n], many[n]) for n in few if many[n] > few[n] + inlines * (n == "change")}
    assert not grown
    assert max(many.values()) < 60


def test_page_of_a_document(ledger, curator):
    url = reverse("admin:sources_document_page", args=[ledger.document.pk])
    ledger.grow(FEW)
    few = queries(curator, url)
    ledger.grow(MANY)
    assert queries(curator, url) == few


@pytest.mark.parametrize(
    ("model", "field"),
    [
        ("figure", "relation"),
        ("participation", "actor"),
        ("participation", "event"),
        *(("attribution", name) for name in ("participation", "relation", "designation", "figure")),
        *(("attribution", name) for name in ("event_link", "name", "passage", "statement")),
        ("event", "place"),
    ],
)
def test_what_a_box_offers(model, field, ledger, curator):
    app = "sources" if model == "attribution" else "events"
    url = f"{reverse('admin:autocomplete')}?app_label={app}&model_name={model}&field_name={field}"
    ledger.grow(FEW)
    few = queries(curator, url)
    ledger.grow(MANY)
    assert queries(curator, url) == few


@pytest.mark.parametrize("field", ["event", "actor", "relation"])
def test_why_a_box_offers_it(field, ledger, curator):
    asked = f"app_label=events&model_name=figure&field_name={field}&term={WORD}+hub"
    ledger.grow(FEW)
    few = queries(curator, f"{reverse('admin:autocomplete')}?{asked}")
    ledger.grow(MANY)
    assert queries(curator, f"{reverse('admin:autocomplete')}?{asked}") == few


def test_what_the_room_offers(ledger, curator):
    asked = "&".join(f"kind={kind}" for kind in KINDS)
    url = f"{reverse('admin:sources_document_offers')}?{asked}&term={WORD}+hub"
    ledger.grow(FEW)
    few = queries(curator, url)
    ledger.grow(MANY)
    assert queries(curator, url) <= few < 60


def test_the_front_page(ledger, curator):
    """Two of these for each kind of record among the last ten changes; see test_board.py."""
    assert queries(curator, reverse("admin:index")) < 30
