"""What the benchmarks print."""

from django.db import connection

from .scratch import query

WIDTH = 48


def heading():
    """On what server it is measured, as its settings are there for any user."""
    names = ("server_version", "jit", "shared_buffers", "work_mem", "random_page_cost")
    settings = [f"{name} {query(f'SHOW {name}')[0]}" for name in names]
    return f"{connection.display_name}: {', '.join(settings)}"


def table(sizes, measured):
    """A line for each question: rows, queries and median milliseconds at each size, and growth.

    A `!` marks more queries than the budget allows.
    """
    above = "".join(f"{size:>19} events" for size in sizes)
    each = f"{'rows':>9}{'queries':>8}{'ms':>9}" * len(sizes)
    head = [f"{'':{WIDTH}}{above}{'growth of':>16}", f"{'':{WIDTH}}{each}{'rows':>8}{'ms':>8}"]
    lines = [_line(name, [by_size[size] for size in sizes]) for name, by_size in measured.items()]
    return "\n".join([*head, *lines])


def _line(name, found):
    cells = "".join(str(one) for one in found)
    first, last = found[0], found[-1]
    rows = f"{last.rows / first.rows:.1f}" if first.rows and last.rows is not None else ""
    return f"{name:{WIDTH}}{cells}{rows:>8}{last.milliseconds / first.milliseconds:>8.1f}"
