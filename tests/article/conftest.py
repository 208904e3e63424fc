"""The seeded ledger, for questions about what the article says."""

import pytest
from django.db import transaction

from curation.seeding import seed_once


@pytest.fixture(scope="class")
def _seeded(django_db_setup, django_db_blocker):
    # Once for a class: every test's own transaction is a savepoint within this one.
    with django_db_blocker.unblock(), transaction.atomic():
        seed_once()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def seeded(_seeded, db):
    """An empty ledger, seeded with the fixtures as `make run` does it."""
