"""Standing in SQL against the same computed in plain Python, on evidence made up at random."""

from collections import Counter

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curation.standing import Standing
from sources.models import SUBJECTS

from .evidence import evidence, standing

pytestmark = pytest.mark.usefixtures("as_seed")

IN_ONE_DATABASE = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50
)


@pytest.mark.parametrize("subject", SUBJECTS)
@IN_ONE_DATABASE
@given(chosen=st.data())
def test_standing_is_as_python_says(factories, write_evidence, standing_of, subject, chosen):
    documents, words = chosen.draw(evidence(subject))
    with transaction.atomic():
        record = factories[SUBJECTS[subject]]()
        write_evidence(documents, words, subject, record)
        assert standing_of(record) == standing(words)
        transaction.set_rollback(True)


def test_evidence_made_up_amounts_to_everything():
    seen = Counter()

    @settings(deadline=None, max_examples=300, derandomize=True)
    @given(evidence("event", ["date", "place"]))
    def look(made):
        seen[standing(made[1])] += 1

    look()
    assert set(seen) == set(Standing.values)
