"""The page on which some of what hangs on a record goes to another."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from django.apps import apps
from django.contrib.admin import AdminSite
from django.db.models import ForeignKey, Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from curation.addresses import page_of
from curation.hanging import hanging
from curation.hanging_page import groups
from curation.labels import is_key
from curation.merging_links import tell_decided
from curation.merging_page import allowed, found
from curation.records import Record
from curation.restricting import Viewer, visible
from curation.searching import containing
from curation.splitting import CannotSplit, split
from curation.splitting_forms import SplitForm
from curation.taking_over import name_of
from curation.typed import typed

if TYPE_CHECKING:
    from curation.desk import LedgerAdmin

ROWS_SHOWN = 200


def splitting_view(request: HttpRequest, site: AdminSite, kind: str) -> HttpResponse:
    """`of` is the code of the record that is to be two."""
    model = allowed(request, site, kind)
    record = found(request, model, request.GET.get("of", ""))
    if record is None:
        raise Http404
    refused: list[str] = []
    sent = request.POST if request.method == "POST" else None
    form = SplitForm(sent, record=record, user=request.user, site=site)
    finds = "_find" in request.POST
    if not finds and form.is_valid():
        try:
            return _split(request, record, form.cleaned_data)
        except CannotSplit as refusal:
            refused = refusal.obstacles
    words, chosen = typed(request, "words").strip(), request.POST.getlist("row")
    return TemplateResponse(
        request,
        "admin/curation/split.html",
        {
            **site.each_context(request),
            "title": f"Split {record}",
            "record": record,
            "opts": model._meta,
            "url": page_of(record),
            "obstacles": [] if finds else [*form.refusals(), *refused],
            "form": form,
            "media": form.media,
            "words": words,
            "groups": [
                *groups(
                    record,
                    request.user,
                    {},
                    ROWS_SHOWN,
                    chosen=_keys(type(record), chosen),
                    found=partial(_found, request, site, words),
                )
            ],
            "chosen": chosen,
        },
    )


def _found(
    request: HttpRequest, site: AdminSite, words: str, link: ForeignKey, rows: QuerySet
) -> QuerySet:
    """Those of `rows` that their own list would find by `words`; all without any.

    By what `link` leads to, the record that is split, all of them would be found.
    """
    if not words:
        return rows
    desk = cast("LedgerAdmin", site.get_model_admin(rows.model))
    columns, named = (
        [path for path in paths if path.split("__")[0] != link.name]
        for paths in (desk.search_fields, desk.named)
    )
    return containing(rows, words, columns, named, request.user)


def _split(request: HttpRequest, record: Record, given: dict[str, Any]) -> HttpResponse:
    rows = [*_chosen(record, request.POST.getlist("row"), request.user)]
    decision = split(record, rows, **given, user=request.user)
    tell_decided(request, decision)
    other: Any = type(record)._base_manager.get(code=decision.other)
    return HttpResponseRedirect(page_of(other))


def _chosen(record: Record, chosen: list[str], user: Viewer) -> Iterator[Model]:
    """The rows behind `actors.name.actor:12` and the like, those that `user` may see."""
    for name, keys in _keys(type(record), chosen).items():
        model = apps.get_model(name.rpartition(".")[0])
        yield from visible(model._base_manager.filter(pk__in=keys), user)


def _keys(model: type[Model], chosen: list[str]) -> dict[str, list[int]]:
    """The keys of chosen rows by the name of their link; what is no such key is passed over."""
    keys: dict[str, list[int]] = {name_of(field): [] for field, _link in hanging(model)}
    for row in chosen:
        name, _colon, pk = row.partition(":")
        if name in keys and is_key(pk):
            keys[name].append(int(pk))
    return keys
