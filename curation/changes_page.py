"""Changes on a page of the admin: in words, fifty at a time."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.contrib.admin import AdminSite
from django.core.paginator import Paginator
from django.db.models import Exists, ForeignKey, Model, OuterRef, Q
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse

from curation.changes import Changed, Changes, recorded
from curation.decisions import Step
from curation.directions import set_in
from curation.from_where import Page, page_at
from curation.links import beyond
from curation.moments import as_moment
from curation.naming import names_of
from curation.numbers import plain
from curation.restricting import Viewer

PER_PAGE = 50


def viewable(request: HttpRequest, site: AdminSite) -> list[type[Model]]:
    """The models whose records the user may look at at all."""
    return [
        model
        for model in recorded()
        if site.is_registered(model) and site.get_model_admin(model).has_view_permission(request)
    ]


def changes_page(request: HttpRequest, site: AdminSite) -> TemplateResponse:
    """What changed since a date typed in, by anybody or by one user; or what is deleted."""
    since, by = (request.GET.get(name, "").strip() for name in ("since", "by"))
    condition, refusal = Q(), ""
    if since:
        try:
            condition &= Q(pgh_created_at__gt=as_moment(since))
        except ValueError as error:
            refusal = str(error)
    if by:
        condition &= Q(pgh_context__username=by) | Q(pgh_context__account=by)
    deleted = "deleted" in request.GET
    among = {
        model: condition & still_deleted(model) if deleted else condition
        for model in viewable(request, site)
    }
    return listed(
        request,
        site,
        Changes(among, request.user) if among and not refusal else [],
        title="Deleted records" if deleted else "What changed",
        asked={"since": since, "by": by, "deleted": deleted, "refusal": refusal},
    )


def still_deleted(model: type[Model]) -> Q:
    """Rows of the history that tell of a deletion which nothing has followed.

    What was merged is not deleted: its code leads to what it has become.
    """
    later = beyond(model, "history")._default_manager.filter(
        pgh_obj=OuterRef("pgh_obj"), pk__gt=OuterRef("pk")
    )
    merged = Step.objects.filter(
        model=model._meta.label_lower, key=OuterRef("pgh_obj"), redirects=True
    )
    return Q(~Exists(later), ~Exists(merged), pgh_label="delete")


def listed(
    request: HttpRequest, site: AdminSite, changes: Sequence[Changed], **context: Any
) -> TemplateResponse:
    """The page of some changes."""
    pages = Paginator(changes, PER_PAGE)
    page = pages.get_page(request.GET.get("p"))
    query = request.GET.copy()
    query.pop("p", None)
    return TemplateResponse(
        request,
        "admin/curation/changes.html",
        {
            **site.each_context(request),
            "changes": [*in_words(list(page.object_list), request.user)],
            "page": page,
            "pages": pages.get_elided_page_range(page.number),
            "query": query.urlencode(),
            **context,
        },
    )


def in_words(changes: Sequence[Changed], user: Viewer) -> Iterator[dict[str, Any]]:
    """Each change with the record's name and address, fields by label, values as one reads them."""
    pages = {change.where: page_at(change.where) for change in changes}
    of_pages = [page.record for page in pages.values() if page and page.record]
    names = names_of([*_records_of(changes), *of_pages], user)
    for change in changes:
        opts = change.model._meta
        page = pages[change.where]
        yield {
            "change": change,
            "from": page and _from(page, change, names),
            "kind": opts.verbose_name,
            "name": names[change.model, change.pk],
            "url": history_of(change),
            "fields": [
                (
                    opts.get_field(name).verbose_name,  # type: ignore[union-attr]
                    *(_word(change.model, name, value, names) for value in values),
                )
                for name, values in change.fields.items()
            ],
        }


def _from(page: Page, change: Changed, names: Any) -> tuple[str, str]:
    """The words for a page, and its address."""
    name = ""
    if page.record:
        own = page.record == (change.model, change.pk)
        name = "this record" if own else set_in(names[page.record])
    return page.words.format(name=name), page.url


def _records_of(changes: Sequence[Changed]) -> Iterator[tuple[type[Model], Any]]:
    for change in changes:
        yield change.model, change.pk
        for name, values in change.fields.items():
            field = change.model._meta.get_field(name)
            if isinstance(field, ForeignKey):
                yield from ((field.related_model, value) for value in values if value is not None)


def _word(model: type[Model], name: str, value: Any, names: Any) -> str:
    field: Any = model._meta.get_field(name)
    if value is None or value == "":
        return ""
    if isinstance(field, ForeignKey):
        return str(names[field.related_model, value])
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(dict(field.flatchoices).get(value, value))


def history_of(change: Changed) -> str:
    opts = change.model._meta
    try:
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_history", args=[change.pk])
    except NoReverseMatch:
        return ""
