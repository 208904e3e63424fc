"""Words are found by length and digest wherever they stand, as if every slice had been tried."""

from hypothesis import given
from hypothesis import strategies as st

from sources.digest_search import Line, words_behind
from sources.paragraphs import digest

LINES = st.text(st.sampled_from("aab -'.\"é\u200fكن漢"), min_size=1, max_size=60)


def sought(words):
    return len(words), digest(words)


def tried_one_by_one(line, length, value):
    slices = [line[start : start + length] for start in range(len(line) - length + 1)]
    return [offset for offset, words in enumerate(slices) if digest(words) == value]


class TestWordsBehind:
    @given(st.lists(LINES, min_size=1, max_size=2), st.data())
    def test_are_found_wherever_they_stand(self, lines, draw):
        texts = [*lines, draw.draw(LINES)]
        slices = []
        for text in texts:
            start = draw.draw(st.integers(0, len(text) - 1))
            slices.append(text[start : draw.draw(st.integers(start + 1, len(text)))])
        wanted = {sought(words) for words in slices}
        found = words_behind(wanted, [Line(line) for line in lines])
        for words in slices:
            key = sought(words)
            places = [tried_one_by_one(line, *key) for line in lines]
            assert (key in found) == any(places)
            if key in found:
                assert found[key] == words
                assert [[*Line(line).offsets(words)] for line in lines] == places

    def test_may_be_part_of_a_word(self):
        assert words_behind({sought("art of")}, [Line("a part of it")]) == {
            sought("art of"): "art of"
        }

    def test_that_only_seem_to_be_there_are_not_found(self):
        assert words_behind({(4, digest("part of"))}, [Line("a part of it")]) == {}

    def test_longer_than_the_line_are_not_found(self):
        assert words_behind({sought("a part of it all")}, [Line("a part of it")]) == {}
