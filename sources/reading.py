"""The page of a document: its paragraphs, the passages in them and what hangs on each."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypedDict

from django.contrib import admin
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from curation.restricting import SEE_RESTRICTED, Viewer, may_look_at, visible
from sources.attribution_forms import subject_of
from sources.citing_rows import blank_rows
from sources.fields import spoken
from sources.highlighting import Segment, Stretch, segments, spread
from sources.models import SUBJECT_LABELS, Attribution, Document, Mention, Passage, Voice
from sources.paragraphs import paragraphs


class Row(TypedDict):
    """A paragraph of the page, counted from 1: its words, if they may be read, in segments.

    `passages` begin in it; `coded` is true as well where one that began before runs on into it.
    """

    number: int
    segments: list[Segment]
    passages: list[Passage]
    coded: bool


def document_page(request: HttpRequest, pk: int) -> TemplateResponse:
    """Every paragraph with its passages; the words only for whoever may read attached texts."""
    document = readable_document(request, pk)
    may_code = request.user.has_perm("sources.add_passage")
    context = {
        **admin.site.each_context(request),
        **reading(document, request.user),
        "title": document.title,
        "opts": Document._meta,
        "blank_rows": blank_rows(request.user) if may_code else None,
    }
    return TemplateResponse(request, "admin/sources/document_page.html", context)


def readable_document(request: HttpRequest, pk: int) -> Document:
    """The document of a page; refuses whoever may not look at documents, or not at this one."""
    if not may_look_at(request.user, Document):
        raise PermissionDenied
    documents = visible(Document.objects.select_related("publisher", "text"), request.user)
    return get_object_or_404(documents, pk=pk)


def reading(document: Document, user: User | AnonymousUser) -> dict[str, Any]:
    """What the paragraphs are shown from, on the page and again when a passage was added."""
    attached = getattr(document, "text", None)
    may_read = user.has_perm("sources.read_documenttext")
    blocks = paragraphs(attached.text) if attached else []
    rows = _rows(_passages(document, user), blocks, may_read)
    return {
        "document": document,
        "rows": rows,
        "coded": sum(1 for row in rows if row["coded"]),
        "words_coded": _words_coded(rows),
        "is_attached": attached is not None,
        "is_read": attached is not None and may_read,
        "may_read": may_read,
        "may_attach": user.has_perm(f"sources.{'change' if attached else 'add'}_documenttext"),
        "may_see_restricted": user.has_perm(SEE_RESTRICTED),
        "may_code": user.has_perm("sources.add_passage"),
        "may_attribute": user.has_perm("sources.add_attribution"),
    }


def _rows(passages: Iterable[Passage], blocks: Sequence[str], may_read: bool) -> list[Row]:
    """A row for each paragraph, the empty ones too, its passages in order."""
    beginning: dict[int, list[tuple[int, int, int, Passage]]] = defaultdict(list)
    stretches: dict[int, list[Stretch]] = defaultdict(list)
    for passage in passages:
        anchor = getattr(passage, "anchor", None)
        _say_more(passage, is_lost=bool(blocks and passage.digest and anchor is None))
        place = anchor or passage
        beginning[place.paragraph].append((place.start, place.end, passage.pk, passage))
        if anchor is not None:
            for number, start, end in spread(anchor.paragraph, anchor.start, anchor.end, blocks):
                stretches[number].append((start, end, passage))
    last = max([len(blocks), *beginning], default=0)
    return [
        {
            "number": number,
            "segments": segments(blocks[number - 1], stretches[number])
            if may_read and number <= len(blocks)
            else [],
            "passages": [passage for *_place, passage in sorted(beginning[number])],
            "coded": bool(beginning[number] or stretches[number]),
        }
        for number in range(1, last + 1)
    ]


def _say_more(passage: Passage, is_lost: bool) -> None:
    """Adds to a passage what its template asks for: how much it holds up, and of what kinds."""
    attributions = [*passage.attributions.all()]
    for attribution in attributions:
        kind = spoken(subject_of(attribution))
        attribution.kind = kind
    passage.held_up = len(attributions)  # type: ignore[attr-defined]
    passage.is_lost = is_lost  # type: ignore[attr-defined]


def _words_coded(rows: Iterable[Row]) -> int | None:
    """How many in a hundred characters some passage stands in, rounded down; None without text."""
    parts = [segment for row in rows for segment in row["segments"]]
    length = sum(len(part.text) for part in parts)
    return (
        100 * sum(len(part.text) for part in parts if part.passages) // length if length else None
    )


def _passages(document: Document, user: Viewer) -> QuerySet[Passage]:
    """The document's passages with all that hangs on them, in a fixed number of queries."""
    voices = Voice.objects.select_related("actor", "on_behalf_of")
    attributions = visible(Attribution.objects.select_related(*SUBJECT_LABELS), user)
    mentions = visible(Mention.objects.select_related("actor", "event", "place"), user)
    return (
        visible(Passage.objects.filter(document=document), user)
        .select_related("anchor")
        .prefetch_related(
            Prefetch("voices", voices),
            Prefetch("attributions", attributions),
            Prefetch("mentions", mentions),
        )
    )
