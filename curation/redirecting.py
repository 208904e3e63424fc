"""Addresses and searches that still speak of a record by what it was before a merger."""

import re
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html

from curation.codes import current, lead, lead_of_key
from curation.decisions import Step
from curation.labels import is_key
from curation.records import CODE_PATTERN, Record


class RedirectMixin(admin.ModelAdmin):
    """Leads from the key or code of a merged record to what it has become."""

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: Any, object_id: str
    ) -> HttpResponse:
        now = self._now_under(request, unquote(object_id))
        # What was typed about a record that was merged meanwhile is shown before anything else.
        if now is None or request.method == "POST":
            return super()._get_obj_does_not_exist_redirect(request, opts, object_id)  # type: ignore[misc, no-any-return]
        return self._led(request, "change", now, unquote(object_id))

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """That of a merged record itself is there too, when asked for by `?own`."""
        key = unquote(object_id)
        there = is_key(key) and self.model._base_manager.filter(pk=key).exists()
        now = None if there or "own" in request.GET else self._now_under(request, key)
        if now is None or not self.has_view_permission(request):
            return super().history_view(request, object_id, extra_context)
        return self._led(request, "history", now, key)

    def sought(self, request: HttpRequest, term: str) -> str:
        """The code of a merged record stands for that of the one it is now."""
        words: str = super().sought(request, term)  # type: ignore[misc]
        if not re.match(CODE_PATTERN, words):
            return words
        led = request.__dict__.setdefault("led", {})
        if (self.model, words) not in led:
            led[self.model, words] = current(self.model, words)
        return str(led[self.model, words])

    def _now_under(self, request: HttpRequest, name: str) -> Record | None:
        """What a key or a code leads to, if `request.user` may see it."""
        if "\0" in name:  # the database takes no text with it
            return None
        code = lead_of_key(self.model, int(name)) if is_key(name) else None
        code = code or lead(self.model, name) or name
        found: Record | None = self.get_queryset(request).filter(code=code).first()
        return found

    def _led(self, request: HttpRequest, page: str, now: Record, name: str) -> HttpResponseRedirect:
        address = f"admin:{self.opts.app_label}_{self.opts.model_name}_"
        if is_key(name):
            own = reverse(f"{address}history", args=[name])
            sentence = '“{}” was merged into this. <a href="{}?own">Its own history</a>'
            messages.info(request, format_html(sentence, lead_name(self.model, name), own))
        return HttpResponseRedirect(reverse(f"{address}{page}", args=[now.pk]))


def lead_name(model: Any, key: str) -> str:
    """The code that the merged record of this key had."""
    steps = Step._default_manager.filter(model=model._meta.label_lower, redirects=True, key=key)
    return str(steps.values_list("code", flat=True).first() or key)
