"""Citing: a passage, its voices and mentions, and what it holds up, written together or not at all.

The rows come unsaved and linked with each other: an attribution may be about a relation that is
new as well, between actors one of whom is new. Each is written behind those it links to, through
`full_clean()`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from curation.records import Record
from curation.refusing import sentence
from curation.restricting import Viewer, visible
from events.models import Place
from sources.attaching import follow
from sources.coining import with_code
from sources.models import SUBJECTS, Attribution, Document, Mention, Passage, Voice

# One row and why it is not written.
Refusal = tuple[models.Model, ValidationError]

# The code of the refusal that has the passage that is there already as a parameter.
TWIN = "twin"
NOT_THERE = "There is no such record, or none that you may see: choose another."


class NotCited(Exception):
    """Nothing was written; `refusals` say of each row why. The rows are of no further use."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        self.refusals = refusals
        sentences = [text for _row, error in refusals for text in error.messages]
        super().__init__(" ".join(sentences))


@dataclass
class Citation:
    """A passage with all that hangs on it, unsaved. `made` are new records, in any order.

    A passage that is saved already stays as it is: what it holds up is added to it.
    """

    passage: Passage
    voices: Sequence[Voice] = ()
    mentions: Sequence[Mention] = ()
    made: Sequence[Record] = ()
    attributions: Sequence[Attribution] = ()

    @property
    def is_new(self) -> bool:
        return self.passage.pk is None

    def rows(self) -> Iterator[models.Model]:
        """Every row behind those it links to; subjects are listed so that this is their order.

        Places link to none of them.
        """
        order = [Place, *SUBJECTS.values()]
        yield from sorted(self.made, key=lambda record: order.index(type(record)))
        if self.is_new:
            yield self.passage
        hanging: list[Voice | Mention | Attribution]
        hanging = [*self.voices, *self.mentions, *self.attributions]
        for row in hanging:
            row.passage = self.passage
            yield row


def cite(citation: Citation, by: Viewer) -> Passage:
    """Writes all rows of `citation` and anchors its passage if it is new; returns the passage.

    Raises `NotCited`, with nothing written, where a row is refused or links to a record that
    `by` may not see.
    """
    with transaction.atomic():
        # Who codes the same document at the same moment waits, and then finds this passage.
        Document.objects.select_for_update(no_key=True).get(pk=citation.passage.document_id)
        # A chain is looked at when all of it is there: a voice refused is no gap.
        pgtrigger.constraints(pgtrigger.Deferred, "sources.Voice:refuse_gaps")
        is_new = citation.is_new
        if is_new:
            with_code(citation.passage)
        refusals = list(_written(citation, by))
        if refusals:
            raise NotCited(refusals)
        try:
            pgtrigger.constraints(pgtrigger.Immediate, "sources.Voice:refuse_gaps")
        except IntegrityError as error:
            raise NotCited([(citation.passage, _as_refusal(error))]) from None
        if is_new:
            follow(citation.passage)
    return citation.passage


def _written(citation: Citation, by: Viewer) -> Iterator[Refusal]:
    """Writes row after row; yields those that are refused, and passes over what needs them."""
    missing: list[models.Model] = []
    for row in citation.rows():
        if any(other in missing for other in _linked(row)):
            missing.append(row)
            continue
        try:
            _check(row, citation, by)
            with transaction.atomic():
                row.save()
        except (ValidationError, IntegrityError) as error:
            missing.append(row)
            yield row, _as_refusal(error)


def _check(row: models.Model, citation: Citation, by: Viewer) -> None:
    for link, target in _links(row):
        setattr(row, link.name, target)  # with the key it has been given by now
    _require_visible(row, citation, by)
    if row is citation.passage:
        _refuse_twin(citation, by)
    row.full_clean()


def _require_visible(row: models.Model, citation: Citation, by: Viewer) -> None:
    new = [citation.passage, *citation.made]
    for link, target in _links(row):
        if any(target is other for other in new):
            continue
        if not visible(type(target)._base_manager.filter(pk=target.pk), by).exists():
            raise ValidationError({link.name: NOT_THERE})


def _refuse_twin(citation: Citation, by: Viewer) -> None:
    """Overlapping passages are normal, but not the same slice in the same chain of voices."""
    passage = citation.passage
    place = {name: getattr(passage, name) for name in ("document", "paragraph", "start", "end")}
    if None in place.values():
        return
    chain = _chain(citation.voices)
    for twin in visible(Passage.objects.filter(**place), by).prefetch_related("voices"):
        if _chain(twin.voices.all()) == chain:
            raise ValidationError(
                f"This slice is coded already in the same voices, as {twin.code}: attribute"
                " to that passage, or choose other words or voices.",
                code=TWIN,
                params={"twin": twin},
            )


def _chain(voices: Sequence[Voice] | models.QuerySet[Voice]) -> set[tuple[int, object, object]]:
    """Who speaks at which position for whom; somebody new is like nobody else."""
    return {(voice.position, voice.actor_id or object(), voice.on_behalf_of_id) for voice in voices}


def _links(row: models.Model) -> Iterator[tuple[models.ForeignKey, models.Model]]:
    """The foreign keys of `row` that are set, each with what it leads to."""
    for column in row._meta.concrete_fields:
        if isinstance(column, models.ForeignKey):
            target = getattr(row, column.name, None)
            if target is not None:
                yield column, target


def _linked(row: models.Model) -> list[models.Model]:
    """What `row` links to; two unsaved rows are never equal, but each is itself."""
    return [target for _link, target in _links(row)]


def _as_refusal(error: ValidationError | IntegrityError) -> ValidationError:
    return error if isinstance(error, ValidationError) else ValidationError(sentence(error))
