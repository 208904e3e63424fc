"""What stands at the top of the evidence on a record's page: how many assert it, in sentences."""

from collections.abc import Iterator

from sources.explaining import Explanation
from sources.fields import spoken


def sum_up(explanation: Explanation) -> Iterator[str]:
    """How many origins assert the record, who of them counts once, what is contested, or hidden."""
    yield _asserted(explanation)
    for holding in explanation.origins:
        if holding.put_together:
            yield f"Counted once: {holding.put_together}."
    if explanation.contested:
        fields = (spoken(name) or "the record as a whole" for name in explanation.contested)
        yield f"Contested: {', '.join(fields)}."
    if explanation.hidden:
        them = "it" if explanation.hidden == 1 else "them"
        yield f"{explanation.hidden} more that you may not see; the standing counts {them}."


def _asserted(explanation: Explanation) -> str:
    evidence, origins = explanation.evidence, len(explanation.origins)
    if not evidence:
        if explanation.hidden:
            return "Nothing that you may see holds it up."
        return "Nothing holds it up: no attribution is about it."
    words = _counted(len(evidence), "attribution")
    if all(item.attribution.status == "retired" for item in evidence):
        return f"Nothing that counts holds it up: {words}, all retired."
    if not origins:
        return f"No origin asserts it: it is the curator's inference; {words}."
    asserting = len(explanation.asserting)
    verb = "asserts" if asserting < 2 else "assert"
    who = _counted(asserting, "independent origin") if asserting else "No origin"
    of = f", of {origins} that {'speaks' if origins == 1 else 'speak'} of it"
    return f"{who} {verb} it{of if origins > asserting else ''}; {words}."


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
