"""The page on which two records are compared and made one, or held apart."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from curation.addresses import page_of
from curation.choosing import choices, chosen_fields
from curation.codes import current
from curation.distinguishing import CannotTellApart, not_the_same
from curation.duplicates import duplicates
from curation.hanging import kind_named
from curation.hanging_page import fates, groups, may_see
from curation.merging import CannotMerge, foresee, merge
from curation.merging_links import MERGE_RECORDS, address, tell_decided
from curation.naming import names_of
from curation.records import Record
from curation.restricting import visible
from curation.searching import LONGEST_SEARCH
from curation.typed import typed

OFFERED = 20


def merging_view(request: HttpRequest, site: AdminSite, kind: str) -> HttpResponse:
    """`one` is the code of the survivor, `other` that of the record merged into it."""
    model = allowed(request, site, kind)
    one = found(request, model, request.GET.get("one", ""))
    if one is None:
        raise Http404
    other = found(request, model, request.GET.get("other", "").strip())
    if other is None:
        return _choose_other(request, site, one)
    if request.method == "POST":
        return _decide(request, site, one, other)
    return _compare(request, site, one, other)


def allowed(request: HttpRequest, site: AdminSite, kind: str) -> type[Record]:
    """The model of an address, for those who may merge its records and look at them."""
    model = kind_named(kind)
    if model is None:
        raise Http404("Actors, events, places and documents are merged: see their lists.")
    if not (request.user.has_perm(MERGE_RECORDS) and may_see(site, request, model)):
        raise PermissionDenied
    return cast("type[Record]", model)


def found(request: HttpRequest, model: type[Record], code: str) -> Record | None:
    """The record of a code, or that it was merged into, if the user may see it."""
    if "\0" in code:  # the database takes no text with it
        return None
    rows = visible(model._base_manager.filter(code=current(model, code)), request.user)
    record: Record | None = rows.first() if code else None
    return record


def _choose_other(request: HttpRequest, site: AdminSite, one: Record) -> HttpResponse:
    words = request.GET.get("other", "").strip()
    model = type(one)
    desk: Any = site.get_model_admin(model)
    offers: list[tuple[Record, str]] = []
    if words:
        rows, _double = desk.get_search_results(request, desk.get_queryset(request), words)
        others = [*rows.exclude(pk=one.pk)[:OFFERED]]
        offers = [*zip(others, desk.reasons(request, others, words), strict=True)]
    else:
        for pair in duplicates(model, request.user):
            if one in (pair.one, pair.other):
                other = pair.other if pair.one == one else pair.one
                offers.append((other, ", ".join(pair.reasons)))
    return TemplateResponse(
        request,
        "admin/curation/merge_with.html",
        {
            **site.each_context(request),
            **_about(one),
            "title": f"Merge {one}",
            "words": words,
            "longest": LONGEST_SEARCH,
            "offers": [
                (
                    row,
                    desk.offered_as(row),
                    why,
                    address("merge", model, one=one.code, other=row.code),
                )
                for row, why in offers
            ],
        },
    )


def _decide(request: HttpRequest, site: AdminSite, one: Record, other: Record) -> HttpResponse:
    reason = typed(request, "reason")
    if "_apart" in request.POST:
        return hold_apart(request, one, other, typed(request, "apart"))
    taken = [field.name for field in chosen_fields(type(one)) if _takes(request, field.name)]
    try:
        decision = merge(one, other, reason=reason, fields=taken, user=request.user)
    except CannotMerge as refusal:
        return _compare(request, site, one, other, refusal.obstacles)
    tell_decided(request, decision)
    return HttpResponseRedirect(page_of(one))


def _takes(request: HttpRequest, name: str) -> bool:
    return request.POST.get(f"take-{name}") == "other"


def hold_apart(request: HttpRequest, one: Record, other: Record, reason: str) -> HttpResponse:
    """Remembers that two are not the same and goes back to the list of what may be."""
    try:
        not_the_same(one, other, reason)
    except CannotTellApart as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(address("merge", type(one), one=one.code, other=other.code))
    messages.success(request, f"{one} and {other} are held not to be the same.")
    return HttpResponseRedirect(address("duplicates", type(one)))


def _compare(
    request: HttpRequest,
    site: AdminSite,
    one: Record,
    other: Record,
    refused: list[str] | None = None,
) -> HttpResponse:
    model = type(one)
    foreseen = foresee(one, other, user=request.user)
    fate = fates(foreseen.steps)
    sides = [
        {**_about(record), "groups": [*groups(record, request.user, fate)]}
        for record in (one, other)
    ]
    return TemplateResponse(
        request,
        "admin/curation/merge.html",
        {
            **site.each_context(request),
            "title": f"Merge {other} into {one}" if other != one else f"Merge {one}",
            "opts": model._meta,
            "one": one,
            "other": other,
            "sides": sides,
            "obstacles": list(dict.fromkeys([*(refused or []), *foreseen.obstacles])),
            "stands": bool(foreseen.obstacles),
            "rows": [*_rows(request, one, other)],
            "same": [*_same(request, one, other)],
            "counts": _counts(foreseen.steps),
            "reason": typed(request, "reason"),
            "swap": address("merge", model, one=other.code, other=one.code),
            "here": address("merge", model, one=one.code, other=other.code),
        },
    )


def _about(record: Record) -> dict[str, Any]:
    return {"record": record, "opts": record._meta, "url": page_of(record)}


def _rows(request: HttpRequest, one: Record, other: Record) -> Any:
    """The columns that differ: label, both values, whether the other's is chosen."""
    differing = [*choices(one, other)]
    for columns, lacking in differing:
        name = columns[0].name
        chosen = _takes(request, name) if request.method == "POST" else lacking
        yield {
            "name": name,
            "label": ", ".join(str(column.verbose_name) for column in columns),
            "values": [
                ", ".join(filter(None, (shown(request, row, column) for column in columns)))
                for row in (one, other)
            ],
            "other": chosen,
        }


def _same(request: HttpRequest, one: Record, other: Record) -> Any:
    for field in chosen_fields(type(one)):
        value = getattr(one, field.attname)
        if value == getattr(other, field.attname) and value not in (None, ""):
            yield field.verbose_name, shown(request, one, field)


def shown(request: HttpRequest, record: Model, field: Any) -> str:
    """A column's value in words; what is linked and may not be seen is not named."""
    value = getattr(record, field.attname)
    if value in (None, ""):
        return ""
    if field.related_model:
        key = (field.related_model, value)
        return names_of([key], request.user)[key]
    return str(dict(field.flatchoices).get(value, value))


def _counts(steps: Any) -> dict[str, int]:
    """How many rows move, become one with others, are settled; the loser itself not counted."""
    counted = {"moved": 0, "folded": -1, "set_aside": 0}
    for step in steps:
        if step.action in counted:
            counted[step.action] += 1
    return counted
