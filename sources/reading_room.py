"""What the page of a document asks the server while somebody codes it: places and savings."""

from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET, require_POST

from curation.edtf import NotADate, describe, readings, understand
from sources.citing import NotCited, cite
from sources.citing_panel import CitingPanel, Errors
from sources.models import Document, Passage
from sources.reading import readable_document, reading
from sources.selecting import Point, place_of

# What stands behind it is no date.
LONGEST_DATE = 120


@require_GET
def place(request: HttpRequest, pk: int) -> JsonResponse:
    """The place of the words between two points, `from=2:0&to=2:9`, or the sentence against it."""
    document = readable_document(request, pk)
    attached = getattr(document, "text", None)
    if attached is None or not request.user.has_perm("sources.read_documenttext"):
        raise PermissionDenied
    try:
        one, other = _point(request.GET.get("from", "")), _point(request.GET.get("to", ""))
        found = place_of(attached.text, one, other)
    except ValidationError as error:
        return JsonResponse({"refused": " ".join(error.messages)})
    return JsonResponse(found._asdict())


def _point(text: str) -> Point:
    paragraph, _colon, offset = text.partition(":")
    if not (paragraph.isdecimal() and offset.isdecimal() and len(text) < 20):
        raise ValidationError("No words are selected: select those of the passage.")
    return Point(int(paragraph), int(offset))


@require_GET
def date_meant(request: HttpRequest, pk: int) -> JsonResponse:
    """What a date as `typed` means in the document: in words, or as the `readings` it may have."""
    document = readable_document(request, pk)
    typed = request.GET.get("typed", "")[:LONGEST_DATE]
    try:
        return JsonResponse({"meaning": describe(understand(typed)) if typed.strip() else ""})
    except NotADate as error:
        refused = error
    try:
        found = readings(typed, document.published)
    except NotADate as error:
        return JsonResponse({"refused": str(error)})
    meant = [{"edtf": edtf, "text": f"{describe(edtf)}, {counted}"} for edtf, counted in found]
    return JsonResponse({"readings": meant} if meant else {"refused": str(refused)})


@require_POST
def code_passage(request: HttpRequest, pk: int) -> JsonResponse:
    """Writes what the panel sent; answers with the paragraphs as they are now, or the errors."""
    document = readable_document(request, pk)
    if not request.user.has_perm("sources.add_passage"):
        raise PermissionDenied
    try:
        panel = CitingPanel(document, request.user, request.POST)
    except ValidationError as error:
        return JsonResponse({"errors": {"panel": error.messages}})
    saved = _coded(panel, request)
    if not isinstance(saved, Passage):
        twin = panel.twin and {"key": panel.twin.pk, "code": panel.twin.code}
        return JsonResponse({"errors": saved, "twin": twin})
    reading = _paragraphs(document, request.user)
    return JsonResponse({"saved": str(saved.code), "reading": reading, "made": panel.keys()})


def _coded(panel: CitingPanel, request: HttpRequest) -> Passage | Errors:
    """The passage that was written, or why none was."""
    if refused := panel.not_allowed():
        return {"panel": [f"You may not add {' or '.join(refused)}: ask somebody who may."]}
    if not panel.is_valid():
        return panel.errors()
    try:
        return cite(panel.citation(), request.user)
    except NotCited as error:
        panel.refuse(error)
        return panel.errors()


def _paragraphs(document: Document, user: User | AnonymousUser) -> str:
    return str(render_to_string("admin/sources/paragraphs.html", reading(document, user)))
