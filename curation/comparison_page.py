"""Old beside new on a record's page: the words of a comparison."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from curation.changes import Changed
from curation.changes_page import in_words
from curation.comparing import Comparison, compare
from curation.records import Record
from curation.restricting import Viewer
from curation.review import REVIEW


@dataclass
class Row:
    """One field in words, and the change that last touched it, where history tells of one."""

    field: str
    label: str
    old: str
    new: str
    change: Changed | None


def comparison_for(request: HttpRequest, record: Record) -> Comparison | None:
    """The comparison, for those who review the record and those who may change it."""
    opts, user = record._meta, request.user
    may_see = user.has_perm(REVIEW) or user.has_perm(f"{opts.app_label}.change_{opts.model_name}")
    return compare(record, user) if may_see else None


def in_rows(comparison: Comparison, user: Viewer) -> tuple[list[Row], list[dict[str, Any]]]:
    """The record's fields, and its parts as the page of changes shows them."""
    record = comparison.record
    whole = Changed(
        model=type(record),
        pk=record.pk,
        code=record.code,
        done="changed",
        at=record.updated_at,
        who="",
        where="",
        why="",
        fields=comparison.fields,
        version=0,
    )
    told, *parts = in_words([whole, *comparison.parts], user)
    return list(_rows(comparison, told["fields"])), parts


def _rows(comparison: Comparison, told: list[tuple[str, str, str]]) -> Iterator[Row]:
    for name, (label, old, new) in zip(comparison.fields, told, strict=True):
        yield Row(name, str(label), old, new, comparison.told.get(name))
