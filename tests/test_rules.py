"""No rule of the ledger goes untried."""

import re
from pathlib import Path

import pytest
from django.apps import apps

TESTS = Path(__file__).parent
# A model's `keep_record` and its choices are tried for all models at once, by names made up;
# so is what is kept for all subjects.
MADE_UP = (
    r"(_code_is_lower_case_words|_status_is_known|_is_known|_is_known_or_empty"
    r"|keptstanding_of_\w+_is_one)$"
)
# The trigger that keeps roots refuses first what this one refuses.
OVERTAKEN = {"document_is_not_derived_from_itself"}
KEEPERS = {
    "keep_record",
    "refuse_redirected",
    "insert_insert",
    "update_update",
    "delete_delete",
    "append_only",
}


def models():
    return [m for m in apps.get_models() if m._meta.app_label in ("sources", "events", "actors")]


def constraints():
    return [constraint for model in models() for constraint in model._meta.constraints]


def words_of(folder, pattern):
    return "\n".join(path.read_text(encoding="utf-8") for path in folder.rglob(pattern))


@pytest.fixture(scope="module")
def tests():
    return words_of(TESTS, "test_*.py")


@pytest.mark.parametrize("constraint", constraints(), ids=lambda constraint: constraint.name)
class TestConstraint:
    def test_is_tried(self, constraint, tests):
        name = constraint.name
        assert name in tests or name in OVERTAKEN or re.search(MADE_UP, name)

    def test_says_so_in_a_sentence(self, constraint):
        message = constraint.violation_error_message
        assert re.fullmatch(r"[A-Z][^%]+\.", message)
        assert "Constraint" not in message


def test_every_refusal_of_a_trigger_is_tried(tests):
    refusals = set()
    for model in models():
        for trigger in getattr(model._meta, "triggers", []):
            if trigger.name not in KEEPERS:
                refusals |= set(re.findall(r"CONSTRAINT = '(\w+)'", trigger.get_func(model)))
    assert refusals == {
        "document_line_has_no_circle",
        "eventtype_parents_have_no_circle",
        "participation_is_not_by_an_unknown",
        "place_parents_have_no_circle",
        "relation_closes_no_circle",
        "voice_positions_have_no_gap",
    }
    assert all(name in tests for name in refusals)
