"""Which words of a paragraph which passages stand in, overlaps and all."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sources.models import Passage


@dataclass
class Segment:
    """A run of words that the same `passages` stand in, the longest first; perhaps none do."""

    text: str
    passages: "list[Passage]" = field(default_factory=list)
    # Those of which these are the last words.
    ending: "list[Passage]" = field(default_factory=list)

    @property
    def depth(self) -> int:
        """How many passages lie over each other here; beyond three no eye tells them apart."""
        return min(3, len(self.passages))


# Where a passage stands in one paragraph: start, end (exclusive), and whether it ends there.
Stretch = tuple[int, int, "Passage"]


def spread(
    paragraph: int, start: int, end: int, blocks: Sequence[str]
) -> Iterator[tuple[int, ...]]:
    """A place as paragraph, start, end in each of the paragraphs that it runs over.

    An anchor whose copy breaks the passage by blank lines ends behind its paragraph.
    """
    while paragraph <= len(blocks) and start < end:
        length = len(blocks[paragraph - 1])
        yield paragraph, start, min(end, length)
        # The paragraphs are joined by one space each.
        paragraph, start, end = paragraph + 1, 0, end - length - 1


def segments(words: str, stretches: Iterable[Stretch]) -> list[Segment]:
    """`words` cut wherever a passage starts or ends; joined again they are the same words."""
    placed = sorted(stretches, key=lambda stretch: (stretch[0], -stretch[1]))
    edges = {0, len(words)}.union(*((start, end) for start, end, _passage in placed))
    cuts = sorted(edge for edge in edges if 0 <= edge <= len(words))
    return [
        Segment(
            words[start:end],
            [passage for first, last, passage in placed if first <= start and end <= last],
            [passage for first, last, passage in placed if last == end and first < end],
        )
        for start, end in pairwise(cuts)
    ]
