"""Why a record stands as it does: its evidence by origin, losers included, and rival values.

Here is what is asked of the database. sources/weighing.py says what it amounts to,
sources/telling.py how the shell prints it, sources/templatetags/evidence.py how a page does.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from django.db.models import ForeignKey, Model, Prefetch, Q, QuerySet

from curation.days import Day
from curation.known import day_for
from curation.records import Record
from curation.restricting import SEE_RESTRICTED, Viewer, sees_all, visible
from curation.standing import Standing
from sources.competing import Codes, Competition, competing
from sources.evidence import Evidence, as_evidence
from sources.fields import column
from sources.models import SUBJECTS, Attribution, KeptStanding, Origin, Voice
from sources.querysets import subject_name
from sources.telling import tell
from sources.undecided import Undecided, undecided
from sources.weighing import Holding, contested, holdings

# A record by its column in an attribution and its key.
Subject = tuple[str, int]


@dataclass
class Explanation:
    """Why a record stands as it does; `print` it, or walk `evidence` or `holdings`.

    `evidence` is every attribution once, in the order of their documents. `holdings` is the tree:
    by origin, because origins are what standing counts, and in each its words, the last first.
    `contested` are the fields that are asserted and denied or have rival values, the empty text
    for all of it; `undecided` is what one origin says and says otherwise at one moment. `hidden`
    attributions are kept back from whoever asked; the standing counts them. Where `known_on` is a
    day, it is all of what documents published by then say.
    """

    record: Record
    standing: str
    evidence: list[Evidence] = field(default_factory=list)
    holdings: list[Holding] = field(default_factory=list)
    competing: list[Competition] = field(default_factory=list)
    contested: list[str] = field(default_factory=list)
    undecided: list[Undecided] = field(default_factory=list)
    hidden: int = 0
    known_on: date | None = None

    @property
    def origins(self) -> list[Holding]:
        """What each independent origin holds."""
        return [holding for holding in self.holdings if holding.source]

    @property
    def asserting(self) -> list[Holding]:
        """Those of the origins that assert the record or a column of it."""
        return [holding for holding in self.origins if holding.asserts]

    def about(self, name: str) -> list[Evidence]:
        """The evidence for one column."""
        return [item for item in self.evidence if item.attribution.field == name]

    def __str__(self) -> str:
        return tell(self)

    __repr__ = __str__


def explain(record: Record, known_on: Day | None = None) -> Explanation:
    """The `Explanation` of one record that attributions can be about.

    `known_on` a day, or a record that came from `known_on(day)`, takes only what documents
    published by that day say. Raises `ValueError` for a record that is never attributed.

    >>> explanation = explain(Event.objects.corroborated().get())
    >>> explanation.standing, [str(holding.source) for holding in explanation.origins]
    ('corroborated', ['Defense One', 'Joe Biden'])
    """
    return explain_all([record], known_on=known_on)[0]


def explain_all(
    records: Sequence[Record], user: Viewer | None = None, known_on: Day | None = None
) -> list[Explanation]:
    """The explanations of many records of any kinds, in their order, in a fixed number of queries.

    With `user`, without what is restricted for them. `known_on` as in `explain`.
    """
    keys = [(subject_name(record), record.pk) for record in records]
    rows = list(_attributions(keys)) if keys else []
    seen = _seen(rows, user)
    sees = sees_all(user)
    found: dict[Subject, list[Evidence]] = defaultdict(list)
    hidden: dict[Subject, list[Attribution]] = defaultdict(list)
    for row in rows:
        key = subject_key(row)
        if row.pk in seen:
            found[key].append(as_evidence(row, sees))
        else:
            hidden[key].append(row)
    days = [day_for(record, known_on) for record in records]
    standings = {
        day: standings_of([key for key, its in zip(keys, days, strict=True) if its == day], day)
        for day in {*days}
    }
    codes = _codes(records, keys, found)
    return [
        _explanation(
            record,
            standings[day].get(key),
            [item for item in found[key] if _was_published(item.attribution, day)],
            sum(_was_published(row, day) for row in hidden[key]),
            codes,
            day,
        )
        for record, key, day in zip(records, keys, days, strict=True)
    ]


def _was_published(row: Attribution, day: date | None) -> bool:
    published = row.passage.document.published_latest
    return day is None or (published is not None and published <= day)


def _explanation(
    record: Record,
    standing: str | None,
    evidence: list[Evidence],
    hidden: int,
    codes: Codes,
    known_on: date | None,
) -> Explanation:
    held = holdings(evidence)
    fields = contested(held)
    return Explanation(
        record,
        standing or Standing.UNATTRIBUTED.value,
        evidence,
        held,
        competing(record, evidence, held, fields, codes),
        fields,
        undecided(held, fields),
        hidden,
        known_on,
    )


def _attributions(keys: Iterable[Subject]) -> QuerySet[Attribution]:
    """What is about the whole record first, then by field, then in the order of the documents."""
    voices = Voice.objects.select_related("actor", "on_behalf_of")
    origins = Origin.objects.select_related("actor", "document")
    return (
        Attribution.objects.filter(_about(keys))
        .select_related("passage__document__root__publisher", "passage__document__publisher")
        .prefetch_related(Prefetch("passage__voices", voices))
        .prefetch_related(Prefetch("passage__origins", origins))
        .order_by("field", "passage__document__code", "passage__paragraph", "passage__start", "pk")
    )


def _about(keys: Iterable[Subject]) -> Q:
    """A condition on rows with one link for each kind of subject, one of them set."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for name, pk in keys:
        wanted[name].append(pk)
    return Q(*[Q(**{f"{name}__in": pks}) for name, pks in wanted.items()], _connector=Q.OR)


def subject_key(row: Attribution | KeptStanding) -> Subject:
    """Which record a row is about."""
    found = ((name, getattr(row, f"{name}_id")) for name in SUBJECTS)
    return next(subject for subject in found if subject[1] is not None)


def _seen(rows: Sequence[Attribution], user: Viewer | None) -> set[int]:
    keys = {row.pk for row in rows}
    if user is None or user.has_perm(SEE_RESTRICTED):
        return keys
    return {*visible(Attribution.objects.filter(pk__in=keys), user).values_list("pk", flat=True)}


def standings_of(keys: Sequence[Subject], day: date | None = None) -> Mapping[Subject, str]:
    """What the evidence for records amounts to, by now or by a day.

    Those that nothing holds up by now are left out.
    """
    if not keys:
        return {}
    if day is not None:
        return {
            (name, pk): standing
            for name in {name for name, _ in keys}
            for pk, standing in _weighed_on(name, [pk for one, pk in keys if one == name], day)
        }
    return {subject_key(row): row.standing for row in KeptStanding.objects.filter(_about(keys))}


def _weighed_on(name: str, pks: Iterable[int], day: date) -> QuerySet[Any, tuple[int, str]]:
    rows: Any = SUBJECTS[name]._default_manager.filter(pk__in=pks).order_by()
    return cast(
        "QuerySet[Any, tuple[int, str]]",
        rows.weighed_on(day).with_standing().values_list("pk", "standing"),
    )


def _codes(
    records: Sequence[Record], keys: Sequence[Subject], found: Mapping[Subject, list[Evidence]]
) -> Codes:
    """The codes of what records link to by the columns that values are given for."""
    wanted: dict[type[Model], set[Any]] = defaultdict(set)
    for record, key in zip(records, keys, strict=True):
        for name in {i.attribution.field for i in found[key] if i.attribution.value}:
            link = column(record, name)
            if isinstance(link, ForeignKey):
                wanted[link.related_model].add(getattr(record, link.attname))
    return {
        (model, pk): code
        for model, pks in wanted.items()
        for pk, code in model._base_manager.filter(pk__in=pks).values_list("pk", "code")
    }
