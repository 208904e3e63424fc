"""Fixture files: rows of the ledger as JSON that reads as facts and stays the same byte by byte.

Natural keys instead of numbers, no timestamps and nothing the database computes; columns at
their default are left out; sorted in Python by model and key, because servers collate apart.
"""

import datetime
import decimal
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, ClassVar, Protocol, TypedDict, cast

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Field, Model

VOCABULARIES = ["events.eventtype", "actors.actorkindcode"]
LEDGER = [
    "events.place",
    "actors.actor",
    "actors.name",
    "actors.relation",
    "actors.designation",
    "events.event",
    "events.participation",
    "events.eventlink",
    "events.figure",
    "sources.document",
    "actors.identifier",
    "sources.passage",
    "sources.voice",
    "sources.mention",
    "sources.statement",
    "sources.attribution",
]
MODELS = [*VOCABULARIES, *LEDGER]

# The label of a model and the natural key of one of its rows.
Key = tuple[str, tuple[str | None, ...]]
# A word with its numbers as numbers.
Counted = list[tuple[int, int, str]]


class Row(TypedDict):
    """A row of a fixture file; the fields hold JSON, links as natural keys."""

    model: str
    fields: dict[str, Any]


class Keyed(Protocol):
    """A record that fixtures hold, known by its natural key."""

    natural_fields: ClassVar[tuple[str, ...]]

    def natural_key(self) -> tuple[str | None, ...]: ...


def fixture_path(name: str | Path) -> Path:
    """The file of a fixture in our folder, by its name; a path to a JSON file is itself."""
    path = Path(name)
    return path if path.suffix == ".json" else Path(settings.FIXTURE_DIRS[0]) / f"{name}.json"


def file_digest(name: str | Path) -> str:
    return hashlib.sha256(fixture_path(name).read_bytes()).hexdigest()


class NotAFixture(ValueError):
    """A fixture file that cannot be loaded; the message names the file, the row and the cure."""


def read_rows(name: str | Path) -> list[Row]:
    """The rows of a fixture file as dictionaries with `model` and `fields`.

    Raises `NotAFixture` where the file is missing, no JSON, or speaks of unknown models.
    """
    path = fixture_path(name)
    try:
        rows: list[Row] = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise NotAFixture(f"{path} cannot be read: {error.strerror}.") from None
    except ValueError as error:
        raise NotAFixture(f"{path} is not JSON in UTF-8 ({error}): correct it.") from None
    if not isinstance(rows, list):
        raise NotAFixture(f"{path.name} is not a list of rows: write them in brackets.")
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict) or not isinstance(row.get("fields"), dict):
            raise NotAFixture(f"{path.name}: row {number} has no “model” and “fields”: add them.")
        _check_columns(path.name, row)
    return rows


def _check_columns(file: str, row: Row) -> None:
    if row.get("model") not in MODELS:
        raise NotAFixture(f"{file}: there is no model “{row.get('model')}” to load.")
    known = {field.name: field for field in curated_fields(apps.get_model(row["model"]))}
    key = " ".join(str(part) for part in row_key(row)[1] if part)
    for column, value in row["fields"].items():
        if column not in known:
            raise NotAFixture(
                f"{file}: {key} has a “{column}”, which is no column of {row['model']}."
            )
        if known[column].is_relation:
            continue
        try:
            known[column].clean(value, None)
        except ValidationError as error:
            raise NotAFixture(
                f"{file}: the {column} of {key} is “{value}”: {error.messages[0]}"
            ) from None


def references(row: Row) -> Iterator[tuple[str, str, str]]:
    """Field, model label and code of every record that a fixture row links to."""
    model = apps.get_model(row["model"])
    for name, value in row["fields"].items():
        field = model._meta.get_field(name)
        if field.is_relation and value is not None:
            yield name, field.related_model._meta.label_lower, value[0]


def row_key(row: Row) -> Key:
    """Model label and natural key of a fixture row, the same as `record_key` of its record."""
    fields = row["fields"]
    values = (fields.get(name) for name in apps.get_model(row["model"]).natural_fields)
    return row["model"], tuple(v[0] if isinstance(v, list) else v for v in values)


def record_key(record: Model) -> Key:
    return record._meta.label_lower, cast("Keyed", record).natural_key()


def curated_fields(model: type[Model]) -> list[Field]:
    """The fields a fixture carries: what people write, nothing the database keeps."""
    return [
        field
        for field in model._meta.concrete_fields
        if field.editable and not field.generated and not field.primary_key
    ]


def as_row(record: Model) -> Row:
    """A record as a fixture row; columns at their default are left out, but for the status."""
    fields = {}
    for field in curated_fields(type(record)):
        value = _plain(record, field)
        if field.name == "status" or value != _default(field):
            fields[field.name] = value
    return {"model": record._meta.label_lower, "fields": fields}


def _default(field: Field) -> object:
    return None if field.null else field.get_default()


def _plain(record: Model, field: Field) -> object:
    if field.is_relation:
        related = getattr(record, field.name)
        return related and list(related.natural_key())
    value = getattr(record, field.attname)
    if isinstance(value, decimal.Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value


def write_rows(path: str | Path, rows: Iterable[Row]) -> None:
    """Writes fixture rows sorted by model and natural key, one stable text for one content."""
    rows = sorted(rows, key=_place_in_file)
    text = json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
    Path(path).write_text(text, encoding="utf-8")


def _place_in_file(row: Row) -> tuple[int, list[Counted]]:
    """By model, then by key with numbers as numbers: p2-1 before p10-1."""
    model = apps.get_model(row["model"])
    fields = getattr(model, "fixture_order", model.natural_fields)
    values = (row["fields"].get(name) for name in fields)
    words = (str(v[0] if isinstance(v, list) else v) for v in values)
    return MODELS.index(row["model"]), [_counted(word) for word in words]


def _counted(word: str) -> Counted:
    return [
        (0, int(part), "") if part.isdecimal() else (1, 0, part)
        for part in re.split(r"(\d+)", word)
        if part
    ]


def all_records(labels: Iterable[str] = MODELS) -> Iterator[Model]:
    """Every record of the models `labels`, related ones at hand."""
    for label in labels:
        model = apps.get_model(label)
        links = [f.name for f in curated_fields(model) if f.is_relation]
        yield from model.objects.select_related(*links).iterator(chunk_size=2000)
