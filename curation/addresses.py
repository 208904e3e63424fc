"""Where a record is found on the site."""

from django.db.models import Model
from django.urls import NoReverseMatch, reverse


def page_of(row: Model) -> str:
    """The address of a row's own page; empty if it has none."""
    opts = row._meta
    try:
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[row.pk])
    except NoReverseMatch:
        return ""
