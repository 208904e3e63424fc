from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from sources.attaching import NotAText, attach, read_text
from sources.models import Document


class Command(BaseCommand):
    help = "Stores your own copy of a document's text and anchors every passage in it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("document", help="code of the document: militias-in-iraq")
        parser.add_argument("file", help="plain text in UTF-8, paragraphs between blank lines")
        parser.add_argument("--replace", action="store_true", help="exchange another text")

    def handle(self, *, document: str, file: str, replace: bool, **options: Any) -> None:
        try:
            record = Document.objects.get_by_natural_key(document)
            report = attach(record, read_text(file), replace)
        except Document.DoesNotExist:
            raise CommandError(
                f"There is no document “{document}”: look its code up in the admin."
            ) from None
        except NotAText as error:
            raise CommandError(str(error)) from None
        lost = len(report.missing) + len(report.undigested)
        self.stdout.write(
            f"{document}: {report.standing} passages anchored, {lost} not found"
            + (f", {len(report.tied)} in more than one place." if report.tied else ".")
            + (" manage.py verify_passages lists them." if lost or report.tied else "")
        )
