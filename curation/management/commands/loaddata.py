from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser
from django.core.management.commands import loaddata
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError, transaction

from curation.fixtures import NotAFixture, fixture_path
from curation.seeding import check, principal, refuse_merged, seeded_as


class Command(loaddata.Command):
    """Django's own, but as the principal `seed`, and with a sentence for what cannot be loaded."""

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--reason", default="", help="Why, for the history of what is loaded.")

    def handle(self, *fixtures: str, reason: str = "", **options: Any) -> None:
        try:
            with transaction.atomic(), seeded_as(principal(), reason or f"loaded {fixtures[0]}"):
                super().handle(*fixtures, **options)
        except (
            DeserializationError,
            DatabaseError,
            ValidationError,
            AttributeError,  # what Django says of JSON that is no list of rows
            KeyError,
        ) as error:
            raise CommandError(_sentence(fixtures, error)) from error


def _sentence(fixtures: Iterable[str], error: Exception) -> str:
    """What is wrong, by our own reading of the files if that finds it, else in Django's words."""
    try:
        there = [name for name in fixtures if fixture_path(name).exists()]
        check(there)
        refuse_merged(there)
    except NotAFixture as found:
        return f"{found} Nothing was loaded."
    reason = str(error).splitlines()[0].rstrip(".")
    return f"{reason}: correct that row; nothing was loaded."
