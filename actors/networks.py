"""Networks of actors: how they stood to each other, on a day or ever."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from curation.addresses import page_of
from curation.days import Day, as_day
from curation.known import day_of
from curation.links import beyond
from curation.naming import apart
from curation.picture_kinds import ALL, Asked, Misasked
from curation.pictures.bounds import left_out, take, unsliced
from curation.pictures.network import MOST_NODES, MOST_TIES, Network
from curation.pictures.spans import of_period
from curation.pictures.ties import STRUCK, Group, Node, Tie

if TYPE_CHECKING:
    from actors.models import Actor

GROUPS: dict[str, Group] = {
    predicate: group
    for group, predicates in {
        Group.HIERARCHY: ("commands", "leads", "controls", "member_of", "part_of", "deputy_of"),
        Group.OFFICE: ("holds_office_in", "employs", "represents"),
        Group.SUPPORT: (
            *("supports", "directs", "funds", "influences", "aligned_with", "tied_to"),
            *("partner_of", "front_for", "proxy_of", "responsive_to", "distributes_for"),
        ),
        Group.HOSTILITY: ("opposes", "fights", "threatens"),
        Group.IDENTITY: ("split_from", "absorbed_into", "succeeds", "possibly_same_as"),
    }.items()
    for predicate in predicates
}
# About an actor, no more relations than these are followed at each step.
MOST_FOLLOWED = 20_000
NARROW = "filter the list, or choose fewer kinds of relations"


@dataclass(frozen=True)
class Question:
    """What is asked of a network: on which day, which kinds of relations, how many steps away.

    Raises `ValueError` with a sentence for what is no day or no kind. Without a day it is all
    that ever was, without kinds all of them.
    """

    on: date | None = None
    predicates: Sequence[str] = ()
    steps: int = 1

    @classmethod
    def of(cls, on: Day | None, predicates: Iterable[str] | None, steps: int = 1) -> "Question":
        """`predicates` may name groups of them too, such as "hierarchy"."""
        chosen: list[str] = []
        for name in [predicates] if isinstance(predicates, str) else predicates or ():
            found = [one for one, kind in GROUPS.items() if name in (one, kind)]
            if not found:
                known = ", ".join([*Group, *GROUPS])
                raise ValueError(f"“{name[:60]}” is no kind of relation: choose among {known}.")
            chosen += found
        if steps not in (1, 2):
            raise ValueError(_no_steps(steps))
        return cls(None if on is None else as_day(on), sorted({*chosen}), steps)

    @classmethod
    def asked(cls, asked: Asked) -> "Question":
        """What an address asks for; raises `Misasked`."""
        names = [name for name in asked.given.get("kinds", "").split(",") if name]
        steps = asked.given.get("steps", "").strip() or "1"
        if steps not in ("1", "2"):
            raise Misasked(_no_steps(steps))
        try:
            return cls.of(asked.day("on"), names, int(steps))
        except ValueError as error:
            raise Misasked(str(error)) from None

    def of_kinds(self, relations: Any) -> Any:
        """Those of the relations, which may be a slice."""
        if not self.predicates:
            return relations
        return unsliced(relations).filter(predicate__in=self.predicates)


def _no_steps(steps: object) -> str:
    return f"“{f'{steps}'[:60]}” steps cannot be drawn: choose 1 or 2."


def network_of_actors(rows: Any, question: Question, asked: Asked = ALL) -> Network:
    """The first 500 of some actors and the relations among them, 2,000 at most."""
    taken = take(rows, MOST_NODES)
    keys = [actor.pk for actor in taken.rows]
    remarks = left_out(taken.left_out, len(keys), "actors", NARROW)
    relations = asked.in_use(beyond(rows.model, "relations"))
    if known_on := day_of(rows.query):
        relations = relations.known_on(known_on)
    return _among("Network of actors", taken.rows, remarks, question, relations)


def network_around(actor: "Actor", question: Question, asked: Asked = ALL) -> Network:
    """An actor, those it is related to, and with two steps those that they are related to."""
    seen = asked.of(type(actor))
    near = {actor.pk: 0}
    relations = question.of_kinds(asked.in_use(beyond(type(actor), "relations")))
    for step in range(1, question.steps + 1):
        here = [key for key in near if near[key] == step - 1]
        touching = relations.filter(Q(subject__in=here) | Q(object__in=here))
        pairs = touching.order_by("code").values_list("subject_id", "object_id")
        for pair in pairs[:MOST_FOLLOWED]:
            for key in pair:
                near.setdefault(key, step)
            if len(near) > MOST_NODES:
                break
    keys = [*near][:MOST_NODES]
    remarks = [] if len(near) <= MOST_NODES else [f"Only the nearest {MOST_NODES} are drawn."]
    actors = [*seen.filter(pk__in=keys)]
    title = f"Network around {apart(actor)}"
    return _among(title, actors, remarks, question, relations, actor.code)


def _among(
    title: str,
    actors: Sequence[Any],
    remarks: list[str],
    question: Question,
    relations: Any,
    focus: str = "",
) -> Network:
    if not actors:
        return Network(title, [], [], remarks, question.on)
    keys = [actor.pk for actor in actors]
    rows = question.of_kinds(relations.filter(subject__in=keys, object__in=keys))
    taken = take(_weighed(rows).order_by("code"), MOST_TIES)
    remarks += left_out(taken.left_out, len(taken.rows), "relations", NARROW)
    codes = {actor.pk: actor.code for actor in actors}
    ties = [_tie(row, codes) for row in taken.rows]
    nodes = [_node(actor) for actor in actors]
    return Network(title, nodes, ties, remarks, question.on, focus)


def network_of_relations(rows: Any, question: Question, asked: Asked = ALL) -> Network:
    """The first 2,000 of some relations that are not retired, as far as among 500 actors."""
    in_use = unsliced(rows).exclude(status="retired")
    taken = take(_weighed(question.of_kinds(in_use)), MOST_TIES)
    ends = {key for row in taken.rows for key in (row.subject_id, row.object_id)}
    actors = beyond(rows.model, "subject")
    there: dict[int, Any] = asked.of(actors).in_bulk(ends)
    # Of relations as they were, an actor may be gone.
    whole = [row for row in taken.rows if row.subject_id in there and row.object_id in there]
    chosen: set[int] = set()
    drawn = []
    for row in whole:
        if len(chosen | {row.subject_id, row.object_id}) <= MOST_NODES:
            chosen |= {row.subject_id, row.object_id}
            drawn.append(row)
    remarks = left_out(taken.left_out + len(whole) - len(drawn), len(drawn), "relations", NARROW)
    if not asked.may_see(actors):
        remarks.append("Relations are drawn between actors, which you may not see.")
    elif gone := len(taken.rows) - len(whole):
        remarks.append(f"Relations whose actors are no longer there: {gone:,}.")
    codes = {key: there[key].code for key in chosen}
    nodes = [_node(there[key]) for key in chosen]
    ties = [_tie(row, codes) for row in drawn]
    return Network("Network of relations", nodes, ties, remarks, question.on)


def _weighed(relations: Any) -> Any:
    weighed = "standing" in relations.query.annotations
    return relations if weighed else relations.with_standing()


def _node(actor: Any) -> Node:
    kind = actor.get_kind_display().partition(":")[0].lower()
    return Node(
        actor.code,
        actor.name,
        kind,
        actor.kind == "person",
        page_of(actor),
        of_period(actor.began, actor.ended),
    )


def _tie(relation: Any, codes: Mapping[int, str]) -> Tie:
    from actors.models.relation import HIERARCHY, SYMMETRIC

    ends = {"subject": codes[relation.subject_id], "object": codes[relation.object_id]}
    above = ends.get(HIERARCHY.get(relation.predicate, ""), "")
    return Tie(
        relation.code,
        ends["subject"],
        ends["object"],
        GROUPS[relation.predicate],
        relation.get_predicate_display(),
        relation.predicate in SYMMETRIC,
        "" if relation.standing in STRUCK else above,
        relation.title,
        of_period(relation.began, relation.ended),
        relation.standing,
        page_of(relation),
    )


class ActorNetworks:
    def network(self, on: Day | None = None, predicates: Iterable[str] | None = None) -> Network:
        """How the actors stand to each other; `.save("x.svg")`, .html or .csv makes a file of it.

        With a day, `on` (a date or ISO text), relations possibly in force on it are light, those
        certainly in force firm; without one, all that there ever were. `predicates` are those of
        relations, such as ["commands", "part_of"], or groups of them: "hierarchy", "office",
        "support", "hostility", "identity". After `known_on(day)` the relations, too, are those
        that documents published by that day held up. The first 500 actors and 2,000 relations
        are drawn, and the picture says how many it leaves out.

        >>> Actor.objects.network(on="2021-03-01", predicates=["hierarchy"]).told
        'On 2021-03-01: 52 relations, 0 of them certainly in force; 1 were not.'
        """
        return network_of_actors(self, Question.of(on, predicates))


class RelationNetworks:
    def network(self, on: Day | None = None, predicates: Iterable[str] | None = None) -> Network:
        """The relations between their actors, retired ones left out: see the network of actors.

        >>> [tie.predicate for tie in Relation.objects.network(predicates=["fights"]).ties]
        ['fights']
        """
        return network_of_relations(self, Question.of(on, predicates))
