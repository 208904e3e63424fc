"""Which script a name is written in."""

import pytest

from actors.scripts import script_of


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Sarāyā Awliyāʾ al-Dam", "Latn"),
        ("Kataʿib Hizballah", "Latn"),  # with the letters that stand for hamza and ayn
        ("Kataʼib, ʻAbd 1920", "Latn"),
        ("سرايا أولياء الدم", "Arab"),
        ("Хайдер Хамдани", "Cyrl"),
        ("Badr بدر", "Zyyy"),
        ("ʿ", "Zyyy"),
        ("1920", "Zyyy"),
        ("Θεόδωρος", "Zyyy"),
    ],
)
def test_is_that_of_all_letters(text, script):
    assert script_of(text) == script
