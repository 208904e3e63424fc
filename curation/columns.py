"""Columns of the admin's lists that say more than the bare value."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.utils.html import format_html
from django.utils.safestring import SafeString

from curation.edtf import NotADate, describe
from curation.standing import Standing

# What a list shows of a row; for None, Django's sign for nothing.
Column = Callable[[Model], Any]

LONGEST_DATE = 24


def standing_badge(standing: str) -> SafeString:
    """The word for what evidence amounts to, as a badge that explains itself when pointed at."""
    return format_html(
        '<span class="standing standing-{0}" title="{1}">{0}</span>',
        standing,
        Standing(standing).label,
    )


def with_meaning(value: object, meaning: str) -> SafeString:
    """A value and under it, small, what belongs to it; nothing for an empty `meaning`."""
    below = format_html('<span class="meaning">{}</span>', meaning) if meaning else ""
    return format_html("{}{}", value, below)


def dated(field: str) -> Column:
    """A list column for the EDTF date in `field`: as written, with what it means under it."""

    @admin.display(description=field.replace("_", " "), ordering=f"{field}_earliest")
    def column(record: Model) -> SafeString | None:
        text = getattr(record, field)
        if not text:
            return None
        written = text if len(text) <= LONGEST_DATE else f"{text[:LONGEST_DATE]}…"
        return format_html(
            '<span title="{}">{}</span><span class="meaning">{}</span>',
            text,
            written,
            _meaning(text),
        )

    column.__name__ = field
    return column


def brief(field: str) -> Column:
    """A list column for a choice, without what its label explains behind a colon."""

    @admin.display(description=field.replace("_", " "), ordering=field)
    def column(record: Model) -> str:
        return str(getattr(record, f"get_{field}_display")()).split(":")[0]

    column.__name__ = field
    return column


def _meaning(text: str) -> str:
    """What the date means, without its first and last day."""
    try:
        return describe(text).split(" (")[0]
    except NotADate:
        return ""
