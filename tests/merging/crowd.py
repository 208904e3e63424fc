"""A few records on which much the same hangs, so that mergers have rows to fold."""

from django.db import IntegrityError, transaction

from actors.models import Actor, Designation, Identifier, Name, Relation
from events.models import Event, EventLink, EventType, Figure, Participation, Place
from sources.models import SUBJECTS, Attribution, Document, Mention, Passage, Statement, Voice

STATUSES = ["draft", "submitted", "accepted", "returned", "retired"]
PREDICATES = ["supports", "fights", "possibly_same_as", "possibly_same_as"]


class Crowd:
    """Rows drawn by `chance`; those that the database refuses are left out."""

    def __init__(self, chance):
        self.chance, self.number = chance, 0
        self.type = EventType.objects.create(label="attack")
        self.places = [Place.objects.create(name=f"Place {n}", note=self.note()) for n in range(3)]
        self.actors = [
            Actor.objects.create(
                name=f"Actor {n}", kind="person", country=self.pick("", "IQ", "IR")
            )
            for n in range(4)
        ]
        self.authority = Actor.objects.create(name="The authority", kind="government")
        self.events = [self.event(n) for n in range(3)]
        self.documents = [
            Document.objects.create(title=f"Report {n}", publisher=self.pick(None, *self.actors))
            for n in range(3)
        ]
        self.passages = [
            Passage.objects.create(
                document=self.pick(*self.documents), paragraph=n + 1, start=0, end=9, summary="Says"
            )
            for n in range(4)
        ]
        Statement.objects.create(kind="opinion", summary="A view")
        for make in (self.part, self.evidence, self.figure, self.evidence):
            for _ in range(40):
                self.tried(make)

    def pick(self, *among):
        return self.chance.choice(among)

    def note(self):
        return self.pick("", "", f"Note {self.chance.random()}")

    def event(self, n):
        return Event.objects.create(
            title=f"Event {n}",
            type=self.type,
            place=self.pick(None, *self.places),
            note=self.note(),
        )

    def tried(self, make):
        try:
            with transaction.atomic():
                make()
        except IntegrityError:
            pass

    def common(self):
        return {"status": self.pick(*STATUSES), "note": self.note()}

    def part(self):
        actor, other = self.chance.sample(self.actors, 2)
        event, second = self.chance.sample(self.events, 2)
        passage, place = self.pick(*self.passages), self.pick(*self.places)
        self.pick(
            lambda: Name.objects.create(
                actor=actor,
                text=self.pick("KH", "AAH"),
                kind=self.pick("primary", "alias", "front"),
                **self.common(),
            ),
            lambda: Relation.objects.create(
                subject=actor, object=other, predicate=self.pick(*PREDICATES), **self.common()
            ),
            lambda: Designation.objects.create(
                actor=actor, authority=self.authority, measure="terrorist", **self.common()
            ),
            lambda: Identifier.objects.create(
                scheme="wikidata",
                value=f"Q{self.chance.random()}",
                **self.pick({"actor": actor}, {"event": event}, {"place": place}),
            ),
            lambda: Participation.objects.create(
                event=event,
                role=self.pick("target", "victim"),
                **self.pick({"actor": actor}, {"place": place}),
                **self.common(),
            ),
            lambda: EventLink.objects.create(
                event=event,
                other=second,
                kind=self.pick("led_to", "same_occasion"),
                **self.common(),
            ),
            lambda: Mention.objects.create(
                passage=passage,
                printed=self.pick("it", "they"),
                **self.pick({"actor": actor}, {"event": event}, {"place": place}),
            ),
            lambda: Voice.objects.create(passage=passage, actor=actor, position=1),
        )()

    def figure(self):
        Figure.objects.create(
            measure=self.pick("killed", "wounded"),
            best=5,
            unit="persons",
            **self.pick(
                {"actor": self.pick(*self.actors)},
                {"event": self.pick(*self.events)},
                {"relation": Relation.objects.order_by("?").first()},
            ),
            **self.common(),
        )

    def evidence(self):
        subject = self.pick(*SUBJECTS)
        rows = [*SUBJECTS[subject].objects.order_by("pk")]
        if not rows:
            return
        Attribution.objects.create(
            passage=self.pick(*self.passages),
            stance=self.pick("asserts", "denies"),
            hedge=self.pick("", "may"),
            **{subject: self.pick(*rows)},
            **self.common(),
        )
