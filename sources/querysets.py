"""Questions about documents, passages, voices and what they hold up."""

from typing import TYPE_CHECKING, Self

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.db.models import Q

from curation.codes import current
from curation.full_text import Searched
from curation.links import beyond
from curation.querysets import EvidencedQuerySet, RecordQuerySet, RememberedQuerySet
from sources.fields import FIELDS

if TYPE_CHECKING:
    from actors.models import Actor
    from sources.models import Attribution, Document, Mention, Passage, Statement, Voice

# By Django's name of the model: an attribution's column for it.
SUBJECT_NAMES = {name.replace("_", ""): name for name in FIELDS}


class VoiceQuerySet(RememberedQuerySet["Voice"]):
    def get_by_natural_key(self, passage: str, actor: str) -> "Voice":
        try:
            return self.get(passage__code=passage, actor__code=actor)
        except ObjectDoesNotExist:
            now = current(beyond(self.model, "actor"), actor)
            return self.get(passage__code=passage, actor__code=now)


class MentionQuerySet(RememberedQuerySet["Mention"]):
    def get_by_natural_key(
        self, passage: str, actor: str | None, event: str | None, place: str | None, printed: str
    ) -> "Mention":
        codes = {"actor": actor, "event": event, "place": place}
        mentions = self.filter(passage__code=passage, printed=printed)
        try:
            return mentions.get(**{f"{link}__code": code for link, code in codes.items()})
        except ObjectDoesNotExist:
            for link, code in codes.items():
                codes[link] = code and current(beyond(self.model, link), code)
            return mentions.get(**{f"{link}__code": code for link, code in codes.items()})


class DocumentQuerySet(Searched, RecordQuerySet["Document"]):
    def without_publisher(self) -> Self:
        """Documents in use that nobody known has published."""
        return self.in_use().filter(publisher=None)

    def uncoded(self) -> Self:
        """Documents in use with a paragraph in which no passage stands.

        Without a text no paragraph is known behind the last that was coded.
        """
        return self.in_use().filter(coverage__uncoded__gt=0)


class PassageQuerySet(Searched, RecordQuerySet["Passage"]):
    def unverified(self) -> Self:
        """Passages in use that are not found in the attached text of their document.

        Or are found in two places that are as near. A passage without a digest is not found.
        """
        lost = Q(anchor=None) | Q(anchor__tied=True)
        return self.in_use().filter(lost, document__text__isnull=False)


class StatementQuerySet(EvidencedQuerySet["Statement"]):
    def about(self, record: models.Model) -> Self:
        """Statements some passage of which mentions `record`: an actor, an event or a place."""
        mentioned = {f"attributions__passage__mentions__{record._meta.model_name}": record}
        return self.filter(pk__in=self.model.objects.filter(**mentioned).order_by().values("pk"))


class AttributionQuerySet(RecordQuerySet["Attribution"]):
    def about(self, record: models.Model) -> Self:
        """Attributions of `record`, itself a subject; those of its parts are about the parts."""
        return self.filter(**{subject_name(record): record})

    def voiced_by(self, actor: "Actor") -> Self:
        """Attributions in whose chain `actor` speaks, at any position, or is spoken for."""
        voices = beyond(self.model, "passage")._default_manager
        spoken = voices.filter(Q(voices__actor=actor) | Q(voices__on_behalf_of=actor))
        return self.filter(passage__in=spoken.order_by().values("pk"))


def subject_name(record: models.Model) -> str:
    """The attribution's column for `record`, such as `event_link`; `ValueError` if it has none."""
    name = SUBJECT_NAMES.get(record._meta.model_name or "")
    if name is None:
        raise ValueError(f"A {record._meta.verbose_name} is not the subject of attributions.")
    return name
