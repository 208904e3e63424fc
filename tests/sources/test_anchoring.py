"""Passages found in copies with other paragraphs, line breaks and order."""

import pytest

from sources.anchoring import find_passages
from sources.models import Passage
from sources.paragraphs import digest, paragraphs

from .texts import COPIES, EDITION

# Paragraph and words of each passage in the edition.
CODED = {
    "title": (1, "A Town Without Rain"),
    "mayor": (2, "The mayor said on Tuesday that the well was dry."),
    "quoted": (2, '"We have - for now - enough," she added.'),
    "dry-2": (2, "the well was dry"),
    "march": (3, "in March"),
    "baker": (3, "A baker, who asked not to be named, called it a rumour."),
    "wife": (4, "said the baker's wife"),
    "dry-4": (4, "The well was dry."),
}


@pytest.fixture
def document(make_document):
    return make_document(title="A Town Without Rain")


@pytest.fixture
def code(document, make_passage):
    """Codes words of the edition as a passage; `nth` says which of several."""

    def code(name, paragraph, words, nth=0, of=EDITION):
        text = paragraphs(of)[paragraph - 1]
        start = -1
        for _ in range(nth + 1):
            start = text.index(words, start + 1)
        return make_passage(
            document=document,
            code=name,
            paragraph=paragraph,
            start=start,
            end=start + len(words),
            digest=digest(words),
        )

    return code


@pytest.fixture
def coded(code):
    return {name: code(name, *place) for name, place in CODED.items()}


def words_at(find, text):
    """The words that a find points at, over the paragraphs that follow if it runs on."""
    line = " ".join(paragraphs(text)[find.paragraph - 1 :])
    return line[find.start : find.end]


def places(document, text):
    return {f.passage.code: (f.paragraph, f.start, f.end) for f in find_passages(document, text)}


class TestCopy:
    @pytest.mark.parametrize("copy", COPIES)
    def test_has_every_passage(self, document, coded, copy):
        finds = find_passages(document, COPIES[copy])
        assert {find.passage.code for find in finds} == set(CODED)
        for find in finds:
            assert words_at(find, COPIES[copy]) == CODED[find.passage.code][1]

    @pytest.mark.parametrize("copy", ["as coded", "rewrapped"])
    def test_with_the_same_paragraphs_has_each_where_it_was_coded(self, document, coded, copy):
        expected = {name: (p.paragraph, p.start, p.end) for name, p in coded.items()}
        assert places(document, COPIES[copy]) == expected
        assert not any(find.tied for find in find_passages(document, COPIES[copy]))

    @pytest.mark.parametrize(
        ("copy", "expected"),
        [
            ("joined", {"title": 1, "mayor": 2, "march": 2, "wife": 2, "dry-4": 2}),
            ("split", {"title": 1, "mayor": 3, "quoted": 4, "march": 6, "baker": 7, "dry-4": 9}),
            ("reordered", {"title": 1, "wife": 2, "baker": 3, "mayor": 4, "quoted": 4}),
        ],
    )
    def test_with_other_paragraphs_has_each_in_its_own(self, document, coded, copy, expected):
        found = {name: place[0] for name, place in places(document, COPIES[copy]).items()}
        assert {name: found[name] for name in expected} == expected

    def test_without_a_passage_has_all_the_others(self, document, coded):
        text = EDITION.replace("in March, too", "in April, too")
        assert set(places(document, text)) == set(CODED) - {"march"}

    def test_of_nothing_has_none(self, document, coded):
        assert find_passages(document, "Something else altogether.") == []

    def test_moves_no_passage(self, document, coded):
        before = list(Passage.objects.order_by("pk").values())
        find_passages(document, COPIES["split"])
        assert list(Passage.objects.order_by("pk").values()) == before

    def test_is_not_searched_for_a_passage_without_a_digest(self, document, make_passage):
        make_passage(document=document)
        assert find_passages(document, EDITION) == []

    def test_may_end_before_the_paragraph_of_a_passage(self, document, code):
        code("dry-4", 4, "The well was dry.")
        assert places(document, "The well was dry.") == {"dry-4": (1, 0, 17)}

    def test_may_begin_with_words_of_a_passage_longer_than_it(self, document, code):
        code("mayor", *CODED["mayor"])
        assert find_passages(document, "The") == []


class TestHyphenAtALineEnd:
    """Becomes a hyphen and a space in the copy, where the edition has a hyphen alone."""

    @pytest.mark.parametrize("end", ["\n", " \n", "\r\n", "\n   "])
    @pytest.mark.parametrize("hyphen", ["-", "\u2010", "\u2011"])
    def test_does_not_lose_the_words_around_it(self, document, code, hyphen, end):
        code("all", 1, "a well-known two-day visit", of="After a well-known two-day visit.")
        copy = f"New.\n\nAfter a well{hyphen}{end}known two-day visit."
        [find] = find_passages(document, copy)
        assert (find.paragraph, words_at(find, copy)) == (2, "a well- known two-day visit")

    def test_is_told_from_a_hyphen_before_a_space(self, document, code):
        edition = "A well-known two- and three-day visit, semi-official."
        code("all", 1, edition[:-1], of=edition)
        copy = "A well-\nknown two- and three-day visit, semi-\nofficial."
        [find] = find_passages(document, copy)
        assert words_at(find, copy) == "A well- known two- and three-day visit, semi- official"
        assert (find.paragraph, find.start, find.end) == (1, 0, len(edition) + 1)

    def test_does_not_hide_where_else_the_words_stand(self, document, code):
        code("known", 2, "well-known", of="One.\n\nA well-known visit.")
        copy = "Zero.\n\nOne.\n\nA well-\nknown visit.\n\nFar.\n\nAway, well-known."
        [find] = find_passages(document, copy)
        assert (find.paragraph, find.start, find.end) == (3, 2, 13)

    def test_leaves_a_passage_that_was_coded_with_the_space(self, document, code):
        code("coded", 1, "a well- known visit", of="It was a well-\nknown visit.")
        assert places(document, "It was a well-\nknown visit.") == {"coded": (1, 7, 26)}


class TestSeveralFinds:
    """Of the same words: in order with its neighbours, then nearest to where it should be."""

    COPY = "echo one\n\necho two\n\necho three\n\necho four"

    def test_are_settled_by_the_place_as_coded(self, document, code):
        code("third", 3, "echo", of=self.COPY)
        assert places(document, self.COPY) == {"third": (3, 0, 4)}

    def test_are_settled_by_neighbours(self, document, code):
        code("before", 2, "two", of=self.COPY)
        code("echo", 3, "echo", of=self.COPY)
        code("after", 3, "three", of=self.COPY)
        shifted = f"preface\n\nforeword\n\nand more of it\n\n{self.COPY}"
        assert places(document, shifted)["echo"] == (6, 0, 4)

    def test_are_settled_by_nearness_to_a_neighbour_in_the_paragraph(self, document, code):
        line = "x echo, a middle, and an echo"
        code("middle", 1, "middle", of=line)
        code("first", 1, "echo", of=line)
        code("last", 1, "echo", nth=1, of=line)
        moved = f"a longer preface, with an echo of its own\n\n{line}, and an echo"
        start = moved.index("x echo") - moved.index("\n\n") - 2
        assert places(document, moved) == {
            "first": (2, start + 2, start + 6),
            "middle": (2, start + 10, start + 16),
            "last": (2, start + 25, start + 29),
        }

    def test_are_settled_by_nearness_without_neighbours(self, document, code):
        code("echo", 2, "echo", of="0123456789\n\necho 56789 123456789")
        copy = "012 echo 9\n\n012345678901234567890123456789 echo"
        assert places(document, copy) == {"echo": (1, 4, 8)}

    def test_that_are_as_near_are_a_tie(self, document, code):
        code("echo", 1, "echo", of="01234 echo 12345")
        [find] = find_passages(document, "0 echo 78 echo 12345")
        assert find.tied
        assert (find.paragraph, find.start) == (1, 2)

    def test_of_which_one_is_nearer_are_no_tie(self, document, code):
        code("echo", 1, "echo", of="01234 echo 12345")
        [find] = find_passages(document, "0 echo 7 echo 12345")
        assert not find.tied
        assert find.start == 9

    def test_are_taken_out_of_order_if_the_copy_is(self, document, code):
        edition = "alpha\n\nbeta\n\ngamma\n\ndelta"
        for number, words in enumerate(paragraphs(edition), start=1):
            code(words, number, words, of=edition)
        copy = "delta\n\ngamma\n\nbeta\n\nalpha"
        assert {name: place[0] for name, place in places(document, copy).items()} == {
            "alpha": 4,
            "beta": 3,
            "gamma": 2,
            "delta": 1,
        }
