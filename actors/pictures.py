"""Timelines of actors and of what stands about them: names, offices, relations, designations."""

from functools import partial
from typing import TYPE_CHECKING, Any, cast

from django.db.models import F, Q, QuerySet

from curation.known import day_of
from curation.links import beyond
from curation.naming import apart
from curation.picture_kinds import ALL, Asked
from curation.pictures.bounds import keys_of
from curation.pictures.matrix import Matrix
from curation.pictures.timeline import Timeline
from curation.timelines import DrawnAs, Gathering, TimelineMixin, Window

if TYPE_CHECKING:
    from actors.models import Actor, Designation, Name, Relation


def relation_named(relation: "Relation") -> str:
    """“commander: Layla leads the Brigade”, each name set apart by direction."""
    pair = (apart(relation.subject), relation.get_predicate_display(), apart(relation.object))
    office = f"{apart(relation.title)}: " if relation.title else ""
    return office + " ".join(pair)


def _relation_seen_from(actor: "Actor", relation: "Relation") -> str:
    """“commander: leads the Brigade”, or “led by Layla”, without the actor itself."""
    from actors.models.relation import CONVERSES

    words = f"{relation.get_predicate_display()} {apart(relation.object)}"
    if relation.object_id == actor.pk:
        words = f"{CONVERSES[relation.predicate]} {apart(relation.subject)}"
    return f"{apart(relation.title)}: {words}" if relation.title else words


def _part_named(part: Any) -> str:
    return f"{part.get_role_display()}: {apart(part.event)}"


def _relation_band(relation: "Relation") -> str:
    return "Offices" if relation.title else "Relations"


class ActorTimelines(TimelineMixin):
    drawn_as = DrawnAs(("began", "ended"))


class NameTimelines(TimelineMixin):
    drawn_as = DrawnAs(("used",), ["actor"], lambda name: f"{apart(name)}, of {apart(name.actor)}")


class RelationTimelines(TimelineMixin):
    drawn_as = DrawnAs(("began", "ended"), ["subject", "object"], relation_named, _relation_band)


class DesignationTimelines(TimelineMixin):
    drawn_as = DrawnAs(("began", "ended"), ["actor", "authority"])


def timeline_of_actor(actor: "Actor", asked: Asked = ALL) -> Timeline:
    """An actor's life, its names, offices, relations and designations, and its parts in events."""
    model: Any = type(actor)
    mine = Q(subject=actor) | Q(object=actor)
    related = asked.in_use(beyond(model, "relations")).filter(mine)
    related = related.order_by(F("began_earliest").asc(nulls_last=True), "pk")
    listed = asked.in_use(beyond(model, "designations")).filter(Q(actor=actor) | Q(authority=actor))
    parts = asked.in_use(beyond(model, "participations")).filter(actor=actor)
    names = asked.in_use(beyond(model, "names")).filter(actor=actor)
    gathering = Gathering(Window.asked(asked))
    if actor.began or actor.ended:
        gathering.add(model.objects.filter(pk=actor.pk), band=lambda row: "Itself")
    gathering.add(names.exclude(used=""), name=str, band=lambda row: "Names")
    seen = partial(_relation_seen_from, actor)
    gathering.add(related.exclude(title=""), name=seen)
    gathering.add(related.filter(title=""), name=seen)
    gathering.add(listed, band=lambda row: "Designations")
    gathering.add(
        parts.order_by("event__date_earliest", "pk"), name=_part_named, band=lambda row: "Events"
    )
    return gathering.timeline(f"Timeline of {apart(actor)}")


class ActorMatrices:
    """For a queryset of actors."""

    def responsibility_matrix(self, asked: Asked = ALL) -> Matrix:
        """What the actors are held responsible for, by how many independent origins.

        A matrix of actors by events, as that of events, after `known_on(day)` too.
        """
        actors = cast("QuerySet", self)
        parts: Any = asked.of(beyond(actors.model, "participations"))
        if known_on := day_of(actors.query):
            parts = parts.spoken_of_by(known_on)
        own = parts.filter(actor__in=keys_of(actors))
        picture: Matrix = own.responsibility_matrix(asked)
        return picture


def matrix_of_actor(actor: "Actor", asked: Asked = ALL) -> Matrix:
    """What an actor is held responsible for, and who else is for the same events."""
    parts: Any = asked.of(beyond(type(actor), "participations"))
    held = parts.filter(actor=actor).responsible().order_by()
    picture: Matrix = parts.filter(event__in=held.values("event")).responsibility_matrix(
        asked, f"What {apart(actor)} is held responsible for, and who with it"
    )
    return picture


def timeline_of_relation(relation: "Relation", asked: Asked = ALL) -> Timeline:
    """A relation, the lives of its two actors, what else is between them, who held the office."""
    model: Any = type(relation)
    pair = (relation.subject_id, relation.object_id)
    others = asked.in_use(model).exclude(pk=relation.pk)
    between = others.filter(subject__in=pair, object__in=pair)
    gathering = Gathering(Window.asked(asked))
    gathering.add(model.objects.filter(pk=relation.pk), band=lambda row: "This relation")
    actors = asked.in_use(beyond(model, "subject")).filter(pk__in=pair)
    gathering.add(actors, band=lambda row: "The two")
    gathering.add(between, band=lambda row: "Also between them")
    if relation.title:
        held = others.exclude(subject__in=pair).filter(
            object=relation.object_id, predicate=relation.predicate, title__iexact=relation.title
        )
        gathering.add(held, band=lambda row: "Others of this title")
    return gathering.timeline(f"Timeline of {relation_named(relation)}")


def timeline_of_designation(designation: "Designation", asked: Asked = ALL) -> Timeline:
    """A designation beside the others of the same actor."""
    return _beside_others(designation, "This designation", "Others of the same actor", asked)


def timeline_of_name(name: "Name", asked: Asked = ALL) -> Timeline:
    """A name beside the others of its actor."""
    return _beside_others(name, "This name", "Other names of the same actor", asked)


def _beside_others(row: Any, own: str, others: str, asked: Asked) -> Timeline:
    model: Any = type(row)
    gathering = Gathering(Window.asked(asked))
    gathering.add(model.objects.filter(pk=row.pk), band=lambda row: own)
    rest = asked.in_use(model).filter(actor=row.actor_id).exclude(pk=row.pk)
    gathering.add(rest, band=lambda row: others)
    return gathering.timeline(f"Timeline of {row}")
