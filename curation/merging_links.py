"""Ways to the pages of merging and splitting a record, and to what was decided there."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from curation.addresses import page_of
from curation.hanging import kinds

if TYPE_CHECKING:
    from django.db.models import Model

    from curation.decisions import Decision

MERGE_RECORDS = "curation.merge_records"


def address(page: str, model: "type[Model]", **query: str) -> str:
    """The address of a page for one kind of records: merge, split, duplicates."""
    url = reverse(f"admin:{page}", args=[model._meta.model_name])
    return f"{url}?{urlencode(query)}" if query else url


def merging_tools(request: HttpRequest, record: Any) -> list[tuple[str, str]]:
    if type(record) not in kinds() or not request.user.has_perm(MERGE_RECORDS):
        return []
    return [
        ("Merge…", address("merge", type(record), one=record.code)),
        ("Split…", address("split", type(record), of=record.code)),
    ]


def tell_decided(request: HttpRequest, decision: "Decision") -> None:
    """Says what was merged or split, with the way to where it is undone."""
    words = '{}. Undo it on <a href="{}">the page of this decision</a>.'
    messages.success(request, format_html(words, decision, page_of(decision)))
