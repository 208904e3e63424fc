"""What is shown to somebody who saves a record that is gone meanwhile."""

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

GONE = 410
NOT_TYPED = ("csrfmiddlewaretoken", "_FORMS", "-id", "opened", "_save", "_continue", "_addanother")


def gone_page(request: HttpRequest, desk: ModelAdmin, object_id: str) -> HttpResponse:
    """What was typed, and the way to the history, from which the record can be restored."""
    typed = {
        _label(name): value
        for name, value in request.POST.items()
        if str(value).strip() and not name.endswith(NOT_TYPED)
    }
    context = {
        **desk.admin_site.each_context(request),
        "title": f"This {desk.opts.verbose_name} has been deleted or merged since you opened it",
        "opts": desk.opts,
        "key": object_id,
        "typed": typed,
    }
    return TemplateResponse(request, "admin/curation/gone.html", context, status=GONE)


def _label(name: str) -> str:
    """`names-0-text` as `names 1: text`, as the page counted its rows."""
    *table, column = name.split("-")
    words = column.replace("_", " ").strip()
    if len(table) < 2 or not table[-1].isdecimal():
        return words
    return f"{' '.join(table[:-1]).replace('_', ' ')} {int(table[-1]) + 1}: {words}"
