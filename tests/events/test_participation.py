import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from actors.models import Actor
from events.models import Participation
from tests.at_once import second_while_first_is_open
from tests.refusing import assert_accepted, assert_refused, refused_by
from tests.writing import INSERTS, UPDATES

TAKES_NO_PART = "An actor of unknown identity takes no part in events."


class TestParticipation:
    def test_is_of_exactly_one_participant(self, make_participation, make_actor, make_place):
        message = "Choose exactly one of these: actor, place."
        constraint = "participation_has_exactly_one_participant"
        assert_refused(make_participation.build(actor=None), constraint, message)
        both = make_participation.build(actor=make_actor(), place=make_place())
        assert_refused(both, constraint, message)

    def test_may_be_of_a_place(self, make_participation, make_place):
        assert_accepted(make_participation.build(place=make_place(), role="location_of_origin"))

    @pytest.mark.parametrize("participant", ["actor", "place"])
    def test_stands_once_in_a_role(self, factories, make_participation, participant):
        by_name = {make.model._meta.model_name: make for make in factories.values()}
        same = {participant: by_name[participant]()}
        first = make_participation(**same, role="target")
        assert_refused(
            make_participation.build(**same, event=first.event, role="target"),
            "participation_stands_once",
            "This participant has this role in the event already.",
        )
        assert_accepted(make_participation.build(**same, event=first.event, role="victim"))
        assert_accepted(make_participation.build(**same, role="target"))

    def test_of_a_second_perpetrator_is_accepted(self, make_participation):
        first = make_participation(role="perpetrator")
        assert_accepted(make_participation.build(event=first.event, role="perpetrator"))


class TestUnknownActor:
    @pytest.mark.parametrize("insert", INSERTS)
    def test_takes_no_part_in_events(self, make_participation, make_actor, insert):
        participation = make_participation.build(actor=make_actor(identity="unknown"))
        with pytest.raises(ValidationError, match=TAKES_NO_PART) as refused:
            participation.full_clean()
        assert list(refused.value.message_dict) == ["actor"]
        with pytest.raises(Exception, match=TAKES_NO_PART):
            insert(participation)

    @pytest.mark.parametrize("update", UPDATES)
    def test_does_not_take_the_part_of_another(self, make_participation, make_actor, update):
        participation = make_participation()
        unknown = make_actor(identity="unknown")
        with refused_by("participation_is_not_by_an_unknown"):
            update(participation, "actor_id", unknown.pk)

    @pytest.mark.parametrize("update", UPDATES)
    def test_has_taken_part_in_none(self, make_participation, update):
        actor = make_participation().actor
        with refused_by("participation_is_not_by_an_unknown"):
            update(actor, "identity", "unknown")

    def test_has_taken_part_in_none_says_validation_too(self, make_participation):
        actor = make_participation().actor
        actor.identity = "unknown"
        with pytest.raises(ValidationError, match="its identity is not unknown") as refused:
            actor.full_clean()
        assert list(refused.value.message_dict) == ["identity"]

    def test_is_not_an_unnamed_one(self, make_participation, make_actor):
        assert_accepted(make_participation.build(actor=make_actor(identity="unnamed")))

    def test_may_have_been_known_and_without_events(self, make_actor):
        actor = make_actor()
        actor.identity = "unknown"
        actor.full_clean()
        actor.save()
        assert Actor.objects.get().identity == "unknown"


@pytest.mark.django_db(transaction=True)
class TestTwoPeopleAtOnce:
    def test_cannot_declare_unknown_who_is_being_given_a_part(self, make_participation, make_actor):
        actor = make_actor()
        part = make_participation.build(actor=actor)
        with pytest.raises(IntegrityError, match="its identity is not unknown"):
            second_while_first_is_open(part.save, lambda: declare_unknown(actor))
        assert Participation.objects.count() == 1

    def test_cannot_give_a_part_to_whom_another_is_declaring_unknown(
        self, make_participation, make_actor
    ):
        actor = make_actor()
        part = make_participation.build(actor=actor)
        with pytest.raises(IntegrityError, match=TAKES_NO_PART):
            second_while_first_is_open(lambda: declare_unknown(actor), part.save)
        assert Participation.objects.count() == 0

    def test_may_give_the_part_if_the_other_gives_up(self, make_participation, make_actor):
        actor = make_actor()
        part = make_participation.build(actor=actor)
        second_while_first_is_open(lambda: declare_unknown(actor), part.save, first_stays=False)
        assert Participation.objects.get().actor.identity == "named"

    def test_may_both_give_a_part(self, make_participation, make_actor):
        actor = make_actor()
        parts = [make_participation.build(actor=actor) for _ in range(2)]
        second_while_first_is_open(parts[0].save, parts[1].save)
        assert Participation.objects.count() == 2


def declare_unknown(actor):
    Actor.objects.filter(pk=actor.pk).update(identity="unknown")
