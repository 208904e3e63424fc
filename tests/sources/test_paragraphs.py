"""How a place in a text is counted, with the design's own test vector."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sources.paragraphs import digest, normalise, paragraphs, slice_of

from .texts import COPIES, EDITION

VECTOR = "\u201cOne\u00a0\u2014 isn\u2019t it?\u201d  he\u00adsaid\u2026"
ONE = "8b12507783d5becacbf2ebe5b01a60024d8728a8f86dcc818bce699e8b3320bc"
WHOLE = "a82c8a6e865c0ad8febb47e87b2f40bc1302c81a6e12d5eb6e2c8953b1c789e6"
LINE_ENDS = pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])


class TestVector:
    def test_normalises_to_25_characters(self):
        assert normalise(VECTOR) == '"One - isn\'t it?" hesaid\u2026'
        assert len(normalise(VECTOR)) == 25

    def test_has_the_digests_of_the_design(self):
        assert digest(normalise(VECTOR)[1:4]) == ONE
        assert digest(normalise(VECTOR)) == WHOLE
        assert digest(slice_of(f"Title\n\n{VECTOR}", 2, 1, 4)) == ONE


class TestNormalForm:
    @pytest.mark.parametrize("sign", "\u2018\u2019\u201a\u201b\u2032")
    def test_has_one_single_quotation_mark(self, sign):
        assert normalise(f"a{sign}b") == "a'b"

    @pytest.mark.parametrize("sign", "\u201c\u201d\u201e\u201f\u2033")
    def test_has_one_double_quotation_mark(self, sign):
        assert normalise(f"a{sign}b") == 'a"b'

    @pytest.mark.parametrize("sign", "\u2010\u2011\u2012\u2013\u2014\u2015\u2212")
    def test_has_one_dash(self, sign):
        assert normalise(f"a{sign}b") == "a-b"

    @pytest.mark.parametrize("sign", "\u00ad\u200b\u200c\u200d\u2060\ufeff")
    def test_drops_what_is_invisible(self, sign):
        assert normalise(f"a{sign}b") == "ab"
        assert normalise(f"a {sign} b") == "a b"

    @pytest.mark.parametrize(
        "space", [" ", "\t", "\n", "\r\n", "\u00a0", "\u2009", "\u3000", " \n "]
    )
    def test_has_one_space(self, space):
        assert normalise(f"{space}a{space}b{space}") == "a b"

    @pytest.mark.parametrize("sign", "\u2034\u2035\u2026\u00ab\u2039\u02bc\u2016\u200e\u0301")
    def test_leaves_other_signs(self, sign):
        assert normalise(f"a {sign} b") == f"a {sign} b"

    def test_is_composed(self):
        decomposed = unicodedata.normalize("NFD", "Suleimánî")
        assert normalise(decomposed) == unicodedata.normalize("NFC", decomposed)

    @given(st.text())
    def test_has_no_white_space_but_single_spaces(self, text):
        normal = normalise(text)
        assert normal == normal.strip()
        assert "  " not in normal
        assert all(sign == " " or not sign.isspace() for sign in normal)


class TestParagraph:
    def test_is_a_block_between_blank_lines(self):
        assert paragraphs("one\nmore\n\ntwo\n \t\nthree") == ["one more", "two", "three"]

    @LINE_ENDS
    def test_may_have_lines_of_any_kind(self, end):
        assert paragraphs(f"one{end}more{end}{end}two{end}") == ["one more", "two"]

    @LINE_ENDS
    def test_is_counted_without_empty_ones(self, end):
        text = f"{end}{end}one{end}{end}{end} {end}{end}two{end}{end}"
        assert paragraphs(text) == ["one", "two"]

    def test_is_not_begun_by_an_indented_line(self):
        assert paragraphs("one\n    more\n\n    two") == ["one more", "two"]

    @pytest.mark.parametrize("text", ["", " ", "\n\n", "\u200b\n\n\ufeff"])
    def test_is_not_there_without_a_visible_character(self, text):
        assert paragraphs(text) == []

    @given(st.lists(st.text(st.sampled_from("ab \t\u00a0\u2014")), max_size=6))
    @example(["a", "", "b"])
    def test_is_the_same_whatever_the_line_ends(self, lines):
        assert (
            paragraphs("\n".join(lines))
            == paragraphs("\r\n".join(lines))
            == paragraphs("\r".join(lines))
        )

    def test_of_the_edition_is_counted_from_one(self):
        assert len(paragraphs(EDITION)) == 4
        assert slice_of(EDITION, 2, 4, 9) == "mayor"

    def test_of_a_rewrapped_copy_is_the_same(self):
        assert paragraphs(COPIES["rewrapped"]) == paragraphs(EDITION)


class TestSlice:
    @pytest.mark.parametrize("paragraph", [0, 5, -1])
    def test_of_a_paragraph_that_is_not_there_is_refused(self, paragraph):
        with pytest.raises(IndexError, match=f"has 4 paragraphs, no paragraph {paragraph}"):
            slice_of(EDITION, paragraph, 0, 1)

    @pytest.mark.parametrize(("start", "end"), [(0, 20), (19, 20), (-1, 3), (5, 5), (6, 5)])
    def test_outside_its_paragraph_is_refused(self, start, end):
        with pytest.raises(IndexError, match=f"19 characters: a passage from {start} to {end}"):
            slice_of(EDITION, 1, start, end)

    def test_may_be_the_whole_paragraph(self):
        assert slice_of(EDITION, 1, 0, 19) == "A Town Without Rain"
