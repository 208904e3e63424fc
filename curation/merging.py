"""Making one record of two that are the same: nothing that hangs on either is dropped."""

from collections.abc import Collection
from typing import Any

from django.db import IntegrityError, transaction

from curation.choosing import CannotMerge, carry, choose, chosen_fields, keep_name
from curation.codes import lead_of_key
from curation.decisions import Decision, Done
from curation.distinguishing import distinction
from curation.hanging import hanging, kinds
from curation.journal import Journal, in_own_name, moving, who
from curation.records import Record, Status
from curation.refusing import sentence
from curation.restricting import Viewer, count_hidden
from curation.taking_over import take_over


@transaction.atomic
def merge(
    survivor: Record,
    loser: Record,
    *,
    reason: str,
    fields: Collection[str] | None = None,
    user: Viewer | None = None,
) -> Decision:
    """Points all that hangs on `loser` to `survivor` and deletes `loser`, whose code leads there.

    The survivor takes the columns `fields` of the loser; if None, those that it lacks itself.
    With `user`, what they may not see stands in the way. Returns the decision, which `undo` takes
    back. Raises `CannotMerge` with nothing written.
    """
    if not reason.strip():
        raise CannotMerge("Say why these two are the same: the log keeps the reason.")
    try:
        decision, journal = _merged(survivor, loser, reason.strip(), fields, user)
        journal.keep(decision)
    except IntegrityError as error:
        raise CannotMerge(sentence(error)) from error
    return decision


def foresee(
    survivor: Record,
    loser: Record,
    *,
    fields: Collection[str] | None = None,
    user: Viewer | None = None,
) -> Journal:
    """What `merge` would do or what stands in its way, found by doing it and taking it back."""
    try:
        with transaction.atomic():
            _decision, journal = _merged(survivor, loser, "to see what it does", fields, user)
            transaction.set_rollback(True)
    except CannotMerge as refusal:
        journal = Journal()
        journal.obstacles = refusal.obstacles
    except IntegrityError as error:
        journal = Journal()
        journal.obstacles = [sentence(error)]
    return journal


def _merged(
    survivor: Record,
    loser: Record,
    reason: str,
    fields: Collection[str] | None,
    user: Viewer | None,
) -> tuple[Decision, Journal]:
    survivor, loser = _taken(survivor, loser)
    _refuse(_in_the_way(survivor, loser, user))
    kind, journal = kinds()[type(survivor)], Journal()
    journal.watch([survivor])
    decision = Decision(
        what=Done.MERGE,
        kind=survivor._meta.label_lower,
        code=survivor.code,
        name=getattr(survivor, kind.title),
        other=loser.code,
        other_name=getattr(loser, kind.title),
        reason=reason,
        who=who(),
        restricted=survivor.restricted or loser.restricted,
    )
    lost = choose(journal, survivor, loser, fields)
    with moving(reason):
        take_over(journal, type(survivor), {loser.pk: survivor.pk})
    _refuse(journal.obstacles)
    keep_name(journal, survivor, lost, kind)
    # Words that nobody has reviewed do not become accepted ones.
    own = survivor.status == Status.ACCEPTED != loser.status
    with in_own_name(reason) if own else moving(reason):
        carry(journal, survivor, loser, lost)
    with moving(reason):
        journal.remove({loser: survivor})
    kind.afterwards([survivor])
    _date(journal, survivor)
    journal.tell_reopened()
    return decision, journal


def _taken(survivor: Record, loser: Record) -> tuple[Record, Record]:
    """Both as they are now, locked until the end."""
    model: Any = type(survivor)
    if type(loser) is not model or model not in kinds():
        raise CannotMerge(
            f"{survivor} and {loser} are not of one kind: merge two actors, two events, two places"
            " or two documents."
        )
    if survivor.pk == loser.pk:
        raise CannotMerge(f"{survivor} ({survivor.code}) is not merged into itself.")
    locked = model._base_manager.select_for_update(of=("self",))
    there = {row.pk: row for row in locked.filter(pk__in=[survivor.pk, loser.pk]).order_by("pk")}
    for record in (survivor, loser):
        if record.pk not in there:
            into = lead_of_key(model, record.pk)
            became = f"merged into {into} by now: merge that" if into else "deleted by now"
            raise CannotMerge(f"{record} ({record.code}) is {became}.")
    return there[survivor.pk], there[loser.pk]


def _refuse(obstacles: Collection[str]) -> None:
    if obstacles:
        raise CannotMerge(*obstacles)


def _in_the_way(survivor: Record, loser: Record, user: Viewer | None) -> list[str]:
    found = []
    if held := distinction(survivor, loser):
        found.append(
            f"{survivor} ({survivor.code}) and {loser} ({loser.code}) are held not to be the same,"
            f" for “{held.reason}”: take that back first."
        )
    for field in chosen_fields(type(survivor)):
        if field.related_model is type(survivor) and getattr(loser, field.attname) == survivor.pk:
            found.append(
                f"{loser} ({loser.code}) has {survivor} as its {field.verbose_name} and would have"
                f" itself: empty its {field.verbose_name} first."
            )
    for field, _link in hanging(type(survivor)):
        rows = field.model._base_manager
        if field.unique and rows.filter(**{f"{field.name}__in": [survivor, loser]}).count() > 1:
            what = field.model._meta.verbose_name
            found.append(
                f"Both have a {what}, and there can be only one: remove one of them first."
            )
    if survivor.restricted and not loser.restricted:
        found.append(
            f"{survivor} ({survivor.code}) is restricted and {loser} ({loser.code}) is not, so that"
            " its history would lead there: restrict it first, or let it be the one that stays."
        )
    if user is not None and (hidden := count_hidden([survivor, loser], user)):
        found.append(
            f"{hidden} records that you may not see hang on these two: ask somebody who may."
        )
    return found


def _date(journal: Journal, survivor: Any) -> None:
    """The version in which the merger leaves the survivor: by it later edits are known."""
    version = type(survivor)._base_manager.values_list("version", flat=True).get(pk=survivor.pk)
    for step in journal.steps:
        if step.action == "chosen":
            step.version = version
