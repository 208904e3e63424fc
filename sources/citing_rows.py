"""The empty rows of the panel, which its script copies; what a user may not add is left out."""

from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser, User

from sources.citing_forms import PanelForm, PassageRow
from sources.citing_panel import ROWS
from sources.making_forms import MADE
from sources.record_choice import Desk

# Stands for the number of a row until it is copied.
NUMBER = "__number__"


class BlankRows(NamedTuple):
    """The form of a passage, one blank row of each list, and one of each kind of new record."""

    passage: PanelForm
    lists: dict[str, PanelForm]
    made: dict[str, PanelForm]


def blank_rows(user: User | AnonymousUser) -> BlankRows:
    desk = Desk(user)
    passage = PassageRow(desk, prefix="passage", auto_id="room-%s")

    def blank(name: str, row: type[PanelForm]) -> PanelForm:
        return row(desk, prefix=f"{name}-{NUMBER}", auto_id="room-%s")

    lists = {name: blank(name, row) for name, row in ROWS.items() if _may_add(user, row)}
    made = {kind: blank("made", row) for kind, row in MADE.items() if _may_add(user, row)}
    return BlankRows(passage, lists, made)


def _may_add(user: User | AnonymousUser, row: type[PanelForm]) -> bool:
    opts = row._meta.model._meta
    return user.has_perm(f"{opts.app_label}.add_{opts.model_name}")
