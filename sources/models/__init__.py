"""Where facts stand: documents, passages, the voices in them and what each holds up."""

from sources.models.attribution import (
    SUBJECT_LABELS,
    SUBJECTS,
    Attribution,
    Basis,
    Extent,
    Likelihood,
    Stance,
)
from sources.models.coverage import Coverage
from sources.models.document import Document, DocumentKind, DocumentText, Reliability
from sources.models.kept_standing import KeptStanding
from sources.models.passage import Anchor, Mention, Origin, Passage
from sources.models.statement import Statement, StatementKind
from sources.models.voice import Mode, Voice

__all__ = [
    "SUBJECTS",
    "SUBJECT_LABELS",
    "Anchor",
    "Attribution",
    "Basis",
    "Coverage",
    "Document",
    "DocumentKind",
    "DocumentText",
    "Extent",
    "KeptStanding",
    "Likelihood",
    "Mention",
    "Mode",
    "Origin",
    "Passage",
    "Reliability",
    "Stance",
    "Statement",
    "StatementKind",
    "Voice",
]
