from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from config.backup import back_up
from config.refusal import Refusal


class Command(BaseCommand):
    help = "Write the whole ledger, history and accounts included, to FILE."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: str, file: Path, **options: Any) -> None:
        try:
            size = back_up(file)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"The ledger is backed up to {file} ({size:,} bytes).")
