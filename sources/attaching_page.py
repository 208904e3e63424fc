"""Attaching a user's own copy of a text in the admin, from the page of its document."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.defaultfilters import pluralize
from django.urls import reverse
from django.views.decorators.http import require_POST

from sources.attaching import NotAText, Report, attach, refuse_large, text_in
from sources.models import Document, DocumentText
from sources.reading import readable_document


@require_POST
def attach_text(request: HttpRequest, pk: int) -> HttpResponse:
    """Stores the uploaded `text`; another one is exchanged if `replace` is sent along."""
    document = readable_document(request, pk)
    replacing = DocumentText.objects.filter(document=document).exists()
    if not request.user.has_perm(f"sources.{'change' if replacing else 'add'}_documenttext"):
        raise PermissionDenied
    try:
        report = _attach(document, request.FILES.get("text"), "replace" in request.POST)
    except NotAText as refusal:
        messages.error(request, f"Nothing was attached. {refusal}")
    else:
        messages.success(request, _told(report))
    return HttpResponseRedirect(reverse("admin:sources_document_page", args=[pk]))


def _attach(document: Document, file: UploadedFile | None, replace: bool) -> Report:
    if file is None or file.size is None:
        raise NotAText("Choose a file first: plain text in UTF-8.")
    name = str(file.name)
    refuse_large(file.size, name)
    text = text_in(file.read(), name)
    other = DocumentText.objects.filter(document=document).exclude(text=text)
    if not replace and other.exists():
        raise NotAText("Another text is attached already: tick the box to exchange it.")
    return attach(document, text, replace)


def _told(report: Report) -> str:
    lost = [passage.code for passage in [*report.missing, *report.undigested]]
    tied = [passage.code for passage in report.tied]
    found = f"{report.standing} passage{pluralize(report.standing, ' was,s were')} found in it"
    is_coded = report.standing or lost or tied
    told = [f"The text is attached; {found if is_coded else 'none of it is coded yet'}"]
    if lost:
        told.append(f"not found: {', '.join(lost)}")
    if tied:
        told.append(f"in more than one place: {', '.join(tied)}")
    return f"{'; '.join(told)}."
