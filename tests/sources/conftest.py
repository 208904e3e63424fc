"""Evidence in one call."""

import pytest


@pytest.fixture
def attribute(make_attribution, make_passage, make_voice, make_document):
    """Makes an attribution of a record in the voice of `speakers`, who speak together.

    Without speakers it is narration. `chain` are the voices before them, nearest to the document
    first; `on_behalf_of` is for whom they speak.
    """

    def attribute(
        record,
        *speakers,
        document=None,
        published="",
        said="",
        chain=(),
        on_behalf_of=None,
        **given,
    ):
        document = document or make_document(published=published)
        passage = make_passage(document=document, said=said)
        for position, voice in enumerate(chain, start=1):
            make_voice(passage=passage, actor=voice, position=position)
        for speaker in speakers:
            make_voice(
                passage=passage,
                actor=speaker,
                position=len(chain) + 1,
                on_behalf_of=on_behalf_of,
            )
        name = {"eventlink": "event_link"}.get(record._meta.model_name, record._meta.model_name)
        return make_attribution(passage=passage, **{name: record}, **given)

    return attribute


@pytest.fixture
def standing_of():
    """What the evidence of a record amounts to, as the queryset computes it."""
    return lambda record: type(record).objects.with_standing().get(pk=record.pk).standing
