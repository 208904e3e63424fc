"""What every admin page of the ledger shares: standing, search, export, who edited last."""

import csv

from django.contrib import admin
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce
from django.http import StreamingHttpResponse
from django.urls import path, reverse
from django.utils.html import format_html

from curation.exporting import lines
from curation.labels import ROWS_SHOWN, LabelledFormSet, LabelledSelect
from curation.standing import Standing

KEPT = ["version", "created_at", "updated_at", "last_editor"]
SEE_RESTRICTED = "curation.see_restricted"


class Echo:
    """A stream that gives back what is written to it, for rows sent as they are made."""

    def write(self, text):
        return text


class LabelledMixin:
    """Autocomplete boxes with preloaded labels, and text boxes that follow their script."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = LabelledSelect(db_field, self.admin_site)
            related = self.admin_site.get_model_admin(db_field.remote_field.model)
            kwargs.setdefault("queryset", related.labelled(request))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(db_field, models.CharField | models.TextField):
            field.widget.attrs.setdefault("dir", "auto")
        return field


class PartInline(LabelledMixin, admin.TabularInline):
    """Rows edited together with their parent, the first of them; a link leads to the rest."""

    formset = LabelledFormSet
    extra = 0
    show_change_link = True
    template = "admin/curation/part_inline.html"
    rows_shown = ROWS_SHOWN


class RecordAdmin(LabelledMixin, admin.ModelAdmin):
    """A curated record's list and form.

    `named` holds the paths to actors by any of whose printed names a search finds the row.
    """

    list_per_page = 50
    show_full_result_count = False
    save_on_top = True
    named = ()
    label_related = ()

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        if not request.user.has_perm(SEE_RESTRICTED):
            rows = rows.filter(restricted=False)
        if hasattr(rows, "with_standing"):
            rows = rows.with_standing()
        return rows.annotate(_editor=self._last_editor())

    def labelled(self, request):
        """Rows as other forms offer them: without annotations, but ready to be named."""
        rows = super().get_queryset(request).select_related(*self.label_related)
        return rows if request.user.has_perm(SEE_RESTRICTED) else rows.filter(restricted=False)

    def _last_editor(self):
        """Who wrote the row's latest history row: a user, or an account of the machine."""
        history = self.model._meta.get_field("history").related_model.objects
        latest = history.filter(pgh_obj=OuterRef("pk")).order_by("-pgh_id")
        by = Coalesce(
            KeyTextTransform("username", "pgh_context"), KeyTextTransform("account", "pgh_context")
        )
        return Subquery(latest.annotate(by=by).values("by")[:1])

    @admin.display(description="last edited by", empty_value="not known")
    def last_editor(self, record):
        return getattr(record, "_editor", None)

    @admin.display(description="standing", ordering="standing")
    def standing_shown(self, record):
        standing = getattr(record, "standing", None)
        if standing is None:
            return "–"
        return format_html(
            '<span class="standing standing-{0}" title="{1}">{0}</span>',
            standing,
            Standing(standing).label,
        )

    def get_readonly_fields(self, request, record=None):
        given = [*super().get_readonly_fields(request, record)]
        if record is None:
            return given
        shown = ["standing_shown"] if hasattr(self.model.objects.all(), "with_standing") else []
        return [*given, "code", *shown, *KEPT]

    def get_fieldsets(self, request, record=None):
        return self._with_kept(super().get_fieldsets(request, record), record)

    def _with_kept(self, fieldsets, record):
        """Our own columns first; review, note and what the database keeps behind them."""
        behind = {"code", "status", "restricted", "note", "standing_shown", *KEPT}
        own = [
            (name, {**options, "fields": [f for f in options["fields"] if f not in behind]})
            for name, options in fieldsets
        ]
        review = ["code", "status", "restricted", "note"]
        if record is None:
            return [*own, ("Review", {"fields": review})]
        kept = ["standing_shown"] if hasattr(self.model.objects.all(), "with_standing") else []
        return [
            *own,
            ("Review", {"fields": [*kept, *review]}),
            ("Kept by the ledger", {"fields": KEPT, "classes": ["collapse"]}),
        ]

    def get_search_results(self, request, queryset, term):
        """Each word of `term` is in a search field or in any printed name of a linked actor."""
        for word in term.replace("\0", "").split()[:10]:
            found = Q()
            for name in self.search_fields:
                found |= Q(**{f"{name}__icontains": word})
            for link in self.named:
                found |= Q(**{f"{link}__in": self._actors_named(link, word)})
            queryset = queryset.filter(found)
        return queryset, False

    def _actors_named(self, link, word):
        actor = self.model if link == "pk" else self.model._meta.get_field(link).related_model
        names = actor._meta.get_field("names").related_model.objects
        return names.filter(text__icontains=word).order_by().values("actor")

    def get_urls(self):
        export = path(
            "export/",
            self.admin_site.admin_view(self.export_view),
            name=f"{self.opts.app_label}_{self.opts.model_name}_export",
        )
        return [export, *super().get_urls()]

    def export_view(self, request):
        """The list as it is filtered and searched, as CSV."""
        changelist = self.get_changelist_instance(request)
        rows = changelist.get_queryset(request)
        writer = csv.writer(Echo())
        return StreamingHttpResponse(
            (writer.writerow(line) for line in lines(rows)),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{self.opts.model_name}.csv"'},
        )

    def changelist_view(self, request, extra_context=None):
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_export"
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return super().changelist_view(
            request, {"export_url": reverse(name) + query, **(extra_context or {})}
        )
