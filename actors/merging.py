"""What becomes of an actor's names, relations and the rest when two actors are one."""

import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Concat, Lower, Trim

from actors.models import Actor, Identifier, Name, Predicate, Relation
from actors.scripts import script_of
from curation.hanging import MOVES, Kind, Link
from curation.likeness import Likeness, consonants, kept_consonants, kept_words, keyed, letters
from curation.restricting import Viewer

# Names with a word in the plural, as English makes it.
PLURAL = r"[a-z]{3}s\M"

_possibly_same = Q(predicate=Predicate.POSSIBLY_SAME_AS)

LINKS = {
    "actors.name.actor": Link(yields={"name_is_primary_once_per_actor": ("kind", "alias")}),
    "actors.relation.subject": Link(against=("object",), settles=_possibly_same),
    "actors.relation.object": Link(against=("subject",), settles=_possibly_same),
    "actors.designation.actor": Link(against=("authority",)),
    "actors.designation.authority": Link(against=("actor",)),
    "actors.identifier.actor": MOVES,
    "actors.identifier.event": MOVES,
    "actors.identifier.place": MOVES,
    "actors.identifier.document": MOVES,
}


def same_identifier(column: str) -> Likeness:
    """Keys in other registers that differ in case and white space only; none are the same."""
    key = Concat(Lower(Trim("scheme")), Value(" "), Lower(Trim("value")))
    rows = Identifier.objects.filter(**{f"{column}__isnull": False})
    return lambda user: keyed(rows, user, key, column)


def _called(how: Callable[[str], Any], **only: str) -> Callable[[Viewer | None], QuerySet]:
    """By whatever name: the ledger's own and each strong one."""

    def found(user: Viewer | None) -> QuerySet:
        strong = Name.objects.filter(strength="strong", **_of("text", only))
        own = Actor.objects.filter(**_of("name", only))
        names = keyed(strong, user, how("text"), "actor")
        return keyed(own, user, how("name")).union(names)

    return found


def _of(column: str, only: Mapping[str, str]) -> dict[str, str]:
    return {f"{column}__{lookup}": value for lookup, value in only.items()}


def _near(user: Viewer | None) -> QuerySet:
    """The consonants that are kept, and those of English plurals in the singular."""
    kept = _called(lambda _column: kept_consonants())
    bare = _called(consonants, iregex=PLURAL)
    return kept(user).union(bare(user))


def _stated(user: Viewer | None) -> QuerySet:
    """Both actors of a relation that says so share its code."""
    rows = Relation.objects.filter(_possibly_same).exclude(status="retired")
    one, other = (keyed(rows, user, F("code"), side) for side in ("subject", "object"))
    return one.union(other)


def keeps_name(actor: Any, text: str) -> Name:
    """The name of the actor that is `text`, one not saved yet if it has none."""
    text = unicodedata.normalize("NFC", text)
    known = actor.names.filter(text=text).first()
    return known or Name(actor=actor, text=text, script=script_of(text))


KINDS = {
    "actors.actor": Kind(
        title="name",
        keeps_name=keeps_name,
        likenesses={
            "said to be possibly the same": _stated,
            "same identifier": same_identifier("actor"),
            "same name": _called(letters),
            "near names": _near,
            "same words in another order": _called(lambda _column: kept_words()),
        },
    )
}
