"""What the admin's pages of curated records share: standing, codes, review, what comes next."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.db.models import Count, Model, OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from curation.columns import standing_badge
from curation.desk import Context, LedgerAdmin, Tool
from curation.finding_filter import FindingMixin
from curation.history_page import HistoryMixin
from curation.links import beyond, evidence_link
from curation.querysets import EvidencedQuerySet
from curation.records import Status
from curation.redirecting import RedirectMixin
from curation.restricting import may_look_at, visible
from curation.review_desk import Reasoned, ReviewMixin, offered_moves

if TYPE_CHECKING:
    from django.contrib.admin.options import _FieldOpts

    from curation.desk import Fieldset

CODE_IS_TAKEN = "This code is taken: write another one, or leave it empty and one is coined."


class RecordAdmin(RedirectMixin, FindingMixin, ReviewMixin, HistoryMixin, LedgerAdmin):
    """A curated record's list and form."""

    title_field: str | None = None

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request)
        match = request.resolver_match
        if match is not None and match.url_name == "autocomplete":
            return rows
        if isinstance(rows, EvidencedQuerySet):
            rows = rows.with_standing()
            if may_look_at(request.user, evidence_link(self.model).related_model):
                rows = rows.annotate(evidence_count=self._evidence_count())
        return rows.annotate(editor=self._last_editor())

    def _evidence_count(self) -> Coalesce:
        link = evidence_link(self.model)
        rows = link.related_model._base_manager.filter(**{link.field.name: OuterRef("pk")})
        counted = rows.order_by().values(link.field.name).annotate(count=Count("pk"))
        return Coalesce(Subquery(counted.values("count")), 0)

    def _last_editor(self) -> Subquery:
        """Who wrote the row's latest history row: a user, or an account of the machine."""
        history = beyond(self.model, "history")._default_manager
        latest = history.filter(pgh_obj=OuterRef("pk")).order_by("-pgh_id")
        by = Coalesce(
            KeyTextTransform("username", "pgh_context"), KeyTextTransform("account", "pgh_context")
        )
        return Subquery(latest.annotate(by=by).values("by")[:1])

    @admin.display(description="status", ordering="status")
    def status_shown(self, record: Any) -> SafeString:
        """Where the record stands in review, and under it who edited it last."""
        return format_html(
            '{}<span class="meaning">edited by <bdi>{}</bdi></span>',
            record.get_status_display(),
            getattr(record, "editor", None) or "an unknown hand",
        )

    @admin.display(description="evidence", ordering="standing")
    def standing_shown(self, record: Any) -> SafeString | None:
        """The standing, and how many attributions it rests on, with the way to them.

        The number is for those who may look at attributions; the standing is the record's own.
        """
        if getattr(record, "standing", None) is None:
            return None
        if not hasattr(record, "evidence_count"):
            return standing_badge(record.standing)
        link = evidence_link(self.model)
        _label, url = self.list_of(link.related_model, "", **{link.field.name: record})
        return format_html(
            '{} <a href="{}" title="Attributions of this record">{}</a>',
            standing_badge(record.standing),
            url,
            record.evidence_count,
        )

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Whoever restricts what they may not see then is led to the list, with a word of why."""
        if visible(self.model._base_manager.filter(pk=obj.pk), request.user).exists():
            return super().response_change(request, obj)
        self.message_user(
            request,
            f"{obj} is saved and restricted: you do not see it any more. What passages say of it in"
            " their summaries is not hidden with it.",
            messages.WARNING,
        )
        opts = self.opts
        return HttpResponseRedirect(reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist"))

    def get_prepopulated_fields(
        self, request: HttpRequest, record: Model | None = None
    ) -> dict[str, Sequence[str]]:
        given = super().get_prepopulated_fields(request, record)
        if record is not None or not self.title_field:
            return given
        return {**given, "code": [self.title_field]}

    def get_readonly_fields(
        self, request: HttpRequest, record: Model | None = None
    ) -> list[str] | tuple[str, ...]:
        """A record is sent through review by buttons; its status is nothing to type."""
        given = super().get_readonly_fields(request, record)
        return [*given, "status", "code"] if record else [*given, "status"]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[ModelForm]:
        if change:
            kwargs["form"] = type(self.form.__name__, (Reasoned, self.form), {})
            kwargs["help_texts"] = {"code": "It never changes.", **kwargs.get("help_texts", {})}
        kwargs.setdefault("error_messages", {"code": {"unique": CODE_IS_TAKEN}})
        return super().get_form(request, obj, change, **kwargs)

    def get_fieldsets(self, request: HttpRequest, record: Any = None) -> "list[Fieldset]":
        """The record's own columns first; behind them its code, review status and note."""
        behind = {"code", "status", "restricted", "note", "reason"}
        own: list[Fieldset] = []
        for name, options in super().get_fieldsets(request, record):
            fields = [field for field in options["fields"] if field not in behind]
            own.append((name, {**options, "fields": fields}))
        asked = ["reason"] if record and self.has_change_permission(request, record) else []
        review: _FieldOpts = {"fields": [("code", "status", "restricted"), "note", *asked]}
        return [*own, ("Review", review)]

    def tools(self, request: HttpRequest, record: Any) -> list[Tool]:
        tools = super().tools(request, record)
        if hasattr(self.model, "attributions"):
            link = evidence_link(self.model)
            cited = link.related_model._meta
            if not request.user.has_perm(f"{cited.app_label}.add_{cited.model_name}"):
                return tools
            add = reverse(f"admin:{cited.app_label}_{cited.model_name}_add")
            tools.append(("Add evidence", f"{add}?{link.field.name}={record.pk}"))
        return tools

    def render_change_form(
        self,
        request: HttpRequest,
        context: Context,
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Model | None = None,
    ) -> HttpResponse:
        if change and context.get("original"):
            context["kept"] = context["original"]
            context["returned_because"] = _returned_because(context["original"])
            if self.has_change_permission(request, context["original"]):
                context["moves"] = offered_moves(request, context["original"])
        return super().render_change_form(request, context, add, change, form_url, obj)


def _returned_because(record: Any) -> str:
    """The reason for which a record was last given back; empty if it is not."""
    if record.status != Status.RETURNED:
        return ""
    told = record.history.filter(status=Status.RETURNED).order_by("-pk")
    reasons = ((row.pgh_context or {}).get("reason", "") for row in told[:20])
    return next(filter(None, reasons), "")
