"""One attribution as a reader meets it: its words, its chain of voices, whom it goes back to."""

import datetime
from dataclasses import dataclass

from actors.models import Actor, ActorKind, Identity
from sources.models import Attribution, Basis, Document, Extent, Origin, Passage, Stance, Voice

# Two days, each told from an unknown one, which comes first; then whether it takes words back.
Moment = tuple[bool, datetime.date, bool, datetime.date, bool]

INFERRED = "the curator's own inference: no origin"
RETIRED = "retired: does not count"
# The whole goes without saying.
EXTENTS: dict[str, str] = {
    Extent.MOST: "of most of it",
    Extent.SOME: "of some of it",
    Extent.OCCASIONAL: "at times",
}


@dataclass(frozen=True)
class Speaker:
    """One voice; `actor` is None where its name is kept back.

    `counts_as` is the key of the origin that it speaks as: empty for whoever cannot be told
    apart from others.
    """

    position: int
    name: str
    behalf: str
    capacity: str
    actor: Actor | None
    counts_as: str

    def __str__(self) -> str:
        behalf = f" for {self.behalf}" if self.behalf else ""
        capacity = f" ({self.capacity})" if self.capacity else ""
        return f"{self.name}{behalf}{capacity}"


@dataclass(frozen=True)
class Source:
    """An origin: an actor, or a document that no publisher is known of.

    `record` is None where its name is kept back.
    """

    key: str
    name: str
    record: Actor | Document | None

    def __str__(self) -> str:
        return self.name


@dataclass
class Evidence:
    """One attribution: its line of words, its speakers from mouth to page, and its origins."""

    attribution: Attribution
    speakers: list[Speaker]
    sources: list[Source]
    sees_restricted: bool

    @property
    def passage(self) -> Passage:
        return self.attribution.passage

    @property
    def chain(self) -> list[str]:
        return [str(speaker) for speaker in self.speakers] or ["narration"]

    @property
    def origins(self) -> list[str]:
        if self.attribution.basis == Basis.INFERRED:
            return ["none, for it is an inference"]
        return [source.name for source in self.sources]

    @property
    def not_counted(self) -> str:
        """Why it is weighed with no other; empty where it is."""
        if self.attribution.status == "retired":
            return RETIRED
        return INFERRED if self.attribution.basis == Basis.INFERRED else ""

    @property
    def words(self) -> str:
        """Stance, extent, value, hedge, likelihood and basis, as far as they say something."""
        a = self.attribution
        parts = [
            a.get_stance_display().lower(),
            a.field and f"{a.field} = {a.value or a.stated_value or 'as recorded'}",
            EXTENTS.get(a.extent),
            a.hedge and f"hedged “{a.hedge}”",
            a.likelihood,
            a.basis != "stated" and a.get_basis_display().lower(),
            a.credibility and f"credibility {a.credibility}",
            a.status == "retired" and RETIRED,
        ]
        return ", ".join(part for part in parts if part)

    @property
    def republishes(self) -> str:
        """The title of the document whose words its own repeats; empty where they are its own."""
        document = self.passage.document
        root = document.root or document
        return "" if root == document else _name(root, self.sees_restricted)

    @property
    def place(self) -> str:
        passage = self.passage
        return f"paragraph {passage.paragraph}, {passage.start}–{passage.end}"

    @property
    def dated(self) -> str:
        """When it was said, else published, as it is written; empty where that is not known."""
        document = self.passage.document
        root = document.root or document
        return str(self.passage.said or root.published)

    @property
    def moment(self) -> Moment:
        """When it was said, then published, as `hearing` in SQL has it."""
        document = self.passage.document
        root = document.root or document
        said = self.passage.said_latest or root.published_latest
        published = document.published_latest
        retracts = self.attribution.stance == Stance.RETRACTS
        return (*_day(said), *_day(published), retracts)


def _day(day: datetime.date | None) -> tuple[bool, datetime.date]:
    return day is not None, day or datetime.date.min


def as_evidence(attribution: Attribution, sees_restricted: bool) -> Evidence:
    """`attribution` with its voices and origins, restricted ones nameless unless they are seen."""
    passage = attribution.passage
    voices = reversed(passage.voices.all())
    is_inferred = attribution.basis == Basis.INFERRED
    return Evidence(
        attribution,
        [_speaker(voice, sees_restricted) for voice in voices],
        [] if is_inferred else [_source(o, sees_restricted) for o in passage.origins.all()],
        sees_restricted,
    )


def _speaker(voice: Voice, sees: bool) -> Speaker:
    speaks_as = voice.on_behalf_of or voice.actor
    is_known = speaks_as.kind != ActorKind.COLLECTIVE and speaks_as.identity == Identity.NAMED
    return Speaker(
        position=voice.position,
        name=_name(voice.actor, sees),
        behalf=_name(voice.on_behalf_of, sees) if voice.on_behalf_of else "",
        capacity=voice.capacity,
        actor=voice.actor if sees or not voice.actor.restricted else None,
        counts_as=f"a{speaks_as.pk}" if is_known else "",
    )


def _source(origin: Origin, sees: bool) -> Source:
    record = origin.actor or origin.document
    assert record is not None
    key = f"{'a' if origin.actor else 'd'}{record.pk}"
    return Source(key, _name(record, sees), record if sees or not record.restricted else None)


def _name(record: Actor | Document, sees: bool) -> str:
    hidden = record.restricted and not sees
    return f"a restricted {record._meta.verbose_name}" if hidden else str(record)
