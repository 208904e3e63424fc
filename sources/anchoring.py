"""Finding the passages of a document in a user's own copy of its text.

A copy may have other paragraphs and line breaks than the edition that was coded. A passage that
stands where it was coded is taken there; any other is looked for by its digest over the whole
folded text, and of several finds the one nearest to where it should be and in order with its
neighbours is taken. Where a copy wraps its lines behind a hyphen, folding leaves a space, “well-
known”, that the edition has not: so it is searched without such spaces too.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from sources.digest_search import Line, words_behind
from sources.paragraphs import LINE_END, digest, paragraphs

if TYPE_CHECKING:
    from sources.models import Document, Passage


# Two offsets in a line, the second behind the last character.
Stretch = tuple[int, int]

# No text holds a NUL: it marks the hyphen of a word that goes on in the next line.
MARK = "\0"
WRAPPED = re.compile(rf"(?<=\w[-\u2010\u2011])(?=[^\S\r\n]*{LINE_END}[^\S\r\n]*\w)")


@dataclass(frozen=True)
class Find:
    """A passage's place in a copy: paragraph from 1, start from 0, end exclusive.

    Where the copy breaks the passage by a blank line, `end` runs on over the paragraphs that
    follow, each joined by one space. `tied`: another place was as near.
    """

    passage: "Passage"
    paragraph: int
    start: int
    end: int
    tied: bool = False


class Copy:
    """A text laid out for searching: its paragraphs, joined by single spaces into one line.

    `unwrapped` is that line without the spaces behind hyphens that line breaks have left, and
    `seams` are the offsets in it at which it lacks one.
    """

    def __init__(self, text: str) -> None:
        self.paragraphs = paragraphs(text)
        pieces = " ".join(paragraphs(WRAPPED.sub(MARK, text))).split(f"{MARK} ")
        self.unwrapped = Line("".join(pieces))
        self.seams = [*accumulate(map(len, pieces[:-1]))]
        self.line = Line(" ".join(self.paragraphs))
        self.starts = [0]
        for paragraph in self.paragraphs[:-1]:
            self.starts.append(self.starts[-1] + len(paragraph) + 1)

    def offset(self, paragraph: int, start: int) -> int:
        """A place as a distance from the beginning of the line; past the end, the end."""
        if paragraph > len(self.starts):
            return len(self.line.text)
        return self.starts[paragraph - 1] + start

    def coded(self, passage: "Passage") -> Stretch:
        """The stretch of the line where the passage was coded."""
        start = self.offset(passage.paragraph, passage.start)
        return start, start + passage.end - passage.start

    def place(self, offset: int) -> tuple[int, int]:
        """The paragraph (from 1) and start (from 0) of an offset in the line."""
        paragraph = bisect_right(self.starts, offset)
        return paragraph, offset - self.starts[paragraph - 1]

    def stands_as_coded(self, passage: "Passage") -> bool:
        """The passage's slice of its own paragraph has its digest."""
        if passage.paragraph > len(self.paragraphs):
            return False
        words = self.paragraphs[passage.paragraph - 1][passage.start : passage.end]
        return len(words) == passage.end - passage.start and digest(words) == passage.digest

    def finds(self, passages: "Sequence[Passage]") -> list[list[Stretch]]:
        """For each of `passages`, in their order, every stretch of the line where its words stand.

        A stretch is two offsets, the second behind its last character; none where they do not.
        """
        wanted = [(passage.end - passage.start, passage.digest) for passage in passages]
        lines = [self.line, self.unwrapped] if self.seams else [self.line]
        words = words_behind(set(wanted), lines)
        stretches = {key: self._stretches(found) for key, found in words.items()}
        return [stretches.get(key, []) for key in wanted]

    def _stretches(self, words: str) -> list[Stretch]:
        found = {(start, start + len(words)) for start in self.line.offsets(words)}
        if self.seams:
            for start in self.unwrapped.offsets(words):
                last = start + len(words) - 1
                found.add((self._with_spaces(start), self._with_spaces(last) + 1))
        return sorted(found)

    def _with_spaces(self, offset: int) -> int:
        """An offset of the unwrapped line as one of the line itself."""
        return offset + bisect_right(self.seams, offset)


class Search:
    """The finds of a document's passages in one copy."""

    def __init__(self, passages: Iterable["Passage"], copy: Copy) -> None:
        self.copy = copy
        self.passages = sorted(
            (p for p in passages if p.digest), key=lambda p: (p.paragraph, p.start, p.end)
        )

    @cached_property
    def _candidates(self) -> dict[int, list[Stretch]]:
        """The possible stretches of each passage, by its key; one where it stands as coded."""
        copy = self.copy
        moved = [p for p in self.passages if not copy.stands_as_coded(p)]
        found = dict(zip((p.pk for p in moved), copy.finds(moved), strict=True))
        return {p.pk: found[p.pk] if p.pk in found else [copy.coded(p)] for p in self.passages}

    @cached_property
    def _landmarks(self) -> list[tuple[int, int]]:
        """Index among the passages and offset, where only one place is possible."""
        return [
            (index, self._candidates[passage.pk][0][0])
            for index, passage in enumerate(self.passages)
            if len(self._candidates[passage.pk]) == 1
        ]

    def finds(self) -> list[Find]:
        """One `Find` for each passage that stands in the copy, in the order of the document."""
        found = (self._choose(index) for index in range(len(self.passages)))
        return [find for find in found if find]

    def _choose(self, index: int) -> Find | None:
        passage = self.passages[index]
        ends = dict(self._candidates[passage.pk])
        if not ends:
            return None
        ordered = self._in_order(index, ends) or [*ends]
        expected = self._expected(index)
        nearest = min(abs(offset - expected) for offset in ordered)
        chosen = [offset for offset in ordered if abs(offset - expected) == nearest]
        paragraph, start = self.copy.place(chosen[0])
        end = start + ends[chosen[0]] - chosen[0]
        return Find(passage, paragraph, start, end, tied=len(chosen) > 1)

    def _in_order(self, index: int, offsets: Iterable[int]) -> list[int]:
        """Those of `offsets` that lie between the passage's neighbours among the landmarks."""
        before = [offset for i, offset in self._landmarks if i < index]
        after = [offset for i, offset in self._landmarks if i > index]
        first = before[-1] if before else 0
        last = after[0] if after else len(self.copy.line.text)
        return [offset for offset in offsets if first <= offset <= last]

    def _expected(self, index: int) -> int:
        """Where the passage should be: measured from a landmark in its paragraph, if any."""
        passage = self.passages[index]
        for i, offset in self._landmarks:
            landmark = self.passages[i]
            if landmark.paragraph == passage.paragraph:
                return offset + passage.start - landmark.start
        return self.copy.offset(passage.paragraph, passage.start)


def find_passages(document: "Document", text: str) -> list[Find]:
    """The `Find`s of a document's passages in `text`; those that do not stand are missing."""
    return Search(document.passages.all(), Copy(text)).finds()
