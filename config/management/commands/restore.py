from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from config.backup import restore
from config.refusal import Refusal


class Command(BaseCommand):
    help = "Restore the ledger that `backup` wrote to FILE into an empty one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: str, file: Path, **options: Any) -> None:
        try:
            rows = restore(file)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"The ledger is restored from {file} ({rows:,} rows).")
