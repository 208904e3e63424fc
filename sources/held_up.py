"""What a passage or a document holds up, on its page: the first of it, with its standing."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from curation.restricting import may_look_at, visible
from curation.standing import Standing
from sources.explaining import standings_of, subject_key
from sources.models import SUBJECT_LABELS, Attribution, Document, Passage

SHOWN = 20


def held_up(request: HttpRequest, record: Passage | Document) -> dict[str, Any] | None:
    """The first attributions in it, each with its record's standing; None if they are not seen."""
    if not may_look_at(request.user, Attribution):
        return None
    rows, url = _rows(record)
    seen = visible(rows.select_related("passage", *SUBJECT_LABELS), request.user)
    shown = list(seen.order_by("passage__paragraph", "passage__start", "pk")[: SHOWN + 1])
    first = shown[:SHOWN]
    standings = standings_of([subject_key(row) for row in first])
    return {
        "rows": [(row, standings.get(subject_key(row), Standing.UNATTRIBUTED)) for row in first],
        "more_url": url if len(shown) > SHOWN else "",
    }


def _rows(record: Passage | Document) -> tuple[Any, str]:
    """Its attributions, and the address of the list of all of them."""
    url = reverse("admin:sources_attribution_changelist")
    if isinstance(record, Passage):
        return Attribution.objects.filter(passage=record), f"{url}?passage__id__exact={record.pk}"
    attributions = Attribution.objects.filter(passage__document=record)
    return attributions, f"{url}?document={record.code}"
