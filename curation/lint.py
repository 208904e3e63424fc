"""Findings: what a careful curator looks at again, and why no rule refuses it.

Each is a question of the ORM with a name. `findings()` asks them all; `finding("out-of-order")`
gives the rows of one, a queryset like any other. An app's own are in its module `findings`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, QuerySet
from django.utils.module_loading import autodiscover_modules

from curation.counting import Statement, counting, counts, in_figures, numbers
from curation.restricting import Viewer, sees_all, visible

# Which rows of a model whoever asks may see.
Among = Callable[[type[Model]], QuerySet]
Reasons = Mapping[Any, str]


@dataclass(frozen=True, eq=False)
class Finding:
    """One question, asked of one or several models.

    `says` is what the rows found have in common, `why` that this is no error by itself.
    `narrow(rows, among)` are those of `rows` that are found; `reasons(rows, among)` says of each
    row on a page, by its key, what its columns do not show. What is `on_demand` takes too long to
    be counted each time somebody opens the front page; what is `worked_out` is found in Python
    once it is asked, so that its question has one answer, whatever is written later.
    """

    name: str
    title: str
    says: str
    why: str
    models: Sequence[type[Model]]
    narrow: Callable[[Any, Among], QuerySet]
    reasons: Callable[[Sequence[Any], Among], Reasons] | None = None
    on_demand: bool = False
    worked_out: bool = False


@dataclass(frozen=True)
class Counted:
    """How many rows of one model a finding finds; None where that was not asked."""

    finding: Finding
    model: type[Model]
    count: int | None


Pairs = tuple[tuple[Finding, type[Model]], ...]


class Findings(list[Counted]):
    """What was found, as the shell shows it."""

    def __repr__(self) -> str:
        lines = [
            f"{in_figures(found.count):>7}  {found.finding.name:22}"
            f" {found.model._meta.verbose_name_plural}"
            for found in self
            if found.count
        ]
        told = {found.finding.name for found in self if found.count}
        clear = dict.fromkeys(one.finding.name for one in self if one.finding.name not in told)
        return "\n".join([*lines, *([f"nothing: {', '.join(clear)}"] if clear else [])])


_registered: dict[str, Finding] = {}


def register(*found: Finding) -> None:
    """Makes findings known, in the order in which the board shows them."""
    _registered.update({one.name: one for one in found})


def all_findings() -> list[Finding]:
    """The findings of every app: those of the evidence first, as INSTALLED_APPS has them."""
    autodiscover_modules("findings")
    return [*_registered.values()]


def findings(user: Viewer | None = None) -> Findings:
    """Every finding with the number of its rows, counted to 1,000; as far as `user` may see."""
    return counted({one: one.models for one in all_findings()}, user, on_demand=True)


def finding(name: str, model: type[Model] | None = None, user: Viewer | None = None) -> QuerySet:
    """The rows of one finding; `model` says which, where it is asked of several.

    Raises `ValueError` with a sentence for a name or a model that there is not.
    """
    one = next((one for one in all_findings() if one.name == name), None)
    if one is None:
        known = ", ".join(one.name for one in all_findings())
        raise ValueError(f"There is no finding “{name}”: ask for one of {known}.")
    if model is None and len(one.models) == 1:
        model = one.models[0]
    if model is None or model not in one.models:
        kinds = ", ".join(kind.__name__ for kind in one.models)
        example = f"finding({name!r}, {one.models[0].__name__})"
        raise ValueError(f"“{name}” is asked of {kinds}: say of which, as in {example}.")
    among = seen_by(user)
    return one.narrow(among(model), among)


def counted(
    asked: Mapping[Finding, Sequence[type[Model]]],
    user: Viewer | None = None,
    on_demand: bool = False,
) -> Findings:
    """Findings, each of some models, with the number of their rows.

    All in one statement, but for those that are worked out. Without `on_demand`, those that take
    long are not counted.
    """
    pairs = tuple((one, model) for one, models in asked.items() for model in models)
    cheap = tuple(pair for pair in pairs if on_demand or not pair[0].on_demand)
    kept = tuple(pair for pair in cheap if not pair[0].worked_out)
    worked_out = tuple(pair for pair in cheap if pair[0].worked_out)
    found = dict(zip(kept, numbers(_counting(kept, sees_all(user))), strict=True))
    found |= zip(worked_out, counts(_questions(worked_out, sees_all(user))), strict=True)
    return Findings(Counted(*pair, found.get(pair)) for pair in pairs)


@lru_cache(maxsize=64)
def _counting(pairs: Pairs, restricted: bool) -> Statement:
    """Kept, for a hundred questions take longer to put into SQL than to answer.

    It is the same for all who see everything, and for all who see nothing restricted.
    """
    return counting(_questions(pairs, restricted))


def _questions(pairs: Pairs, restricted: bool) -> list[QuerySet]:
    among = seen_by(None if restricted else AnonymousUser())
    return [one.narrow(among(model), among) for one, model in pairs]


def seen_by(user: Viewer | None) -> Among:
    """All rows of a model that `user` may see; all there are without a user."""

    def among(model: type[Model]) -> QuerySet:
        rows = model._default_manager.all()
        return rows if user is None else visible(rows, user)

    return among


def each(reason: Callable[[Any], str]) -> Callable[[Sequence[Any], Among], Reasons]:
    """Reasons that a row itself, with what its list has read beside it, tells."""
    return lambda rows, _among: {row.pk: reason(row) for row in rows}
