"""The evidence for a record as a tree: every attribution, losers included."""

from dataclasses import dataclass, field
from typing import cast

from django.db.models import Prefetch

from curation.querysets import EvidencedQuerySet
from curation.records import Record
from sources.models import Attribution, Origin, Passage, Voice
from sources.querysets import subject_name


@dataclass
class Evidence:
    """One attribution: its line of words, its chain from mouth to page, and its origins."""

    attribution: Attribution
    chain: list[str]
    origins: list[str]

    @property
    def words(self) -> str:
        """Stance, extent, value, hedge, likelihood and basis, as far as they say something."""
        a = self.attribution
        parts = [
            a.get_stance_display().lower(),
            a.field and f"{a.field} = {a.value or a.stated_value or 'as recorded'}",
            a.extent != "all" and a.get_extent_display().lower(),
            a.hedge and f"hedged “{a.hedge}”",
            a.likelihood,
            a.basis != "stated" and a.get_basis_display().lower(),
            a.credibility and f"credibility {a.credibility}",
            a.status == "retired" and "retired: does not count",
        ]
        return ", ".join(part for part in parts if part)


@dataclass
class Explanation:
    """Why a record stands as it does; `print` it, or walk `evidence`."""

    record: object
    standing: str
    evidence: list[Evidence] = field(default_factory=list)

    def __str__(self) -> str:
        lines = [f"{self.record} — {self.standing}"]
        for item in self.evidence:
            passage = item.attribution.passage
            lines.append(f"├─ {item.words}")
            lines.append(f"│  {' ← '.join([*item.chain, str(passage.document)])}")
            lines.append(f"│  {passage.code} ({place(passage)}): {passage.summary}")
            lines.append(f"│  origin: {', '.join(item.origins)}")
            if item.attribution.note:
                lines.append(f"│  note: {item.attribution.note}")
        return "\n".join(lines) if self.evidence else lines[0]

    __repr__ = __str__


def place(passage: Passage) -> str:
    return f"paragraph {passage.paragraph}, {passage.start}–{passage.end}"


def explain(record: Record) -> Explanation:
    """The `Explanation` of one record that attributions can be about.

    Attributions come with those of the whole record first, then by field, then in the order
    of their documents. Raises `ValueError` for a record that is never attributed.
    """
    name = subject_name(record)
    rows = (
        Attribution.objects.filter(**{name: record})
        .select_related("passage__document__root__publisher", "passage__document__publisher")
        .prefetch_related(
            Prefetch("passage__voices", Voice.objects.select_related("actor", "on_behalf_of"))
        )
        .prefetch_related(
            Prefetch("passage__origins", Origin.objects.select_related("actor", "document"))
        )
        .order_by("field", "passage__document__code", "passage__paragraph", "passage__start", "pk")
    )
    records = cast("EvidencedQuerySet", type(record).objects.all())
    standing = records.with_standing().get(pk=record.pk).standing
    return Explanation(record, standing, [_evidence(row) for row in rows])


def _evidence(attribution: Attribution) -> Evidence:
    passage = attribution.passage
    chain = [_spoken(voice) for voice in reversed(passage.voices.all())] or ["narration"]
    if attribution.basis == "inferred":
        return Evidence(attribution, chain, ["none, for it is an inference"])
    return Evidence(attribution, chain, [str(origin) for origin in passage.origins.all()])


def _spoken(voice: Voice) -> str:
    capacity = f" ({voice.capacity})" if voice.capacity else ""
    return f"{voice}{capacity}"
