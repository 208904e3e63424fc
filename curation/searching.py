"""Searching lists by words: in a row's own columns and by what those it is about are called.

These are actors and places: whatever `named()` finds.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import CharField, IntegerField, Model, Q, QuerySet
from django.db.models.functions import Coalesce

from curation.directions import set_in
from curation.facts import fact
from curation.full_text import holds
from curation.links import beyond
from curation.restricting import Viewer, visible

# What a box takes: nine times as many bytes may stand for it in an address.
LONGEST_SEARCH = 500
WORDS_READ = 10
# Columns are compared with no longer words than this.
LONGEST_WORD = 200
# What only perhaps is meant is offered among its own kind, but makes no event one of theirs.
PERHAPS = {"near spelling", "some of these words"}
# Reasons that the name itself shows.
SEEN = {"exact name", "same letters", "part of the name"}
LAST = 1000
# What sets names apart in labels that are copied into a search.
IN_NO_WORD = dict.fromkeys((0x2066, 0x2067, 0x2068, 0x2069)) | {ord("·"): " "}

# By the key of each record that may be meant: its rank from 1 on, the reason, the name found, and
# its own.
Meant = Mapping[int, Mapping[str, Any]]
Asked = dict[tuple[type[Model], str], Meant]


def meant_by(model: type[Model], text: str, user: Viewer | None) -> Meant:
    """The actors or places that `user` may see and that all of `text` may mean as one name."""
    manager: Any = model._default_manager
    columns = ("rank", "reason", "matched", "name")
    named = manager.named(text, user).values_list("pk", *columns)
    return {pk: dict(zip(columns, told, strict=True)) for pk, *told in named}


def meant_along(
    model: type[Model],
    paths: Iterable[str],
    text: str,
    user: Viewer | None,
    asked: Asked | None = None,
) -> dict[type[Model], Meant]:
    """Those that all of `text` may mean, of each kind that `paths` of `model` lead to.

    `asked` keeps them for whoever searches among other rows for the same.
    """
    text = text.translate(IN_NO_WORD)
    asked = {} if asked is None else asked
    targets = dict.fromkeys(target_of(model, path) for path in paths) if text.split() else {}
    for target in targets:
        if (target, text) not in asked:
            asked[target, text] = meant_by(target, text, user)
    return {target: asked[target, text] for target in targets}


def surely(meant: Meant) -> list[int]:
    """The keys of those meant but for who only perhaps is."""
    return [pk for pk, facts in meant.items() if facts["reason"] not in PERHAPS]


def containing(
    rows: QuerySet,
    text: str,
    columns: Iterable[str],
    named: Iterable[str] = (),
    user: Viewer | None = None,
    *,
    meant: Mapping[type[Model], Meant] | None = None,
    by_rank: bool = False,
) -> QuerySet:
    """Those of `rows` that `text` finds, whole as a name of an actor or place, or word by word.

    Word by word each stands in a column, among the words kept of the row or of what it links to,
    or in any spelling in such a name. `named` holds paths to actors and places, `"pk"` for the row
    itself; a path may lead through many rows and still finds each row once. Words beyond the tenth
    are not looked at; without words nothing is asked. The names of what is restricted find nothing
    for a `user` who may not see it. `meant` are those whom `meant_along` finds, where that is known
    already. `by_rank` orders actors and places as `named()` does, those found by single words last,
    and adds `rank` and, of those meant, `found_by`, the reason, and `found_as`, the name.
    """
    words = words_of(text)
    if not words:
        return rows
    paths = list(named)
    if meant is None:
        meant = meant_along(rows.model, paths, text, user)
    found = Q()
    for word in words:
        found &= _with_word(rows.model, word, columns, paths, user)
    for path in paths:
        those = meant[target_of(rows.model, path)]
        found |= _about(rows.model, path, [*those] if path == "pk" else surely(those), user)
    rows = rows.filter(found)
    if by_rank and "pk" in paths:
        ranks = {str(pk): facts for pk, facts in meant[rows.model].items()}
        rows = rows.annotate(
            rank=Coalesce(fact(ranks, "rank", IntegerField()), LAST),
            found_by=fact(ranks, "reason", CharField()),
            found_as=fact(ranks, "matched", CharField()),
        ).order_by("rank", *rows.model._meta.ordering)
    return rows


def words_of(text: str) -> list[str]:
    """The words that a search looks for; a label as it is shown, “Killed: 4 persons”."""
    typed = text.translate(IN_NO_WORD).split()[:WORDS_READ]
    return [(word.rstrip(":;,") or word)[:LONGEST_WORD] for word in typed]


def why_found(row: Model) -> str:
    """Why a search by rank offers a record: the reason, and the name found if it is not the shown.

    Empty where what is shown says so itself, and for whoever was found word by word.
    """
    reason, name = getattr(row, "found_by", None), getattr(row, "found_as", None)
    if not reason or (name == str(row) and reason in SEEN):
        return ""
    return reason if name == str(row) else f"{reason}: {set_in(name)}"


def _with_word(
    model: type[Model], word: str, columns: Iterable[str], paths: Iterable[str], user: Viewer | None
) -> Q:
    found = Q(holds(word)) if hasattr(model, "searched") else Q()
    for column in columns:
        found |= _stands_in(model, column, word, user)
    for path in paths:
        target: Any = target_of(model, path)
        called = target._default_manager.with_word(word, user)
        found |= _about(model, path, called.order_by().values("pk"), user)
    return found


def _stands_in(model: type[Model], column: str, word: str, user: Viewer | None) -> Q:
    """That a word stands in a column, of this row or of one that it links to and the user sees.

    Of a linked row also among the words kept of it, where the column is one of theirs.
    """
    step, _, rest = column.partition("__")
    if not rest:
        return Q(**{f"{column}__icontains": word})
    target = beyond(model, step)
    found = _stands_in(target, rest, word, user)
    if rest in getattr(target, "searched", ()):
        found |= Q(holds(word))
    linked = target._base_manager.filter(found)
    if user is not None:
        linked = visible(linked, user)
    return Q(**{f"{step}__in": linked.order_by().values("pk")})


def _about(model: type[Model], path: str, those: QuerySet | list[int], user: Viewer | None) -> Q:
    """That the path leads to one of `those`, through nothing that the user may not see."""
    step, _, rest = path.partition("__")
    if not rest:
        return Q(**{f"{step}__in": those})
    within = beyond(model, step)
    between = within._base_manager.filter(_about(within, rest, those, user))
    if user is not None:
        between = visible(between, user)
    # Apart from the list's own statement: a join to many rows would repeat what it finds.
    reached = Q(**{f"{step}__in": between.order_by().values("pk")})
    return Q(pk__in=model._base_manager.filter(reached).order_by().values("pk"))


def target_of(model: type[Model], path: str) -> type[Model]:
    """The model that a path leads to."""
    if path == "pk":
        return model
    for step in path.split("__"):
        model = beyond(model, step)
    return model
