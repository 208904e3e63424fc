"""Links between models, followed by name: so is reached what the apps above define."""

from typing import cast

from django.db.models import ManyToOneRel, Model


def beyond(model: type[Model], link: str) -> type[Model]:
    """The model at the other end of `link`, a relation of `model` in either direction."""
    return cast("type[Model]", model._meta.get_field(link).related_model)


def evidence_link(model: type[Model]) -> ManyToOneRel:
    """The link by which attributions are about `model`; its `field` is their column for it."""
    return cast("ManyToOneRel", model._meta.get_field("attributions"))


def kept_standing_link(model: type[Model]) -> ManyToOneRel:
    """The link by which the kept standing of `model`'s rows is found; its `field` leads back."""
    return cast("ManyToOneRel", model._meta.get_field("kept_standing"))
