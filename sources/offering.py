"""What the boxes of the reading room offer: the admin's own search, over several kinds at once."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from django.contrib import admin
from django.db.models import Case, IntegerField, Value, When
from django.http import HttpRequest, JsonResponse

from curation.searching import LAST
from sources.record_choice import KINDS

if TYPE_CHECKING:
    from curation.desk import LedgerAdmin

OFFERED = 20
# What stands behind it is not looked at.
LONGEST_TERM = 200


def offers(request: HttpRequest) -> JsonResponse:
    """Records of the `kind`s asked for that `term` finds, those called so or meant by it first.

    Without a term one kind offers its first rows, several offer nothing. Restricted records and
    lists that the user may not look at are left out; so are kinds that are not known.
    """
    kinds = [kind for kind in request.GET.getlist("kind") if kind in KINDS]
    term = request.GET.get("term", "").replace("\0", "")[:LONGEST_TERM].strip()
    found: list[tuple[int, dict[str, str]]] = []
    if term or len(kinds) == 1:
        for kind in dict.fromkeys(kinds):
            found += _found(request, kind, term)
    found.sort(key=lambda offer: offer[0])
    return JsonResponse({"results": [offer for _tier, offer in found[:OFFERED]]})


def _found(request: HttpRequest, kind: str, term: str) -> Iterator[tuple[int, dict[str, str]]]:
    desk = cast("LedgerAdmin", admin.site.get_model_admin(KINDS[kind]))
    if not desk.has_view_permission(request):
        return
    rows, _duplicates = desk.get_search_results(request, desk.labelled(request), term)
    called = desk.search_fields[0]
    # Whoever is meant by another name comes with those called so, in the order of `named()`.
    ranked = "rank" in rows.query.annotations
    meant = [When(rank__lt=LAST, then=1)] if ranked else []
    tier = Case(
        When(**{f"{called}__iexact": term}, then=0),
        *meant,
        When(**{f"{called}__istartswith": term}, then=1),
        default=Value(2),
        output_field=IntegerField(),
    )
    order = ["tier", *(["rank"] if ranked else []), *desk.model._meta.ordering]
    label = getattr(desk, "offered_as", str)
    for row in rows.annotate(tier=tier).order_by(*order)[:OFFERED]:
        yield row.tier, {"id": f"{kind}:{row.pk}", "text": label(row), "kind": kind}
