"""How the shell prints why a record stands as it does."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sources.competing import Competition, Value
from sources.evidence import Evidence
from sources.independence import in_a_row
from sources.weighing import Holding, Word

if TYPE_CHECKING:
    from sources.explaining import Explanation


def tell(explanation: "Explanation") -> str:
    """The record and its standing, rival values, what is undecided, each origin with its words."""
    day = explanation.known_on
    known = f", as known on {day}" if day else ""
    lines = [f"{explanation.record} — {explanation.standing}{known}"]
    for competition in explanation.competing:
        lines += _rivals(competition)
    lines += map(str, explanation.undecided)
    shown: set[str] = set()
    for holding in explanation.holdings:
        lines += _holding(holding, shown)
    if explanation.hidden:
        lines.append(f"{explanation.hidden} more that you may not see")
    return "\n".join(lines)


def _rivals(competition: Competition) -> Iterator[str]:
    against = " (contested)" if competition.is_contested else ""
    yield f"{competition.label}{against}: the record says {competition.recorded or 'nothing'}"
    for value in competition.values:
        yield f"├─ {value.text}: {_given(value)}"


def _given(value: Value) -> str:
    """Who gives a value, and that the record says it or says otherwise."""
    says = "the record says so" if value.is_recorded else "the record says otherwise"
    passages = dict.fromkeys(_stance(item) for item in value.given_by)
    holders = ", ".join(str(origin) for origin in value.origins) or value.held_by_nobody
    return f"{says}; {', '.join(passages)}; held by {holders}"


def _stance(item: Evidence) -> str:
    return f"{item.passage.code} {item.attribution.stance}"


def _holding(holding: Holding, shown: set[str]) -> Iterator[str]:
    """An origin with its words; a passage that was told already is only named again."""
    yield _head(holding)
    for word in holding.words:
        code = word.evidence.passage.code
        yield from _word(word, code in shown, counted=holding.source is not None)
        shown.add(code)


def _head(holding: Holding) -> str:
    if holding.source is None:
        return holding.reason
    says = in_a_row(holding.stances) or "holds nothing by now"
    return f"{holding.source} {says}: {holding.reason}"


def _word(word: Word, again: bool, counted: bool) -> Iterator[str]:
    item = word.evidence
    fate = f" — {word.fate}" if word.fate and counted else ""
    yield f"├─ {item.words}{fate}"
    if again:
        yield f"│  {item.passage.code}, as above"
    else:
        said = f", said {item.passage.said}" if item.passage.said else ""
        yield f"│  {' ← '.join([*item.chain, str(item.passage.document)])}{said}"
        yield f"│  {item.passage.code} ({item.place}): {item.passage.summary}"
    if item.attribution.note:
        yield f"│  note: {item.attribution.note}"
