"""Sentences of ours with names in them that may run from right to left."""

from unicodedata import bidirectional

RIGHT_TO_LEFT = {"R", "AL"}


def set_in(name: object) -> str:
    """A name to be set into a sentence of ours, as it is; one from right to left is set apart.

    Without that, "A member of B" with two Arabic names stands with B before A. Set apart, a name
    turns nothing around it, and a page that takes a text's direction from its first letter passes
    over it (Unicode Standard Annex 9, P2).

    >>> set_in("Kataib Hezbollah")
    'Kataib Hezbollah'
    >>> set_in("كتائب")
    '\\u2068كتائب\\u2069'
    """
    text = str(name)
    if any(bidirectional(letter) in RIGHT_TO_LEFT for letter in text):
        return f"\u2068{text}\u2069"
    return text
