"""An order of rows and columns in which those that share cells stand together."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, TypeVar

H = TypeVar("H", bound=Hashable)
# By side, so that a row and a column that are equal stay apart.
Node = tuple[int, Any]


def in_blocks(
    pairs: Iterable[tuple[H, H]], key: Callable[[H], Any]
) -> tuple[Sequence[H], Sequence[H]]:
    """Rows and columns of `pairs`, each once: block by block, the one with the most cells first.

    A block is what is joined by cells, directly or through others. In it columns stand by `key`,
    and rows where their columns stand on average, then by `key`.
    """
    pairs = list(pairs)
    rows: list[H] = []
    columns: list[H] = []
    for block in _blocks(pairs):
        within = sorted({column for _row, column in block}, key=key)
        place = {column: n for n, column in enumerate(within)}
        stand: dict[H, list[int]] = defaultdict(list)
        for row, column in block:
            stand[row].append(place[column])
        rows += sorted(stand, key=lambda row: (sum(stand[row]) / len(stand[row]), key(row)))
        columns += within
    return rows, columns


def _blocks(pairs: Sequence[tuple[H, H]]) -> list[list[tuple[H, H]]]:
    """The pairs by what is joined, larger blocks first, else in the order of the pairs."""
    joined: dict[Node, Node] = {}

    def root(node: Node) -> Node:
        while joined.setdefault(node, node) != node:
            joined[node] = joined[joined[node]]
            node = joined[node]
        return node

    for row, column in pairs:
        joined[root((0, row))] = root((1, column))
    blocks: dict[Node, list[tuple[H, H]]] = defaultdict(list)
    for row, column in pairs:
        blocks[root((0, row))].append((row, column))
    return sorted(blocks.values(), key=len, reverse=True)
