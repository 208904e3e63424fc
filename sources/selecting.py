"""From a selection on a document's page to the place of a passage."""

from typing import NamedTuple

from django.core.exceptions import ValidationError

from sources.paragraphs import paragraphs


class Point(NamedTuple):
    """A place between two characters: paragraph from 1, offset from 0 in its normal form."""

    paragraph: int
    offset: int


class Place(NamedTuple):
    """Where a passage stands: paragraph from 1, start from 0, end exclusive."""

    paragraph: int
    start: int
    end: int


def place_of(text: str, one: Point, other: Point) -> Place:
    """The place of the words between two points of `text`, without white space around them.

    Raises `ValidationError` with a sentence where they are no stretch of one paragraph.
    """
    blocks = paragraphs(text)
    for point in (one, other):
        if not 1 <= point.paragraph <= len(blocks):
            raise ValidationError(f"The attached text has no paragraph {point.paragraph}.")
    first, last = _without_edges(min(one, other), max(one, other), blocks)
    if first.paragraph != last.paragraph:
        raise ValidationError(
            f"The selection runs from paragraph {first.paragraph} into paragraph"
            f" {last.paragraph}: a passage is a stretch of one paragraph. Code each part by itself."
        )
    words = blocks[first.paragraph - 1][first.offset : max(first.offset, last.offset)]
    if not words.strip():
        raise ValidationError("No words are selected: select those of the passage.")
    start = first.offset + len(words) - len(words.lstrip())
    return Place(first.paragraph, start, start + len(words.strip()))


def _without_edges(first: Point, last: Point, blocks: list[str]) -> tuple[Point, Point]:
    """A selection that only touches another paragraph, as a triple click does, leaves it."""
    while last.paragraph > first.paragraph and not _before(last, blocks).strip():
        last = Point(last.paragraph - 1, len(blocks[last.paragraph - 2]))
    while first.paragraph < last.paragraph and not _behind(first, blocks).strip():
        first = Point(first.paragraph + 1, 0)
    return first, last


def _before(point: Point, blocks: list[str]) -> str:
    return blocks[point.paragraph - 1][: point.offset]


def _behind(point: Point, blocks: list[str]) -> str:
    return blocks[point.paragraph - 1][point.offset :]
