"""Rows of a table that came back from a page, some of which have been deleted meanwhile."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from django.forms import BaseFormSet

from curation.labels import is_key
from curation.opened_forms import OPENED, opened_on

Row = dict[str, Any]


def set_gone_apart(formset: BaseFormSet, saved: Collection[int]) -> tuple[Any, list[int]]:
    """The data of a formset of which only the rows `saved` are still there, and which rows are not.

    A row that is gone is left out if nobody had touched it; else it stands behind the others as
    a new one, and its number is in the list.
    """
    data: Any = formset.data
    prefix = str(formset.prefix)
    rows = _rows(data, prefix, formset.total_form_count())
    count = formset.initial_form_count()
    there = [row for row in rows[:count] if _key(row) is None or _key(row) in saved]
    gone = [row for row in rows[:count] if row not in there and _was_typed(row)]
    ordered = [*there, *gone, *rows[count:]]
    moved = {name: data.getlist(name) for name in data if not _row_of(name, prefix)}
    moved[f"{prefix}-INITIAL_FORMS"] = [str(len(there))]
    moved[f"{prefix}-TOTAL_FORMS"] = [str(len(ordered))]
    for number, row in enumerate(ordered):
        for column, values in row.items():
            if row not in gone or column not in ("id", OPENED):
                moved[f"{prefix}-{number}-{column}"] = values
    written = data.copy()
    written.clear()
    for name, values in moved.items():
        written.setlist(name, values)
    return written, [*range(len(there), len(there) + len(gone))]


def _row_of(name: str, prefix: str) -> re.Match[str] | None:
    return re.fullmatch(rf"{re.escape(prefix)}-(\d+)-(.+)", name)


def _rows(data: Any, prefix: str, count: int) -> list[Row]:
    rows: list[Row] = [{} for _ in range(count)]
    for name in data:
        found = _row_of(name, prefix)
        if found and int(found[1]) < len(rows):
            rows[int(found[1])][found[2]] = data.getlist(name)
    return rows


def _key(row: Mapping[str, Any]) -> int | None:
    text = row.get("id", [""])[0]
    return int(text) if is_key(text) else None


def _was_typed(row: Mapping[str, Any]) -> bool:
    """Whether a row came back otherwise than it was opened, and not to be deleted."""
    opened = opened_on(row.get(OPENED, [""])[0])
    typed = {name: row.get(name, [""])[0] for name in opened}
    return (not opened or typed != opened) and "DELETE" not in row
