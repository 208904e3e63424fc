"""What the boxes of the reading room offer: the admin's own search, over several kinds at once."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, cast

from django.contrib import admin
from django.db.models import Case, IntegerField, Value, When
from django.db.models.functions import Coalesce
from django.http import HttpRequest, JsonResponse

from curation.facts import fact
from curation.labels import is_key
from curation.searching import LAST
from sources.coded_with import CodedWith, coded_with
from sources.record_choice import KINDS

if TYPE_CHECKING:
    from curation.desk import LedgerAdmin

OFFERED = 20
# What stands behind it is not looked at.
LONGEST_TERM = 200


def offers(request: HttpRequest) -> JsonResponse:
    """Records of the `kind`s asked for that `term` finds, those called so or meant by it first.

    Of those alike in that, the ones that `document` is coded with come first, the latest before
    the others. Without a term one kind offers its first rows, several offer what the document is
    coded with. Restricted records and lists that the user may not look at are left out; so are
    kinds that are not known.
    """
    kinds = [kind for kind in request.GET.getlist("kind") if kind in KINDS]
    term = request.GET.get("term", "").replace("\0", "")[:LONGEST_TERM].strip()
    here = _coded_here(request)
    found: list[tuple[tuple[int, int], dict[str, str]]] = []
    for kind in dict.fromkeys(kinds):
        known = here.get(kind, {})
        if term or known or len(kinds) == 1:
            found += _found(request, kind, term, known, only_known=not term and len(kinds) > 1)
    found.sort(key=lambda offer: offer[0])
    return JsonResponse({"results": [offer for _place, offer in found[:OFFERED]]})


def _coded_here(request: HttpRequest) -> CodedWith:
    document = request.GET.get("document", "")
    return coded_with(int(document), request.user) if is_key(document) else {}


def _found(
    request: HttpRequest, kind: str, term: str, known: Mapping[int, int], *, only_known: bool
) -> Iterator[tuple[tuple[int, int], dict[str, str]]]:
    """Offers of one kind, each with its place among those of others; `known` are used here."""
    desk = cast("LedgerAdmin", admin.site.get_model_admin(KINDS[kind]))
    if not desk.has_view_permission(request):
        return
    rows, _duplicates = desk.get_search_results(request, desk.labelled(request), term)
    if only_known:
        rows = rows.filter(pk__in=known)
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
    here = {str(key): {"lately": -passage} for key, passage in known.items()}
    lately = Coalesce(fact(here, "lately", IntegerField()), 0)
    order = ["tier", "lately", *(["rank"] if ranked else []), *desk.model._meta.ordering]
    label = getattr(desk, "offered_as", str)
    for row in rows.annotate(tier=tier, lately=lately).order_by(*order)[:OFFERED]:
        place = (row.tier, row.lately)
        yield place, {"id": f"{kind}:{row.pk}", "text": label(row), "kind": kind}
