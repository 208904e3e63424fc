from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from sources.attaching import Report, verify
from sources.models import Document


class Command(BaseCommand):
    help = "Lists the passages that do not stand in the attached texts; fails if there are any."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("documents", nargs="*", help="codes of documents; all by default")

    def handle(self, *, documents: list[str], **options: Any) -> None:
        asked = Document.objects.all()
        if documents:
            asked = asked.filter(code__in=documents)
            unknown = set(documents) - set(asked.values_list("code", flat=True))
            if unknown:
                raise CommandError(f"There is no document “{sorted(unknown)[0]}”.")
        reports = list(verify(asked))
        for report in reports:
            self._list(report)
        untold = asked.filter(text=None).count()
        failed = sum(len(report.missing) + len(report.undigested) for report in reports)
        standing = sum(report.standing for report in reports)
        summary = f"{standing} passages stand, {failed} do not; {untold} documents have no text."
        if failed:
            raise CommandError(summary)
        self.stdout.write(summary)

    def _list(self, report: Report) -> None:
        for passage in report.missing:
            self.stdout.write(f"{report.document} {passage.code}: not in the text")
        for passage in report.undigested:
            self.stdout.write(f"{report.document} {passage.code}: has no digest to look for")
        for passage in report.tied:
            self.stdout.write(f"{report.document} {passage.code}: stands in two places as near")
