"""Searching lists by words: in a row's own columns and in every name of the actors it is about."""

from django.db.models import Q

WORDS_READ = 10


def containing(rows, text, columns, named=()):
    """Those of `rows` in which each word of `text` stands in a column or in an actor's name.

    `named` holds paths to actors, `"pk"` for the row itself; a path may lead through many rows
    and still finds each row once. Words beyond the tenth are not looked at.
    """
    for word in text.replace("\0", "").split()[:WORDS_READ]:
        found = Q()
        for column in columns:
            found |= Q(**{f"{column}__icontains": word})
        for path in named:
            found |= _about_an_actor_named(rows.model, path, word)
        rows = rows.filter(found)
    return rows


def _about_an_actor_named(model, path, word):
    actor = _target(model, path)
    names = actor._meta.get_field("names").related_model._base_manager
    also_called = names.filter(text__icontains=word).order_by().values("actor")
    actors = actor._base_manager.filter(Q(name__icontains=word) | Q(pk__in=also_called))
    condition = Q(**{f"{path}__in": actors.order_by().values("pk")})
    if "__" not in path:
        return condition
    # Apart from the list's own statement: a join to many rows would repeat what it finds.
    return Q(pk__in=model._base_manager.filter(condition).order_by().values("pk"))


def _target(model, path):
    if path == "pk":
        return model
    for step in path.split("__"):
        model = model._meta.get_field(step).related_model
    return model
