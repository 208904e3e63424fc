"""The cases: who asks for whom, and what must not come before."""

import csv
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

CASES = Path(__file__).with_name("cases.csv")
NEAR_MISS = "near miss"
# The search was made with the groups before this one; these were written when it was done.
FIRST_HELD_OUT = 213


@dataclass(frozen=True)
class Case:
    """`query` should find `name` first; of a near miss, `name` is not what is meant."""

    group: str
    language: str
    variation: str
    query: str
    name: str

    @property
    def held_out(self):
        return int(self.group) >= FIRST_HELD_OUT

    @property
    def across_scripts(self):
        return script(self.query) != script(self.name)


def script(text):
    """Of the letters that are not Latin; `Latn` where all are."""
    blocks = {
        "Cyrl": ("\u0400", "\u04ff"),
        "Hebr": ("\u0590", "\u05ff"),
        "Arab": ("\u0600", "\u06ff"),
    }
    for name, (first, last) in blocks.items():
        if any(first <= sign <= last for sign in text):
            return name
    return "Latn"


@cache
def cases():
    with CASES.open(encoding="utf-8", newline="") as file:
        return [Case(**row) for row in csv.DictReader(file)]


def pairs():
    return [case for case in cases() if case.variation != NEAR_MISS]


def last_words():
    """Pairs of which the last word alone is asked for: mostly a family name."""
    return [
        replace(case, query=case.query.split()[-1])
        for case in pairs()
        if "," not in case.query
        and case.variation != "word order"
        and min(len(case.query.split()), len(case.name.split())) > 1
        and len(case.query.split()[-1]) > 3
    ]


def near_misses():
    """By group, the names that must not outrank its own; none is a name of another group."""
    names = {name for case in pairs() for name in (case.query, case.name)}
    found = defaultdict(list)
    for case in cases():
        if case.variation == NEAR_MISS and case.name not in names:
            found[case.group].append(case.name)
    return found


def names_to_find():
    """By group, the names that some query should find: each is on record in a round of its own."""
    found = defaultdict(dict)
    for case in pairs():
        found[case.group][case.name] = None
    return {group: [*names] for group, names in found.items()}
