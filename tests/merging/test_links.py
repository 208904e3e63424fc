"""Every link to what can be merged says what a merger makes of it; a new one fails here."""

import pytest
from django.apps import apps

from actors.models import Actor, Designation, Identifier, Name, Relation
from curation.hanging import KEPT, hanging, kinds, links
from curation.triggers import Change
from events.models import Event, EventLink, Figure, Participation, Place
from sources.models import (
    Attribution,
    Coverage,
    Document,
    KeptStanding,
    Mention,
    Statement,
    Voice,
)

# What can be merged, and what can become one row with another because of that.
MERGED = [Actor, Event, Place, Document]
FOLDED = [Name, Relation, Designation, Identifier, Participation, EventLink, Figure, Attribution]
LINKED_TO = [*MERGED, *FOLDED, Mention, Voice, Statement]


def all_links():
    """Each link of each model to one of these, hidden ones too."""
    return {
        f"{model._meta.label_lower}.{field.name}": field
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields(include_hidden=True)
        if field.concrete and field.related_model in LINKED_TO
    }


def test_kinds_are_these():
    assert {*kinds()} == {*MERGED}


def test_every_link_says_what_becomes_of_it():
    told = {name for name, field in all_links().items() if issubclass(field.model, Change)}
    assert {*all_links()} - told == {*links()}


def test_no_record_is_found_by_many_at_once_or_by_its_kind():
    """Neither many-to-many nor generic: what is pointed to a record is a column of a row."""
    assert all(field.many_to_one or field.one_to_one for field in all_links().values())
    for model in apps.get_models():
        if model._meta.app_label in ("actors", "events", "sources", "curation"):
            assert not model._meta.private_fields
            assert not [
                field
                for field in model._meta.get_fields(include_hidden=True)
                if field.concrete and field.related_model and field.name == "content_type"
            ]


@pytest.mark.parametrize("model", [*MERGED, *FOLDED], ids=lambda model: model.__name__)
def test_history_tells_what_was(model):
    """Its links are not held to rows, and stay as they were."""
    history = [
        field
        for field in all_links().values()
        if issubclass(field.model, Change) and field.related_model is model
    ]
    assert history
    assert not [field for field in history if field.db_constraint]


def test_what_the_database_keeps_is_not_written_by_hand():
    kept = [name for name, link in links().items() if link is KEPT]
    for name in kept:
        field = all_links()[name]
        view = not field.model._meta.managed
        by_triggers = field.model in (Coverage, KeptStanding)
        assert view or not field.editable or by_triggers


def test_parts_come_before_what_holds_them_up():
    assert next(hanging(Actor))[0].model is Name
