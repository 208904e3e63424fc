"""A fact typed in one line, “Amiri leads Badr”, taken apart into the fields that it fills.

The words between are those that the ledger has for predicates, either way round, for roles and
for kinds of names. What is meant by the ends is not decided here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from actors.models import NameKind, Predicate
from actors.models.relation import CONVERSES, SYMMETRIC
from curation.edtf import NotADate, understand
from curation.numbers import without_commas
from events.models import Measure, Role

# A role is named first of the two by the event: “raid ordered by the emir”.
NAMED_BEHIND = {Role.ORDERED_BY}
# “Front” and “official” are too common within names.
NAMES = {
    "alias": NameKind.ALIAS,
    "known as": NameKind.ALIAS,
    "also known as": NameKind.ALIAS,
    "nom de guerre": NameKind.NOM_DE_GUERRE,
    "acronym": NameKind.ACRONYM,
    "formerly": NameKind.FORMER,
    "formerly known as": NameKind.FORMER,
}
# Who speaks for somebody represents them; what they are called for it is the relation's title.
SPEAKERS = ("spokesman", "spokeswoman", "spokesperson")
# Small words beside the one that is read: “was a target of”.
BEFORE = r"\s*[,:–—-]?(?:\s+(?:is|was|are|were|as)(?:\s+(?:an?|the))?)?\s+"
BEHIND_A_ROLE = r"\s*[,:–—-]?(?:\s+(?:of|in|at|to|for))?\s+"
# When a relation began or ended, behind its second end: “since 2014”, “in May 2019”.
DATED = re.compile(r"(?P<other>.*\S) (?P<word>in|since|until|till) (?P<date>\S.*)", re.IGNORECASE)
NUMBER = r"(?P<number>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+(?:\.[0-9]+)?)"
# Behind the first name of a line these make it another one than a fact that may be filled in: it
# is denied, doubted or reported, or is over, and the line does not say since when. In small
# letters: “15 May Organization” is a name.
NO_PLAIN_FACT = re.compile(
    r"\S\s+(?:not|never|no longer|\w+n[’']t|may|might|could|den(?:y|ies|ied)|sa(?:y|ys|id)"
    r"|claim(?:s|ed)?)\b|\S\s+(?:former|formerly|once|previously)\s+(?:(?:an?|the)\s+)?$"
)
# What one formerly did or was, and no name: “led Badr”, “the leader of Badr”.
DID_OR_WAS = re.compile(r"(?:(?:an?|the) )?(?!an?\b|the\b|[ae]l\b)[a-z]+ .*[A-Z]")
A_YEAR = r"(?:1[5-9]|20)[0-9]{2}\b"
COUNTED_IN_PERSONS = {Measure.KILLED, Measure.WOUNDED, Measure.PERSONS}


@dataclass(frozen=True)
class Part:
    """A field and what it is filled with: as `typed`, or a `value` of its own."""

    field: str
    typed: str
    value: str | None = None


@dataclass(frozen=True)
class StatedFact:
    """A new record of a kind, as the panel makes them; `parts` in the order of the line."""

    kind: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class _Reading:
    """What some words between two ends say: which fields the ends fill, and which the words."""

    words: str
    kind: str
    ends: tuple[str, str]
    field: str
    value: str
    title: str = ""

    @property
    def behind(self) -> str:
        return BEHIND_A_ROLE if self.kind == "participation" else r"\s*:?\s+"


def stated(line: str) -> list[StatedFact]:
    """The facts that a line may state, the longest wording first; empty where it states none.

    A line is looked at up to its first 200 characters.
    """
    typed = " ".join(line[:200].split())
    return [*_number(typed), *_between_two_ends(typed)]


def _between_two_ends(typed: str) -> Iterator[StatedFact]:
    lowered = typed.lower()
    taken: set[tuple[int, int]] = set()
    for reading in _readings():
        if reading.words not in lowered:
            continue
        words = re.escape(reading.words)
        pattern = rf"(?P<one>.*?\S){BEFORE}(?P<words>{words}){reading.behind}(?P<other>\S.*)"
        matched = re.fullmatch(pattern, typed, re.IGNORECASE)
        if matched is None:
            continue
        if NO_PLAIN_FACT.search(typed[: matched.start("words")]):
            continue
        if reading.value == NameKind.FORMER and _is_no_name(matched["other"]):
            continue
        span = matched.span("words")
        if any(span[0] >= one and span[1] <= other for one, other in taken):
            continue  # these words, or longer ones around them, were read already
        taken.add(span)
        one, other = reading.ends
        is_dated = reading.kind == "relation"
        end, dates = _dated(matched["other"]) if is_dated else (matched["other"], [])
        yield StatedFact(
            reading.kind,
            (
                Part(one, matched["one"]),
                Part(reading.field, reading.words, reading.value),
                *([Part("title", "", reading.title)] if reading.title else []),
                Part(other, end),
                *dates,
            ),
        )


def _is_no_name(text: str) -> bool:
    """Whether what somebody formerly was is a deed or a post: “leads Badr”, “leader of Badr”."""
    lowered = text.lower()
    return bool(DID_OR_WAS.match(text)) or any(
        lowered.startswith(f"{reading.words} ") for reading in _readings()
    )


def _dated(end: str) -> tuple[str, list[Part]]:
    """An end without the date behind it, and the date as the beginning or the end it gives."""
    matched = DATED.fullmatch(end)
    if matched is None:
        return end, []
    word, date = matched["word"].lower(), matched["date"]
    try:
        edtf = understand(date)
    except NotADate:
        return end, []
    field = "ended" if word in ("until", "till") else "began"
    return matched["other"], [Part(field, f"{word} {date}", edtf)]


def _number(typed: str) -> Iterator[StatedFact]:
    """“4 guards killed in the raid”: a number, of whom, and what it is about where that is said."""
    measures = "|".join(re.escape(str(label).lower()) for label in Measure.labels)
    matched = re.fullmatch(
        rf"{NUMBER}(?: (?P<whom>[^\s\d][^\d,;]*?))? (?P<measure>{measures})"
        r"(?:(?: (?:in|at|by|of|for|from)|[,:])? (?P<about>\S.*))?",
        typed,
        re.IGNORECASE,
    )
    if matched is None:
        yield from _thing_counted(typed)
        return
    named = matched["measure"]
    measure = next(m for m in Measure if str(m.label).lower() == named.lower())
    if measure in COUNTED_IN_PERSONS and "." in matched["number"]:
        return  # “1.200”, as some languages write a thousand
    unit = "persons" if measure in COUNTED_IN_PERSONS else named.lower()
    number, whom, about = matched["number"], matched["whom"], matched["about"]
    if about and re.search(rf"\d.*\b(?:{measures})\b", about, re.IGNORECASE):
        return  # “and 5 wounded in the raid”
    yield StatedFact(
        "figure",
        (
            Part("best", number, without_commas(number)),
            *([Part("of_whom", whom, whom)] if whom else []),
            Part("measure", named.lower(), measure.value),
            Part("unit", "", unit),
            *([Part("about", about)] if about else []),
        ),
    )


def _thing_counted(typed: str) -> Iterator[StatedFact]:
    """“2 trucks burnt in the raid”: a number of whatever it is; of what measure is left open."""
    matched = re.fullmatch(
        rf"(?!{A_YEAR}){NUMBER} (?P<unit>[^\W\d]\S*(?: [^\W\d]\S*){{0,2}}?)"
        r" (?:in|at|by|of|for|from) (?P<about>\S.*)",
        typed,
    )
    if matched is not None:
        number = matched["number"]
        yield StatedFact(
            "figure",
            (
                Part("best", number, without_commas(number)),
                Part("unit", matched["unit"], matched["unit"]),
                Part("about", matched["about"]),
            ),
        )


@cache
def _readings() -> list[_Reading]:
    """Every wording, longer before shorter, so that “has member” is not read as “member”."""
    readings = []
    for predicate in Predicate:
        for words, ends in _wordings(predicate):
            readings.append(_Reading(words, "relation", ends, "predicate", predicate.value))
    for role in Role:
        ends = ("participant", "event")
        ends = ends[::-1] if role in NAMED_BEHIND else ends
        words = str(role.label).lower()
        readings.append(_Reading(words, "participation", ends, "role", role.value))
    speaking = [
        ("speaks for", ""),
        *((f"{who} {of}", who) for who in SPEAKERS for of in ("for", "of")),
    ]
    for words, title in speaking:
        ends, value = ("subject", "object"), Predicate.REPRESENTS.value
        readings.append(_Reading(words, "relation", ends, "predicate", value, title))
    for words, kind in NAMES.items():
        readings.append(_Reading(words, "name", ("actor", "text"), "kind", kind.value))
    return sorted(readings, key=lambda reading: -len(reading.words))


def _wordings(predicate: Predicate) -> Iterator[tuple[str, tuple[str, str]]]:
    """The words for a predicate, and for its converse; “led by” gives “led” as well."""
    there, back = ("subject", "object"), ("object", "subject")
    yield str(predicate.label), there
    if predicate not in SYMMETRIC:
        converse = CONVERSES[predicate]
        yield converse, back
        if converse.endswith(" by"):
            yield converse.removesuffix(" by"), there
