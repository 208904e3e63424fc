"""Who stood above whom: through command, membership and parts, on a day or ever."""

import pytest

from actors.models import Actor, Relation
from actors.models.relation import HIERARCHY, Predicate

pytestmark = pytest.mark.usefixtures("as_seed")


@pytest.fixture
def people(make_actor):
    """Actors by their names, made when first asked for."""
    made = {}

    def person(name):
        if name not in made:
            made[name] = make_actor(name=name)
        return made[name]

    return person


@pytest.fixture
def relate(make_relation, people):
    """`relate("a", "commands", "b")` between actors by their names."""

    def relate(subject, predicate, object_, **given):
        return make_relation(
            subject=people(subject), predicate=predicate, object=people(object_), **given
        )

    return relate


def names(actors):
    return [actor.name for actor in actors]


class TestHierarchy:
    @pytest.mark.parametrize("predicate", sorted(Predicate))
    def test_runs_along_command_membership_and_parts_only(self, relate, people, predicate):
        relate("one", predicate, "other")
        above, below = (
            ("one", "other") if HIERARCHY.get(predicate) == "subject" else ("other", "one")
        )
        expected = [above] if predicate in HIERARCHY else []
        assert names(people(below).superiors()) == expected
        assert names(people(above).superiors()) == []
        assert names(people(above).subordinates()) == ([below] if expected else [])

    def test_reaches_over_several_steps_of_any_kind(self, relate, people):
        relate("brigade", "part_of", "division")
        relate("general", "commands", "division")
        relate("division", "member_of", "umbrella")
        superiors = people("brigade").superiors()
        assert [(a.name, a.depth) for a in superiors] == [
            ("division", 1),
            ("general", 2),
            ("umbrella", 2),
        ]
        assert names(people("umbrella").subordinates()) == ["division", "brigade"]

    def test_does_not_turn_round_on_the_way(self, relate, people):
        relate("general", "commands", "division")
        relate("other general", "commands", "division")
        assert names(people("general").superiors()) == []
        assert names(people("general").subordinates()) == ["division"]

    def test_tells_the_path_by_codes_from_the_start(self, relate, people):
        relate("brigade", "part_of", "division", code="first")
        relate("general", "commands", "division", code="second")
        general = people("brigade").superiors().get(name="general")
        assert general.path == ["first", "second"]
        brigade = people("general").subordinates().get(name="brigade")
        assert brigade.path == ["second", "first"]

    def test_takes_the_shortest_path(self, relate, people):
        relate("c", "part_of", "b")
        relate("b", "part_of", "a")
        relate("c", "part_of", "a", code="straight")
        superior = people("c").superiors().get(name="a")
        assert (superior.depth, superior.path) == (1, ["straight"])

    def test_is_certain_by_a_longer_path_too(self, relate, people):
        relate("c", "member_of", "a", began="2014?", ended="..")
        relate("c", "member_of", "b", began="2014", ended="..")
        relate("b", "part_of", "a", began="2014", ended="..")
        [a] = people("c").superiors(on="2016-01-01").filter(name="a")
        assert (a.depth, a.chain, a.certain) == (1, "c – member of – a", True)
        [c] = people("a").subordinates(on="2016-01-01").filter(name="c")
        assert (c.depth, c.certain) == (1, True)
        [a] = people("c").superiors(on="2014-06-01").filter(name="a")
        assert not a.certain

    def test_is_certain_on_the_day_on_which_a_link_certainly_began(self, relate, people):
        relate("b", "member_of", "a", began="2014-06-05", ended="2014")
        assert people("b").superiors(on="2014-06-05").get().certain
        assert not people("b").superiors(on="2014-06-06").get().certain

    def test_is_never_certain_by_a_link_of_which_one_end_is_unknown(self, relate, people):
        relate("b", "member_of", "a", began="2014-06-05")
        assert not people("b").superiors(on="2014-06-05").get().certain

    def test_prefers_a_certain_path_of_the_same_length(self, relate, people):
        sure = {"began": "2014", "ended": ".."}
        relate("c", "part_of", "b1", code="a1")
        relate("b1", "part_of", "a", code="a2", **sure)
        relate("c", "part_of", "b2", code="b1", **sure)
        relate("b2", "part_of", "a", code="b2", **sure)
        superior = people("c").superiors(on="2016-01-01").get(name="a")
        assert superior.path == ["b1", "b2"]
        assert superior.certain

    def test_ends_where_a_circle_began(self, relate, people):
        relate("a", "commands", "b")
        relate("b", "commands", "c")
        relate("c", "commands", "a")
        assert names(people("a").superiors()) == ["c", "b"]
        assert names(people("a").subordinates()) == ["b", "c"]

    def test_tells_the_standing_of_the_weakest_link(self, relate, people, attribute, make_actor):
        strong = relate("brigade", "part_of", "division")
        attribute(strong, make_actor())
        attribute(strong, make_actor())
        weak = relate("division", "part_of", "corps")
        attribute(weak, make_actor(), stance="suspects")
        relate("corps", "part_of", "army")
        weakest = {a.name: a.weakest for a in people("brigade").superiors()}
        assert weakest == {
            "division": "corroborated",
            "corps": "suspected",
            "army": "unattributed",
        }

    @pytest.mark.parametrize(
        ("status", "found"),
        [("draft", True), ("submitted", True), ("accepted", True), ("retired", False)],
    )
    def test_leaves_out_what_is_retired(self, relate, people, status, found):
        relate("a", "commands", "b", status=status)
        assert people("b").superiors().exists() == found

    def test_narrows_the_queryset_it_is_asked_of(self, relate, people):
        relate("brigade", "part_of", "division")
        relate("general", "commands", "division")
        persons = Actor.objects.filter(name="general")
        found = persons.hierarchy(people("brigade"), upwards=True)
        assert [(a.name, a.depth) for a in found] == [("general", 2)]

    def test_is_asked_in_three_queries_however_deep(
        self, relate, people, django_assert_num_queries
    ):
        for step in range(12):
            relate(f"{step:02}", "part_of", f"{step + 1:02}")
        start = people("00")
        with django_assert_num_queries(3):
            assert [a.depth for a in start.superiors()] == [*range(1, 13)]


class TestDay:
    @pytest.mark.parametrize(
        ("day", "found"),
        [
            ("2013-12-31", False),
            ("2014-01-01", True),
            ("2014-12-31", True),
            ("2015-01-01", False),
        ],
    )
    def test_is_within_the_first_and_the_last(self, relate, people, day, found):
        relate("a", "commands", "b", began="2014-01-01", ended="2014-12-31")
        superiors = people("b").superiors(on=day)
        assert superiors.exists() == found
        assert all(superior.certain for superior in superiors)

    @pytest.mark.parametrize(
        ("began", "ended", "certain"),
        [
            ("2013", "2015", True),
            ("..", "..", True),
            ("2013", "..", True),
            ("", "", False),
            ("2013", "", False),
            ("", "2015", False),
            ("2014", "2015", False),
            ("2013?", "2015", False),
            ("2013", "2015~", False),
            ("[..2014]", "..", False),
        ],
    )
    def test_is_certain_if_every_link_is(self, relate, people, began, ended, certain):
        relate("a", "commands", "b", began=began, ended=ended)
        assert people("b").superiors(on="2014-06-01").get().certain is certain

    def test_has_every_link_in_force(self, relate, people):
        relate("brigade", "part_of", "division", began="2014", ended="2014")
        relate("division", "part_of", "corps", began="2015", ended="2015")
        assert names(people("brigade").superiors(on="2014-06-01")) == ["division"]
        assert names(people("brigade").superiors(on="2015-06-01")) == []
        assert names(people("brigade").superiors()) == ["division", "corps"]

    @pytest.mark.parametrize("day", ["2014", "2014-13-01", "yesterday"])
    def test_is_a_day(self, people, day):
        with pytest.raises(ValueError, match="is not a day: write it as year-month-day"):
            people("a").superiors(on=day)


class TestRelationOnADay:
    DAYS = ("2013-12-31", "2014-01-01", "2014-12-31", "2015-01-01")

    @pytest.mark.parametrize(
        ("began", "ended", "possibly", "definitely"),
        [
            ("2014-01-01", "2014-12-31", "0110", "0110"),
            ("2014", "2014", "0110", "0000"),
            ("2014", "..", "0111", "0011"),
            ("..", "2014", "1110", "1100"),
            ("..", "..", "1111", "1111"),
            ("", "", "1111", "0000"),
            ("2014", "", "0111", "0000"),
            ("", "2014", "1110", "0000"),
            ("2014-01-01?", "2014-12-31", "0110", "0000"),
            ("2014-01-01", "2014-12-31~", "0110", "0000"),
            ("[2013..2014]", "..", "1111", "0011"),
        ],
    )
    def test_is_possible_or_definite(self, relate, began, ended, possibly, definitely):
        relate("a", "commands", "b", began=began, ended=ended)
        relations = Relation.objects
        assert [relations.possibly_on(day).count() for day in self.DAYS] == [*map(int, possibly)]
        assert [relations.definitely_on(day).count() for day in self.DAYS] == [
            *map(int, definitely)
        ]

    @pytest.mark.parametrize("question", ["possibly_on", "definitely_on"])
    def test_is_asked_of_a_day(self, db, question):
        with pytest.raises(ValueError, match="“2014” is not a day"):
            getattr(Relation.objects, question)("2014")
