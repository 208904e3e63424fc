"""What a word about a participation makes of responsibility: derived, never typed."""

from collections.abc import Collection
from enum import StrEnum

from events.models import Participation
from sources.evidence import Evidence, Source
from sources.models import Stance

# The columns of a participation that say who did what; another says how, such as its side.
WHO_DID_WHAT = ("", "actor", "place", "role", "event")


class Kind(StrEnum):
    """Words about responsibility, by who speaks: the participant, somebody for it, or another."""

    CLAIMED = "claimed"
    ADMITTED = "admitted on its behalf"
    ACCUSED = "accused"
    SUSPECTED = "suspected"
    DENIED = "denied"
    DENIED_FOR = "denied on its behalf"
    EXONERATED = "exonerated"
    OTHERWISE = "said otherwise"  # another actor, role or side
    RETRACTED = "retracted"
    INFERRED = "inferred"  # the curator's conclusion, of no origin
    WITHHELD = "withheld"  # all there is, from whoever asks
    NOBODY = "held by nobody"


def kind_of(
    participation: Participation,
    item: Evidence,
    source: Source,
    losers: Collection[tuple[str, str]],
) -> Kind:
    """What the attribution `item`, as the word of `source`, says of who was responsible.

    `losers` are columns of the participation with values that it does not have.
    """
    a = item.attribution
    if a.stance == Stance.RETRACTS:
        return Kind.RETRACTED
    itself, for_it = _speaks_for_itself(participation, item, source)
    if a.stance == Stance.DENIES:
        if a.field not in WHO_DID_WHAT or (a.field, a.value) in losers:
            return Kind.OTHERWISE
        return Kind.DENIED if itself else Kind.DENIED_FOR if for_it else Kind.EXONERATED
    if a.field in WHO_DID_WHAT and (a.field, a.value) in losers:
        return Kind.OTHERWISE
    if a.stance == Stance.SUSPECTS:
        return Kind.SUSPECTED
    return Kind.CLAIMED if itself else Kind.ADMITTED if for_it else Kind.ACCUSED


def _speaks_for_itself(
    participation: Participation, item: Evidence, source: Source
) -> tuple[bool, bool]:
    """Whether the participant itself is behind the words, or somebody who speaks for it.

    Its own voice counts even where it cannot be told apart from others, so that the words go back
    to whoever published them; and what it publishes without a voice is its own.
    """
    actor = participation.actor_id
    if actor is None:
        return False, False
    key = f"a{actor}"
    last = max((speaker.position for speaker in item.speakers), default=0)
    named = {speaker.counts_as for speaker in item.speakers if speaker.position == last}
    own = [
        voice
        for voice in item.passage.voices.all()
        if voice.position == last and (voice.on_behalf_of_id or voice.actor_id) == actor
    ]
    if source.key != key and (key in named or source.key in named):
        return False, False
    if own:
        itself = any(voice.on_behalf_of_id is None for voice in own)
        return itself, not itself
    return source.key == key, False
