"""What a map shows, in words: each thing with its place, or where there are many each mark."""

from collections.abc import Iterable, Sequence

from curation.pictures.marks import MEANING, Entry, Mark, Sign, Unplaced
from curation.pictures.table import Row, Table

NOT_PLACED = "not on the map"
SEVERAL = "some more exactly than others"


def of_entries(things: str, marks: Iterable[Mark], unplaced: Iterable[Unplaced]) -> Table:
    """Each of the things by itself, by its place; what is not on the map comes last."""
    rows = [
        _row(entry, mark.place, MEANING[mark.exactness], mark.note)
        for mark in sorted(marks, key=lambda mark: (mark.place, mark.key))
        for entry in mark.entries
    ]
    rows += [_row(entry, "", NOT_PLACED, one.why) for one in unplaced for entry in one.entries]
    return Table([things, "date", "place", "how exactly", "remark"], rows)


def _row(entry: Entry, place: str, exactly: str, remark: str) -> Row:
    return Row([entry.title, entry.date, place, exactly, remark], entry.address)


def of_marks(
    things: str, drawn: Iterable[tuple[Sequence[Sign], str]], unplaced: Iterable[Unplaced]
) -> Table:
    """Each mark, of one sign or several, with how many things it stands for and its address."""
    rows = []
    for signs, address in drawn:
        exactly = {MEANING[sign.exactness] for sign in signs}
        told = exactly.pop() if len(exactly) == 1 else SEVERAL
        count = sum(sign.count for sign in signs)
        rows.append(Row([_places(signs), f"{count:,}", told, ""], address))
    rows += [Row(["", f"{one.count:,}", NOT_PLACED, one.why]) for one in unplaced]
    return Table(["place", things, "how exactly", "remark"], rows)


def _places(signs: Sequence[Sign]) -> str:
    if signs[0].area:
        return signs[0].area.name
    places = [mark.place for sign in signs for mark in sign.marks]
    return places[0] + (f" and {len(places) - 1:,} more" if len(places) > 1 else "")
