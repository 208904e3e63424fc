"""Review in the admin: where a record may be sent from its page and its list, and the reason."""

from contextlib import AbstractContextManager, nullcontext
from typing import Any

import pghistory
from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME, ActionForm
from django.contrib.admin.options import IS_POPUP_VAR
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html

from curation.addresses import page_of
from curation.labels import is_key
from curation.records import Record, Status
from curation.review import FROM, REVIEW, WITH_A_REASON, Outcome, send
from curation.typed import typed

# What is done to send a record there, in one word.
WORDS = {
    Status.SUBMITTED: "Submit",
    Status.ACCEPTED: "Accept",
    Status.RETURNED: "Return",
    Status.RETIRED: "Retire",
}
REFUSALS_SHOWN = 20
WHY_DELETED = "Nothing was deleted: what was accepted is not deleted without a reason. Give one."
SAY_WHY = "This was accepted: write under Reason why it is changed."


class ReasonForm(ActionForm):
    """The choice of an action on a list's rows, and why."""

    reason = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"placeholder": "to return or retire: why"})
    )


class Reasoned(forms.ModelForm):
    """A saved record's form, which asks why; it insists on an answer where it was accepted."""

    reason = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text="Why this or a part of it is changed, returned or retired: history keeps it"
        " beside the change, and what was accepted is not changed without it.",
    )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        edited = set(self.changed_data) - {"reason"}
        told = self.data.get("reason", "").strip()
        if edited and self.instance.status == Status.ACCEPTED and not told:
            self.add_error("reason", SAY_WHY)
        elif self.data.get("_send") in WITH_A_REASON and not told:
            self.add_error("reason", "Say why: give a reason.")
        return cleaned


def because(reason: str) -> AbstractContextManager[Any]:
    """History keeps `reason` with what is written within; an empty one changes nothing."""
    return pghistory.context(reason=reason) if reason else nullcontext()


def offered_moves(request: HttpRequest, record: Record) -> list[tuple[str, str]]:
    """Where a record's page offers to send it, each with the word for it.

    It offers nobody to accept what they have a hand in.
    """
    is_own = request.user.pk in record.editors
    return [
        (status.value, word)
        for status, word in WORDS.items()
        if record.status in FROM[status]
        and _may_send(request, status)
        and not (is_own and status == Status.ACCEPTED)
    ]


def tell(request: HttpRequest, status: str, outcome: Outcome) -> None:
    """How many records went where they were sent, and of each other one why it did not."""
    if outcome.done:
        count = len(outcome.done)
        what = f"{outcome.done[0]} is" if count == 1 else f"{count} records are"
        messages.success(request, f"{what} {status}.")
    for record, why in outcome.refused[:REFUSALS_SHOWN]:
        messages.error(request, f"{record}: {why}")
    if len(outcome.refused) > REFUSALS_SHOWN:
        rest = len(outcome.refused) - REFUSALS_SHOWN
        messages.error(request, f"{rest} more were refused; choose fewer to see why.")


class ReviewMixin(admin.ModelAdmin):
    """Adds to a record's admin the ways through review."""

    action_form = ReasonForm
    delete_confirmation_template = "admin/curation/delete_confirmation.html"
    delete_selected_confirmation_template = "admin/curation/delete_selected_confirmation.html"
    actions = ["submit_rows", "accept_rows", "return_rows", "retire_rows"]

    def has_review_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(REVIEW)

    @admin.action(description="Submit for review", permissions=["change"])
    def submit_rows(self, request: HttpRequest, rows: QuerySet) -> None:
        self._send_rows(request, rows, Status.SUBMITTED)

    @admin.action(description="Accept", permissions=["review"])
    def accept_rows(self, request: HttpRequest, rows: QuerySet) -> None:
        self._send_rows(request, rows, Status.ACCEPTED)

    @admin.action(description="Return to the curator", permissions=["review"])
    def return_rows(self, request: HttpRequest, rows: QuerySet) -> None:
        self._send_rows(request, rows, Status.RETURNED)

    @admin.action(description="Retire", permissions=["review"])
    def retire_rows(self, request: HttpRequest, rows: QuerySet) -> None:
        self._send_rows(request, rows, Status.RETIRED)

    def _send_rows(self, request: HttpRequest, rows: QuerySet, status: Status) -> None:
        reason = typed(request, "reason")
        tell(request, status.value, send(rows, status, reason))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        with because(typed(request, "reason")):
            return super().changeform_view(request, object_id, form_url, extra_context)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        pk = object_id if is_key(object_id) else None
        self._ask_why(request, self.model._base_manager.filter(pk=pk))
        with because(typed(request, "reason")):
            return super().delete_view(request, object_id, extra_context)

    def response_action(  # type: ignore[override]
        self, request: HttpRequest, queryset: QuerySet
    ) -> HttpResponse | None:
        """Of deleting chosen rows; what sends them through review has asked already."""
        if request.POST.get("action") == "delete_selected":
            keys = filter(is_key, request.POST.getlist(ACTION_CHECKBOX_NAME))
            self._ask_why(request, self.model._base_manager.filter(pk__in=[*keys]))
        with because(typed(request, "reason")):
            return super().response_action(request, queryset)

    def _ask_why(self, request: HttpRequest, rows: QuerySet) -> None:
        """Without a reason, the page that asks whether to delete what was accepted asks again."""
        agreed = request.POST.get("post") and not typed(request, "reason")
        if agreed and rows.filter(status=Status.ACCEPTED).exists():
            messages.error(request, WHY_DELETED)
            asked = request.POST.copy()
            del asked["post"]
            request.POST = asked  # type: ignore[assignment]

    def response_change(self, request: HttpRequest, obj: Record) -> HttpResponse:
        """After it was saved, the record is sent where the button that was pressed says.

        One message tells of both, for “changed successfully” would hide that it was not sent.
        """
        status = request.POST.get("_send", "")
        if not _may_send(request, status):
            return super().response_change(request, obj)
        outcome = send([obj], Status(status), typed(request, "reason"))
        _tell_saved(request, obj, Status(status), outcome)
        if IS_POPUP_VAR in request.POST:
            return super().response_change(request, obj)
        return self.response_post_save_change(request, obj)


def _may_send(request: HttpRequest, status: str) -> bool:
    """Whether the user may send any record there; whether this one may go, sending it says."""
    return status in WORDS and (status == Status.SUBMITTED or request.user.has_perm(REVIEW))


def _tell_saved(request: HttpRequest, record: Record, status: Status, outcome: Outcome) -> None:
    link = format_html('<a href="{}">{}</a>', page_of(record), record)
    if outcome.done:
        messages.success(request, format_html("{} is saved and {}.", link, status))
    for _record, why in outcome.refused:
        messages.warning(request, format_html("{} is saved, but not {}. {}", link, status, why))
