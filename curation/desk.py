"""What all of the admin's pages of the ledger share: lists, search, forms, refusals."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.views.main import ORDER_VAR
from django.db import IntegrityError
from django.db.models import Model, QuerySet
from django.db.models.options import Options
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from curation.export_page import ExportMixin
from curation.found_by import FoundByMixin
from curation.gone_page import gone_page
from curation.labels import LabelledMixin
from curation.merging_links import merging_tools
from curation.opened_forms import OpenedForm
from curation.paging import KeysFirstPaginator
from curation.picture_page import PicturesMixin
from curation.refusing import refused, sentence
from curation.restricting import count_hidden, visible
from curation.searching import containing

if TYPE_CHECKING:
    from django.contrib.admin.options import _FieldOpts
    from django.utils.functional import _StrOrPromise

    Fieldset = tuple[_StrOrPromise | None, _FieldOpts]

LONGEST_DRAFT_NAME = 500
# Addresses whose answer is a few offers, the likeliest first, and not a list.
OFFERING = {"autocomplete", "merge", "sources_document_offers"}

Context = dict[str, Any]
# A label and the address it leads to.
Tool = tuple[str, str]


class LedgerAdmin(PicturesMixin, ExportMixin, LabelledMixin, FoundByMixin, admin.ModelAdmin):
    """A list and a form of the ledger, whether of records or of their parts.

    `named` holds the paths to actors and places by any of whose names a search finds the row;
    `label_related` the links that a row needs to be called by its name.
    """

    list_per_page = 50
    paginator = KeysFirstPaginator
    show_full_result_count = False
    # Counts beside every filter would weigh all evidence of the ledger for each page.
    show_facets = admin.ShowFacets.NEVER
    save_on_top = True
    # What "save and add another" carries over to the next form.
    carried: Sequence[str] = ()
    has_history = True

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return self.labelled(request)

    def labelled(self, request: HttpRequest) -> QuerySet:
        """Rows as other forms offer them: without annotations, but ready to be named."""
        rows = visible(super().get_queryset(request), request.user)
        return rows.select_related(*self.label_related) if self.label_related else rows

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Not by keys of editors: what is no list of numbers would be an error of the database."""
        return not lookup.startswith("editors") and super().lookup_allowed(lookup, value, request)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, term: str
    ) -> tuple[QuerySet, bool]:
        found = containing(
            queryset,
            self.sought(request, term),
            self.search_fields,
            self.named,
            request.user,
            meant=self.meant(request, term),
            by_rank=self._ranks(request),
        )
        return found, False

    def _ranks(self, request: HttpRequest) -> bool:
        """Whether who is found comes by how well they fit: not where a column was chosen."""
        match = request.resolver_match
        name = match.url_name or "" if match else ""
        is_list = name.endswith("_changelist") and ORDER_VAR not in request.GET
        return is_list or name in OFFERING

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Context | None = None,
    ) -> HttpResponse:
        """What only the database can see, as when two people save at once, becomes an error."""
        try:
            response = super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError as error:
            request.refusal = sentence(error)  # type: ignore[attr-defined]
            response = super().changeform_view(request, object_id, form_url, extra_context)
        draft = request.POST.get("draft", "")[:LONGEST_DRAFT_NAME]
        if draft and not isinstance(response, TemplateResponse):
            # The browser may forget what it kept of this form: see drafts.js.
            response.set_cookie("saved_draft", quote(draft, safe=""), max_age=3600, samesite="Lax")
        return response

    def get_form(
        self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: Any
    ) -> type[ModelForm]:
        if change:
            form = kwargs.get("form", self.form)
            kwargs["form"] = type(form.__name__, (OpenedForm, form), {})
        form = super().get_form(request, obj, change, **kwargs)
        refusal = getattr(request, "refusal", None)
        return refused(form, refusal) if refusal else form

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: Options, object_id: str
    ) -> HttpResponse:
        """What was typed about a record that somebody has deleted is shown, not lost."""
        if request.method == "POST":
            return gone_page(request, self, object_id)
        return super()._get_obj_does_not_exist_redirect(request, opts, object_id)  # type: ignore[misc, no-any-return]

    def response_add(
        self, request: HttpRequest, obj: Model, post_url_continue: str | None = None
    ) -> HttpResponse:
        response = super().response_add(request, obj, post_url_continue)
        if self.carried and "_addanother" in request.POST and IS_POPUP_VAR not in request.POST:
            kept = {name: obj.serializable_value(name) for name in self.carried}
            return HttpResponseRedirect(f"{request.path}?{urlencode(kept)}")
        return response

    def get_deleted_objects(
        self, objs: Sequence[Model] | QuerySet, request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """To whom restricted records are hidden, the page names none that hang on these."""
        found = super().get_deleted_objects(objs, request)
        hidden = count_hidden(objs, request.user)
        if not hidden:
            return found
        sentence = f"{hidden} records that you may not see hang on this: ask somebody who may."
        return [], found[1], set(), [sentence]

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Context | None = None
    ) -> HttpResponse:
        try:
            return super().delete_view(request, object_id, extra_context)
        except IntegrityError as error:
            return self._sent_back(request, error)

    def _sent_back(self, request: HttpRequest, error: IntegrityError) -> HttpResponseRedirect:
        self.message_user(request, sentence(error), messages.ERROR)
        return HttpResponseRedirect(request.get_full_path())

    def list_of(self, model: type[Model], label: str, **condition: Model) -> Tool:
        """A label and the address of the list of `model` whose link has the given key."""
        (link, record), opts = condition.popitem(), model._meta
        url = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
        return label, f"{url}?{link}__id__exact={record.pk}"

    def tools(self, request: HttpRequest, record: Any) -> list[Tool]:
        """Labels and addresses of what is done next with a record, for the top of its page."""
        return []

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
            record = context["original"]
            context["tools"] = [
                *self.tools(request, record),
                *self.picture_tools(record),
                *merging_tools(request, record),
            ]
        context["keeps_drafts"] = True
        context["has_history"] = self.has_history
        response = super().render_change_form(request, context, add, change, form_url, obj)
        # On a new page the keyboard starts in the first field, not on a button above it.
        at_top = self.save_on_top and not add
        response.context_data["save_on_top"] = at_top  # type: ignore[attr-defined]
        return response


class ReadOnlyAdmin(LedgerAdmin):
    """A list of what the ledger keeps for itself, or what is edited on another page.

    Its rows have no page of their history; that of a voice is told with its passage's.
    """

    has_history = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
