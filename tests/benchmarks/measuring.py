"""What one question takes, and how much it comes back with."""

import statistics
import time
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from .scratch import query

# Queries that a page or a question may send, whatever the size of the ledger.
BUDGET = 60
# Seconds. A statement that takes longer is stopped; a question that takes long is asked once.
PATIENCE, LONG = 5, 0.5


@dataclass(frozen=True)
class Measured:
    """Median milliseconds, queries, rows of the answer; `stopped` where patience ran out."""

    milliseconds: float
    queries: int = 0
    rows: int | None = None
    stopped: bool = False

    def __str__(self):
        taken = f"{'>' * self.stopped}{self.milliseconds:.{0 if self.milliseconds >= 100 else 1}f}"
        sent = f"{self.queries}{'!' * self.is_over_budget}"
        return f"{'' if self.rows is None else self.rows:>9}{sent:>8}{taken:>9}"

    @property
    def is_over_budget(self):
        return self.queries > BUDGET


def measure(ask, runs):
    """Asks once to warm up and then `runs` times; `ask` returns how many rows it came back with."""
    taken = []
    try:
        with patience():
            with CaptureQueriesContext(connection) as sent:
                ask()
            queries = len(sent)  # the log is emptied when the next page is asked for
            while len(taken) <= runs and sum(taken) < LONG:
                start = time.perf_counter()
                rows = ask()
                taken.append(time.perf_counter() - start)
    except OperationalError as error:
        if "statement timeout" not in str(error):
            raise
        return Measured(PATIENCE * 1000, stopped=True)
    return Measured(statistics.median(taken[1:] or taken) * 1000, queries, rows)


@contextmanager
def patience():
    """Within, the server stops every statement that takes longer than `PATIENCE`."""
    query("SELECT set_config('statement_timeout', %s, false)", f"{PATIENCE}s")
    try:
        yield
    finally:
        query("SELECT set_config('statement_timeout', '0', false)")


def plans(ask):
    """The statements that a question sends, each with its plan as it was carried out."""
    with CaptureQueriesContext(connection) as captured:
        ask()
    for sent in captured.captured_queries:
        if sent["sql"].startswith(("SELECT", "WITH")):
            yield "\n".join([sent["sql"], *query(f"EXPLAIN (ANALYZE, BUFFERS) {sent['sql']}"), ""])
