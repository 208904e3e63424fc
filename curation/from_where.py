"""The page of the site from which a change was made: in words, and with the way to it."""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model
from django.urls import Resolver404, resolve, reverse

from curation.labels import is_key
from curation.naming import Key

# By the last word of the address's name.
OF_A_RECORD = {
    "change": "the page of {name}",
    "delete": "the page of {name}",
    "restore": "the history of {name}",
    "accept": "the evidence {name}",
    "page": "the reading room of {name}",
    "code": "the reading room of {name}",
    "attach": "the reading room of {name}",
}
OF_A_KIND = {"add": "the form for a new {kind}", "changelist": "the list of {kinds}"}
OF_THE_SITE = {
    "queue": "the queue “{part}”",
    "merge": "a merger",
    "split": "a split",
    "undo": "undoing a decision",
}


@dataclass(frozen=True)
class Page:
    """`words` wait for the name of `record`, if the page is one of a record."""

    words: str
    url: str = ""
    record: Key | None = None


def page_at(address: str) -> Page | None:
    """The page of an address that history keeps; None for a command, or what is no page now."""
    try:
        match = resolve(address)
    except Resolver404:
        return None
    name = match.url_name or ""
    part = str(next(iter(match.kwargs.values()), ""))
    if name in OF_THE_SITE:
        return Page(OF_THE_SITE[name].format(part=part.replace("-", " ")), _of_site(name, part))
    app, _line, rest = name.partition("_")
    model_name, _line, page = rest.partition("_")
    model = apps.all_models[app].get(model_name) if app in apps.app_configs else None
    if model is None:
        return None
    if page in OF_A_KIND:
        kinds = {"kind": model._meta.verbose_name, "kinds": model._meta.verbose_name_plural}
        return Page(OF_A_KIND[page].format(**kinds), address if page == "changelist" else "")
    if page not in OF_A_RECORD or not is_key(part):
        return None
    return Page(OF_A_RECORD[page], _of_record(model, page, part), (model, int(part)))


def _of_site(name: str, part: str) -> str:
    """A queue is everybody's own; a decision has a page, what led to one has none any more."""
    if name == "undo":
        return reverse("admin:curation_decision_change", args=[part])
    return ""


def _of_record(model: type[Model], page: str, part: str) -> str:
    """The page itself, or where it is no place to go, the history, which outlives the record."""
    goal = "page" if OF_A_RECORD[page] == OF_A_RECORD["page"] else "history"
    opts = model._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{goal}", args=[part])
