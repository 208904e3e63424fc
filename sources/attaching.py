"""Attaching a user's own copy of a document's text, and checking the passages against it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction

from sources.anchoring import Find, find_passages
from sources.models import Anchor, Document, DocumentText, Passage
from sources.paragraphs import paragraphs

LARGEST = 20 * 1024 * 1024
# What a file that is no plain text begins with.
BEGINNINGS = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a word processor's document or an archive",
    b"\xd0\xcf\x11\xe0": "a word processor's document",
    b"{\\rtf": "a word processor's document",
}


class NotAText(ValueError):
    """A file that holds no text to attach; the message says why and what to do."""


@dataclass
class Report:
    """What became of a document's passages: how many stand, which do not, which are tied."""

    document: str
    standing: int = 0
    missing: list[Passage] = field(default_factory=list)
    undigested: list[Passage] = field(default_factory=list)
    tied: list[Passage] = field(default_factory=list)


def read_text(path: str | Path) -> str:
    """The text in a UTF-8 file, line ends made line feeds; raises `NotAText` with a sentence."""
    path = Path(path)
    try:
        refuse_large(path.stat().st_size, path)
        content = path.read_bytes()
    except OSError as error:
        raise NotAText(f"{path} cannot be read: {error.strerror}.") from None
    return text_in(content, path)


def refuse_large(size: int, source: str | Path) -> None:
    """Raises `NotAText` if a file of `size` bytes is too large to be read at all."""
    if size > LARGEST:
        raise NotAText(f"{source} is larger than 20 MB: attach the text of one document.")


def text_in(content: bytes, source: str | Path) -> str:
    """The text in the bytes of a UTF-8 file; raises `NotAText` with a sentence."""
    for beginning, kind in BEGINNINGS.items():
        if content.startswith(beginning):
            raise NotAText(f"{source} is {kind}: save its text as plain text in UTF-8.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = (
            f"{source} is not UTF-8 text (byte {error.start}): save it as plain text in UTF-8."
        )
        raise NotAText(message) from None
    return checked_text(text, source)


def checked_text(text: str, source: str | Path) -> str:
    """`text` with line feeds for line ends; raises `NotAText` if nothing can be read in it."""
    if "\0" in text:
        raise NotAText(f"{source} holds NUL characters: it is not plain text.")
    if not paragraphs(text):
        raise NotAText(f"{source} is empty: there is no text to attach.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


@transaction.atomic
def attach(document: Document, text: str, replace: bool = False) -> Report:
    """Stores `text` as the document's and anchors its passages there; returns a `Report`.

    The passages themselves do not change. A different text attached already is kept, and
    `NotAText` raised, unless `replace` is true.
    """
    attached = DocumentText.objects.select_for_update().filter(document=document).first()
    if attached is None:
        attached = DocumentText.objects.create(document=document, text=text)
    elif attached.text != text:
        if not replace:
            raise NotAText(f"{document.code} has another text already: --replace exchanges it.")
        attached.text = text
        attached.save()
    return anchor(attached)


def anchor(attached: DocumentText) -> Report:
    """Finds the passages of an attached text anew and stores their anchors; a `Report`."""
    finds = find_passages(attached.document, attached.text)
    attached.anchors.all().delete()
    Anchor.objects.bulk_create(
        Anchor(
            text=attached,
            passage=find.passage,
            paragraph=find.paragraph,
            start=find.start,
            end=find.end,
            tied=find.tied,
        )
        for find in finds
    )
    return _report(attached, finds)


@transaction.atomic
def follow(passage: Passage) -> None:
    """After a passage was written: anchors it in its document's text, if one is attached."""
    Anchor.objects.filter(passage=passage).delete()
    attached = DocumentText.objects.filter(document=passage.document_id).first()
    if attached is not None:
        anchor(attached)


def verify(documents: Iterable[Document]) -> Iterator[Report]:
    """A `Report` for each of `documents` that has a text, against that text as it is now."""
    for attached in DocumentText.objects.filter(document__in=documents).select_related("document"):
        yield _report(attached, find_passages(attached.document, attached.text))


def _report(attached: DocumentText, finds: list[Find]) -> Report:
    report = Report(attached.document.code, standing=len(finds))
    found = {find.passage.pk for find in finds}
    for passage in attached.document.passages.all():
        if not passage.digest:
            report.undigested.append(passage)
        elif passage.pk not in found:
            report.missing.append(passage)
    report.tied = [find.passage for find in finds if find.tied]
    return report
