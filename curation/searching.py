"""Searching lists by words: in a row's own columns and in every name of the actors it is about."""

from collections.abc import Iterable

from django.db.models import Model, Q, QuerySet

from curation.links import beyond
from curation.restricting import Viewer, visible

WORDS_READ = 10


def containing(
    rows: QuerySet,
    text: str,
    columns: Iterable[str],
    named: Iterable[str] = (),
    user: Viewer | None = None,
) -> QuerySet:
    """Those of `rows` in which each word of `text` stands in a column or in an actor's name.

    `named` holds paths to actors, `"pk"` for the row itself; a path may lead through many rows
    and still finds each row once. Words beyond the tenth are not looked at. A restricted actor's
    names find nothing for a `user` who may not see them.
    """
    for word in text.replace("\0", "").split()[:WORDS_READ]:
        found = Q()
        for column in columns:
            found |= Q(**{f"{column}__icontains": word})
        for path in named:
            found |= _about_an_actor_named(rows.model, path, word, user)
        rows = rows.filter(found)
    return rows


def _about_an_actor_named(model: type[Model], path: str, word: str, user: Viewer | None) -> Q:
    actor = _target(model, path)
    names = beyond(actor, "names")._base_manager.filter(text__icontains=word)
    actors = actor._base_manager.all()
    if user is not None:
        names, actors = visible(names, user), visible(actors, user)
    also_called = names.order_by().values("actor")
    actors = actors.filter(Q(name__icontains=word) | Q(pk__in=also_called))
    condition = Q(**{f"{path}__in": actors.order_by().values("pk")})
    if "__" not in path:
        return condition
    # Apart from the list's own statement: a join to many rows would repeat what it finds.
    return Q(pk__in=model._base_manager.filter(condition).order_by().values("pk"))


def _target(model: type[Model], path: str) -> type[Model]:
    if path == "pk":
        return model
    for step in path.split("__"):
        model = beyond(model, step)
    return model
