"""Chains of command as one reads them, as they were known on a day, and however they go round."""

import csv
from itertools import product

import pytest

from actors.models import Actor, Relation
from events.models import Event

pytestmark = pytest.mark.usefixtures("as_seed")


def chains(actors):
    return [actor.chain for actor in actors]


class TestChain:
    def test_reads_from_the_actor_up(self, relate):
        relate("brigade", "part_of", "division")
        relate("general", "commands", "division")
        assert chains(relate.people["brigade"].superiors()) == [
            "brigade – part of – division",
            "brigade – part of – division – commanded by – general",
        ]

    def test_reads_from_the_actor_down(self, relate):
        relate("brigade", "part_of", "division")
        relate("general", "commands", "division")
        assert chains(relate.people["general"].subordinates()) == [
            "general – commands – division",
            "general – commands – division – has part – brigade",
        ]

    def test_is_asked_for_with_its_links_in_three_queries(self, relate, django_assert_num_queries):
        for step in range(9):
            relate(f"{step}", "part_of", f"{step + 1}")
        start = Actor.objects.get(name="0")
        with django_assert_num_queries(3):
            assert start.superiors()[8].chain.count(" – part of – ") == 9

    def test_leaves_with_the_rows(self, relate, tmp_path):
        one = relate("brigade", "part_of", "division", code="r-1")
        two = relate("general", "commands", "division", code="r-2")
        assert one.subject.superiors().to_csv(tmp_path / "superiors.csv") == 2
        with open(tmp_path / "superiors.csv", encoding="utf-8") as stream:
            rows = [*csv.DictReader(stream)]
        assert [(row["code"], row["depth"], row["path"]) for row in rows] == [
            (one.object.code, "1", "r-1"),
            (two.subject.code, "2", "r-1 r-2"),
        ]
        assert [row["weakest"] for row in rows] == ["unattributed"] * 2


class TestKnownOnADay:
    @pytest.fixture
    def known(self, relate, attribute, make_actor):
        """A brigade, known since 2013, to be of a division as one said in 2014, another in 2016."""
        relation = relate("brigade", "part_of", "division")
        for actor in relate.people.values():
            attribute(actor, published="2013")
        attribute(relation, make_actor(), published="2014")
        attribute(relation, make_actor(), published="2016")
        return relation

    @pytest.mark.parametrize(
        ("day", "weakest"),
        [
            ("2014-12-30", []),
            ("2014-12-31", ["single-source"]),
            ("2016-12-30", ["single-source"]),
            ("2016-12-31", ["corroborated"]),
        ],
    )
    def test_weighs_what_had_been_published(self, known, day, weakest):
        assert [a.weakest for a in known.subject.superiors(known_on=day)] == weakest
        assert [a.weakest for a in known.object.subordinates(known_on=day)] == weakest
        by_chain = Actor.objects.known_on(day).hierarchy(known.subject, upwards=True)
        assert [actor.weakest for actor in by_chain] == weakest

    def test_has_a_step_that_was_denied_only_later(self, known, attribute):
        for word in known.attributions.all():
            speaker = word.passage.voices.get().actor
            attribute(known, speaker, published="2018", stance="retracts")
        assert not known.subject.superiors()
        assert known.subject.superiors(known_on="2017-01-01").get().weakest == "corroborated"
        assert not known.subject.superiors(known_on="2018-12-31")

    def test_has_no_step_that_was_only_denied_then(self, relate, attribute):
        relation = relate("brigade", "part_of", "division")
        attribute(relation.object, published="2013")
        attribute(relation, published="2014", stance="denies")
        attribute(relation, published="2015")
        assert not relation.subject.superiors(known_on="2014-12-31")
        assert relation.subject.superiors(known_on="2015-12-31").exists()

    @pytest.mark.parametrize(
        ("given", "weakest"),
        [
            ({"stance": "suspects"}, ["suspected"]),
            ({"basis": "inferred"}, ["inferred"]),
            ({"status": "retired"}, []),
            ({"published": ""}, []),
        ],
    )
    def test_has_what_was_at_least_suspected(self, relate, attribute, given, weakest):
        relation = relate("brigade", "part_of", "division")
        attribute(relation.object, published="2013")
        attribute(relation, **{"published": "2014", **given})
        found = relation.subject.superiors(known_on="2015-01-01")
        assert [actor.weakest for actor in found] == weakest

    def test_has_no_step_that_is_none_today(self, relate, attribute):
        retired = relate("a", "part_of", "b", status="retired")
        vague = relate("a", "part_of", "c")
        type(vague.object).objects.filter(pk=vague.object.pk).update(kind="collective")
        for relation in (retired, vague):
            attribute(relation.object, published="2013")
            attribute(relation, published="2014")
        assert not vague.subject.superiors(known_on="2015-01-01")

    def test_has_nobody_unknown_by_then(self, known):
        Actor.objects.get(pk=known.object.pk).attributions.update(status="retired")
        assert not known.subject.superiors(known_on="2015-01-01")

    def test_is_a_day(self, make_actor):
        with pytest.raises(ValueError, match="“2014” is not a day"):
            make_actor().superiors(known_on="2014")


@pytest.mark.usefixtures("in_bounded_time")
class TestGoingRound:
    def test_a_circle_written_past_the_triggers_ends_where_it_began(
        self, relate, without_triggers, make_participation, make_attribution
    ):
        certain = {"began": "2010", "ended": "..", "status": "accepted"}
        for below, above in ("ab", "bc"):
            relate(below, "member_of", above, **certain)
        people = relate.people
        without_triggers(
            "INSERT INTO actors_relation (code, status, restricted, note, editors, predicate,"
            " title, began, ended, subject_id, object_id)"
            " VALUES ('round', 'accepted', false, '', '{}', 'member_of', '', '2010', '..', %s, %s)",
            people["c"].pk,
            people["a"].pk,
        )
        assert Relation.objects.in_circles().count() == 3
        on = {"on": "2015-01-01"}
        assert [a.name for a in people["a"].superiors(**on)] == ["b", "c"]
        assert [a.name for a in people["a"].subordinates(**on)] == ["c", "b"]
        part = make_participation(actor=people["b"])
        make_attribution(participation=part)
        for person in people.values():
            found = Event.objects.attributed_to(person, include_subordinates=True)
            assert [*found] == [part.event]

    def test_more_ways_than_can_be_tried_are_one_answer(
        self, relate, make_participation, make_attribution
    ):
        """Ten rungs of six, each under all six of the rung above: 60 million ways to the top."""
        for rung in range(10):
            for below, above in product(range(6), range(6)):
                began = f"{2000 + below}-0{above + 1}"
                relate(f"{rung + 1} {below}", "part_of", f"{rung} {above}", began=began)
        top, bottom = relate.people["0 0"], relate.people["10 5"]
        assert top.subordinates(on="2015-01-01").count() == 60
        assert bottom.superiors(on="2015-01-01").count() == 60
        part = make_participation(actor=bottom)
        make_attribution(participation=part)
        assert Event.objects.attributed_to(top, include_subordinates=True).get() == part.event
        assert Event.objects.chains_to(top)[0].depth == 10
