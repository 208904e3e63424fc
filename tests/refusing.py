"""The two refusals of a wrong row: validation's sentence and the database's constraint."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction


def assert_refused(record, constraint, message):
    """`full_clean()` says `message`; the database, past all of Django's checks, names it."""
    with pytest.raises(ValidationError, match=re.escape(message)):
        record.full_clean()
    with refused_by(constraint):
        type(record).objects.bulk_create([record])


def assert_accepted(record):
    """`full_clean()` and the database both take the row."""
    record.full_clean()
    type(record).objects.bulk_create([record])


class refused_by:  # noqa: N801 - reads as a sentence
    """A block that the database refuses for `constraint`, and that leaves nothing behind."""

    def __init__(self, constraint):
        self.constraint = constraint

    def __enter__(self):
        self.block = transaction.atomic()
        self.block.__enter__()

    def __exit__(self, kind, error, traceback):
        self.block.__exit__(kind or Exception, error, traceback)
        if error is None:
            pytest.fail(f"The database took what {self.constraint} should refuse.")
        if not isinstance(error, IntegrityError):
            return False
        assert error.__cause__.diag.constraint_name == self.constraint
        return True
