"""The command line: `python -m tests.benchmarks --help`."""

import argparse
import logging
import os
import sys
import time

import django


def main():
    arguments = _arguments()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    # A page that takes too long is stopped, and its line says so.
    logging.disable()
    from .measuring import measure, plans
    from .reporting import heading, table

    print(heading(), flush=True)
    measured = {}
    for size in arguments.sizes:
        for name, ask in _asked(size, arguments.only):
            measured.setdefault(name, {})[size] = measure(ask, arguments.runs)
            if arguments.plans:
                print(name, *plans(ask), sep="\n\n")
    print(table(arguments.sizes, measured))
    return any(found.is_over_budget for by_size in measured.values() for found in by_size.values())


def _asked(size, only):
    """The questions and pages whose names hold `only`, in a scratch ledger of `size` events."""
    from .filling import fill
    from .lists import pages
    from .questions import Asked, questions
    from .scratch import scratch_database

    with scratch_database():
        start = time.monotonic()
        rows = sum(fill(size).values())
        taken = time.monotonic() - start
        print(f"{size} events, {rows} rows: filled in {taken:.0f} s.", flush=True)
        for name, ask in {**questions(Asked(size)), **pages()}.items():
            if only in name:
                yield name, ask


def _arguments():
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks",
        description="Makes a scratch ledger of each size beside your own, on the same server, and"
        " times the analysts' questions and the admin's lists.",
    )
    parser.add_argument("--sizes", type=_size, nargs="+", default=[10_000, 100_000], metavar="N")
    parser.add_argument("--runs", type=int, default=5, help="times each is asked (5)")
    parser.add_argument("--only", default="", help="a part of the names of what is asked")
    parser.add_argument("--plans", action="store_true", help="print the plan of every query")
    return parser.parse_args()


def _size(text):
    if int(text) < 5000:
        raise argparse.ArgumentTypeError("a ledger of fewer than 5000 events tells nothing")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
