"""What the boxes of the reading room offer: records of several kinds, and facts in one line."""

from django.http import HttpRequest, JsonResponse

from curation.labels import is_key
from sources.coded_with import CodedWith, coded_with
from sources.offered import OFFERED, by_place, found, say_why
from sources.offering_facts import fact_offer, there_already
from sources.record_choice import KINDS
from sources.stating import stated

# What stands behind it is not looked at.
LONGEST_TERM = 200


def offers(request: HttpRequest) -> JsonResponse:
    """Records of the `kind`s asked for that `term` finds, those called so or meant by it first.

    Of those alike in that, the ones that `document` is coded with come first, the latest before
    the others. Without a term one kind offers its first rows, several offer what the document is
    coded with. `stated` are the new records that the term says in one line; what says so already
    comes before all others. Restricted records and lists that the user may not look at are left
    out; so are kinds that are not known.
    """
    kinds = [kind for kind in dict.fromkeys(request.GET.getlist("kind")) if kind in KINDS]
    term = request.GET.get("term", "")[:LONGEST_TERM].strip()
    here = _coded_here(request)
    only_here = not term and len(kinds) > 1
    best = sorted(
        (
            each
            for kind in kinds
            for each in found(request, kind, term, here.get(kind, {}), only_here=only_here)
        ),
        key=by_place,
    )[:OFFERED]
    say_why(request, best, term)
    facts = [fact_offer(request, fact, here) for fact in stated(term) if fact.kind in kinds]
    there = [offer for fact in facts for offer in there_already(request, fact)]
    keys = {offer["id"] for offer in there}
    others = [each.offer for each in best if each.offer["id"] not in keys]
    return JsonResponse({"results": there + others, "stated": facts})


def _coded_here(request: HttpRequest) -> CodedWith:
    document = request.GET.get("document", "")
    return coded_with(int(document), request.user) if is_key(document) else {}
