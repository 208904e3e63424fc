"""A passage's code where nobody wrote one: its document's, its paragraph, its number in it."""

from itertools import chain

from curation.decisions import Step
from curation.links import beyond
from sources.models import Document, Passage

# Leaves room for paragraph and number in a code's hundred letters.
LONGEST_STEM = 80


def with_code(passage: Passage) -> Passage:
    """The unsaved `passage`, with a coined code where it has none; see `coin`."""
    written = passage.code
    # Until it is saved, what is not written is not the empty text but the database's default.
    if not isinstance(written, str) or not written:
        passage.code = coin(passage)
    return passage


def coin(passage: Passage) -> str:
    """A code that no passage has or had, such as `herald-p2-3`; to be called in a transaction.

    It is queued by, read in the evidence and written into fixtures, so it says where to look. Who
    codes the same document at the same moment waits.
    """
    document = Document.objects.select_for_update(no_key=True).get(pk=passage.document_id)
    stem = f"{document.code[:LONGEST_STEM].rstrip('-')}-p{passage.paragraph}-"
    deleted = beyond(Passage, "history")._base_manager.filter(pgh_label="delete")
    merged = Step.objects.filter(model=Passage._meta.label_lower)
    used = chain(
        *(
            rows.filter(code__startswith=stem).values_list("code", flat=True)
            for rows in (Passage._base_manager.all(), deleted, merged)
        )
    )
    numbers = [code.removeprefix(stem) for code in used]
    last = max((int(number) for number in numbers if number.isdecimal()), default=0)
    return f"{stem}{last + 1}"
