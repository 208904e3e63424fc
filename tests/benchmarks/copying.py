"""Rows into tables by COPY, past Django; constraints and triggers see each of them."""

import io

from django.core.management.color import no_style
from django.db import connection, transaction

from tests.writing import cell, columns_of

# What COPY reads as a column's end, a row's end and its own sign of escape.
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
# Accepted at once, as what fixtures bring.
SEED = '{"principal": "seed"}'


def copy(model, rows):
    """Writes `rows`, dictionaries by column that all have the same keys; returns how many.

    Columns that are not given get the model's default, records a code of their own from their
    `id`, and are accepted.
    """
    table = model._meta.db_table
    lines, columns, count = io.StringIO(), None, 0
    for count, row in enumerate(rows, start=1):  # noqa: B007
        if columns is None:
            constants = {n: v for n, v in _defaults(model).items() if n not in row}
            columns, rest = [*row, *constants], _line(constants.values())
        lines.write(f"{_line(row.values())}\t{rest}\n")
    lines.seek(0)
    if count:
        listed = ", ".join(connection.ops.quote_name(column) for column in columns)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('pghistory.context_metadata', %s, true)", [SEED])
            cursor.copy_expert(f"COPY {table} ({listed}) FROM STDIN", lines)
            for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
                cursor.execute(statement)
    return count


def _defaults(model):
    defaults = columns_of(model())
    return {**defaults, "status": "accepted"} if "status" in defaults else defaults


def _line(values):
    return "\t".join("\\N" if value is None else cell(value).translate(ESCAPES) for value in values)
