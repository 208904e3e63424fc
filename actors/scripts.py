"""The script that a name is written in, by ISO 15924."""

import unicodedata

SCRIPTS = {"LATIN": "Latn", "ARABIC": "Arab", "HEBREW": "Hebr", "CYRILLIC": "Cyrl"}
NOT_KNOWN = "Zyyy"


def script_of(text: str) -> str:
    """The script of all letters; `Zyyy` where they are of several, or of one that is not here.

    Letters that modify others, as ʾ and ʿ for hamza and ayn, are of any.
    """
    found = {unicodedata.name(sign, "").split(" ")[0] for sign in text if sign.isalpha()}
    found.discard("MODIFIER")
    return SCRIPTS.get(found.pop(), NOT_KNOWN) if len(found) == 1 else NOT_KNOWN
