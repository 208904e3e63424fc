"""Two who decide on what is one, and two of whatever kind."""

import pytest
from django.contrib.auth.models import User

from curation.acting import acting_as


@pytest.fixture
def reviewer(db):
    return User.objects.create_superuser("reviewer")


@pytest.fixture
def as_reviewer(reviewer):
    with acting_as(reviewer):
        yield reviewer


@pytest.fixture
def pair(make_actor):
    """Two actors, as a merger names them: who stays, then who goes."""
    return make_actor(name="Kataib Hezbollah", code="kataib"), make_actor(
        name="Hizballah Brigades", code="brigades"
    )
