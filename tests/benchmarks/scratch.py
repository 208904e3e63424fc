"""A database of the benchmarks' own, beside the user's ledger on the same server."""

import signal
import sys
from contextlib import contextmanager

from django.db import connection


@contextmanager
def scratch_database():
    """An empty ledger, migrated, that every query within goes to; dropped at the end.

    Its name begins with `benchmark_of_`; one that was left over is dropped first, unless somebody
    is connected to it. The ledger in `DATABASE_URL` or `DATA_DIR` is not touched.
    """
    own = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = f"benchmark_of_{own}"[:63]
    # Being told to stop drops the database, as Ctrl-C does.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(own, verbosity=0)


def query(statement, *parameters):
    """The first column of every row of a statement's answer; nothing where it gives no rows."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters or None)
        return [row[0] for row in cursor.fetchall()] if cursor.description else []
