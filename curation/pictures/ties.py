"""What a network shows: nodes and the ties between them, each with the days on which it was."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from curation.pictures.spans import Span

# Tied only for as long as somebody says so: such a tie is drawn, but not as a fact.
STRUCK = ("denied", "retracted")


class Group(StrEnum):
    """Kinds of ties that are drawn alike."""

    HIERARCHY = "hierarchy"
    OFFICE = "office"
    SUPPORT = "support"
    HOSTILITY = "hostility"
    IDENTITY = "identity"


MEANING: dict[Group, str] = {
    Group.HIERARCHY: "command, membership, part",
    Group.OFFICE: "office, employment, representation",
    Group.SUPPORT: "support, influence, partnership",
    Group.HOSTILITY: "hostility",
    Group.IDENTITY: "identity, succession, split",
}


class Force(StrEnum):
    """Whether something was so on a day."""

    FIRM = "firm"
    LIGHT = "light"
    GONE = "gone"


def force(span: Span, day: date | None) -> Force:
    """Firm on a day on which it certainly was, light where only possibly; firm of no day."""
    if day is None:
        return Force.FIRM
    if not span.may_touch(day, day):
        return Force.GONE
    begun = span.sure_first is None or span.sure_first <= day
    lasts = span.sure_last is None or day <= span.sure_last
    return Force.FIRM if span.is_sure and begun and lasts else Force.LIGHT


def possible(span: Span) -> str:
    """First and last possible day as ISO text with a slash between, empty where without end."""
    return f"{span.first or ''}/{span.last or ''}"


def definite(span: Span) -> str | None:
    """The same of the certain days; None if there are none."""
    return f"{span.sure_first or ''}/{span.sure_last or ''}" if span.is_sure else None


@dataclass(frozen=True)
class Node:
    """Somebody in a network; `code` tells nodes apart, `kind` is in words."""

    code: str
    name: str
    kind: str
    is_person: bool
    address: str
    span: Span


@dataclass(frozen=True)
class Tie:
    """How one node stands to another, by their codes.

    It reads from `subject` to `object`; `is_mutual` if it is the same either way. `above` is the
    code of whoever of the two stands above, empty where nobody does.
    """

    code: str
    subject: str
    object: str
    group: Group
    predicate: str
    is_mutual: bool
    above: str
    title: str
    span: Span
    standing: str
    address: str
