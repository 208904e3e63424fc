"""Choices bind the database, not forms alone."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from sources.models import KeptStanding
from tests.refusing import refused_by

pytestmark = pytest.mark.usefixtures("as_seed")

CHOICES = [
    (model, field)
    for model in apps.get_models()
    if model._meta.app_label in ("sources", "events", "actors")
    and "pgh_id" not in {field.name for field in model._meta.fields}
    and model is not KeptStanding  # written by the database alone
    for field in model._meta.fields
    if field.choices
]


def constraint_of(model, field):
    """The name of the constraint that holds `field` to its choices."""
    stem = f"{model._meta.model_name}_{field.name}_is"
    if field.name == "credibility":
        return f"{stem}_one_to_six"
    return f"{stem}_known_or_empty" if field.blank else f"{stem}_known"


@pytest.fixture(params=CHOICES, ids=lambda choice: f"{choice[0].__name__}.{choice[1].name}")
def choice(request, factories):
    """A factory and one field of its model that has choices."""
    model, field = request.param
    return factories[model], field


class TestChoice:
    def test_that_is_unknown_is_refused(self, choice):
        make, field = choice
        unknown = 7 if field.name == "credibility" else "nonsense"[: field.max_length]
        record = make.build(**{field.name: unknown})
        with pytest.raises(ValidationError, match=f"'?{unknown}'? is not a valid choice"):
            record.full_clean()
        with refused_by(constraint_of(make.model, field)):
            make.model.objects.bulk_create([record])

    def test_that_is_known_is_accepted(self, choice):
        make, field = choice
        for value, _ in field.flatchoices:
            record = make.build(**{field.name: value})
            if value == "inferred":
                record.note = "An inference says why."
            record.full_clean()
            make.model.objects.bulk_create([record])
            assert getattr(make.model.objects.order_by("-pk").first(), field.name) == value

    def test_may_be_empty_only_where_that_is_allowed(self, choice):
        make, field = choice
        empty = None if field.null else ""
        record = make.build(**{field.name: empty})
        if field.blank:
            record.full_clean()
            make.model.objects.bulk_create([record])
            return
        with pytest.raises(ValidationError, match="This field cannot be blank"):
            record.full_clean()
        with refused_by(constraint_of(make.model, field)):
            make.model.objects.bulk_create([record])


def test_there_are_choices_to_try():
    assert len(CHOICES) > 30
