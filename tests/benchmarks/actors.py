"""Made-up actors in chains of command, and how else they stand to each other."""

from actors.models import Actor, Designation, Identifier, Name, Relation
from actors.models.relation import HIERARCHY, SYMMETRIC

from .chance import ARABIC, FIRST_YEAR, LAST_YEAR
from .copying import copy

KINDS = {"armed_group": 40, "person": 35, "state_force": 8, "media": 6, "collective": 5}
KINDS |= {"government": 2, "political_body": 2, "umbrella": 2}
IDENTITIES = {"named": 94, "unnamed": 5, "unknown": 1}
# Actors of one hierarchy.
TREE = 50
OTHERWISE = ["supports", "opposes", "funds", "aligned_with", "fights", "partner_of", "threatens"]


class Cast:
    """The actors by their keys: all, those that may act, those that publish."""

    def __init__(self, chance, events):
        self.chance = chance
        self.everybody = range(1, events // 20 + 1)
        self.kinds = {pk: chance.one_of(KINDS) for pk in self.everybody}
        self.identities = {pk: chance.one_of(IDENTITIES) for pk in self.everybody}
        self.acting = [pk for pk in self.everybody if self.identities[pk] != "unknown"]
        self.media = [pk for pk in self.acting if self.kinds[pk] == "media"]

    def write(self, events):
        """Fills the tables of actors; returns how many rows there are of each model."""
        return {
            Actor: copy(Actor, self._actors()),
            Name: copy(Name, self._names()),
            Relation: copy(Relation, self._relations(events // 5)),
            Designation: copy(Designation, self._designations(events // 100)),
            Identifier: copy(Identifier, self._identifiers()),
        }

    def _actors(self):
        for pk in self.everybody:
            yield {
                "id": pk,
                "code": f"actor-{pk}",
                "name": self.chance.words(2),
                "kind": self.kinds[pk],
                "identity": self.identities[pk],
                "country": self.chance.choice(["IQ", "IR", "SY", "YE", "LB", "US", ""]),
                "began": self.chance.beginning(self.chance.randint(1960, LAST_YEAR)),
            }

    def _names(self):
        pk = 0
        for actor in self.everybody:
            for number in range(self.chance.randint(1, 3)):
                pk += 1
                syllables = {"syllables": ARABIC} if number == 2 else {}
                yield {
                    "id": pk,
                    "code": f"name-{pk}",
                    "actor_id": actor,
                    "text": f"{self.chance.words(2, **syllables)} {number}",
                    "language": "ar" if syllables else "ar-Latn",
                    "script": "Arab" if syllables else "Latn",
                    "kind": "alias" if number else "primary",
                    "strength": self.chance.one_of({"strong": 4, "weak": 1}),
                }

    def _relations(self, count):
        seen = set()
        pairs = [*self._steps(), *self._offices(count // 6), *self._otherwise(count)]
        for subject, predicate, other, title, year in pairs:
            began, ended = self.chance.beginning(year), self.chance.ending(year)
            ends = sorted((subject, other)) if predicate in SYMMETRIC else (subject, other)
            key = (*ends, predicate, title, began, ended)
            if key in seen or len(seen) == count:
                continue
            seen.add(key)
            yield {
                "id": len(seen),
                "code": f"relation-{len(seen)}",
                "subject_id": subject,
                "predicate": predicate,
                "object_id": other,
                "title": title,
                "began": began,
                "ended": ended,
            }

    def _steps(self):
        """Everybody below somebody of the rung above in the same tree, some below two in turn."""
        for root in range(1, len(self.everybody) + 1, TREE):
            depth = 6 + root // TREE % 3
            rungs = [[root], *([] for _ in range(depth))]
            for place in range(1, min(TREE, len(self.everybody) - root + 1)):
                rung = place if place <= depth else self.chance.randint(1, depth)
                for _ in range(self.chance.one_of({1: 4, 2: 1})):
                    yield self._step(root + place, self.chance.choice(rungs[rung - 1]))
                rungs[rung].append(root + place)

    def _step(self, below, above):
        predicate = self.chance.choice(sorted(HIERARCHY))
        ends = (above, below) if HIERARCHY[predicate] == "subject" else (below, above)
        return ends[0], predicate, ends[1], "", self._year()

    def _offices(self, count):
        for number in range(count):
            holder, body = self.chance.sample(self.everybody, 2)
            yield holder, "holds_office_in", body, f"minister {number % 20}", self._year()

    def _otherwise(self, count):
        one, other = (self.chance.skewed(self.everybody, count) for _ in range(2))
        for subject, object_ in zip(one, other, strict=True):
            if subject != object_:
                predicate = self.chance.choice(OTHERWISE)
                yield subject, predicate, object_, "", self._year()

    def _designations(self, count):
        for pk in range(1, count + 1):
            actor, authority = self.chance.sample(self.everybody, 2)
            year = self._year()
            yield {
                "id": pk,
                "code": f"designation-{pk}",
                "actor_id": actor,
                "authority_id": authority,
                "measure": "terrorist",
                "programme": f"programme {pk}",
                "began": self.chance.beginning(year),
                "ended": self.chance.ending(year),
            }

    def _identifiers(self):
        for pk in self.everybody:
            row = {"id": pk, "code": f"identifier-{pk}", "actor_id": pk}
            yield {**row, "scheme": "wikidata", "value": f"Q{pk}"}

    def _year(self):
        return self.chance.randint(FIRST_YEAR, LAST_YEAR)
