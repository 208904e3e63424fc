from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from curation.dumping import dump


class Command(BaseCommand):
    help = "Writes the ledger back as fixture files, the same bytes for the same content."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--directory", default=settings.FIXTURE_DIRS[0], help="fixtures/ by default"
        )

    def handle(self, *, directory: str | Path, **options: Any) -> None:
        if not Path(directory).is_dir():
            raise CommandError(f"{directory} is not a folder: make it first.")
        try:
            written = dump(directory)
        except OSError as error:
            raise CommandError(f"{error.filename} cannot be written: {error.strerror}.") from None
        counts = ", ".join(f"{name}.json {count}" for name, count in written.items())
        self.stdout.write(f"Wrote {counts or 'nothing: the ledger is empty'}.")
