"""Questions about documents, passages, voices and what they hold up."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.db.models import Q

from curation.codes import current
from curation.expecting import expect
from curation.full_text import Searched
from curation.links import beyond
from curation.querysets import EvidencedQuerySet, RecordQuerySet, RememberedQuerySet
from curation.records import Record
from curation.when import Dated
from sources.fields import FIELDS
from sources.pictures import DocumentTimelines, StatementTimelines

if TYPE_CHECKING:
    from actors.models import Actor
    from curation.days import Day
    from curation.restricting import Viewer
    from events.models import Event
    from sources.models import Attribution, Document, Mention, Passage, Statement, Voice
    from sources.responsibility import Responsibility

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


class DocumentQuerySet(Searched, Dated, DocumentTimelines, RecordQuerySet["Document"]):
    dated_by = "published"

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


class StatementQuerySet(Dated, StatementTimelines, EvidencedQuerySet["Statement"]):
    dated_by = "horizon"

    def about(self, record: models.Model) -> Self:
        """Statements some passage of which mentions `record`: an actor, an event or a place.

        Each once, in the queryset's order.

        >>> Statement.objects.about(Actor.objects.get(code="kataib-hezbollah")).count()
        3
        """
        mentions = beyond(beyond(beyond(self.model, "attributions"), "passage"), "mentions")
        expect(record, *(beyond(mentions, link) for link in ("actor", "event", "place")))
        mentioned = {f"attributions__passage__mentions__{record._meta.model_name}": record}
        return self.filter(pk__in=self.model.objects.filter(**mentioned).order_by().values("pk"))


class AttributionQuerySet(RecordQuerySet["Attribution"]):
    def responsibility(
        self, events: "Sequence[Event]", user: "Viewer | None", known_on: "Day | None"
    ) -> "Responsibility":
        """Who is held responsible for events: see `sources.responsibility`; here the apps below
        find it."""
        from sources.responsibility import responsibility

        return responsibility(events, user=user, known_on=known_on)

    def about(self, record: models.Model) -> Self:
        """Attributions of `record`, itself a subject; those of its parts are about the parts.

        In the queryset's order. Raises `ValueError` for a record that is never attributed.

        >>> Attribution.objects.about(Event.objects.get(code="erbil-attack")).count()
        4
        """
        return self.filter(**{subject_name(record): record})

    def voiced_by(self, actor: "Actor") -> Self:
        """Attributions in whose chain `actor` speaks, at any position, or is spoken for.

        Each once, in the queryset's order; narration is nobody's voice.

        >>> Attribution.objects.voiced_by(Actor.objects.get(code="frank-mckenzie")).count()
        18
        """
        expect(actor, beyond(self.model, "actor"))
        voices = beyond(self.model, "passage")._default_manager
        spoken = voices.filter(Q(voices__actor=actor) | Q(voices__on_behalf_of=actor))
        return self.filter(passage__in=spoken.order_by().values("pk"))


def subject_name(record: models.Model) -> str:
    """The attribution's column for `record`, such as `event_link`; `ValueError` if it has none."""
    expect(record, Record)
    name = SUBJECT_NAMES.get(record._meta.model_name or "")
    if name is None:
        raise ValueError(f"A {record._meta.verbose_name} is not the subject of attributions.")
    return name
