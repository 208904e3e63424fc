"""What to look at again about the evidence: what leans on too little, or on what is gone."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from actors.models import Actor
from curation.lint import Among, Finding, Reasons, register
from sources.leaning import attributed_to_retired, leaning_on_retired, leaning_on_retracted
from sources.models import (
    SUBJECTS,
    Anchor,
    Attribution,
    Coverage,
    Document,
    Mention,
    Passage,
    Voice,
)
from sources.undecided import undecided_among

FACTS = [*SUBJECTS.values()]
# What tells of an actor without an attribution, and its link to the actor.
KNOWN_BY = [
    (Voice, "actor"),
    (Voice, "on_behalf_of"),
    (Mention, "actor"),
    (Document, "publisher"),
]


def _held_up_by_nothing(rows: Any) -> QuerySet:
    """Those of `rows` that nothing says there are, not even a voice of theirs."""
    found: QuerySet = rows.in_use().unattributed()
    if rows.model is not Actor:
        return found
    for evidence, link in KNOWN_BY:
        found = found.filter(~Exists(evidence._base_manager.filter(**{link: OuterRef("pk")})))
    return found


def _unverified(passages: Sequence[Any], among: Among) -> Reasons:
    """Whether a passage is lost, cannot be looked for, or is found twice."""
    tied = {
        *Anchor.objects.filter(passage__in=[p.pk for p in passages], tied=True).values_list(
            "passage", flat=True
        )
    }
    return {
        passage.pk: "found in two places that are as near"
        if passage.pk in tied
        else "not in the attached text"
        if passage.digest
        else "has no digest to look for"
        for passage in passages
    }


def _uncoded(documents: Sequence[Any], among: Among) -> Reasons:
    kept = Coverage.objects.filter(document__in=[document.pk for document in documents])
    return {one.document_id: f"{one.uncoded} of {one.paragraphs} paragraphs" for one in kept}


def _retired(attributions: Sequence[Any], among: Among) -> Reasons:
    """What is retired: the passage itself, its document, or what that republishes."""
    passages = Passage.objects.filter(pk__in=[row.passage_id for row in attributions])
    told = {}
    for passage in passages.select_related("document"):
        retired = "what its document republishes"
        if passage.document.status == "retired":
            retired = "its document"
        if passage.status == "retired":
            retired = "its passage"
        told[passage.pk] = f"{retired} is retired"
    return {row.pk: told.get(row.passage_id, "") for row in attributions}


register(
    Finding(
        "unattributed",
        "Unattributed",
        "No passage holds it up, retired attributions apart; nor is it an actor that speaks in one,"
        " is mentioned in one or has published a document.",
        "What was just typed in is cited next.",
        FACTS,
        lambda rows, _among: _held_up_by_nothing(rows),
    ),
    Finding(
        "single-source",
        "Single source",
        "One origin alone asserts it, and none denies it.",
        "Much that is true was told once.",
        FACTS,
        lambda rows, _among: rows.in_use().single_source(),
    ),
    Finding(
        "contested",
        "Contested",
        "It is asserted and denied, or two origins give rival values.",
        "Sources do contradict each other, and the ledger keeps both.",
        FACTS,
        lambda rows, _among: rows.in_use().contested(),
    ),
    Finding(
        "undecided",
        "Two values of one origin",
        "One origin gives two values for a column at one moment, so that neither is its last word.",
        "One origin cannot contest itself; but a date or a voice may be coded wrong.",
        FACTS,
        lambda rows, _among: undecided_among(rows),
    ),
    Finding(
        "leaning-on-retired",
        "Leaning on retired sources alone",
        "Every word that its standing rests on is in a retired passage, a retired document or a"
        " republication of one.",
        "To retire a source says nothing yet about what it told; standing still counts it.",
        FACTS,
        lambda rows, _among: leaning_on_retired(rows),
    ),
    Finding(
        "leaning-on-retracted",
        "Leaning on retracted passages alone",
        "Every word that its standing rests on is in a passage of which the same origin later"
        " retracted something else.",
        "Who takes back one thing may stand by another.",
        FACTS,
        lambda rows, _among: leaning_on_retracted(rows),
        on_demand=True,
    ),
    Finding(
        "attributed-to-retired",
        "Attributions to retired passages",
        "The attribution is in use, but its passage, its document or the root of that is retired.",
        "It may have been retired as a duplicate, with the same words elsewhere.",
        [Attribution],
        lambda rows, _among: attributed_to_retired(rows),
        _retired,
    ),
    Finding(
        "unverified",
        "Passages not in the attached text",
        "The attached text has no words with this passage's digest, or has them twice, as near.",
        "Editions differ, and the copy may be another one than was coded.",
        [Passage],
        lambda rows, _among: rows.unverified(),
        _unverified,
    ),
    Finding(
        "uncoded",
        "Documents with uncoded paragraphs",
        "In some paragraph no passage stands.",
        "Not every paragraph states something.",
        [Document],
        lambda rows, _among: rows.uncoded(),
        _uncoded,
    ),
    Finding(
        "without-publisher",
        "Documents without a publisher",
        "Nobody is named who published it; its narration then counts as an origin of its own.",
        "Some documents are anonymous.",
        [Document],
        lambda rows, _among: rows.without_publisher(),
    ),
)
