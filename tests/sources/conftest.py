"""Evidence made up in plain Python, put into the database."""

import pytest
from django.db import connection

from sources.models import Attribution, Document, Passage, Voice

from .evidence import NAMED, PAPERS, VAGUE


@pytest.fixture
def cast(make_actor):
    """The actors of the evidence, by name."""
    kinds = [{"kind": "collective"}, {"identity": "unnamed"}, {"identity": "unknown"}]
    vague = dict(zip(VAGUE, kinds, strict=True))
    return {name: make_actor(name=name, **vague.get(name, {})) for name in NAMED + VAGUE + PAPERS}


@pytest.fixture
def write_evidence(cast):
    def write(documents, words, subject, record):
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

    return write


@pytest.fixture
def before_values_were_checked(db):
    """A ledger of a time when an attribution could give any value for any column.

    Gives the statement by which the migration adds the rule to what is there.
    """
    rule = "attribution_value_fits_its_field"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s", [rule]
        )
        (condition,) = cursor.fetchone()
        cursor.execute(f"ALTER TABLE sources_attribution DROP CONSTRAINT {rule}")
    condition = condition.removesuffix(" NOT VALID")
    add = f"ALTER TABLE sources_attribution ADD CONSTRAINT {rule} {condition} NOT VALID"
    return f"SET CONSTRAINTS ALL IMMEDIATE; {add}"
