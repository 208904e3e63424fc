"""What to look at again about the work itself."""

from curation.lint import Finding, each, register
from curation.queues import kinds_of_records

register(
    Finding(
        "untouched-drafts",
        "Drafts untouched for a month",
        "Nobody has changed this draft for thirty days.",
        "Some work takes longer.",
        kinds_of_records(),
        lambda rows, _among: rows.untouched_drafts(),
        each(lambda row: f"since {row.updated_at:%Y-%m-%d}"),
    )
)
