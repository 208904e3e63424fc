"""Two people at once: a second write begun while the first is not yet committed."""

import time
from concurrent.futures import ThreadPoolExecutor

import pghistory
from django.db import connection, connections, transaction

PATIENCE = 10


def second_while_first_is_open(first, second, *, first_stays=True):
    """Calls `first()`, then `second()` in a connection of its own before the first commits.

    The first commits, or is rolled back unless `first_stays`, once the second waits for it or
    is done. Returns what the second returns, or raises what it raises.
    """
    with ThreadPoolExecutor(1) as thread:
        with transaction.atomic():
            first()
            outcome = thread.submit(_in_own_connection, second)
            _wait_until_it_waits(outcome)
            if not first_stays:
                transaction.set_rollback(True)
        return outcome.result(PATIENCE)


def _in_own_connection(write):
    try:
        # What is written needs no review here.
        with pghistory.context(principal="seed"), transaction.atomic():
            return write()
    finally:
        connections.close_all()


def _wait_until_it_waits(outcome):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and not outcome.done():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted"
                " AND pg_backend_pid() = ANY (pg_blocking_pids(pid)))"
            )
            if cursor.fetchone()[0]:
                return
        time.sleep(0.01)
    assert outcome.done(), "The second write neither waits nor ends."
