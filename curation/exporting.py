"""Rows as CSV: every column people write, links as codes, and the standing where there is one."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TextIO, cast

from django.db.models import Field, Model, QuerySet
from django.db.models.query import ModelIterable, ValuesListIterable

from curation.fixtures import curated_fields

if TYPE_CHECKING:
    from pandas import DataFrame

    from curation.querysets import EvidencedQuerySet

# A spreadsheet takes a cell that begins so for a formula.
FORMULA_STARTS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def safe(value: object) -> object:
    """A cell no spreadsheet will run: texts that look like formulas get an apostrophe."""
    if isinstance(value, str) and value.lstrip(" ").startswith(FORMULA_STARTS):
        return f"'{value}"
    if isinstance(value, list):
        value = " ".join(map(str, value))
    return "" if value is None else value


def bare(value: object) -> object:
    """A cell of a data frame: as it is, but nothing, be it an empty text, is None."""
    return None if value == "" else value


def _columns(model: type[Model]) -> list[Field]:
    """The columns that people write, and of what is only noted down when that was."""
    noted = [f for f in model._meta.concrete_fields if getattr(f, "auto_now_add", False)]
    return [*curated_fields(model), *noted]


def header(model: type[Model]) -> list[str]:
    names = [field.name for field in _columns(model)]
    return [*names, "standing"] if hasattr(model._default_manager.all(), "with_standing") else names


def lines(
    queryset: QuerySet,
    cell: Callable[[object], object] = safe,
    added: Sequence[str] = (),
) -> Iterator[Sequence[object]]:
    """The header and then one list of cells a row, in the queryset's order.

    Links are given by code, dates as EDTF text, nothing as an empty cell, a list with spaces
    between. `added` are annotations to give as well. Of `values()` and `values_list()`, grouped
    or not, it is the columns asked for. Memory stays level whatever the number of rows.
    """
    if not issubclass(queryset._iterable_class, ModelIterable):
        return _asked_for(queryset, cell)
    return _of_records(queryset, cell, added)


def _asked_for(queryset: Any, cell: Callable[[object], object]) -> Iterator[Sequence[object]]:
    yield [*queryset.query.selected]
    rows = queryset._chain()
    rows._iterable_class = ValuesListIterable
    for row in rows.iterator(chunk_size=2000):
        yield [cell(value) for value in row]


def _of_records(
    queryset: QuerySet, cell: Callable[[object], object], added: Sequence[str]
) -> Iterator[Sequence[object]]:
    model = queryset.model
    fields = _columns(model)
    names = [*header(model), *added]
    yield names
    if "standing" in names:
        queryset = cast("EvidencedQuerySet", queryset).with_standing()
    paths = [f"{field.name}__code" if field.is_relation else field.attname for field in fields]
    for row in queryset.values_list(*paths, *names[len(fields) :]).iterator(chunk_size=2000):
        yield [cell(value) for value in row]


def frame_lines(queryset: QuerySet) -> Iterator[Sequence[object]]:
    """The columns of `to_csv`, and the first and last days that dates mean behind those written."""
    return lines(queryset, bare, [*_bounds(queryset.model), *added_by(queryset)])


def _bounds(model: type[Model]) -> list[str]:
    computed = {field.name for field in model._meta.concrete_fields if field.generated}
    names = [f"{field.name}_{end}" for field in _columns(model) for end in ("earliest", "latest")]
    return [name for name in names if name in computed]


def added_by(queryset: QuerySet) -> list[str]:
    """What a question has added to the columns of its rows, such as `distance` or `depth`."""
    return [name for name in queryset.query.annotation_select if name != "standing"]


def write_csv(queryset: QuerySet, stream: TextIO, added: Sequence[str] = ()) -> int:
    """Writes the rows to an open text stream; returns how many."""
    return write_lines(lines(queryset, added=added), stream)


def write_lines(of: Iterable[Sequence[object]], stream: TextIO) -> int:
    """Writes a header and its rows; returns how many rows."""
    writer = csv.writer(stream)
    count = -1
    for line in of:
        writer.writerow(line)
        count += 1
    return count


def as_frame(of: Iterable[Sequence[object]]) -> "DataFrame":
    """A header and its rows as a pandas `DataFrame` of objects.

    Raises `ImportError` with a sentence without pandas.
    """
    try:
        import pandas
    except ImportError:
        message = "A data frame needs pandas: install it beside Isnad, pip install pandas."
        raise ImportError(message) from None
    names, *rows = of
    return pandas.DataFrame(rows, columns=names, dtype=object)
