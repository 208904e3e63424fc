"""Answers as tables: rows to walk along, printed in the shell, taken out as CSV or data frame."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, zip_longest
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar, overload

from curation.exporting import as_frame, bare, safe, write_lines

if TYPE_CHECKING:
    from pandas import DataFrame

R = TypeVar("R")

# What the shell prints of a table: rows, and characters of a cell before it goes on below.
ROWS, WIDTH = 30, 45


class Takeable:
    """What can be taken out as rows under columns."""

    def lines(self, cell: Callable[[object], object] = safe) -> Iterator[Sequence[object]]:
        """The names of the columns, and then the cells of each row."""
        raise NotImplementedError

    def to_csv(self, path: str | Path) -> int:
        """Writes the rows to a file; returns how many. Links are codes, nothing an empty cell."""
        with open(path, "w", newline="", encoding="utf-8") as stream:
            return write_lines(self.lines(safe), stream)

    def to_dataframe(self) -> "DataFrame":
        """The rows as a pandas `DataFrame` of objects: the columns of `to_csv`, nothing as `None`.

        Raises `ImportError` with a sentence without pandas.
        """
        return as_frame(self.lines(bare))


class Table(Takeable, Sequence[R]):
    """The rows of an answer, in its order; read already.

    A kind of table says in `columns` how each is read off a row: these leave it. `shown` are those
    that the shell prints, by their names there, and `unless_alike` those of them that it leaves out
    where all rows say the same.
    """

    columns: ClassVar[Mapping[str, Callable[[Any], object]]]
    shown: ClassVar[Mapping[str, Callable[[Any], object]]]
    unless_alike: ClassVar[Collection[str]] = ()

    def __init__(self, rows: Iterable[R] = ()) -> None:
        self.rows = [*rows]

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, place: int) -> R: ...
    @overload
    def __getitem__(self, place: slice) -> Self: ...
    def __getitem__(self, place: int | slice) -> R | Self:
        if isinstance(place, slice):
            return type(self)(self.rows[place])
        return self.rows[place]

    def lines(self, cell: Callable[[object], object] = safe) -> Iterator[Sequence[object]]:
        yield [*self.columns]
        for row in self:
            yield [cell(read(row)) for read in self.columns.values()]

    def __str__(self) -> str:
        """The first rows under their columns; columns that say nothing are left out."""
        more = [f"… and {len(self) - ROWS} more"] if len(self) > ROWS else []
        return "\n".join([*printed(self.rows[:ROWS], self.shown, self.unless_alike), *more])

    __repr__ = __str__


def printed(
    rows: Sequence[R],
    shown: Mapping[str, Callable[[R], object]],
    unless_alike: Collection[str] = (),
) -> Iterator[str]:
    """The lines of a table: what does not fit into a cell goes on in the line below."""
    if not rows:
        yield "(nothing)"
        return
    told = {name: [_wrapped(read(row)) for row in rows] for name, read in shown.items()}
    columns = {
        name: cells
        for name, cells in told.items()
        if any(cells) and (name not in unless_alike or any(cell != cells[0] for cell in cells))
    }
    widths = [max(len(line) for line in chain([name], *of)) for name, of in columns.items()]
    for cells in [[[name] for name in columns], *zip(*columns.values(), strict=True)]:
        for line in zip_longest(*cells, fillvalue=""):
            padded = (text.ljust(width) for text, width in zip(line, widths, strict=True))
            yield "  ".join(padded).rstrip()


def _wrapped(value: object) -> list[str]:
    text = "" if value is None else " ".join(str(value).split())
    return wrap(text, WIDTH, break_on_hyphens=False)
