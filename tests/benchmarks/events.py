"""Made-up places, and what happened at them, with participants, links and figures."""

from events.models import Event, EventLink, EventType, Figure, Participation, Place

from .copying import copy

ROLES = {"perpetrator": 30, "target": 22, "victim": 18, "supporter": 8, "ordered_by": 5}
ROLES |= {"belligerent": 9, "attendee": 8}
PROVINCES = 18


class Happenings:
    """What happened, by key."""

    def __init__(self, chance, cast, events):
        self.chance, self.cast, self.count = chance, cast, events
        self.places = range(1, max(events // 50, 2 * PROVINCES) + 1)
        self.links = self.figures = 0

    def write(self):
        """Fills the tables of events; returns how many rows there are of each model."""
        return {
            Place: copy(Place, self._places()),
            Event: copy(Event, self._events()),
            Participation: copy(Participation, self._participations()),
            EventLink: copy(EventLink, self._links()),
            Figure: copy(Figure, self._figures()),
        }

    def _places(self):
        """A country, its provinces, and towns around their middle, most of them on a map."""
        centres = {}
        for pk in self.places:
            province = pk if pk <= PROVINCES + 1 else self.chance.randint(2, PROVINCES + 1)
            if province == pk:
                centres[pk] = (self.chance.uniform(29, 37), self.chance.uniform(39, 48))
            middle, known = centres[province], self.chance.random() < 0.9
            at = [round(axis + self.chance.gauss(0, 0.5), 6) for axis in middle]
            yield {
                "id": pk,
                "code": f"place-{pk}",
                "name": self.chance.words(1),
                "kind": "country" if pk == 1 else "province" if province == pk else "city",
                "parent_id": None if pk == 1 else 1 if province == pk else province,
                "country": "IQ",
                "latitude": at[0] if known else None,
                "longitude": at[1] if known else None,
                "precision": "near" if known else "",
            }

    def _events(self):
        types = [*EventType.objects.order_by("code").values_list("pk", flat=True)]
        kinds = self.chance.skewed(types, self.count)
        places = self.chance.skewed(self.places, self.count)
        for pk, kind, place in zip(range(1, self.count + 1), kinds, places, strict=True):
            yield {
                "id": pk,
                "code": f"event-{pk}",
                "title": f"{self.chance.words(3)} {pk}",
                "type_id": kind,
                "date": self.chance.event_date(),
                "place_id": place if self.chance.random() < 0.9 else None,
                "description": self.chance.words(12),
            }

    def _participations(self):
        count = self.count * 5 // 2
        actors = self.chance.skewed(self.cast.acting, count)
        seen = set()
        for number, found in enumerate(actors):
            event, at_a_place = number % self.count + 1, self.chance.random() < 0.08
            actor = None if at_a_place else found
            place = self.chance.choice(self.places) if at_a_place else None
            role = "location_of_origin" if at_a_place else self.chance.one_of(ROLES)
            if (event, actor, place, role) in seen:
                continue
            seen.add((event, actor, place, role))
            yield {
                "id": len(seen),
                "code": f"participation-{len(seen)}",
                "event_id": event,
                "actor_id": actor,
                "place_id": place,
                "role": role,
            }

    def _links(self):
        seen = set()
        for _ in range(self.count // 10):
            event = self.chance.randint(21, self.count)
            other = event - self.chance.randint(1, 20)
            if (event, other) in seen:
                continue
            seen.add((event, other))
            kind = self.chance.choice(["led_to", "followed", "in_response_to", "same_occasion"])
            row = {"id": len(seen), "code": f"link-{len(seen)}", "kind": kind}
            yield {**row, "event_id": event, "other_id": other}

    def _figures(self):
        for pk in range(1, self.count // 5 + 1):
            best = int(self.chance.paretovariate(1.2))
            yield {
                "id": pk,
                "code": f"figure-{pk}",
                "measure": self.chance.choice(["killed", "wounded", "munitions"]),
                "best": best,
                "unit": "persons",
                "of_whom": f"population {pk % 40}",
                "event_id": pk * 5 % self.count + 1,
            }
