"""Highlighting: a paragraph is cut where passages start and end, and loses no character."""

from sources.highlighting import segments, spread

WORDS = "The mayor said that the well was dry."


def shown(*stretches):
    return [(s.text, "".join(s.passages), "".join(s.ending)) for s in segments(WORDS, stretches)]


class TestSegments:
    def test_of_no_passage_are_one(self):
        assert shown() == [(WORDS, "", "")]

    def test_of_overlapping_passages_tell_them_apart(self):
        found = shown((0, 14, "a"), (4, 20, "b"))
        assert found == [
            ("The ", "a", ""),
            ("mayor said", "ab", "a"),
            (" that ", "b", "b"),
            (WORDS[20:], "", ""),
        ]

    def test_joined_are_the_words_again_even_where_an_anchor_is_too_long(self):
        found = segments(WORDS, [(4, 9, "a"), (4, 9, "b"), (30, 99, "c")])
        assert "".join(segment.text for segment in found) == WORDS
        assert found[1].passages == ["a", "b"]

    def test_are_drawn_as_three_deep_at_most(self):
        found = segments(WORDS, [(0, 9, name) for name in "abcde"])
        assert [segment.depth for segment in found] == [3, 0]


class TestSpread:
    def test_within_a_paragraph_is_that_place(self):
        assert list(spread(1, 2, 4, ["abcdef", "gh"])) == [(1, 2, 4)]

    def test_over_a_blank_line_goes_on_behind_one_space(self):
        assert list(spread(1, 4, 9, ["abcdef", "ghij"])) == [(1, 4, 6), (2, 0, 2)]

    def test_ends_with_the_text(self):
        assert list(spread(2, 0, 99, ["a", "b"])) == [(2, 0, 1)]
