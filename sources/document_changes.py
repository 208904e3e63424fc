"""The page of what changed about a document: itself, its passages and what hangs on these."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from curation.changes import Changes
from curation.changes_page import listed, viewable
from curation.links import beyond
from curation.restricting import may_look_at, visible
from sources.models import Attribution, Document, Mention, Passage, Voice


def document_changes_page(request: HttpRequest, pk: int) -> TemplateResponse:
    """Changes of whatever the user may look at, that of deleted passages among it."""
    if not may_look_at(request.user, Document):
        raise PermissionDenied
    document = get_object_or_404(visible(Document.objects.all(), request.user), pk=pk)
    looked_at = viewable(request, admin.site)
    among = {model: rows for model, rows in _about(document).items() if model in looked_at}
    return listed(
        request,
        admin.site,
        Changes(among, request.user) if among else [],
        title="What changed about it",
        opts=Document._meta,
        record=document,
    )


def _about(document: Document) -> dict[type[Model], Q]:
    told = beyond(Passage, "history")._default_manager.filter(document=document.pk)
    of_passages = Q(passage__in=told.order_by().values("pgh_obj"))
    return {
        Document: Q(pgh_obj=document.pk),
        Passage: Q(document=document.pk),
        **dict.fromkeys([Voice, Mention, Attribution], of_passages),
    }
