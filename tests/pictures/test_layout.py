"""Nodes keep their places, and who stands above lies above."""

import random
from itertools import combinations
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.pictures.layout import layout

PATH = frozenset({(0, 1), (1, 2), (2, 3)})


@st.composite
def graphs(draw):
    """A number of nodes, ties among them, and who stands above, perhaps in circles."""
    count = draw(st.integers(1, 14))
    pairs = [*combinations(range(count), 2)]
    ties = draw(st.sets(st.sampled_from(pairs))) if pairs else set()
    above = draw(st.sets(st.sampled_from(sorted(ties)))) if ties else set()
    turned = {pair if draw(st.booleans()) else pair[::-1] for pair in sorted(above)}
    return count, frozenset(ties), frozenset(turned)


def on_a_circle(pair, above):
    """Whether the lower of a pair stands above the higher by another way."""
    reached, waiting = set(), [pair[1]]
    while waiting:
        here = waiting.pop()
        found = {low for high, low in above if high == here} - reached
        reached |= found
        waiting += found
    return pair[0] in reached


class TestLayout:
    @given(graphs())
    def test_puts_superiors_above_subordinates_unless_they_go_round(self, graph):
        spots = layout(*graph)
        for superior, subordinate in graph[2]:
            if not on_a_circle((superior, subordinate), graph[2]):
                assert spots[superior][1] < spots[subordinate][1] - 0.3

    @given(graphs())
    def test_gives_each_node_a_place_of_its_own_on_the_sheet(self, graph):
        spots = layout(*graph)
        assert len({*spots}) == graph[0]
        assert all(x >= -1e-9 and y >= -1e-9 for x, y in spots)

    @given(graphs())
    def test_is_the_same_each_time(self, graph):
        first = layout(*graph)
        layout.cache_clear()
        assert layout(*graph) == first

    def test_lays_a_path_out_along_itself(self):
        spots = layout(4, PATH, frozenset())
        steps = [
            hypot(spots[one][0] - spots[other][0], spots[one][1] - spots[other][1]) / (other - one)
            for one, other in combinations(range(4), 2)
        ]
        assert max(steps) == pytest.approx(min(steps), rel=0.15)

    def test_draws_near_what_is_tied_and_far_what_is_not(self):
        chance = random.Random(3)
        ties = frozenset(
            pair
            for pair in combinations(range(60), 2)
            if pair[0] // 20 == pair[1] // 20 and chance.random() < 0.3
        ) | {(0, 20), (20, 40)}
        spots = layout(60, ties, frozenset())

        def mean(pairs):
            found = [hypot(spots[a][0] - spots[b][0], spots[a][1] - spots[b][1]) for a, b in pairs]
            return sum(found) / len(found)

        strangers = [(a, b) for a, b in combinations(range(60), 2) if a // 20 != b // 20]
        assert mean(ties) < mean(strangers) / 2

    def test_puts_parts_that_are_not_tied_beside_each_other(self):
        spots = layout(6, frozenset({(0, 1), (2, 3), (4, 5)}), frozenset())
        middles = [
            (spots[n][0] + spots[n + 1][0], spots[n][1] + spots[n + 1][1]) for n in (0, 2, 4)
        ]
        assert all(hypot(a[0] - b[0], a[1] - b[1]) > 1 for a, b in combinations(middles, 2))

    def test_of_nothing_is_nothing(self):
        assert layout(0, frozenset(), frozenset()) == ()
