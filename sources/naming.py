"""What has to be read along with attributions so that what they are about can be named."""

from sources.models import SUBJECTS

SUBJECT_LABELS = [
    *SUBJECTS,
    "relation__subject",
    "relation__object",
    "designation__actor",
    "designation__authority",
    "participation__event",
    "participation__actor",
    "participation__place",
    "event_link__event",
    "event_link__other",
]
