from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandParser

from config import serving
from config.preparing import prepare


class Command(BaseCommand):
    help = "Prepare the ledger and serve it at HOST and PORT until Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--with-parent",
            action="store_true",
            help="End when the process that started this one ends, as `make run` wants it.",
        )

    def handle(self, *args: str, with_parent: bool, **options: Any) -> None:
        if with_parent:
            serving.end_with_parent()
        listener = serving.listen(settings.HOST, settings.PORT)
        login = prepare()
        address = serving.address(settings.HOST, settings.PORT)

        def announce() -> None:
            self.stdout.write(f"Isnad runs at {address} ({login}). Ctrl-C stops it.")
            self.stdout.flush()

        serving.serve(listener, announce)
