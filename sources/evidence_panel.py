"""The evidence on a record's page: what is shown of an explanation, and of those of its parts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse

from curation.records import Record, Status
from curation.restricting import may_look_at
from sources.accepting_page import may_accept_value
from sources.explaining import Explanation, explain_all
from sources.models import Attribution
from sources.querysets import SUBJECT_NAMES
from sources.summing_up import sum_up
from sources.weighing import Holding

# Parts of each kind whose evidence opens in place; each other one has it on its own page.
PARTS_SHOWN = 20
# Words of a record and of each of its parts that its page shows; the list has the others.
WORDS_SHOWN = 50
WORDS_OF_A_PART = 8


@dataclass
class Panel:
    """An explanation as a page shows it: its first words, how many there are more, and where."""

    explanation: Explanation
    holdings: list[Holding]
    left: int
    list_url: str
    may_accept: bool = False

    @property
    def record(self) -> Record:
        return self.explanation.record

    @property
    def sentences(self) -> list[str]:
        return [*sum_up(self.explanation)]

    @property
    def is_open(self) -> bool:
        """Whether the evidence is to be judged now: it is contested, or the record is reviewed."""
        contested = bool(self.explanation.contested)
        return contested or self.record.status in (Status.SUBMITTED, Status.RETURNED)


def is_subject(row: object) -> bool:
    return isinstance(row, Record) and row._meta.model_name in SUBJECT_NAMES


def panels(request: HttpRequest, record: Record, parts: Iterable[Model]) -> Panel | None:
    """The panel of a record's page; each of its parts is given its own, as `part.panel`.

    None, and nothing for the parts, for whoever may not look at attributions.
    """
    if not may_look_at(request.user, Attribution):
        return None
    own = [record] if is_subject(record) else []
    of_parts: list[Any] = [part for part in parts if is_subject(part) and part.pk]
    explained = explain_all([*own, *of_parts], request.user)
    for part, explanation in zip(of_parts, explained[len(own) :], strict=True):
        if explanation.standing != "unattributed" or explanation.evidence:
            part.panel = _panel(explanation, WORDS_OF_A_PART)
    if not own:
        return None
    panel = _panel(explained[0], WORDS_SHOWN)
    panel.may_accept = may_accept_value(request.user, record)
    return panel


def _panel(explanation: Explanation, shown: int) -> Panel:
    record = explanation.record
    name = SUBJECT_NAMES[record._meta.model_name or ""]
    url = f"{reverse('admin:sources_attribution_changelist')}?{name}__id__exact={record.pk}"
    first = list(_first(explanation.holdings, shown))
    told = {word.evidence.attribution.pk for holding in first for word in holding.words}
    return Panel(explanation, first, len(explanation.evidence) - len(told), url)


def _first(holdings: Iterable[Holding], shown: int) -> Iterator[Holding]:
    for holding in holdings:
        if shown > 0:
            yield replace(holding, words=holding.words[:shown])
        shown -= len(holding.words)
