"""The list of records that may be the same, with what speaks for it."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from curation.addresses import page_of
from curation.duplicates import Candidates, duplicates
from curation.hanging import kind_named, kinds
from curation.hanging_page import may_see
from curation.merging_links import MERGE_RECORDS, address
from curation.merging_page import found, hold_apart
from curation.records import Record
from curation.typed import typed

PER_PAGE = 50


def duplicates_view(request: HttpRequest, site: AdminSite, kind: str) -> HttpResponse:
    model: Any = kind_named(kind)
    if model is None:
        raise Http404("There are lists for actor, event, place and document.")
    if not may_see(site, request, model):
        raise PermissionDenied
    merges = request.user.has_perm(MERGE_RECORDS)
    if request.method == "POST":
        if not merges:
            raise PermissionDenied
        return _hold_apart(request, model)
    page = Paginator(duplicates(model, request.user), PER_PAGE).get_page(request.GET.get("p"))
    return TemplateResponse(
        request,
        "admin/curation/duplicates.html",
        {
            **site.each_context(request),
            "title": f"{model._meta.verbose_name_plural} that may be the same".capitalize(),
            "opts": model._meta,
            "kinds": [
                (other._meta.verbose_name_plural, address("duplicates", other), other is model)
                for other in kinds()
                if may_see(site, request, other)
            ],
            "page": page,
            "pairs": [_line(pair) for pair in page.object_list],
            "merges": merges,
        },
    )


def _hold_apart(request: HttpRequest, model: type[Record]) -> HttpResponse:
    """What is deleted by now, and what the user may not see, is not there."""
    codes = [typed(request, name) for name in ("one", "other")]
    one, other = (found(request, model, code) for code in codes)
    if one is not None and other is not None:
        return hold_apart(request, one, other, typed(request, "apart"))
    gone = codes[0] if one is None else codes[1]
    kind = model._meta.verbose_name
    messages.error(request, f"There is no {kind} {gone} by now: this is the list as it is now.")
    return HttpResponseRedirect(address("duplicates", model))


def _line(pair: Candidates) -> dict[str, Any]:
    model = type(pair.one)
    return {
        "pair": pair,
        "records": [(record, page_of(record)) for record in (pair.one, pair.other)],
        "url": address("merge", model, one=pair.one.code, other=pair.other.code),
    }
