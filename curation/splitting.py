"""Making two records of one: some of what hangs on it goes to a new one or to another."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model

from curation.choosing import chosen_fields
from curation.decisions import Decision, Done
from curation.hanging import hanging, kinds
from curation.journal import Journal, in_own_name, who
from curation.records import Record
from curation.refusing import sentence
from curation.restricting import Viewer, count_hidden
from curation.taking_over import called, name_of, take_over

SAY_WHY = "Say why this is two: the log keeps the reason."


class CannotSplit(ValueError):
    """What stands in the way, each in a sentence."""

    def __init__(self, *obstacles: str) -> None:
        super().__init__(" ".join(obstacles))
        self.obstacles = list(obstacles)


@transaction.atomic
def split(
    record: Record,
    rows: Sequence[Model],
    *,
    reason: str,
    name: str = "",
    code: str = "",
    into: Record | None = None,
    user: Viewer | None = None,
) -> Decision:
    """Hands `rows` that hang on `record` to `into`, or to a new record called `name`.

    The new one gets `code`, or a coined one if that is empty. It has the required columns of the
    old one and is a draft, and so is every chosen row that was accepted: nobody has reviewed what
    it now says. Rows that `into` has already become one. Returns the decision, which `undo` takes
    back. Raises `CannotSplit` with nothing written.
    """
    if not reason.strip():
        raise CannotSplit(SAY_WHY)
    if into is None and not name.strip():
        raise CannotSplit("Say what the other record is called, or choose one that is there.")
    if into is not None and (name.strip() or code.strip()):
        raise CannotSplit(
            f"Name a new {record._meta.verbose_name} or choose {into}, not both: empty the one or"
            " the other."
        )
    if not rows:
        raise CannotSplit("Choose what goes to the other record: at least one row.")
    record = _held(record)
    _refuse_hidden(record, into, user)
    journal = Journal()
    other = _held(into) if into is not None else _made(journal, record, name.strip(), code.strip())
    model: Any = type(record)
    try:
        with in_own_name(reason.strip()):
            take_over(journal, model, {record.pk: other.pk}, _by_link(record, rows))
    except IntegrityError as error:
        raise CannotSplit(sentence(error)) from error
    if journal.obstacles:
        raise CannotSplit(*journal.obstacles)
    kind = kinds()[model]
    kind.afterwards([record, other])
    decision = Decision(
        what=Done.SPLIT,
        kind=model._meta.label_lower,
        code=record.code,
        name=getattr(record, kind.title),
        other=other.code,
        other_name=getattr(other, kind.title),
        reason=reason.strip(),
        who=who(),
        restricted=record.restricted or other.restricted,
    )
    journal.tell_reopened()
    journal.keep(decision)
    return decision


def _refuse_hidden(record: Record, into: Record | None, user: Viewer | None) -> None:
    if into is not None and (type(into) is not type(record) or into.pk == record.pk):
        raise CannotSplit(
            f"Choose another {record._meta.verbose_name} than {record}, or name a new one."
        )
    touched = [row for row in (record, into) if row is not None]
    if user is not None and (hidden := count_hidden(touched, user)):
        raise CannotSplit(
            f"{hidden} records that you may not see hang on this: ask somebody who may."
        )


def _held(record: Record) -> Record:
    """The record as it is now, locked until the end."""
    locked: Any = type(record)._base_manager.select_for_update(of=("self",))
    there: Record | None = locked.filter(pk=record.pk).first()
    if there is None:
        raise CannotSplit(f"{record} ({record.code}) is deleted by now: choose another.")
    return there


def _made(journal: Journal, record: Record, name: str, code: str) -> Record:
    model: Any = type(record)
    if code and model._base_manager.filter(code=code).exists():
        raise CannotSplit(
            f"The code {code} is taken: write another one, or leave it empty and one is coined."
        )
    required = {
        field.attname: getattr(record, field.attname)
        for field in chosen_fields(model)
        if not field.blank
    }
    own = {kinds()[model].title: name, "restricted": record.restricted}
    other: Record = model(**{**required, **own, **({"code": code} if code else {})})
    try:
        with transaction.atomic():
            other.full_clean()
            other.save()
    except ValidationError as error:
        raise CannotSplit(f"The new record would not do so: {' '.join(error.messages)}") from error
    except IntegrityError as error:
        raise CannotSplit(f"The new record would not do so: {sentence(error)}") from error
    journal.made(other)
    return other


def _by_link(record: Record, rows: Sequence[Model]) -> dict[str, list[int]]:
    """The keys of `rows`, by the link by which each hangs on the record."""
    found: dict[str, list[int]] = {}
    links = [field for field, _link in hanging(type(record))]
    for row in rows:
        own = [
            field
            for field in links
            if field.model is type(row) and getattr(row, field.attname) == record.pk
        ]
        if not own:
            raise CannotSplit(f"“{called(row)}” does not hang on {record}: leave it out.")
        found.setdefault(name_of(own[0]), []).append(row.pk)
    return found
