"""How far the documents are coded, for the front page."""

from typing import Any

from django.db.models import F
from django.http import HttpRequest
from django.urls import reverse

from actors.models import Actor
from curation.restricting import may_look_at, visible
from events.models import Event
from sources.models import Coverage, Document

DOCUMENTS_SHOWN = 10


def coverage_for(request: HttpRequest) -> dict[str, Any]:
    """The documents with the most uncoded paragraphs, then the others, as far as there is room.

    A restricted passage counts for everybody; that its paragraph is coded tells nothing of it.
    """
    if not may_look_at(request.user, Document):
        return {"coverage": []}
    rows = visible(Coverage.objects.exclude(document__status="retired"), request.user)
    # In the order of an index, so that no more is read than is shown.
    ordered = rows.order_by(F("uncoded").desc(), "document").select_related("document")
    documents = reverse("admin:sources_document_changelist")
    return {
        "coverage": [*ordered[:DOCUMENTS_SHOWN]],
        "first_steps": request.user.has_perm("sources.add_document")
        and not any(model.objects.exists() for model in (Document, Actor, Event)),
        "uncoded_documents": f"{documents}?finding=uncoded",
    }
