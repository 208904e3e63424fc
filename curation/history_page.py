"""The page of a record's history, and the way back to an earlier version."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse

from curation.changes import Changes
from curation.changes_page import listed
from curation.labels import is_key
from curation.links import beyond
from curation.restoring import CannotRestore, restore
from curation.typed import typed


class HistoryMixin(admin.ModelAdmin):
    """Every change of a record in words, each version with a way to restore it."""

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(self.restore_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_restore"
        own = path("<path:object_id>/history/<int:version>/restore/", page, name=name)
        return [own, *super().get_urls()]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Also of a record that is deleted: from here it comes back."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        key = unquote(object_id)
        changes = Changes({self.model: Q(pgh_obj=key if is_key(key) else None)}, request.user)
        if not len(changes):
            return self._get_obj_does_not_exist_redirect(  # type: ignore[attr-defined, no-any-return]
                request, self.opts, object_id
            )
        return listed(
            request,
            self.admin_site,
            changes,
            title="History",
            opts=self.opts,
            record=self.get_queryset(request).filter(pk=key).first(),
            may_restore=self.may_restore(request, key),
            current=self._current(key),
            restore_url=f"admin:{self.opts.app_label}_{self.opts.model_name}_restore",
        )

    def _current(self, key: str) -> int | None:
        """The version that the record is now, which nobody restores; None where it is deleted."""
        if not self.model._base_manager.filter(pk=key).exists():
            return None
        told = beyond(self.model, "history")._default_manager.filter(pgh_obj=key)
        return told.order_by("-pk").values_list("pk", flat=True).first()

    def may_restore(self, request: HttpRequest, key: str) -> bool:
        """Restoring is a change; bringing back what is deleted is adding, too."""
        if self.model._base_manager.filter(pk=key).exists():
            return self.has_change_permission(request)
        return self.has_change_permission(request) and self.has_add_permission(request)

    def restore_view(self, request: HttpRequest, object_id: str, version: int) -> HttpResponse:
        if not is_key(object_id):
            raise Http404
        if request.method != "POST" or not self.may_restore(request, object_id):
            raise PermissionDenied
        seen = Changes({self.model: Q(pgh_obj=object_id, pk=version)}, request.user)
        if not len(seen):
            raise Http404
        try:
            record = restore(self.model, version, typed(request, "reason"))
        except CannotRestore as refusal:
            self.message_user(request, f"Nothing was restored. {refusal}", messages.ERROR)
        else:
            self.after_restoring(record)
            self.message_user(request, f"{record} is restored.", messages.SUCCESS)
        url = f"admin:{self.opts.app_label}_{self.opts.model_name}_history"
        return HttpResponseRedirect(reverse(url, args=[object_id]))

    def after_restoring(self, record: Model) -> None:
        """For what hangs on a record without a history of its own."""
