"""The page on which some of what hangs on a record goes to another."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.admin import AdminSite
from django.db.models import Model
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
from curation.splitting import CannotSplit, split
from curation.splitting_forms import SplitForm
from curation.taking_over import name_of

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
    if form.is_valid():
        try:
            return _split(request, record, form.cleaned_data)
        except CannotSplit as refusal:
            refused = refusal.obstacles
    return TemplateResponse(
        request,
        "admin/curation/split.html",
        {
            **site.each_context(request),
            "title": f"Split {record}",
            "record": record,
            "opts": model._meta,
            "url": page_of(record),
            "obstacles": [*form.refusals(), *refused],
            "form": form,
            "media": form.media,
            "groups": [*groups(record, request.user, {}, ROWS_SHOWN)],
            "chosen": request.POST.getlist("row"),
        },
    )


def _split(request: HttpRequest, record: Record, typed: dict[str, Any]) -> HttpResponse:
    rows = [*_chosen(record, request.POST.getlist("row"), request.user)]
    decision = split(record, rows, **typed, user=request.user)
    tell_decided(request, decision)
    other: Any = type(record)._base_manager.get(code=decision.other)
    return HttpResponseRedirect(page_of(other))


def _chosen(record: Record, keys: list[str], user: Viewer) -> Iterator[Model]:
    """The rows behind `actors.name.actor:12` and the like, those that `user` may see.

    What is no such key is passed over.
    """
    known = {name_of(field) for field, _link in hanging(type(record))}
    for key in keys:
        name, _colon, pk = key.partition(":")
        if name in known and is_key(pk):
            model = apps.get_model(name.rpartition(".")[0])
            yield from visible(model._base_manager.filter(pk=pk), user)
