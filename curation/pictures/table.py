"""The text equivalent of a picture."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from curation.exporting import safe

# What sets names apart by direction in a sentence; in a column of a file it is only in the way.
ISOLATES = dict.fromkeys(range(0x2066, 0x206A))


@dataclass(frozen=True)
class Row:
    """A line of a table, and the address of the record it is about; empty if of none."""

    cells: Sequence[str]
    link: str = ""


@dataclass(frozen=True)
class Table:
    header: Sequence[str]
    rows: Sequence[Row]

    def csv(self) -> str:
        """The table with its header, lines ending in CR LF; no cell is taken for a formula."""
        stream = io.StringIO(newline="")
        writer = csv.writer(stream)
        writer.writerow(self.header)
        for row in self.rows:
            writer.writerow([safe(cell.translate(ISOLATES)) for cell in row.cells])
        return stream.getvalue()
