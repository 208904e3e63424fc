"""What was learned between two days against plain Python, over evidence made up at random."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from events.models import Event
from sources.learning import learned

from .evidence import LAST_DAYS, evidence, standing
from .test_standing_at_random import IN_ONE_DATABASE

pytestmark = pytest.mark.usefixtures("as_seed")

EDGES = sorted({day for day in LAST_DAYS.values() if day})
DAYS = st.sampled_from([day + timedelta(shift) for day in EDGES for shift in (-1, 0, 1)])


def by_then(words, day):
    return [word for word in words if (LAST_DAYS[word.document.published] or date.max) <= day]


def is_known(words):
    return any(word.stance in ("asserts", "suspects") for word in words)


def expected(words, first, last):
    """The six facts that `learned` adds, but the documents; None where nothing changed."""
    words = [word for word in words if word.status != "retired"]
    old, all_of_it = by_then(words, first), by_then(words, last)
    new = [word for word in all_of_it if word not in old]
    heard = {word.stance for word in new if word.basis != "inferred"}
    before, after = standing(old), standing(all_of_it)
    facts = (is_known(new) and not is_known(old), "denies" in heard, "retracts" in heard)
    return (before, after, *facts) if before != after or any(facts) else None


@IN_ONE_DATABASE
@given(chosen=st.data(), window=st.tuples(DAYS, DAYS).map(sorted))
def test_what_was_learned_is_as_python_says(make_event, write_evidence, chosen, window):
    with transaction.atomic():
        told = {}
        for _ in range(2):
            documents, words = chosen.draw(evidence("event", ["date", "place"]))
            event = make_event()
            write_evidence(documents, words, "event", event)
            if (facts := expected(words, *window)) is not None:
                told[event.pk] = facts
        found = learned(Event.objects.all(), *window)
        names = ("before", "after", "became_known", "was_denied", "was_retracted")
        assert {row.pk: tuple(getattr(row, name) for name in names) for row in found} == told
        transaction.set_rollback(True)
