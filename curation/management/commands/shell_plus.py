from typing import Any

from django_extensions.management.commands import shell_plus

GREETING = """Everything of the ledger is imported. Four questions to begin with:

    Actor.objects.named("kataib hezbollah")
    Event.objects.possibly_between("2020-01-01", "2020-12-31").corroborated()
    responsibility(Event.objects.definitely_between("2021-01-01", "2021-12-31"))
    print(explain(Participation.objects.filter(role="perpetrator").first()))
"""


class Command(shell_plus.Command):
    help = "The analysts' shell: every model and `explain` imported, with a greeting."

    def handle(self, *args: str, **options: Any) -> None:
        if not options.get("command") and not options.get("quiet_load"):
            self.stdout.write(GREETING)
        super().handle(*args, **options)
