"""Writing the ledger back as fixture files."""

from pathlib import Path

from django.conf import settings

from curation.fixtures import (
    Key,
    Row,
    all_records,
    as_row,
    fixture_path,
    read_rows,
    row_key,
    write_rows,
)

REST = "curated"


def dump(directory: str | Path) -> dict[str, int]:
    """Writes every record to the fixture file it came from; returns file names and row counts.

    Records that stand in no fixture file go to `curated.json`. A file none of whose rows is in
    the ledger is not written. Attached texts never are.
    """
    owner: dict[Key, str] = {}
    for path in sorted(Path(settings.FIXTURE_DIRS[0]).glob("*.json")):
        for row in read_rows(path.stem):
            owner.setdefault(row_key(row), path.stem)
    files: dict[str, list[Row]] = {}
    for record in all_records():
        row = as_row(record)
        files.setdefault(owner.get(row_key(row), REST), []).append(row)
    for name, rows in files.items():
        write_rows(Path(directory) / fixture_path(name).name, rows)
    return {name: len(rows) for name, rows in sorted(files.items())}
