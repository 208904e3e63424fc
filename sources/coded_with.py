"""What a document is coded with: what is likeliest to come up again in its next passage."""

from collections import defaultdict
from collections.abc import Mapping

from django.db.models import QuerySet

from curation.restricting import Viewer, may_look_at, visible
from sources.models import SUBJECTS, Attribution, Mention, Voice

# Rows looked at of a document that is coded at length: the latest.
LATEST = 500

# By kind of record, the paths that lead to one.
PATHS: dict[type[Attribution | Voice | Mention], dict[str, list[str]]] = {
    Attribution: {
        **{kind: [kind] for kind in SUBJECTS},
        "actor": [
            "actor",
            "name__actor",
            "relation__subject",
            "relation__object",
            "designation__actor",
            "designation__authority",
            "participation__actor",
            "figure__actor",
        ],
        "event": [
            "event",
            "participation__event",
            "event_link__event",
            "event_link__other",
            "figure__event",
        ],
        "place": ["event__place", "participation__place"],
        "event_type": ["event__type"],
    },
    Voice: {"actor": ["actor", "on_behalf_of"]},
    Mention: {"actor": ["actor"], "event": ["event"], "place": ["place"]},
}

# By kind and key, the latest passage that has it; the later, the greater.
CodedWith = Mapping[str, Mapping[int, int]]


def coded_with(document: int, user: Viewer) -> CodedWith:
    """What the passages of the document with this key hold up, mention or let speak.

    Of what `user` may see and look at, and of the latest rows only. Three queries; empty for a
    document that is not there.
    """
    found: dict[str, dict[int, int]] = defaultdict(dict)
    for model, kinds in PATHS.items():
        if not may_look_at(user, model):
            continue
        rows: QuerySet = model._default_manager.filter(passage__document=document)
        paths = [(kind, path) for kind, all_paths in kinds.items() for path in all_paths]
        latest = visible(rows, user).order_by("-passage", "-pk")
        columns = ["passage", *(path for _kind, path in paths)]
        for passage, *keys in latest.values_list(*columns)[:LATEST]:
            for (kind, _path), key in zip(paths, keys, strict=True):
                if key is not None:
                    found[kind].setdefault(key, passage)
    return found
