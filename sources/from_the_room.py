"""Forms that are opened from the reading room lead back to it when they are saved."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from sources.models import Attribution, Passage

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

    Base = ModelAdmin[Any]
else:
    Base = object

# What the room writes into the address of a form, which comes back with what is sent.
FROM = "room"


class FromTheRoom(Base):
    """The form of a passage or an attribution: saving it leads to the passage in its room."""

    def response_post_save_change(
        self, request: HttpRequest, obj: Passage | Attribution
    ) -> HttpResponseRedirect:
        return _back(request, obj) or super().response_post_save_change(request, obj)

    def response_post_save_add(
        self, request: HttpRequest, obj: Passage | Attribution
    ) -> HttpResponseRedirect:
        return _back(request, obj) or super().response_post_save_add(request, obj)


def _back(request: HttpRequest, obj: Passage | Attribution) -> HttpResponseRedirect | None:
    if FROM not in request.GET:
        return None
    passage = obj if isinstance(obj, Passage) else obj.passage
    page = reverse("admin:sources_document_page", args=[passage.document_id])
    return HttpResponseRedirect(f"{page}#{passage.code}")
