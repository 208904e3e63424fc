from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from curation.fixtures import NotAFixture
from curation.seeding import seed_once, update


class Command(BaseCommand):
    help = "Loads the fixtures into an empty ledger; with --update, brings newer rows to it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--update", action="store_true", help="update records nobody has edited since"
        )

    def handle(self, **options: Any) -> None:
        try:
            self._seed(options["update"])
        except NotAFixture as error:
            raise CommandError(str(error)) from None

    def _seed(self, updating: bool) -> None:
        if not updating:
            added = seed_once()
            self.stdout.write(
                f"Seeded {added} rows."
                if added
                else "The ledger is not empty: nothing was loaded. --update brings newer rows."
            )
            return
        done = update()
        for model, key in done.kept:
            self.stdout.write(f"kept as edited: {model} {' '.join(str(k) for k in key if k)}")
        self.stdout.write(
            f"{len(done.added)} rows added, {len(done.updated)} updated,"
            f" {len(done.kept)} kept as edited."
        )
