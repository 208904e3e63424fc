"""How a place in a text is counted: paragraphs, their normal form and the digest of a slice.

Editions of one text differ in quotation marks, dashes, white space and invisible characters;
the normal form is what they share.
"""

import hashlib
import re
import unicodedata

INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
SINGLE_QUOTES = re.compile("[\u2018-\u201b\u2032]")
DOUBLE_QUOTES = re.compile("[\u201c-\u201f\u2033]")
DASHES = re.compile("[\u2010-\u2015\u2212]")
# A carriage return before a line feed is no line end of its own.
LINE_END = r"(?:\r\n|\r(?!\n)|\n)"
BLANK_LINES = re.compile(rf"{LINE_END}[^\S\r\n]*{LINE_END}\s*")


def normalise(text: str) -> str:
    """The normal form of a paragraph; offsets count its code points."""
    text = INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    text = SINGLE_QUOTES.sub("'", text)
    text = DOUBLE_QUOTES.sub('"', text)
    text = DASHES.sub("-", text)
    return " ".join(text.split())


def paragraphs(text: str) -> list[str]:
    """The normalised paragraphs of `text`, the blocks between blank lines, in their order.

    Paragraph 1 is the first of the list. Blocks without a visible character do not count.
    """
    blocks = (normalise(block) for block in BLANK_LINES.split(text))
    return [block for block in blocks if block]


def digest(words: str) -> str:
    """SHA-256 of a normalised slice in UTF-8, in lower-case hexadecimal."""
    return hashlib.sha256(words.encode()).hexdigest()


def slice_of(text: str, paragraph: int, start: int, end: int) -> str:
    """The words from `start` to `end` of a paragraph of `text`, all counted as in a passage.

    Raises `IndexError` with a sentence where the text has no such place.
    """
    blocks = paragraphs(text)
    if not 1 <= paragraph <= len(blocks):
        raise IndexError(
            f"The attached text has {len(blocks)} paragraphs, no paragraph {paragraph}."
        )
    words = blocks[paragraph - 1]
    if not 0 <= start < end <= len(words):
        raise IndexError(
            f"Paragraph {paragraph} has {len(words)} characters: a passage from {start} to {end}"
            " lies outside it."
        )
    return words[start:end]
