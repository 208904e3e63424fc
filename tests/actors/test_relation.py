import pytest
from django.core.exceptions import ValidationError

from actors.models import Relation
from actors.models.relation import CONVERSES, SYMMETRIC, Predicate
from tests.refusing import assert_accepted, assert_refused

pytestmark = pytest.mark.usefixtures("as_seed")


class TestRelation:
    def test_is_between_two_actors(self, make_relation, make_actor):
        actor = make_actor()
        assert_refused(
            make_relation.build(subject=actor, object=actor),
            "relation_is_between_two_actors",
            "An actor cannot stand in a relation to itself.",
        )

    def test_does_not_end_before_it_begins(self, make_relation):
        assert_refused(
            make_relation.build(began="2014-02", ended="2014-01"),
            "relation_ends_after_it_begins",
            "It ends before it begins: correct one of the two dates.",
        )

    def test_may_end_on_the_day_it_begins(self, make_relation):
        assert_accepted(make_relation.build(began="2014-02-01", ended="2014-02-01"))

    @pytest.mark.parametrize("column", ["began", "ended"])
    def test_begins_and_ends_at_a_point(self, make_relation, column):
        assert_refused(
            make_relation.build(**{column: "2014/2015"}),
            "relation_began_and_ended_are_points",
            "is not a single date",
        )

    @pytest.mark.parametrize("column", ["began", "ended"])
    @pytest.mark.parametrize("status", ["draft", "accepted"])
    def test_with_a_text_that_is_no_date_is_refused_with_a_sentence(
        self, make_relation, column, status
    ):
        with pytest.raises(ValidationError) as refused:
            make_relation.build(**{column: "2014-13"}, status=status).full_clean()
        assert list(refused.value.message_dict) == [column]

    def test_stands_once_for_a_period(self, make_relation):
        first = make_relation(began="2014", title="commander")
        same = {"subject": first.subject, "object": first.object}
        assert_refused(
            make_relation.build(**same, began="2014", title="commander"),
            "relation_stands_once_per_period",
            "This relation is there already, for the same period.",
        )
        assert_accepted(make_relation.build(**same, began="2016", title="commander"))
        assert_accepted(make_relation.build(**same, began="2014", title="deputy"))
        assert_accepted(make_relation.build(**same, began="2014", title="commander", ended="2015"))

    def test_the_other_way_round_is_another_fact(self, make_relation):
        first = make_relation(predicate="supports")
        assert_accepted(
            make_relation.build(subject=first.object, predicate="supports", object=first.subject)
        )


@pytest.mark.parametrize("predicate", SYMMETRIC)
class TestSymmetricRelation:
    def test_stands_once_whichever_way_round(self, make_relation, predicate):
        first = make_relation(predicate=predicate, began="2014")
        assert_refused(
            make_relation.build(
                subject=first.object, predicate=predicate, object=first.subject, began="2014"
            ),
            "relation_both_ways_round_stands_once",
            "This relation is there already, the other way round.",
        )

    def test_may_hold_again_in_another_period(self, make_relation, predicate):
        first = make_relation(predicate=predicate, began="2014", ended="2015")
        assert_accepted(
            make_relation.build(
                subject=first.object, predicate=predicate, object=first.subject, began="2018"
            )
        )

    def test_does_not_bar_another_predicate(self, make_relation, predicate):
        first = make_relation(predicate=predicate)
        assert_accepted(
            make_relation.build(subject=first.object, predicate="opposes", object=first.subject)
        )

    def test_reads_the_same_from_both_sides(self, predicate):
        assert CONVERSES[predicate] == Predicate(predicate).label


class TestConverse:
    def test_has_words_for_every_predicate(self):
        assert [*CONVERSES] == [*Predicate]
        assert all(CONVERSES.values())

    def test_is_told_from_the_other_side(self, make_relation, make_actor):
        tehran, badr = make_actor(name="Tehran"), make_actor(name="the Badr Organisation")
        relation = make_relation(subject=tehran, predicate="supports", object=badr)
        assert str(relation) == "Tehran supports the Badr Organisation"
        assert relation.seen_from(tehran) == ("supports", badr)
        assert relation.seen_from(badr) == ("supported by", tehran)

    def test_of_one_actor_is_reached_from_either(self, make_relation):
        relation = make_relation()
        assert relation.subject.relations.get() == relation
        assert relation.object.converse_relations.get() == relation
        assert not relation.subject.converse_relations.exists()

    @pytest.mark.parametrize("predicate", sorted(set(Predicate) - set(SYMMETRIC)))
    def test_differs_from_the_words_unless_it_is_symmetric(self, predicate):
        assert CONVERSES[predicate] != Predicate(predicate).label
        assert Relation(predicate=predicate).get_predicate_display() == Predicate(predicate).label
