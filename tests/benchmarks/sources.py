"""Made-up documents, passages and voices, and what they hold up of all that was made up before."""

import datetime

from actors.models import Actor, Designation, Name, Relation
from events.models import Event, EventLink, Figure, Participation
from sources.fields import FIELDS
from sources.models import SUBJECTS, Attribution, Document, Mention, Passage, Statement, Voice
from tests.sources.values import VALUES

from .chance import DAYS, FIRST_DAY
from .copying import copy

# What attributions are about, of a hundred.
ABOUT = {Participation: 40, Event: 25, Figure: 10, Relation: 8, Actor: 6, Name: 5}
ABOUT |= {Statement: 3, EventLink: 2, Designation: 1}
STANCES = {"asserts": 87, "suspects": 6, "denies": 4, "retracts": 3}
BASES = {"stated": 80, "implied": 10, "inferred": 10}


class Sources:
    """Where it all stands; `written` says how many rows there are of each model before."""

    def __init__(self, chance, cast, events, written):
        self.chance, self.cast, self.events, self.written = chance, cast, events, {**written}
        self.documents = range(1, events // 10 + 1)
        self.passages = range(1, events * 3 // 2 + 1)

    def write(self):
        """Fills the tables of sources; returns how many rows there are of each model."""
        rows = {
            Document: self._documents,
            Passage: self._passages,
            Voice: self._voices,
            Statement: self._statements,
            Mention: self._mentions,
            Attribution: self._attributions,
        }
        for model, made in rows.items():
            self.written[model] = copy(model, made())
        return self.written

    def _documents(self):
        publishers = self.chance.skewed(self.cast.media, len(self.documents))
        for pk, publisher in zip(self.documents, publishers, strict=True):
            # In the order in which they appeared; a third repeat a recent one.
            day = FIRST_DAY + datetime.timedelta(pk * DAYS // (len(self.documents) + 1))
            repeats = pk > 1 and self.chance.random() < 1 / 3
            yield {
                "id": pk,
                "code": f"document-{pk}",
                "title": self.chance.words(5),
                "kind": self.chance.one_of({"article": 8, "report": 2, "post": 3}),
                "publisher_id": publisher,
                "language": "en",
                "published": self.chance.one_of({f"{day}": 95, f"{day:%Y-%m}": 4, "": 1}),
                "derived_from_id": max(1, pk - self.chance.randint(1, 50)) if repeats else None,
            }

    def _passages(self):
        documents = len(self.documents)
        for pk in self.passages:
            start = self.chance.randrange(200)
            yield {
                "id": pk,
                "code": f"passage-{pk}",
                "document_id": pk % documents + 1,
                "paragraph": pk // documents + 1,
                "start": start,
                "end": start + self.chance.randint(10, 300),
                "summary": self.chance.words(8),
                "said": str(self.chance.day()) if self.chance.random() < 0.1 else "",
            }

    def _voices(self):
        speakers = iter(self.chance.skewed(self.cast.everybody, 3 * len(self.passages)))
        pk = 0
        for passage in self.passages:
            chain = []
            for _ in range(self.chance.one_of({0: 35, 1: 45, 2: 20})):
                actor = next(speakers)
                if actor in chain:
                    continue
                chain.append(actor)
                spoken_for = self.chance.choice(self.cast.everybody)
                behalf = spoken_for if self.chance.random() < 0.1 and spoken_for != actor else None
                pk += 1
                row = {"id": pk, "passage_id": passage, "position": len(chain), "actor_id": actor}
                yield {**row, "on_behalf_of_id": behalf, "mode": "direct"}

    def _statements(self):
        for pk in range(1, self.events // 20 + 1):
            row = {"id": pk, "code": f"statement-{pk}", "summary": self.chance.words(8)}
            kind = self.chance.choice(["prediction", "opinion", "assessment"])
            yield {**row, "kind": kind, "horizon": self.chance.event_date()}

    def _mentions(self):
        actors = self.chance.skewed(self.cast.everybody, self.events)
        for pk, actor in enumerate(actors, start=1):
            is_event = self.chance.random() < 0.3
            yield {
                "id": pk,
                "passage_id": self.passages[pk - 1],
                "actor_id": None if is_event else actor,
                "event_id": self.chance.randint(1, self.events) if is_event else None,
                "printed": self.chance.words(1),
            }

    def _attributions(self):
        names = {model: name for name, model in SUBJECTS.items()}
        nobody = {f"{name}_id": None for name in SUBJECTS}
        seen = set()
        for model in self.chance.choices([*ABOUT], weights=[*ABOUT.values()], k=3 * self.events):
            name, subject = names[model], self.chance.randint(1, self.written[model])
            passage = self.chance.choice(self.passages)
            field = self.chance.choice(FIELDS[name]) if self.chance.random() < 0.25 else ""
            value = self.chance.choice([*VALUES[name, field], ""]) if field else ""
            stance = self.chance.one_of(STANCES)
            key = (passage, name, subject, field, value, stance)
            if key in seen:
                continue
            seen.add(key)
            basis = self.chance.one_of(BASES)
            yield {
                "id": len(seen),
                "code": f"attribution-{len(seen)}",
                "passage_id": passage,
                **nobody,
                f"{name}_id": subject,
                "field": field,
                "value": value,
                "stated_value": value,
                "stance": stance,
                "extent": self.chance.one_of({"all": 95, "some": 5}),
                "basis": basis,
                "note": "As the context has it." if basis == "inferred" else "",
            }
