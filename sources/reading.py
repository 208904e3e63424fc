"""The page of a document: its paragraphs, the passages in them and what hangs on each."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TypedDict

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from curation.restricting import SEE_RESTRICTED, Viewer, visible
from sources.attribution_forms import subject_of
from sources.models import SUBJECT_LABELS, Attribution, Document, Mention, Passage, Voice
from sources.paragraphs import paragraphs


class Row(TypedDict):
    """A paragraph of the page: counted from 1, its words if they may be read."""

    number: int
    words: str
    passages: list[Passage]


def document_page(request: HttpRequest, pk: int) -> TemplateResponse:
    """Every paragraph with its passages; the words only for whoever may read attached texts."""
    if not request.user.has_perm("sources.view_document"):
        raise PermissionDenied
    documents = visible(Document.objects.select_related("publisher", "text"), request.user)
    document = get_object_or_404(documents, pk=pk)
    attached = getattr(document, "text", None)
    may_read = request.user.has_perm("sources.read_documenttext")
    words = paragraphs(attached.text) if attached else []
    rows = _rows(_passages(document, request.user), len(words), words if may_read else [])
    context = {
        **admin.site.each_context(request),
        "title": document.title,
        "document": document,
        "rows": rows,
        "coded": sum(1 for row in rows if row["passages"]),
        "is_attached": attached is not None,
        "may_read": may_read,
        "may_see_restricted": request.user.has_perm(SEE_RESTRICTED),
        "may_code": request.user.has_perm("sources.add_passage"),
        "may_attribute": request.user.has_perm("sources.add_attribution"),
        "opts": Document._meta,
    }
    return TemplateResponse(request, "admin/sources/document_page.html", context)


def _rows(passages: Iterable[Passage], length: int, words: list[str]) -> list[Row]:
    """A row for each paragraph, the empty ones too: number, words and passages in order."""
    found: dict[int, list[tuple[int, int, int, Passage]]] = defaultdict(list)
    for passage in passages:
        anchor = getattr(passage, "anchor", None)
        for attribution in passage.attributions.all():
            kind = subject_of(attribution).replace("_", " ")
            attribution.kind = kind  # type: ignore[attr-defined]
        is_lost = bool(length and passage.digest and anchor is None)
        passage.is_lost = is_lost  # type: ignore[attr-defined]
        place = anchor or passage
        found[place.paragraph].append((place.start, place.end, passage.pk, passage))
    last = max([length, *found], default=0)
    return [
        {
            "number": number,
            "words": words[number - 1] if number <= len(words) else "",
            "passages": [passage for *_place, passage in sorted(found[number])],
        }
        for number in range(1, last + 1)
    ]


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
