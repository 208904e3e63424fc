"""Questions about actors and about how they stand to each other."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Self

from django.db import connections, models

from actors.doubtful import DoubtfulRelations
from actors.hierarchy import reached
from actors.networks import ActorNetworks, RelationNetworks
from actors.pictures import ActorMatrices, ActorTimelines, RelationTimelines
from curation.days import Day, as_day
from curation.expecting import expect
from curation.facts import fact
from curation.finding_names import FoundByName
from curation.querysets import EvidencedQuerySet, ListedQuerySet
from curation.when import Lasting

if TYPE_CHECKING:
    from actors.models import Actor, ActorKindCode, Relation


class ActorKindCodeQuerySet(ListedQuerySet["ActorKindCode"]):
    def get_by_natural_key(self, kind: str, scheme: str, code: str) -> "ActorKindCode":
        return self.get(kind=kind, scheme=scheme, code=code)


class RelationQuerySet(Lasting, RelationTimelines, RelationNetworks, DoubtfulRelations):
    def closes_circle(self, relation: "Relation") -> bool:
        """Whether `relation`, saved or not, would close a circle that the database refuses.

        That is one of accepted relations with its predicate, certainly in force together.
        """
        with connections[self.db].cursor() as cursor:
            cursor.execute(
                "SELECT relation_closes_circle(%s, %s, %s, %s, %s, %s)",
                [
                    relation.pk,
                    relation.subject_id,
                    relation.predicate,
                    relation.object_id,
                    relation.began,
                    relation.ended,
                ],
            )
            return bool(cursor.fetchone()[0])


class ActorQuerySet(
    Lasting,
    FoundByName,
    ActorTimelines,
    ActorMatrices,
    ActorNetworks,
    EvidencedQuerySet["Actor"],
):
    found_in = ("actors_named", "actors_with_word")

    def hierarchy(self, actor: "Actor", *, upwards: bool, on: Day | None = None) -> Self:
        """Who stood above (or below) `actor`, through command, membership and parts.

        On the day `on` every link was possibly in force; without a day, at some time each.
        Each actor comes once, by its shortest path, ordered by `depth` (1 is next to `actor`)
        and name. Adds `depth`; `path`, the list of relation codes from `actor` on; `chain`, the
        same in words; `certain`, whether by some path, this or a longer one, every link was
        definitely in force on the day; `weakest`, the standing of the path's weakest link. Cycles
        end where they began.

        After `known_on(day)` the links, too, are those that documents published by then held up,
        and `weakest` weighs only these documents. `path` and `chain` name whatever is on the way,
        restricted or not: they are for those who may see that.

        >>> copsey = Actor.objects.get(code="kevin-copsey")
        >>> for actor in Actor.objects.filter(kind="coalition").hierarchy(copsey, upwards=True):
        ...     print(actor.depth, actor.chain, actor.weakest, sep="; ")
        1; Kevin Copsey – deputy of – American-led coalition; single-source
        """
        expect(actor, self.model)
        found = reached(
            actor,
            upwards=upwards,
            on=None if on is None else as_day(on),
            known=self._known_on,
            using=self.db,
        )
        facts = {f"{one.pk}": asdict(one) for one in found}
        rows = (
            self.filter(pk__in=[one.pk for one in found])
            .annotate(
                depth=fact(facts, "depth", models.IntegerField()),
                path=fact(facts, "path", models.JSONField()),
                chain=fact(facts, "chain", models.CharField()),
                certain=fact(facts, "certain", models.BooleanField()),
                weakest=fact(facts, "weakest", models.CharField()),
            )
            .order_by("depth", "name", "pk")
        )
        rows.query.found_on = self._known_on  # type: ignore[attr-defined]
        return rows
