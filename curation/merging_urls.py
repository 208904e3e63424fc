"""The addresses of the pages on what is one record and what is two."""

from functools import partial

from django.contrib.admin import AdminSite
from django.urls import URLPattern, path

from curation.duplicates_page import duplicates_view
from curation.merging_page import merging_view
from curation.splitting_page import splitting_view
from curation.undoing_page import undoing_view


def merging_urls(site: AdminSite) -> list[URLPattern]:
    views = {"duplicates": duplicates_view, "merge": merging_view, "split": splitting_view}
    pages = [
        path(f"{name}/<slug:kind>/", site.admin_view(partial(view, site=site)), name=name)
        for name, view in views.items()
    ]
    undo = site.admin_view(partial(undoing_view, site=site))
    return [*pages, path("undo/<int:pk>/", undo, name="undo")]
