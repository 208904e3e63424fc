"""The pages of the queues, from which many records are sent on at once."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import slugify

from curation.labels import is_key
from curation.queues import kinds_of_records, queues, waiting
from curation.records import Record, Status
from curation.restricting import visible
from curation.review import REVIEW, Outcome, send
from curation.review_desk import WORDS, tell
from curation.typed import typed

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SENT_FROM = {
    "mine": [Status.SUBMITTED],
    "sent by me": [],
    "to review": [Status.ACCEPTED, Status.RETURNED],
    "returned to me": [Status.SUBMITTED],
}


def queue_view(request: HttpRequest, site: AdminSite, name: str) -> HttpResponse:
    name = name.replace("-", " ")
    if name not in SENT_FROM:
        raise Http404(f"There are these queues: {', '.join(map(slugify, SENT_FROM))}.")
    if request.method == "POST" and _send(request, name):
        return HttpResponseRedirect(request.path)
    user = cast("User", request.user)
    return TemplateResponse(
        request,
        "admin/curation/queue.html",
        {
            **site.each_context(request),
            "title": f"Queue: {name}",
            "name": name,
            "names": [(other, other.replace(" ", "-")) for other in queues(user)],
            "rows": [_row(record) for record in waiting(name, user)],
            "chosen": _sent(request),
            "moves": [(status.value, WORDS[status]) for status in SENT_FROM[name]]
            if name != "to review" or request.user.has_perm(REVIEW)
            else [],
        },
    )


def _row(record: Record) -> dict[str, object]:
    """A record with what a line of the page needs of it: its key and address, what it is."""
    opts = record._meta
    return {
        "record": record,
        "key": f"{opts.label_lower}:{record.pk}",
        "url": reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[record.pk]),
        "kind": opts.verbose_name,
    }


def _send(request: HttpRequest, name: str) -> bool:
    """Sends what was chosen on; whether anything was tried, so that choices need not be kept."""
    status = request.POST.get("_send", "")
    if status not in SENT_FROM[name]:
        raise PermissionDenied
    chosen = list(_chosen(request, _sent(request)))
    if not chosen:
        messages.error(request, "Nothing was sent: choose one of the records first, or all.")
        return False
    reason = typed(request, "reason")
    if status == Status.RETURNED and not reason.strip():
        messages.error(request, "Nothing was returned. Say why: give a reason.")
        return False
    allowed = [row for row in chosen if _may(request, row, status)]
    outcome = send(allowed, Status(status), reason)
    others = [(row, "You may not.") for row in chosen if row not in allowed]
    tell(request, status, Outcome(outcome.done, [*outcome.refused, *others]))
    return True


def _sent(request: HttpRequest) -> list[str]:
    """The keys of what was ticked: of all that was shown, where “all” was."""
    return request.POST.getlist("shown" if "all" in request.POST else "record")


def _chosen(request: HttpRequest, keys: Iterable[str]) -> Iterable[Record]:
    """The records behind `events.event:12` and the like; what is no such key is passed over."""
    known = {model._meta.label_lower: model for model in kinds_of_records()}
    for key in keys:
        label, _, pk = key.partition(":")
        if label in known and is_key(pk):
            yield from visible(known[label]._base_manager.filter(pk=pk), request.user)


def _may(request: HttpRequest, record: Record, status: str) -> bool:
    opts = record._meta
    if status == Status.SUBMITTED:
        return request.user.has_perm(f"{opts.app_label}.change_{opts.model_name}")
    return request.user.has_perm(REVIEW)
