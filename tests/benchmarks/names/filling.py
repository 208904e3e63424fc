"""Scratch ledgers of many actors, each with one name."""

import time
from contextlib import contextmanager

from actors.models import Actor

from ..copying import copy
from ..scratch import query, scratch_database
from .cases import cases
from .distractors import distractors

FIRST_OF_CASES = 10_000_001


@contextmanager
def filled(size):
    """Within, every query goes to a ledger of `size` actors; gives the seconds of their COPY."""
    of_cases = {name for case in cases() for name in (case.query, case.name)}
    names = distractors(size, without=of_cases)
    with scratch_database():
        start = time.monotonic()
        write(names, first=1)
        taken = time.monotonic() - start
        query("VACUUM ANALYZE actors_actor")
        yield taken


def write(names, first):
    """Actors called so, by COPY, with keys from `first` on."""
    return copy(
        Actor,
        (
            {"id": pk, "code": f"actor-{pk}", "name": name, "kind": "person"}
            for pk, name in enumerate(names, start=first)
        ),
    )
