"""Responsibility against the same read off in Python, over evidence made up at random."""

from collections import Counter
from datetime import date
from itertools import groupby

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from sources.charging import Kind
from sources.responsibility import responsibility

from .evidence import LAST_DAYS, NAMED, PAPERS, Held, Word, evidence, standing
from .test_standing_at_random import IN_ONE_DATABASE

pytestmark = pytest.mark.usefixtures("as_seed")

# Whoever is of unknown identity takes no part in events.
PARTICIPANTS = [*NAMED, *PAPERS, "the-militias", "an-official"]
DAYS = [None, date(2013, 12, 31), date(2014, 1, 30), date(2014, 1, 31), date(2015, 12, 31)]


def held_by(words):
    """What each origin holds by now."""
    held = {}
    for origin in {origin for word in words for origin in word.origins()}:
        held[origin] = Held()
        mine = sorted((w for w in words if origin in w.origins()), key=Word.moment)
        for _, together in groupby(mine, key=Word.moment):
            held[origin].hear(list(together))
    return held


def kind(word, origin, participant):
    """By the words of the design: an assertion or denial, by the participant or by another.

    No value made up is what the record says.
    """
    if word.stance == "retracts":
        return Kind.RETRACTED
    if word.value:
        return Kind.OTHERWISE
    itself, for_it = behind(word, origin, participant)
    if word.stance == "denies":
        return Kind.DENIED if itself else Kind.DENIED_FOR if for_it else Kind.EXONERATED
    if word.stance == "suspects":
        return Kind.SUSPECTED
    return Kind.CLAIMED if itself else Kind.ADMITTED if for_it else Kind.ACCUSED


def behind(word, origin, participant):
    last = max((voice.position for voice in word.voices), default=0)
    speakers = [voice for voice in word.voices if voice.position == last]
    who = {voice.on_behalf_of or voice.actor for voice in speakers}
    known_by_name = participant in NAMED + PAPERS
    if known_by_name and origin != participant:
        return False, False
    if participant in who and (known_by_name or origin not in who):
        alone = {v.actor for v in speakers if v.on_behalf_of is None}
        return participant in alone, participant not in alone
    return origin == participant, False


@IN_ONE_DATABASE
@given(chosen=st.data())
def test_words_are_as_python_says(make_event, make_participation, cast, write_evidence, chosen):
    documents, words = chosen.draw(evidence("participation", ["actor", "role"]))
    participant = chosen.draw(st.sampled_from(PARTICIPANTS))
    day = chosen.draw(st.sampled_from(DAYS))
    with transaction.atomic():
        part = make_participation(event=make_event(), actor=cast[participant])
        write_evidence(documents, words, "participation", part)
        rows = responsibility(part.event, known_on=day)
        if day:
            words = [w for w in words if (LAST_DAYS[w.document.published] or date.max) <= day]
        assert {row.standing for row in rows} <= {standing(words)}
        assert Counter(map(told, rows)) == Counter(expected(words, participant, day))
        transaction.set_rollback(True)


def told(row):
    """Origin, kind and, where there is one, what the attribution says."""
    origin = row.origin and (row.origin.name if row.origin.key[0] == "a" else "a document")
    a = row.attribution
    return origin, row.kind, a and (a.stance, a.field, a.value, a.extent)


def expected(words, participant, day):
    counted = [word for word in words if word.status != "retired"]
    rows = [
        (
            origin if origin in NAMED + PAPERS else "a document",
            kind(word, origin, participant),
            (word.stance, word.field, word.value, word.extent),
        )
        for origin, held in held_by([w for w in counted if w.basis != "inferred"]).items()
        for word in held.all()
    ]
    rows += [
        (None, Kind.INFERRED, (w.stance, w.field, w.value, w.extent))
        for w in counted
        if w.basis == "inferred"
    ]
    nobody = [(None, Kind.NOBODY, None)] if day is None else []
    return rows or nobody
