"""What record pages show of evidence: the panel, its parts' evidence in place, old beside new."""

from collections.abc import Iterator
from typing import Any

from django import template
from django.db.models import Model
from django.template import Context

from curation.comparison_page import comparison_for, in_rows
from curation.records import Record
from curation.standing import Standing
from sources.accepting_page import page_of
from sources.evidence_panel import PARTS_SHOWN, Panel, panels
from sources.fields import FIELDS, spoken
from sources.held_up import held_up
from sources.models import Document, Passage
from sources.querysets import SUBJECT_NAMES

UNATTRIBUTED = Standing.UNATTRIBUTED.value

register = template.Library()
register.filter("page_of", page_of)
register.filter("spoken", spoken)


@register.inclusion_tag("admin/sources/evidence_panel.html", takes_context=True)
def evidence_panel(context: Context) -> dict[str, Any]:
    """The panel at the top of a record's page; leaves with each part, and the record, its own.

    Rendered before the form, so that the rows of parts and the comparison find theirs.
    """
    record, request = context.get("original"), context["request"]
    if not isinstance(record, Record) or context.get("is_popup"):
        return {}
    if request.method == "POST":  # a refused form has written into the record what was typed
        record = type(record)._base_manager.filter(pk=record.pk).first() or record
    panel = panels(request, record, _parts(context))
    context["original"].panel = panel
    holds_up = held_up(request, record) if isinstance(record, Passage | Document) else None
    return {
        "panel": panel,
        # Of those who may not look at attributions, for the standing is the record's own.
        "standing": getattr(context["original"], "standing", ""),
        "holds_up": holds_up,
        "csrf_token": context.get("csrf_token"),
    }


def _parts(context: Context) -> Iterator[Model]:
    """The first parts of each kind; the others are led to their own pages."""
    for inline in context.get("inline_admin_formsets") or []:
        rows = [form.instance for form in inline.formset.initial_forms]
        yield from rows[:PARTS_SHOWN]
        for row in rows[PARTS_SHOWN:]:
            row.has_evidence_elsewhere = getattr(row, "standing", UNATTRIBUTED) != UNATTRIBUTED


@register.inclusion_tag("admin/curation/comparison.html", takes_context=True)
def old_beside_new(context: Context) -> dict[str, Any]:
    """Where a record is under review: each field as accepted and as proposed, with its evidence."""
    record, request = context.get("original"), context["request"]
    if not isinstance(record, Record) or context.get("is_popup"):
        return {}
    comparison = comparison_for(request, record)
    if comparison is None:
        return {}
    rows, parts = in_rows(comparison, request.user)
    panel: Panel | None = getattr(record, "panel", None)
    return {
        "comparison": comparison,
        "rows": [
            (row, _is_attributed(record, row.field), _about(panel, row.field)) for row in rows
        ],
        "parts": parts,
        "has_evidence": panel is not None,
        "whole": sum(item.attribution.status != "retired" for item in _about(panel, "")),
    }


def _is_attributed(record: Record, field: str) -> bool:
    name = SUBJECT_NAMES.get(record._meta.model_name or "")
    return name is not None and field in FIELDS[name]


def _about(panel: Panel | None, field: str) -> list[Any]:
    return panel.explanation.about(field) if panel else []
