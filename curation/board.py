"""The front page of the admin: what waits, what to look at again, what changed, what is coded."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any, cast

from django.contrib.admin import AdminSite
from django.db.models import Model, Q
from django.http import HttpRequest
from django.urls import reverse

from curation.changes import Changes
from curation.changes_page import history_of, viewable
from curation.counting import MOST, answer, gathering, in_figures
from curation.lint import Finding, all_findings, counted
from curation.naming import names_of
from curation.queues import kinds_of_records, queues
from curation.restricting import visible

if TYPE_CHECKING:
    from django.contrib.auth.models import User

CHANGES_SHOWN = 10


@dataclass(frozen=True)
class Waiting:
    """A queue of the user: how many records are in it, and since when the oldest is untouched."""

    name: str
    count: str
    oldest: datetime | None

    @property
    def slug(self) -> str:
        return self.name.replace(" ", "-")


@dataclass
class Line:
    """A finding on the board, and the lists of those of its models that have rows."""

    finding: Finding
    found: list[tuple[str, str, str]] = field(default_factory=list)


def board(request: HttpRequest, site: AdminSite) -> dict[str, Any]:
    """What the front page is shown from: one statement for the queues, one for the findings.

    The changes take two for each kind of record among the last ten.
    """
    models = viewable(request, site)
    lines = findings_for(request, models)
    return {
        "queues": waiting_for(request),
        # What is not counted stands behind what is.
        "lines": sorted((line for line in lines if line.found), key=lambda x: x.finding.on_demand),
        "clear": [line.finding for line in lines if not line.found],
        "changes": list(lately(request, models)),
    }


def waiting_for(request: HttpRequest) -> list[Waiting]:
    """The queues of the user, in one statement."""
    user = cast("User", request.user)
    kinds, conditions = kinds_of_records(), queues(user)
    asked = [
        visible(model._base_manager.filter(condition), user)
        .order_by("updated_at")
        .values("updated_at")[: MOST + 1]
        for condition in conditions.values()
        for model in kinds
    ]
    found = answer(gathering("count(*), min(updated_at)", asked))
    each = [found[place : place + len(kinds)] for place in range(0, len(found), len(kinds))]
    return [_waiting(name, rows) for name, rows in zip(conditions, each, strict=True)]


def _waiting(name: str, found: list[tuple[Any, ...]]) -> Waiting:
    dates = [oldest for _count, oldest in found if oldest]
    return Waiting(
        name, in_figures(sum(count or 0 for count, _ in found)), min(dates, default=None)
    )


def findings_for(request: HttpRequest, models: list[type[Model]]) -> list[Line]:
    """The findings of models that the user may look at; those on demand without a number."""
    asked = {one: [model for model in one.models if model in models] for one in all_findings()}
    found = counted(asked, request.user)
    return [Line(one, [*_lists(rows)]) for one, rows in groupby(found, lambda row: row.finding)]


def _lists(found: Any) -> Iterator[tuple[str, str, str]]:
    """Number, kind and address of each list of a finding that has rows, or may have."""
    for one in found:
        if one.count == 0:
            continue
        opts = one.model._meta
        url = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
        kind = opts.verbose_name if one.count == 1 else opts.verbose_name_plural
        number = "" if one.count is None else in_figures(one.count)
        yield number, str(kind), f"{url}?finding={one.finding.name}"


def lately(request: HttpRequest, models: list[type[Model]]) -> Iterator[dict[str, Any]]:
    """The last ten changes that the user may see, each with its record's name and address."""
    if not models:
        return
    changes = Changes(dict.fromkeys(models, Q()), request.user)[:CHANGES_SHOWN]
    names = names_of([(change.model, change.pk) for change in changes], request.user)
    for change in changes:
        yield {
            "change": change,
            "kind": change.model._meta.verbose_name,
            "name": names[change.model, change.pk],
            "url": history_of(change),
        }
