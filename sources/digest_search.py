"""Finding words of which no more is known than how many characters they have, and their digest.

Nothing but hashing can tell whether words stand at an offset, and a text of a megabyte has a
million of them. So those are tried first where words begin and end, as nearly all passages do,
and every other only for what is still missing; each slice is hashed once for all that is looked
for in its length. Words once found are known, and plain search has the rest of their places.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from sources.paragraphs import digest

# How many characters words have, and the digest of them.
Wanted = tuple[int, str]

# A run of letters and digits, or one other visible character.
TOKEN = re.compile(r"\w+|[^\w\s]")


class Line:
    """A text without line breaks, to be searched."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _token_starts(self) -> list[int]:
        return [token.start() for token in TOKEN.finditer(self.text)]

    @cached_property
    def _token_ends(self) -> bytearray:
        """One byte for each offset: whether a token ends before it."""
        ends = bytearray(len(self.text) + 1)
        for token in TOKEN.finditer(self.text):
            ends[token.end()] = 1
        return ends

    def whole_tokens(self, length: int) -> Iterator[str]:
        """Every slice of `length` characters that begins and ends with a token."""
        ends, last = self._token_ends, len(self.text) - length
        return (
            self.text[start : start + length]
            for start in self._token_starts
            if start <= last and ends[start + length]
        )

    def slices(self, length: int) -> Iterator[str]:
        """Every slice of `length` characters."""
        last = len(self.text) - length
        return (self.text[start : start + length] for start in range(last + 1))

    def offsets(self, words: str) -> Iterator[int]:
        """Every offset at which `words` stand, overlapping ones too."""
        offset = self.text.find(words)
        while offset >= 0:
            yield offset
            offset = self.text.find(words, offset + 1)


def words_behind(wanted: set[Wanted], lines: Iterable[Line]) -> dict[Wanted, str]:
    """The words for each `(length, digest)` in `wanted` that some of `lines` has, by that pair."""
    found: dict[Wanted, str] = {}
    ways: list[Callable[[Line, int], Iterator[str]]] = [Line.whole_tokens, Line.slices]
    for slices in ways:
        for line in lines:
            for length, digests in _by_length(wanted - found.keys()).items():
                for words in _matching(slices(line, length), digests):
                    found[length, digest(words)] = words
    return found


def _by_length(wanted: set[Wanted]) -> dict[int, set[str]]:
    digests = defaultdict(set)
    for length, value in wanted:
        digests[length].add(value)
    return digests


def _matching(slices: Iterable[str], digests: set[str]) -> Iterator[str]:
    """Those of `slices` that have one of `digests`, each once; looks no further than needed."""
    for words in slices:
        value = digest(words)
        if value in digests:
            digests.remove(value)
            yield words
            if not digests:
                return
