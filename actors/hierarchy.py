"""How one actor stands above another: the steps between, told as a chain, and the weakest."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast

from django.db import connections

from curation.links import beyond
from curation.querysets import EvidencedQuerySet
from curation.standing import weakest

if TYPE_CHECKING:
    from actors.models import Actor, Relation


@dataclass(frozen=True)
class Reached:
    """Somebody above or below an actor, by the shortest path.

    `certain` says that by this path or a longer one every link certainly held. `path` are the codes
    of the relations from that actor on, `chain` the same in words; `weakest` is the standing of the
    path's weakest link.
    """

    pk: int
    depth: int
    path: Sequence[str]
    certain: bool
    chain: str
    weakest: str | None


def reached(
    actor: "Actor", *, upwards: bool, on: date | None, known: date | None, using: str
) -> list[Reached]:
    """Whoever stands above or below `actor`, in two queries.

    `on` is a day on which every link was possibly in force; `known` takes only what documents
    published by that day held up. None is at some time, and known by now.
    """
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT actor_id, depth, path, certain FROM actor_hierarchy(%s, %s, %s, %s)",
            [actor.pk, upwards, on, known],
        )
        steps = cursor.fetchall()
    links = links_of(actor, {code for step in steps for code in step[2]}, known)
    return [
        Reached(pk, depth, path, certain, told(actor, path, links), weakest_of(path, links))
        for pk, depth, path, certain in steps
    ]


def links_of(actor: "Actor", codes: Iterable[str], known: date | None) -> Mapping[str, "Relation"]:
    """The relations of these codes, with both actors' names and their `standing`."""
    rows: EvidencedQuerySet = cast(
        "EvidencedQuerySet", beyond(type(actor), "relations")._default_manager.all()
    )
    if known is not None:
        rows = rows.known_on(known)
    named = rows.select_related("subject", "object").only(
        "code", "predicate", "subject__name", "object__name"
    )
    found = named.filter(code__in=codes).with_standing().order_by()
    return {link.code: link for link in cast("Iterable[Relation]", found)}


def told(start: "Actor", path: Iterable[str], links: Mapping[str, "Relation"]) -> str:
    """A path in words, from `start` on: who – predicate – whom – predicate – whom."""
    here, words = start, [start.name]
    for code in path:
        label, here = links[code].seen_from(here)
        words += [label, here.name]
    return " – ".join(words)


def weakest_of(path: Iterable[str], links: Mapping[str, "Relation"]) -> str | None:
    return weakest(links[code].standing for code in path)  # type: ignore[attr-defined]
