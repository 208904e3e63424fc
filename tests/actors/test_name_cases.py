"""The published cases of the name benchmark, among a few thousand other names."""

import pytest

from tests.benchmarks.names.asking import rounds
from tests.benchmarks.names.cases import NEAR_MISS, cases, pairs
from tests.benchmarks.names.distractors import distractors
from tests.benchmarks.names.filling import write
from tests.benchmarks.names.reporting import report, top

LANGUAGES = {"Arabic", "Persian", "Kurdish", "Hebrew", "Turkish", "Russian"}


def test_cases_are_many_of_every_language():
    assert {case.language for case in pairs()} == LANGUAGES
    assert len(pairs()) >= 300
    assert sum(case.variation == NEAR_MISS for case in cases()) >= 100
    assert len({(case.query, case.name) for case in cases()}) == len(cases())


@pytest.mark.usefixtures("as_seed")
def test_names_are_found_first_in_any_spelling():
    write(distractors(3000, without={case.name for case in cases()}), first=1)
    answers = list(rounds())
    held_out = [answer for answer in answers if answer.case.held_out]
    assert top(answers, 1) >= 0.985, report(answers, failures=True)
    assert top(answers, 5) >= 0.99
    hebrew = [answer for answer in answers if answer.case.language == "Hebrew"]
    assert top(hebrew, 1) >= 0.95
    assert top(held_out, 1) >= 0.95
    assert top(held_out, 5) >= 0.99
