"""Rows to hang on one hub, so that a page can be looked at with few and with many."""

from django.db import connection

from actors.models import Actor, Designation, Identifier, Name, Relation
from events.models import Event, EventLink, EventType, Figure, Participation, Place
from sources.models import (
    SUBJECTS,
    Anchor,
    Attribution,
    Document,
    DocumentText,
    Mention,
    Passage,
    Statement,
    Voice,
)

WORD = "Zaynabiyun"
ACTORS = [Actor, Name, Relation, Designation, Identifier]
EVENTS = [Event, EventLink, EventType, Figure, Participation, Place]
SOURCES = [Anchor, Attribution, Document, DocumentText, Mention, Passage, Statement, Voice]


class Ledger:
    def __init__(self):
        self.rows = 0
        self.actor = Actor.objects.create(name=f"{WORD} hub", kind="armed_group")
        self.type = EventType.objects.create(label="attack")
        self.place = Place.objects.create(name="Erbil", kind="city", country="IQ")
        self.event = Event.objects.create(title="The attack", type=self.type, date="2021-02-15")
        self.document = Document.objects.create(title="A report", kind="article", language="en")
        self.passage = self.make_passage()
        self.relation = Relation.objects.create(
            subject=self.actor, predicate="part_of", object=self.make_actor("Umbrella")
        )
        self.statement = Statement.objects.create(kind="opinion", summary="It will go on.")

    def make_actor(self, name="Somebody", **columns):
        return Actor.objects.create(**{"name": name, "kind": "person", **columns})

    def make_passage(self, **columns):
        given = {"document": self.document, "paragraph": 1, "start": 0, "end": 10}
        return Passage.objects.create(**{**given, "summary": "What it says.", **columns})

    def attribute(self, **columns):
        return Attribution.objects.create(**{"passage": self.passage, **columns})

    def grow(self, rows):
        """Hangs rows on every hub until each has `rows` of each kind."""
        new = range(self.rows, rows)
        self.rows = rows
        actors = Actor.objects.bulk_create(
            Actor(name=f"{WORD} {n}", kind="person", began="1970") for n in new
        )
        self._around_the_actor(actors, new)
        self._around_the_event(actors, new)
        self._around_the_passage(actors, new)
        # Statistics from before, of tables that tests have emptied again, lead the planner astray.
        with connection.cursor() as cursor:
            for model in [*ACTORS, *EVENTS, *SOURCES]:
                cursor.execute(f'ANALYZE "{model._meta.db_table}"')

    def _around_the_actor(self, actors, new):
        hub = self.actor
        Name.objects.bulk_create(
            Name(actor=hub, text=f"Name {n}", language="en", script="Latn") for n in new
        )
        pairs = [(hub, other) for other in actors] + [(other, hub) for other in actors]
        Relation.objects.bulk_create(
            Relation(subject=one, predicate="supports", object=other, began="2014")
            for one, other in pairs
        )
        Designation.objects.bulk_create(
            Designation(actor=hub, authority=other, measure="terrorist") for other in actors
        )
        Identifier.objects.bulk_create(
            Identifier(scheme="wikidata", value=f"Q{kind}{n}", **{kind: bearer})
            for n in new
            for kind, bearer in self._bearers()
        )
        Figure.objects.bulk_create(
            Figure(measure="persons", best=n, unit="persons", of_whom=f"members {n}", **about)
            for n in new
            for about in ({"actor": hub}, {"event": self.event}, {"relation": self.relation})
        )

    def _bearers(self):
        return [
            ("actor", self.actor),
            ("event", self.event),
            ("place", self.place),
            ("document", self.document),
        ]

    def _around_the_event(self, actors, new):
        types = EventType.objects.bulk_create(
            EventType(label=f"kind {n}", parent=self.type) for n in new
        )
        places = Place.objects.bulk_create(
            Place(name=f"Town {n}", kind="city", country="IQ", parent=self.place) for n in new
        )
        events = Event.objects.bulk_create(
            Event(title=f"Event {n}", type=kind, place=place, date="2021-02?")
            for n, kind, place in zip(new, types, places, strict=True)
        )
        Participation.objects.bulk_create(
            Participation(event=self.event, actor=actor, role="perpetrator") for actor in actors
        )
        links = [(self.event, other) for other in events]
        EventLink.objects.bulk_create(
            EventLink(event=one, kind="led_to", other=other)
            for one, other in [*links, *((other, one) for one, other in links)]
        )

    def _around_the_passage(self, actors, new):
        passages = Passage.objects.bulk_create(
            Passage(document=self.document, paragraph=n + 1, start=0, end=9, summary=f"Says {n}")
            for n in new
        )
        documents = Document.objects.bulk_create(
            Document(title=f"Document {n}", kind="article", language="en", publisher=publisher)
            for n, publisher in zip(new, actors, strict=True)
        )
        texts = DocumentText.objects.bulk_create(
            DocumentText(document=document, text="One.\n\nTwo.") for document in documents
        )
        Anchor.objects.bulk_create(
            Anchor(text=text, passage=passage, paragraph=1, start=0, end=3)
            for text, passage in zip(texts, passages, strict=True)
        )
        Voice.objects.bulk_create(
            Voice(passage=self.passage, position=n + 1, actor=actor, mode="direct")
            for n, actor in zip(new, actors, strict=True)
        )
        Mention.objects.bulk_create(
            Mention(passage=self.passage, actor=actor, printed=actor.name) for actor in actors
        )
        Statement.objects.bulk_create(Statement(kind="opinion", summary=f"View {n}") for n in new)
        self._evidence(passages)

    def _evidence(self, passages):
        """From each new passage on each hub, and from the hub passage on everything else."""
        hubs = {
            "actor": self.actor,
            "event": self.event,
            "relation": self.relation,
            "statement": self.statement,
        }
        rows = [
            Attribution(passage=p, **{kind: hub}) for p in passages for kind, hub in hubs.items()
        ]
        rows += [
            Attribution(passage=self.passage, **{kind: part})
            for kind, model in SUBJECTS.items()
            for part in model.objects.filter(attributions=None).exclude(pk=hubs_pk(hubs, kind))
        ]
        Attribution.objects.bulk_create(rows)


def hubs_pk(hubs, kind):
    return hubs[kind].pk if kind in hubs else None
