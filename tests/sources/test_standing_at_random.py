"""Standing in SQL against the same computed in plain Python, on evidence made up at random."""

from collections import Counter

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curation.standing import Standing
from sources.fields import FIELDS
from sources.models import SUBJECTS, Attribution, Document, Passage, Voice

from .evidence import NAMED, PAPERS, VAGUE, evidence, standing

IN_ONE_DATABASE = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50
)


@pytest.fixture
def cast(make_actor):
    """The actors of the evidence, by name."""
    kinds = [{"kind": "collective"}, {"identity": "unnamed"}, {"identity": "unknown"}]
    vague = dict(zip(VAGUE, kinds, strict=True))
    return {name: make_actor(name=name, **vague.get(name, {})) for name in NAMED + VAGUE + PAPERS}


def write(documents, words, subject, record, cast):
    """Puts evidence into the database, past everything that Django would check."""
    rows = {}
    for document in documents:
        origin = document.republishes
        rows[id(document)] = Document.objects.create(
            title="A document",
            kind="article",
            language="en",
            published=document.published,
            publisher=cast.get(document.publisher),
            derived_from=rows[id(origin)] if origin else None,
        )
    passages = Passage.objects.bulk_create(
        Passage(
            document=rows[id(word.document)],
            paragraph=1,
            start=0,
            end=1,
            summary="A passage.",
            said=word.said,
        )
        for word in words
    )
    pairs = list(zip(words, passages, strict=True))
    Voice.objects.bulk_create(
        Voice(
            passage=passage,
            position=voice.position,
            actor=cast[voice.actor],
            on_behalf_of=cast.get(voice.on_behalf_of),
            mode="direct",
        )
        for word, passage in pairs
        for voice in word.voices
    )
    Attribution.objects.bulk_create(
        Attribution(
            passage=passage,
            field=word.field,
            value=word.value,
            stance=word.stance,
            extent=word.extent,
            basis=word.basis,
            status=word.status,
            **{subject: record},
        )
        for word, passage in pairs
    )


@pytest.mark.parametrize("subject", SUBJECTS)
@IN_ONE_DATABASE
@given(chosen=st.data())
def test_standing_is_as_python_says(factories, cast, standing_of, subject, chosen):
    documents, words = chosen.draw(evidence(FIELDS[subject][:2]))
    with transaction.atomic():
        record = factories[SUBJECTS[subject]]()
        write(documents, words, subject, record, cast)
        assert standing_of(record) == standing(words)
        transaction.set_rollback(True)


def test_evidence_made_up_amounts_to_everything():
    seen = Counter()

    @settings(deadline=None, max_examples=300, derandomize=True)
    @given(evidence(["date", "place"]))
    def look(made):
        seen[standing(made[1])] += 1

    look()
    assert set(seen) == set(Standing.values)
