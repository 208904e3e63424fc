"""Questions about actors and about how they stand to each other."""

from datetime import date
from typing import TYPE_CHECKING, Self, cast

from django.db import connections, models

from actors.doubtful import DoubtfulRelations
from actors.finding_names import FoundByName
from curation.days import Day, as_day
from curation.facts import fact as _fact
from curation.links import beyond
from curation.periods import definitely_during, possibly_during
from curation.querysets import EvidencedQuerySet, ListedQuerySet
from curation.standing import weakest

if TYPE_CHECKING:
    from actors.models import Actor, ActorKindCode, Relation

# An actor's key, its depth, the codes on the path to it, and whether every link is certain.
Step = tuple[int, int, list[str], bool]


class ActorKindCodeQuerySet(ListedQuerySet["ActorKindCode"]):
    def get_by_natural_key(self, kind: str, scheme: str, code: str) -> "ActorKindCode":
        return self.get(kind=kind, scheme=scheme, code=code)


class RelationQuerySet(DoubtfulRelations):
    def possibly_on(self, day: Day) -> Self:
        """Relations that no known bound rules out on `day`, first and last day included."""
        day = as_day(day)
        return self.filter(possibly_during("began", "ended", day, day))

    def definitely_on(self, day: Day) -> Self:
        """Relations certainly in force on `day`: both ends known or open, and unqualified."""
        day = as_day(day)
        return self.filter(definitely_during("began", "ended", day, day))

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


class ActorQuerySet(FoundByName, EvidencedQuerySet["Actor"]):
    def hierarchy(self, actor: "Actor", *, upwards: bool, on: Day | None = None) -> Self:
        """Who stood above (or below) `actor`, through command, membership and parts.

        On the day `on` every link was possibly in force; without a day, at some time each.
        Each actor comes once, by its shortest path, ordered by `depth` (1 is next to `actor`)
        and name. Adds `depth`; `path`, the list of relation codes from `actor` on; `certain`,
        whether every link was definitely in force on the day; `weakest`, the standing of the
        path's weakest link. Cycles end where they began.
        """
        steps = self._steps(actor, upwards, None if on is None else as_day(on))
        standings = self._standings({code for step in steps for code in step[2]})
        facts = {
            str(pk): {
                "depth": depth,
                "path": path,
                "certain": certain,
                "weakest": weakest(standings[code] for code in path),
            }
            for pk, depth, path, certain in steps
        }
        return (
            self.filter(pk__in=[step[0] for step in steps])
            .annotate(
                depth=_fact(facts, "depth", models.IntegerField()),
                path=_fact(facts, "path", models.JSONField()),
                certain=_fact(facts, "certain", models.BooleanField()),
                weakest=_fact(facts, "weakest", models.CharField()),
            )
            .order_by("depth", "name", "pk")
        )

    def _steps(self, actor: "Actor", upwards: bool, day: date | None) -> list[Step]:
        with connections[self.db].cursor() as cursor:
            cursor.execute(
                "SELECT actor_id, depth, path, certain FROM actor_hierarchy(%s, %s, %s)",
                [actor.pk, upwards, day],
            )
            steps: list[Step] = cursor.fetchall()
            return steps

    def _standings(self, codes: set[str]) -> dict[str, str]:
        rows = beyond(self.model, "relations")._default_manager.filter(code__in=codes)
        weighed = cast("EvidencedQuerySet", rows).with_standing()
        return dict(weighed.values_list("code", "standing"))
