"""Review: what curators submit, reviewers accept or return. One refused row stops no other."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import pghistory
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from curation.records import Record, Status
from curation.refusing import sentence

REVIEW = "curation.review_records"

# Where a record may come from on its way to each status; `KeepRecord` says who may send it there.
FROM = {
    Status.SUBMITTED: [Status.DRAFT, Status.RETURNED],
    Status.ACCEPTED: [Status.SUBMITTED],
    Status.RETURNED: [Status.SUBMITTED],
    Status.RETIRED: [Status.DRAFT, Status.SUBMITTED, Status.ACCEPTED, Status.RETURNED],
}
WITH_A_REASON = [Status.RETURNED, Status.RETIRED]


@dataclass
class Outcome:
    """The records that went where they were sent, and those that did not, each with why."""

    done: list[Record] = field(default_factory=list)
    refused: list[tuple[Record, str]] = field(default_factory=list)


def submit(records: Iterable[Record], reason: str = "") -> Outcome:
    """Puts drafts and returned records before the reviewers."""
    return send(records, Status.SUBMITTED, reason)


def accept(records: Iterable[Record], reason: str = "") -> Outcome:
    """Accepts submitted records, in the name of whoever is acting; see `curation.acting`."""
    return send(records, Status.ACCEPTED, reason)


def give_back(records: Iterable[Record], reason: str) -> Outcome:
    """Returns submitted records to those who submitted them, for `reason`."""
    return send(records, Status.RETURNED, reason)


def retire(records: Iterable[Record], reason: str) -> Outcome:
    """Takes records out of use without deleting them, for `reason`."""
    return send(records, Status.RETIRED, reason)


def send(records: Iterable[Record], status: Status, reason: str = "") -> Outcome:
    outcome = Outcome()
    for record in records:
        try:
            with transaction.atomic(), pghistory.context(**{"reason": reason} if reason else {}):
                _send(record, status, reason)
        except ValidationError as error:
            outcome.refused.append((record, " ".join(error.messages)))
        except IntegrityError as error:
            outcome.refused.append((record, sentence(error)))
        else:
            outcome.done.append(record)
    return outcome


def _send(record: Record, status: Status, reason: str) -> None:
    """One record, as it is now and not as the caller had read it."""
    now = type(record)._base_manager.select_for_update().filter(pk=record.pk).first()
    if now is None:
        raise ValidationError("Somebody has deleted it.")
    if now.status not in FROM[status]:
        raise ValidationError(f"It is {now.status}, and only {_either(FROM[status])} is {status}.")
    if status in WITH_A_REASON and not reason.strip():
        raise ValidationError("Say why: give a reason.")
    now.status = status
    if status == Status.ACCEPTED:
        now.full_clean()
    now.save(update_fields=["status"])


def _either(statuses: Iterable[str]) -> str:
    *others, last = [str(status) for status in statuses]
    return f"{', '.join(others)} or {last}" if others else last
