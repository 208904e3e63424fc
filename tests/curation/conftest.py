"""A table with dates of each kind, apart from the ledger's own."""

import pytest
from django.db import connection

from .models import Dated


@pytest.fixture(scope="session")
def dated_table(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.execute("DROP TABLE IF EXISTS tests_dated")
        editor.create_model(Dated)


@pytest.fixture
def dated(db, dated_table):
    """The model whose table exists in the test database."""
    return Dated
