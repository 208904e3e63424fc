"""Records of one kind as the boxes of the reading room offer them: the admin's own search."""

from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, NotRequired, TypedDict, cast

from django.contrib import admin
from django.db.models import Case, IntegerField, Model, Q, Value, When
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from curation.facts import fact
from curation.searching import LAST, PERHAPS, why_found, words_of
from sources.record_choice import KINDS

if TYPE_CHECKING:
    from curation.desk import LedgerAdmin

OFFERED = 20
# How well a term fits: the record is called so; goes by such a name; by one that begins so or has
# it as a part; perhaps by one that is near it; has its words in what it is called; has them
# somewhere. `record_box.js` knows them.
EXACTLY, MEANT, PARTLY, NEARLY, WITHIN, ELSEWHERE = range(6)
PART = "part of the name"


class Offer(TypedDict):
    """A record as a box writes it, `actor:12`, what it is called, its kind and how well it fits.

    `found` says by whose name, where `text` does not: an alias, or somebody in an event.
    `there` is true where it says all that the term states; `given` is the column of it that the
    term gives a value for, and that value; `others` is true where it counts others than the term.
    """

    id: str
    text: str
    kind: str
    fit: int
    found: str
    there: NotRequired[bool]
    given: NotRequired[tuple[str, str]]
    others: NotRequired[bool]


class Found(NamedTuple):
    """A row, its offer and its place: how well the term fits, the better the less, and how lately
    the document was coded with it."""

    place: tuple[int, int]
    offer: Offer
    row: Model


by_place = attrgetter("place")


def desk_of(kind: str) -> "LedgerAdmin":
    return cast("LedgerAdmin", admin.site.get_model_admin(KINDS[kind]))


def offer(kind: str, row: Model, fit: int) -> Offer:
    return {
        "id": f"{kind}:{row.pk}",
        "text": desk_of(kind).offered_as(row),
        "kind": kind,
        "fit": fit,
        "found": why_found(row),
    }


def found(
    request: HttpRequest,
    kind: str,
    term: str,
    here: Mapping[int, int],
    *,
    only_here: bool = False,
) -> Iterator[Found]:
    """What `term` finds of a kind, the best first; `here` has the keys that a document is coded
    with and when. Nothing where the user may not look at the list."""
    desk = desk_of(kind)
    if not desk.has_view_permission(request):
        return
    rows, _duplicates = desk.get_search_results(request, desk.labelled(request), term)
    if only_here:
        rows = rows.filter(pk__in=here)
    called = desk.search_fields[0]
    # Whoever goes by another name comes with those called so, in the order of `named()`.
    ranked = "rank" in rows.query.annotations
    nearly = Q(found_by__in=PERHAPS) & ~Q(**{f"{called}__icontains": term})
    partly = Q(found_by__in={PART, *PERHAPS})
    by_name = [(nearly, NEARLY), (partly, PARTLY), (Q(rank__lt=LAST), MEANT)] if ranked else []
    titled = Q(*(Q(**{f"{called}__icontains": word}) for word in words_of(term)))
    tier = Case(
        When(**{f"{called}__iexact": term}, then=EXACTLY),
        *[When(so, then=fit) for so, fit in by_name],
        # “Attack, means not stated” before “Attack on civilians”.
        When(**{f"{called}__istartswith": f"{term},"}, then=MEANT),
        When(**{f"{called}__istartswith": term}, then=PARTLY),
        *([When(titled, then=WITHIN)] if titled else []),
        default=Value(ELSEWHERE),
        output_field=IntegerField(),
    )
    coded = {str(key): {"lately": -passage} for key, passage in here.items()}
    lately = Coalesce(fact(coded, "lately", IntegerField()), 0)
    order = ["tier", "lately", *(["rank"] if ranked else []), *desk.model._meta.ordering]
    for row in rows.annotate(tier=tier, lately=lately).order_by(*order)[:OFFERED]:
        yield Found((row.tier, row.lately), offer(kind, row, row.tier), row)


def say_why(request: HttpRequest, those: Sequence[Found], term: str) -> None:
    """Lets each offer that `term` has found say by whose name, where its label does not."""
    for kind in dict.fromkeys(each.offer["kind"] for each in those):
        alike = [each for each in those if each.offer["kind"] == kind]
        reasons = desk_of(kind).reasons(request, [each.row for each in alike], term)
        for each, why in zip(alike, reasons, strict=True):
            each.offer["found"] = why
