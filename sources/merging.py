"""What becomes of documents and of the evidence when two records are one."""

from collections.abc import Sequence
from typing import Any

from django.db.models import F, Func, Model, Q, TextField, Value

from actors.merging import same_identifier
from curation.hanging import KEPT, MOVES, Kind, Link
from curation.likeness import Likeness, keyed, letters
from curation.titles import same_words, spelt
from sources.alike import but_for_the_subtitle, of_one_day
from sources.attaching import anchor
from sources.fields import FIELDS
from sources.models import SUBJECTS, Anchor, Document, DocumentText

LINKS = {
    "sources.document.publisher": MOVES,
    "sources.document.derived_from": Link(against=("id",)),
    # The database follows `derived_from`.
    "sources.document.root": KEPT,
    "sources.documenttext.document": MOVES,
    "sources.passage.document": MOVES,
    # Views and what triggers keep.
    "sources.origin.actor": KEPT,
    "sources.origin.document": KEPT,
    "sources.coverage.document": KEPT,
    **{f"sources.keptstanding.{subject}": KEPT for subject in SUBJECTS},
    **{f"sources.attribution.{subject}": MOVES for subject in SUBJECTS},
    "sources.voice.actor": Link(against=("on_behalf_of",)),
    "sources.voice.on_behalf_of": Link(against=("actor",)),
    "sources.mention.actor": MOVES,
    "sources.mention.event": MOVES,
    "sources.mention.place": MOVES,
}


def _naming(model: type[Model]) -> Q:
    """Attributions whose value for a column, a link to `model`, is a code."""
    found = Q()
    for subject, columns in FIELDS.items():
        for column in columns:
            if SUBJECTS[subject]._meta.get_field(column).related_model is model:
                found |= Q(**{f"{subject}__isnull": False, "field": column})
    return found


# Else two codes of one record would contest each other.
SPOKEN = {"sources.attribution.value": _naming}

# Nobody quotes themselves: only who speaks at one position, in one way, is one voice.
AGREE = {"sources.voice": ["position", "on_behalf_of", "capacity", "mode"]}


def _anchors(documents: Sequence[Any]) -> None:
    """Finds the passages of documents anew in the texts that are theirs now."""
    Anchor.objects.filter(passage__document__in=documents).exclude(
        text__document=F("passage__document")
    ).delete()
    for text in DocumentText.objects.filter(document__in=documents).select_related("document"):
        anchor(text)


def _address(column: str) -> Likeness:
    """A web address without its scheme, `www.`, fragment and last stroke."""
    key = Func(
        F(column),
        Value(r"^https?://(www\.)?|/?(#.*)?$"),
        Value(""),
        Value("gi"),
        function="regexp_replace",
        output_field=TextField(),
    )
    rows = Document.objects.exclude(**{column: ""})
    return lambda user: keyed(rows, user, key)


KINDS = {
    "sources.document": Kind(
        title="title",
        afterwards=_anchors,
        likenesses={
            "same identifier": same_identifier("document"),
            "same address": _address("url"),
            "same archived address": _address("archived_url"),
            "same title": lambda user: keyed(Document.objects.all(), user, letters("title")),
            "near titles": lambda user: keyed(Document.objects.all(), user, spelt("title")),
            "same title but for the subtitle": but_for_the_subtitle,
            "like titles from one publisher on one day": of_one_day,
            "same words in another order": same_words(Document.objects.all()),
        },
    )
}
