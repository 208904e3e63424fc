"""The button *Accept this value* beside a value that competes with what a record says."""

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from curation.labels import is_key
from curation.records import Record
from curation.restricting import may_look_at, visible
from curation.typed import typed
from sources.accepting import NotTaken, accept_value
from sources.fields import spoken
from sources.models import SUBJECT_LABELS, Attribution


@require_POST
def accept_value_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes the value of an attribution into its record, and goes back to the record's page."""
    rows = Attribution.objects.select_related("passage", *SUBJECT_LABELS)
    attribution = get_object_or_404(visible(rows, request.user), pk=pk)
    record = attribution.subject
    if not may_accept_value(request.user, record):
        raise PermissionDenied
    try:
        record = _accepted(request, attribution)
    except NotTaken as refusal:
        reason = typed(request, "reason")
        wrote = f" You wrote: “{reason}”" if reason else ""
        messages.error(request, f"Nothing was changed. {refusal}{wrote}")
    else:
        messages.success(request, _done(attribution, record))
    return HttpResponseRedirect(f"{page_of(record)}#evidence")


def _accepted(request: HttpRequest, attribution: Attribution) -> Record:
    version, reason = request.POST.get("version", ""), typed(request, "reason")
    if not is_key(version):
        raise NotTaken("The page did not say which version it showed: open it anew.")
    if request.POST.get("value") != attribution.value:
        raise NotTaken(
            f"{attribution.passage.code} gives “{attribution.value}” by now, not the value that"
            " you were shown: look at it as it is, and decide again."
        )
    if not reason:
        raise NotTaken("Say why this value is accepted: history keeps the reason.")
    return accept_value(attribution, reason, version=int(version), by=request.user)


def may_accept_value(user: User | AnonymousUser, record: Record) -> bool:
    opts = record._meta
    may_change = user.has_perm(f"{opts.app_label}.change_{opts.model_name}")
    return may_change and may_look_at(user, Attribution)


def page_of(record: Record) -> str:
    opts = record._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[record.pk])


def _done(attribution: Attribution, record: Record) -> str:
    name = spoken(attribution.field)
    status = record.get_status_display().lower()
    return f"The field {name} of {record} is {attribution.value} now; the record is {status}."
