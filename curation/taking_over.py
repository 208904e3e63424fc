"""What hangs on one record handed to another: moved, folded into what is the same, or set aside."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db.models import ForeignKey, Model, UniqueConstraint

from curation.directions import set_in
from curation.folding import clashes, differences, which_stays
from curation.hanging import MOVES, Link, hanging, must_agree, spoken_of
from curation.journal import Journal, Pairs, in_own_name
from curation.records import Status

# By the link, such as `actors.relation.subject`, the keys of the rows that are meant.
Chosen = Mapping[str, Collection[Any]]


def take_over(
    journal: Journal, model: type[Model], pairs: Pairs, only: Chosen | None = None
) -> None:
    """Hands what hangs on records of `model` to others: keys of both in `pairs`.

    With `only`, no more than those rows, and what hangs between the two is in the way. What cannot
    be done becomes an obstacle in the journal.
    """
    hold(model, [*pairs, *pairs.values()])
    for field, link in hanging(model):
        rows = _rows(field, pairs, only)
        if rows:
            rows = _between(journal, field, link, rows, pairs, whole=only is None)
            _hand_over(journal, field, link, rows, pairs)
    if only is None:
        _rename(journal, model, pairs)


def _rename(journal: Journal, model: type[Model], pairs: Pairs) -> None:
    """Where a record stands by its code, writes the code of the one it becomes."""
    for field, condition in spoken_of(model):
        found = model._base_manager.filter(pk__in=[*pairs, *pairs.values()])
        codes = dict(found.values_list("pk", "code"))
        renamed = {codes[old]: codes[new] for old, new in pairs.items()}
        among = field.model._base_manager.filter(condition, **{f"{field.name}__in": renamed})
        if rows := [*among.order_by("pk")]:
            _hand_over(journal, field, MOVES, rows, renamed)


def hold(model: type[Model], keys: Collection[Any]) -> None:
    """Nobody hangs anything on these rows, or changes them, until the end."""
    locked = model._base_manager.select_for_update(of=("self",))
    list(locked.filter(pk__in=keys).order_by("pk").values_list("pk"))


def name_of(field: ForeignKey) -> str:
    return f"{field.model._meta.label_lower}.{field.name}"


def _rows(field: ForeignKey, pairs: Pairs, only: Chosen | None) -> list[Model]:
    rows = field.model._base_manager.filter(**{f"{field.name}__in": list(pairs)})
    if only is not None:
        rows = rows.filter(pk__in=only.get(name_of(field), []))
    return [*rows.order_by("pk")]


def _between(
    journal: Journal,
    field: ForeignKey,
    link: Link,
    rows: list[Model],
    pairs: Pairs,
    *,
    whole: bool,
) -> list[Model]:
    """The rows without those that would tie a record to itself, which are set aside or named."""
    columns = [field.model._meta.get_field(name).attname for name in link.against]  # type: ignore[union-attr]
    tied = [
        row
        for row in rows
        if pairs[getattr(row, field.attname)] in [getattr(row, column) for column in columns]
    ]
    settled: list[Model] = []
    if tied and whole and link.settles is not None:
        keys = [row.pk for row in tied]
        held = field.model._base_manager.filter(link.settles, pk__in=keys).values_list("pk")
        settled = [row for row in tied if (row.pk,) in [*held]]
        set_aside(journal, settled)
    for row in tied:
        if row not in settled:
            journal.obstacles.append(
                f"“{called(row)}” lies between the two and would tie a record to itself: change or"
                " delete it first."
            )
    return [row for row in rows if row not in tied]


def set_aside(journal: Journal, rows: Sequence[Model]) -> None:
    """Deletes rows with all that hangs on them; the journal brings them back."""
    if not rows:
        return
    keys = [row.pk for row in rows]
    hold(type(rows[0]), keys)
    for field, _link in hanging(type(rows[0])):
        set_aside(journal, [*field.model._base_manager.filter(**{f"{field.name}__in": keys})])
    journal.remove(dict.fromkeys(rows))


def _hand_over(journal: Journal, field: Any, link: Link, rows: list[Model], pairs: Pairs) -> None:
    found = [*clashes(field, rows, pairs)]
    journal.watch([*rows, *(twin for _row, twin, _rule in found)])
    folds: dict[Model, tuple[Model, UniqueConstraint]] = {}
    for row, twin, rule in found:
        if rule.name not in link.yields and row not in folds and twin not in folds:
            kept, folded = which_stays(row, twin)
            folds[folded] = (kept, rule)
    for row, twin, rule in found:
        if rule.name in link.yields and not {row, twin} & folds.keys():
            column, value = link.yields[rule.name]
            journal.write(field.model, column, {row: value})
    _fold(journal, field.model, folds)
    moved = [row for row in rows if row not in folds]
    if moved and not journal.obstacles:
        journal.move(field, moved, pairs)


def _fold(
    journal: Journal,
    model: type[Model],
    folds: Mapping[Model, tuple[Model, UniqueConstraint]],
) -> None:
    """Of two rows that become one, hands what hangs on the one to the other, and its words."""
    notes: dict[Model, list[str]] = {}
    for folded, (kept, rule) in folds.items():
        _check_agreement(journal, kept, folded)
        if told := _told(rule, kept, folded):
            notes.setdefault(kept, []).append(told)
    if not folds or journal.obstacles:
        return
    if notes:
        written: dict[Model, Any] = {
            kept: "\n\n".join(filter(None, [getattr(kept, "note", ""), *told]))
            for kept, told in notes.items()
        }
        unreviewed = {
            kept: note
            for folded, (kept, _rule) in folds.items()
            if (note := written.get(kept))
            and getattr(kept, "status", "") == Status.ACCEPTED != getattr(folded, "status", "")
        }
        with in_own_name("what became one with this has words that nobody has reviewed"):
            journal.write(model, "note", unreviewed)
        journal.write(model, "note", {k: v for k, v in written.items() if k not in unreviewed})
    hidden = [kept for f, (kept, _rule) in folds.items() if getattr(f, "restricted", False)]
    journal.write(
        model, "restricted", {kept: True for kept in hidden if not getattr(kept, "restricted", 0)}
    )
    take_over(journal, model, {folded.pk: kept.pk for folded, (kept, _rule) in folds.items()})
    if not journal.obstacles:
        journal.remove({folded: kept for folded, (kept, _rule) in folds.items()})


def _check_agreement(journal: Journal, kept: Model, folded: Model) -> None:
    for name in must_agree(type(kept)):
        field: Any = kept._meta.get_field(name)
        values = [getattr(row, field.attname) for row in (kept, folded)]
        if values[0] != values[1]:
            journal.obstacles.append(
                f"“{called(folded)}” and “{called(kept)}” would be one row, and do not agree in"
                f" {field.verbose_name}: make them agree, or delete one, first."
            )


def _told(rule: UniqueConstraint, kept: Model, folded: Any) -> str:
    """What the folded row said otherwise; rows without a note agree in all they say."""
    if not hasattr(folded, "note"):
        return ""
    said = differences(rule, kept, folded)
    words = [f"{_label(kept, name)} “{value}”" for name, value in said.items()]
    if folded.note and folded.note != getattr(kept, "note", ""):
        words.append(f"note “{folded.note}”")
    return f"{folded.code}, which became this row, had {'; '.join(words)}." if words else ""


def _label(row: Model, name: str) -> str:
    return str(row._meta.get_field(name).verbose_name).lower()  # type: ignore[union-attr]


def called(row: Any) -> str:
    """A row in words that tell it from others of the same words."""
    code = getattr(row, "code", "")
    return f"{set_in(row)} ({code})" if code else in_its_place(row)


def in_its_place(row: Any) -> str:
    """A row in words; what only a passage tells from others, with its passage."""
    if hasattr(row, "code") or not hasattr(row, "passage_id"):
        return str(row)
    return f"{set_in(row)}, in {row.passage.code}"
