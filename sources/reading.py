"""The page of a document: its paragraphs, the passages in them and what hangs on each."""

from collections import defaultdict

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from sources.models import SUBJECTS, Attribution, Document, Passage, Voice
from sources.paragraphs import paragraphs

LABELS = [
    *SUBJECTS,
    "relation__subject",
    "relation__object",
    "designation__actor",
    "designation__authority",
    "participation__event",
    "participation__actor",
    "participation__place",
    "event_link__event",
    "event_link__other",
]


def document_page(request, pk):
    """Every paragraph with its passages; the words only for whoever may read attached texts."""
    document = get_object_or_404(Document.objects.select_related("publisher"), pk=pk)
    if not request.user.has_perm("sources.view_document"):
        raise PermissionDenied
    words = _words(document) if request.user.has_perm("sources.read_documenttext") else []
    passages = defaultdict(list)
    for passage in _passages(document):
        passages[passage.paragraph].append(passage)
    count = max([len(words), *passages], default=0)
    rows = [
        {
            "number": number,
            "words": words[number - 1] if number <= len(words) else "",
            "passages": passages[number],
        }
        for number in range(1, count + 1)
    ]
    coded = sum(1 for row in rows if row["passages"])
    context = {
        **admin.site.each_context(request),
        "title": document.title,
        "document": document,
        "rows": rows,
        "coded": coded,
        "has_words": bool(words),
        "opts": Document._meta,
    }
    return TemplateResponse(request, "admin/sources/document_page.html", context)


def _words(document):
    text = getattr(document, "text", None)
    return paragraphs(text.text) if text else []


def _passages(document):
    """The passages in reading order with voices and attributions, in a fixed count of queries."""
    return (
        Passage.objects.filter(document=document)
        .prefetch_related(
            Prefetch("voices", Voice.objects.select_related("actor", "on_behalf_of")),
            Prefetch("attributions", Attribution.objects.select_related(*LABELS)),
            "mentions__actor",
            "mentions__event",
            "mentions__place",
        )
        .order_by("paragraph", "start", "end", "pk")
    )
