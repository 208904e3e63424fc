"""Who may not see restricted records sees none of them, and nothing that links to one."""

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection

from curation.restricting import FOLLOWED, visible

KINDS = [apps.get_model(label) for label in sorted(FOLLOWED)]


def links(model):
    """The links of a model by which a hidden record hides its rows."""
    fields = model._meta.concrete_fields
    return [f for f in fields if f.related_model in KINDS and f.related_model is not model]


def is_hidden(record):
    """The rule, followed row by row."""
    if getattr(record, "restricted", False):
        return True
    linked = (getattr(record, field.name) for field in links(type(record)))
    return any(is_hidden(other) for other in linked if other is not None)


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.__name__)
def test_the_database_follows_every_link(db, model):
    with connection.cursor() as cursor:
        name = f"hidden_{model._meta.model_name}"
        cursor.execute("SELECT pg_get_functiondef(%s::regproc)", [name])
        body = cursor.fetchone()[0]
    for field in links(model):
        hidden = f"{field.column} IN (SELECT hidden_{field.related_model._meta.model_name}())"
        assert hidden in body
    assert ("WHERE restricted" in body) == hasattr(model, "restricted")


@pytest.mark.parametrize(
    "restricted", [model for model in KINDS if hasattr(model, "restricted")], ids=str
)
def test_a_restricted_record_hides_what_links_to_it(restricted, factories):
    """Every record on its own, and two of each kind, only one of which may lead to it."""
    plain = User.objects.create_user("plain")
    for model, make in factories.items():
        if model in KINDS:
            make(), make()
    shown = restricted.objects.order_by("pk").first()
    restricted.objects.filter(pk=shown.pk).update(restricted=True)
    for model in KINDS:
        expected = {row.pk for row in model._base_manager.all() if not is_hidden(row)}
        assert {*visible(model._base_manager.all(), plain).values_list("pk", flat=True)} == expected


def test_a_parent_hides_nothing(make_place, make_document):
    plain = User.objects.create_user("plain")
    town = make_place(parent=make_place(restricted=True))
    reprint = make_document(derived_from=make_document(restricted=True))
    assert [*visible(type(town).objects.all(), plain)] == [town]
    assert [*visible(type(reprint).objects.all(), plain)] == [reprint]
