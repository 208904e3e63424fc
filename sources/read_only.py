"""Lists of what is edited on another page, or kept by the database."""

from collections.abc import Sequence

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from actors.models import Actor
from curation.desk import ReadOnlyAdmin
from events.models import Event, Place
from sources.models import Anchor, Mention


class DocumentTextAdmin(ReadOnlyAdmin):
    """The texts themselves are attached and read on their documents' pages.

    One is removed here, such as one of the two that keep their documents from being merged.
    """

    exports = False
    list_display = ["document", "sha256", "attached_at"]
    list_select_related = ["document"]
    search_fields = ["document__title", "document__code"]
    fields = ["document", "sha256", "attached_at"]

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return request.user.has_perm("sources.delete_documenttext")

    def get_deleted_objects(
        self, objs: Sequence[Model] | QuerySet, request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """The database finds the passages in a text, so that nobody needs leave to forget where."""
        deleted, counted, forbidden, protected = super().get_deleted_objects(objs, request)
        return deleted, counted, forbidden - {Anchor._meta.verbose_name}, protected


class AnchorAdmin(ReadOnlyAdmin):
    """Where passages were found in attached texts; `manage.py attach_text` writes them."""

    exports = False
    list_display = ["passage", "paragraph", "start", "end"]
    list_select_related = ["passage"]
    search_fields = ["passage__code", "passage__document__title"]
    fields = ["passage", "paragraph", "start", "end"]


class OriginAdmin(ReadOnlyAdmin):
    """Whom the words of passages go back to: a view, worked out by the database."""

    exports = False
    list_display = ["passage", "actor", "document"]
    list_select_related = ["passage", "actor", "document"]
    ordering = ["passage__code", "key"]
    search_fields = ["passage__code", "document__title"]
    named = ["actor"]
    fields = ["passage", "actor", "document"]


class VoiceAdmin(ReadOnlyAdmin):
    """Who speaks; a chain is edited on the page of its passage."""

    list_display = ["position", "actor", "on_behalf_of", "capacity", "mode", "passage"]
    list_display_links = ["position", "actor"]
    found_under = "actor"
    list_select_related = ["actor", "on_behalf_of", "passage"]
    list_filter = ["mode"]
    search_fields = ["capacity", "passage__code", "passage__summary"]
    named = ["actor", "on_behalf_of"]


class MentionAdmin(ReadOnlyAdmin):
    """Whom passages are about; mentions are edited on the page of their passage."""

    list_display = ["printed", "mentioned", "passage"]
    list_select_related = ["actor", "event", "place", "passage"]
    search_fields = ["printed", "passage__code", "event__title", "place__name"]
    named = ["actor", "place"]

    @admin.display(description="is")
    def mentioned(self, mention: Mention) -> Actor | Event | Place | None:
        return mention.actor or mention.event or mention.place
