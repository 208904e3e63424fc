"""The command line: `python -m tests.benchmarks.names --help`."""

import argparse
import os
import sys

import django


def main():
    arguments = _arguments()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from ..reporting import heading
    from .asking import rounds
    from .cases import last_words
    from .filling import filled
    from .reporting import report

    print(heading(), flush=True)
    for size in arguments.sizes:
        with filled(size) as taken:
            print(f"{size} names: copied in {taken:.0f} s.", flush=True)
            answers = list(rounds(arguments.runs, last_words() if arguments.last_words else None))
        print(report(answers, failures=arguments.failures), flush=True)


def _arguments():
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.names",
        description="Asks for names in every spelling, in scratch ledgers of so many other names"
        " beside your own, on the same server. The cases are in cases.csv.",
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000, 1_000_000], metavar="N")
    parser.add_argument("--runs", type=int, default=3, help="times each is asked (3)")
    parser.add_argument("--last-words", action="store_true", help="ask for these alone")
    parser.add_argument("--failures", action="store_true", help="print what was not found first")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
