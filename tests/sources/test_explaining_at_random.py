"""What `explain()` derives from evidence made up at random, against the database's standing."""

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from sources.explaining import explain, explain_all
from sources.models import SUBJECTS

from .evidence import evidence
from .test_standing_at_random import IN_ONE_DATABASE

pytestmark = pytest.mark.usefixtures("as_seed")


def implied(explanation):
    """The standing that origins, their stances and contested fields amount to."""
    if all(item.attribution.status == "retired" for item in explanation.evidence):
        return "unattributed"
    if explanation.contested:
        return "contested"
    if explanation.asserting:
        return "corroborated" if len(explanation.asserting) > 1 else "single-source"
    held = {stance for holding in explanation.origins for stance in holding.stances}
    for stance, word in (
        ("suspects", "suspected"),
        ("denies", "denied"),
        ("retracts", "retracted"),
    ):
        if stance in held:
            return word
    return "inferred"


@pytest.mark.parametrize("subject", SUBJECTS)
@IN_ONE_DATABASE
@given(chosen=st.data())
def test_origins_and_contested_fields_imply_the_standing(
    factories, write_evidence, standing_of, subject, chosen
):
    documents, words = chosen.draw(evidence(subject))
    with transaction.atomic():
        record = factories[SUBJECTS[subject]]()
        write_evidence(documents, words, subject, record)
        explanation = explain(record)
        assert explanation.standing == standing_of(record) == implied(explanation)
        every_word_is_told(explanation)
        assert str(explanation)
        transaction.set_rollback(True)


def every_word_is_told(explanation):
    """Each attribution stands under each of its origins, or under why it has none."""
    told = {
        (holding.source, word.evidence.attribution.pk)
        for holding in explanation.holdings
        for word in holding.words
    }
    assert told == {
        (source, item.attribution.pk)
        for item in explanation.evidence
        for source in ([None] if item.not_counted else item.sources)
    }
    assert all(holding.reason for holding in explanation.holdings)
    assert all(holding.stances for holding in explanation.origins)


@IN_ONE_DATABASE
@given(chosen=st.data())
def test_many_at_once_are_explained_as_each_alone(
    factories, write_evidence, django_assert_max_num_queries, chosen
):
    with transaction.atomic():
        records = []
        for subject in ("event", "participation", "event"):
            documents, words = chosen.draw(evidence(subject))
            records.append(factories[SUBJECTS[subject]]())
            write_evidence(documents, words, subject, records[-1])
        with django_assert_max_num_queries(10):
            together = [str(explanation) for explanation in explain_all(records)]
        assert together == [str(explain(record)) for record in records]
        transaction.set_rollback(True)
