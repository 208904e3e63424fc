"""What the evidence for a record amounts to, told origin by origin: as sql/standing.sql weighs it.

The word itself is the database's; here is which words stand, which are overtaken and by which,
and what is contested.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sources.evidence import Evidence, Source
from sources.independence import counted_once, why_one
from sources.models import Extent, Stance


@dataclass
class Word:
    """One attribution as the word of one of its origins; a later one may have overtaken it."""

    evidence: Evidence
    overtaken_by: Evidence | None = None

    @property
    def fate(self) -> str:
        """What has become of it; empty where it stands."""
        later = self.overtaken_by
        if later is None:
            return self.evidence.not_counted
        if later.attribution.stance == Stance.RETRACTS:
            return f"retracted by {later.passage.code}"
        if _says_the_same(later, self.evidence):
            return f"said again in {later.passage.code}, which counts for both"
        return f"an earlier word of the same origin, overtaken by {later.passage.code}"

    @property
    def stands(self) -> bool:
        return not self.fate

    def holds(self, stance: Stance) -> bool:
        """Whether it stands and says so of all of it; only such words contest each other."""
        a = self.evidence.attribution
        return self.stands and a.stance == stance and a.extent == Extent.ALL


@dataclass
class Holding:
    """What one origin holds, its last words first; `source` is None for what counts as none.

    `reason` says why these words go back to this origin, and so count once; `put_together` which
    voices among them nobody can tell apart, empty if none.
    """

    source: Source | None
    words: list[Word]
    reason: str
    put_together: str = ""

    @property
    def stances(self) -> list[str]:
        """What it says by now, strongest first."""
        held = {word.evidence.attribution.stance for word in self.words if word.stands}
        return [stance.value for stance in Stance if stance in held]

    @property
    def asserts(self) -> bool:
        return Stance.ASSERTS in self.stances


def holdings(evidence: Iterable[Evidence]) -> list[Holding]:
    """What each origin holds: those who assert first; at the end what counts as no origin."""
    held: dict[Source | None, list[Evidence]] = {}
    uncounted: dict[str, list[Evidence]] = {}
    for item in evidence:
        if item.not_counted:
            uncounted.setdefault(item.not_counted, []).append(item)
            continue
        for source in item.sources:
            held.setdefault(source, []).append(item)
    counted = [_holding(source, heard) for source, heard in held.items() if source]
    counted.sort(key=_rank)
    rest = [Holding(None, [Word(i) for i in items], why) for why, items in uncounted.items()]
    return [*counted, *rest]


def _rank(holding: Holding) -> tuple[list[int], str]:
    order = [*Stance.values]
    return [order.index(stance) for stance in holding.stances], str(holding.source)


def _holding(source: Source, heard: list[Evidence]) -> Holding:
    by_place = sorted(heard, key=_place)  # what one passage says comes together
    latest_first = sorted(by_place, key=lambda item: item.moment, reverse=True)
    words = [Word(item, _overtaken(item, latest_first)) for item in latest_first]
    return Holding(source, words, why_one(source, latest_first), counted_once(source, latest_first))


def _place(item: Evidence) -> tuple[int, int, int, int, str]:
    passage = item.passage
    at = (passage.document_id, passage.paragraph, passage.start, passage.pk)
    return (*at, item.attribution.field)


def _overtaken(word: Evidence, latest_first: list[Evidence]) -> Evidence | None:
    """The last word of the same origin that takes this one's place, if there is one."""
    for later in latest_first:
        if later.moment <= word.moment:
            return None
        if _replaces(later, word):
            return later
    return None


def _says_the_same(one: Evidence, other: Evidence) -> bool:
    a, b = one.attribution, other.attribution
    return (a.field, a.value, a.stance, a.extent) == (b.field, b.value, b.stance, b.extent)


def _replaces(later: Evidence, word: Evidence) -> bool:
    new, old = later.attribution, word.attribution
    takes_all_back = new.field == "" and new.stance in (Stance.DENIES, Stance.RETRACTS)
    return new.field == old.field or takes_all_back


def contested(held: Iterable[Holding]) -> list[str]:
    """The fields that are asserted and denied or have rival values, empty for all of it."""
    counted = [holding for holding in held if holding.source]
    return sorted({*_denied(counted), *_rivals(counted)})


def _denied(counted: list[Holding]) -> Iterable[str]:
    """What one origin denies and another asserts, or one both of one thing at one moment."""
    yes, no = _whole(counted, Stance.ASSERTS), _whole(counted, Stance.DENIES)
    for denier, denied, _value in no:
        if any(who != denier or what == denied for who, what, _value in yes):
            yield denied


def _rivals(counted: list[Holding]) -> Iterable[str]:
    """Fields for which two origins give different values."""
    given = [one for one in _whole(counted, Stance.ASSERTS) if one[1] and one[2]]
    for field in {field for _who, field, _value in given}:
        who = {source for source, name, _value in given if name == field}
        values = {value for _who, name, value in given if name == field}
        if len(values) > 1 and len(who) > 1:
            yield field


def _whole(counted: list[Holding], stance: Stance) -> set[tuple[str, str, str]]:
    """Key of the origin, field and value of every word that says so of all of it."""
    return {
        (holding.source.key, word.evidence.attribution.field, word.evidence.attribution.value)
        for holding in counted
        for word in holding.words
        if holding.source and word.holds(stance)
    }
