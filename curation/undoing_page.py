"""The page on which a merger or a split is undone, and what would not come back."""

from collections import Counter
from typing import Any

from django.apps import apps
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from curation.decisions import Action, Decision
from curation.merging_links import MERGE_RECORDS
from curation.typed import typed
from curation.undoing import CannotUndo, foresee_undoing, undo

BECAME: dict[str, str] = {
    Action.MOVED: "moved",
    Action.FOLDED: "made one with another",
    Action.SET_ASIDE: "settled by it and set aside",
    Action.MADE: "added",
}
OF_COLUMNS: dict[str, str] = {Action.WRITTEN: "rewritten", Action.CHOSEN: "chosen"}


def undoing_view(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    if not request.user.has_perm(MERGE_RECORDS):
        raise PermissionDenied
    decision = Decision.objects.seen_by(request.user).filter(pk=pk).first()
    if decision is None:
        raise Http404
    refused: list[str] = []
    if request.method == "POST":
        try:
            return _undo(request, decision)
        except CannotUndo as refusal:
            refused = refusal.obstacles
    stays, obstacles = _foreseen(request, decision)
    return TemplateResponse(
        request,
        "admin/curation/undo.html",
        {
            **site.each_context(request),
            "title": f"Undo: {decision}",
            "decision": decision,
            "opts": Decision._meta,
            "obstacles": list(dict.fromkeys([*refused, *obstacles])),
            "stands": bool(obstacles),
            "stays": stays,
            "counts": counted(decision),
            "reason": typed(request, "reason"),
        },
    )


def _undo(request: HttpRequest, decision: Decision) -> HttpResponse:
    partly = "partly" in request.POST
    undone = undo(decision, typed(request, "reason"), partly=partly, user=request.user)
    messages.success(request, f"Undone: {decision}.")
    for sentence in undone.stays:
        messages.warning(request, sentence)
    return HttpResponseRedirect(reverse("admin:curation_decision_change", args=[decision.pk]))


def _foreseen(request: HttpRequest, decision: Decision) -> tuple[list[str], list[str]]:
    try:
        return foresee_undoing(decision, user=request.user).stays, []
    except CannotUndo as refusal:
        return [], refusal.obstacles


def counted(decision: Decision) -> list[str]:
    """How many rows became what, in words and in the order in which it began."""
    steps: Any = decision.steps.order_by("number").values_list("model", "action", "column")
    told = [
        (model, action, column if action in OF_COLUMNS else "") for model, action, column in steps
    ]
    return [_sentence(*what, number) for what, number in Counter(told).items()]


def _sentence(label: str, action: str, column: str, number: int) -> str:
    opts = apps.get_model(label)._meta
    rows = f"{number} {opts.verbose_name if number == 1 else opts.verbose_name_plural}"
    if column == "status":
        return f"{rows} to be reviewed again"
    if not column:
        return f"{rows} {BECAME[action]}"
    return f"{opts.get_field(column).verbose_name} of {rows} {OF_COLUMNS[action]}"
