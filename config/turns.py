"""One at a time: starts, seeding and restoring of one ledger, from whatever machine."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

# Any fixed number; the first eight bytes of "isnad" and three zeros, read as one.
LOCK = int.from_bytes(b"isnad\0\0\0", "big")


@contextmanager
def alone() -> Iterator[None]:
    """Hold the ledger's advisory lock; PostgreSQL drops it when this connection ends."""
    _await_turn()
    try:
        yield
    finally:
        if connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _await_turn() -> None:
    told = False
    began = time.monotonic()
    while True:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
            if cursor.fetchone()[0]:
                return
        if not told and time.monotonic() - began > 3:
            told = True
            print("Waiting for another start, seeding or restoring to finish.", file=sys.stderr)
        time.sleep(0.2)
