"""Any list of the admin as CSV, as it is filtered, searched and sorted."""

import csv
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse

from curation.exporting import lines


class Echo:
    """A stream that gives back what is written to it, for rows sent as they are made."""

    def write(self, text: str) -> str:
        return text


class ExportMixin(admin.ModelAdmin):
    """Adds the page `export/` to a list, and a link to it that keeps filters and search."""

    exports = True

    @property
    def _export_name(self) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_export"

    def get_urls(self) -> list[URLPattern]:
        if not self.exports:
            return super().get_urls()
        page = self.admin_site.admin_view(self.export_view)
        return [path("export/", page, name=self._export_name), *super().get_urls()]

    def export_view(self, request: HttpRequest) -> HttpResponseBase:
        """Rows the user may see, sent as they are read, so that memory stays level."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            rows = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            changelist = f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"
            return HttpResponseRedirect(f"{reverse(changelist)}?e=1")
        writer = csv.writer(Echo())
        return StreamingHttpResponse(
            (writer.writerow(line) for line in lines(rows)),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{self.opts.model_name}.csv"'},
        )

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.exports:
            return super().changelist_view(request, extra_context)
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        url = reverse(f"admin:{self._export_name}") + query
        return super().changelist_view(request, {"export_url": url, **(extra_context or {})})
