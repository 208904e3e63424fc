"""Dates as sources give them: EDTF (ISO 8601-2, level 1 and part of level 2).

`parse` reads a date, `describe` says it in English, `understand` turns what a curator types into
one, `readings` tells what words counted from the day of a report can mean. Pure Python;
`curation/sql/edtf*.sql` parses the same inside PostgreSQL, and a test keeps the two equal, down to
the sentence with which they refuse.
"""

from .describing import describe
from .points import NotADate
from .reading import understand
from .relative import queried, readings
from .values import EDTF, Kind, parse

__all__ = ["EDTF", "Kind", "NotADate", "describe", "parse", "queried", "readings", "understand"]
