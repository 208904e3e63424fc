"""Who says that somebody is responsible: claims, accusations, suspicions, denials, exonerations.

They are derived, never typed: an assertion or a denial about a participation by the participant,
or on its behalf, or by another.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from curation.restricting import Viewer
from events.models import Participation
from sources.explaining import Explanation, explain_all
from sources.models import Stance
from sources.weighing import Holding, Word

# By stance, and whether it is about whoever says it.
CHARGES = {
    (Stance.ASSERTS, True): "claimed",
    (Stance.ASSERTS, False): "accused",
    (Stance.SUSPECTS, True): "suspected",
    (Stance.SUSPECTS, False): "suspected",
    (Stance.DENIES, True): "denied",
    (Stance.DENIES, False): "exonerated",
}


@dataclass(frozen=True)
class Charge:
    """How many independent origins say each of `CHARGES` of a participation, and its standing."""

    counts: Counter[str]
    standing: str


def charges(parts: Sequence[Participation], viewer: Viewer | None = None) -> list[Charge]:
    """What is said of each of `parts`, in their order, in a fixed number of queries.

    Each origin counts by its latest words, once for each thing that it says. With a viewer,
    without the words that are restricted for them; the standing counts all.
    """
    explained = explain_all(parts, viewer)
    return [_charge(part, found) for part, found in zip(parts, explained, strict=True)]


def _charge(part: Participation, explanation: Explanation) -> Charge:
    counts: Counter[str] = Counter()
    for holding in explanation.origins:
        counts.update({*_said(part, holding)})
    return Charge(counts, explanation.standing)


def _said(part: Participation, holding: Holding) -> Iterable[str]:
    """What one origin says of a participation by now."""
    for word in holding.words:
        stance = Stance(word.evidence.attribution.stance)
        if word.stands and stance != Stance.RETRACTS and _is_about_it(part, word):
            yield CHARGES[stance, _is_own(part, word)]


def _is_about_it(part: Participation, word: Word) -> bool:
    """Whether a word is about the participation as it is recorded: not its side, no rival value."""
    attribution = word.evidence.attribution
    recorded = {"": "", "role": part.role, "actor": part.actor.code if part.actor else ""}
    value = attribution.value
    return attribution.field in recorded and value in ("", recorded[attribution.field])


def _is_own(part: Participation, word: Word) -> bool:
    """Whether the participant said it, or somebody for it, as the last voice of the passage."""
    voices = [*word.evidence.passage.voices.all()]
    last = max((voice.position for voice in voices), default=0)
    origins = {v.on_behalf_of_id or v.actor_id for v in voices if v.position == last}
    return part.actor_id in origins
