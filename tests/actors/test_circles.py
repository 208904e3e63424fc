"""A circle is refused only within one predicate, among accepted relations that surely overlap."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from actors.models import Relation
from actors.models.relation import HIERARCHY, Predicate
from tests.at_once import second_while_first_is_open
from tests.refusing import assert_accepted, refused_by
from tests.writing import INSERTS, UPDATES

pytestmark = pytest.mark.usefixtures("as_seed")

CIRCLE = "This relation closes a circle of accepted relations that hold at the same time."
YEAR = {"began": "2014-01-01", "ended": "2014-12-31"}
STANDS = {"predicate": "commands", "status": "accepted", **YEAR}


@pytest.fixture
def make_line(make_actor, make_relation):
    """Accepted relations from one actor to the next; returns the first and the last actor."""

    def make(length=2, **given):
        actors = [make_actor() for _ in range(length)]
        for above, below in pairwise(actors):
            make_relation(subject=above, object=below, **STANDS | given)
        return actors[0], actors[-1]

    return make


@pytest.fixture
def build_back(make_line, make_relation):
    """The relation, not saved, that leads from the end of a line back to its beginning."""

    def build(length=2, line=None, **given):
        first, last = make_line(length, **line or {})
        return make_relation.build(subject=last, object=first, **STANDS | given)

    return build


def assert_closes_a_circle(relation):
    with pytest.raises(ValidationError, match=CIRCLE):
        relation.full_clean()
    with refused_by("relation_closes_no_circle"):
        Relation.objects.bulk_create([relation])


class TestCircle:
    @pytest.mark.parametrize("length", [2, 3, 6])
    def test_of_any_length_is_refused(self, build_back, length):
        assert_closes_a_circle(build_back(length))

    @pytest.mark.parametrize("predicate", sorted(HIERARCHY))
    def test_is_refused_in_every_hierarchy(self, build_back, predicate):
        given = {"predicate": predicate}
        assert_closes_a_circle(build_back(line=given, **given))

    @pytest.mark.parametrize("predicate", sorted(set(Predicate) - {*HIERARCHY, "fights"}))
    def test_is_no_contradiction_where_nobody_stands_above(self, build_back, predicate):
        given = {"predicate": predicate}
        assert_accepted(build_back(3, line=given, **given))

    @pytest.mark.parametrize("predicate", ["succeeds", "split_from", "absorbed_into"])
    def test_is_no_contradiction_where_each_has_its_turn(self, build_back, predicate):
        """One side won in 2014, the other in 2018, and both stay true."""
        first = {"predicate": predicate, "began": "2014", "ended": ".."}
        assert_accepted(build_back(line=first, predicate=predicate, began="2018", ended=".."))

    def test_is_refused_in_what_the_readme_names(self):
        readme = Path(__file__).parents[2].joinpath("README.md").read_text(encoding="utf-8")
        words = " ".join(readme.split())
        listed = re.search(r"Six predicates say who stands above whom: ([^.]*)\.", words)[1]
        assert set(re.findall(r"\*([^*]+)\*", listed)) == {p.label for p in HIERARCHY}

    @pytest.mark.parametrize("insert", INSERTS)
    def test_is_refused_however_it_is_inserted(self, build_back, insert):
        with pytest.raises(Exception, match=CIRCLE):
            insert(build_back())

    @pytest.mark.parametrize("update", UPDATES)
    def test_is_refused_when_its_last_part_is_accepted(self, build_back, update):
        draft = build_back(status="submitted")
        draft.save()
        with refused_by("relation_closes_no_circle"):
            update(draft, "status", "accepted")

    def test_is_refused_when_both_halves_come_in_one_statement(self, make_relation, make_actor):
        one, other = make_actor(), make_actor()
        halves = [
            make_relation.build(subject=one, object=other, **STANDS),
            make_relation.build(subject=other, object=one, **STANDS),
        ]
        with refused_by("relation_closes_no_circle"):
            Relation.objects.bulk_create(halves)

    def test_is_refused_when_a_link_is_moved_into_it(self, build_back, make_actor):
        back = build_back()
        first, back.object = back.object, make_actor()
        back.save()
        with refused_by("relation_closes_no_circle"):
            Relation.objects.filter(pk=back.pk).update(object=first)

    def test_is_not_closed_by_saving_one_of_its_relations_again(self, make_line):
        make_line(3)
        for relation in Relation.objects.all():
            relation.note = "Read again."
            relation.full_clean()
            relation.save()

    def test_of_several_predicates_is_a_finding_not_a_fault(self, build_back):
        assert_accepted(build_back(line={"predicate": "commands"}, predicate="leads"))

    @pytest.mark.parametrize("status", ["draft", "submitted", "returned", "retired"])
    def test_that_is_not_accepted_is_allowed(self, build_back, status):
        assert_accepted(build_back(status=status))

    @pytest.mark.parametrize("status", ["draft", "submitted", "returned", "retired"])
    def test_with_a_link_that_is_not_accepted_is_allowed(self, build_back, status):
        assert_accepted(build_back(line={"status": status}))


class TestOverlap:
    @pytest.mark.parametrize(
        ("began", "ended"),
        [
            ("2014-12-31", ".."),
            ("..", "2014-01-01"),
            ("..", ".."),
            ("2014-06-01", "2014-06-01"),
            ("2013", "2015"),
            ("[2013..2014-06]", "[2014-06-30..]"),
        ],
    )
    def test_that_is_certain_closes_the_circle(self, build_back, began, ended):
        assert_closes_a_circle(build_back(began=began, ended=ended))

    @pytest.mark.parametrize(
        ("began", "ended"),
        [
            ("2015-01-01", ".."),
            ("..", "2013-12-31"),
            ("", ""),
            ("2013", ""),
            ("", "2015"),
            ("", ".."),
            ("2013?", "2015"),
            ("2013", "2015~"),
            ("2013", "2015%"),
            ("[2013..2015]", "2016"),
            ("2013", "[2013..2016]"),
            ("[..2015]", "2016"),
        ],
    )
    def test_that_is_doubtful_or_none_does_not(self, build_back, began, ended):
        assert_accepted(build_back(began=began, ended=ended))

    @pytest.mark.parametrize("dates", [{"began": ""}, {"ended": ""}, {"began": "2013?"}])
    def test_with_a_link_of_doubtful_dates_does_not(self, build_back, dates):
        assert_accepted(build_back(line=dates))

    def test_of_each_two_but_not_of_all_three_does_not(self, make_actor, make_relation):
        a, b, c = (make_actor() for _ in range(3))
        given = {"predicate": "commands", "status": "accepted"}
        make_relation(subject=a, object=b, began="2011", ended="2012-06-30", **given)
        make_relation(subject=b, object=c, began="2012-06-01", ended="2013-06-30", **given)
        third = {"subject": c, "object": a, **given}
        assert_accepted(make_relation.build(**third, began="2012-07-01", ended="2013"))
        assert_closes_a_circle(make_relation.build(**third, began="2012-06-30", ended="2013"))

    def test_may_be_found_by_another_way_round(self, make_line, make_relation):
        first, last = make_line(2, began="2001", ended="2002-12-31")
        make_relation(subject=first, object=last, **STANDS)
        assert_closes_a_circle(make_relation.build(subject=last, object=first, **STANDS))


@pytest.mark.django_db(transaction=True)
class TestTwoPeopleAtOnce:
    @pytest.fixture
    def halves(self, make_actor, make_relation):
        one, other = make_actor(), make_actor()
        return [
            make_relation.build(subject=one, object=other, **STANDS),
            make_relation.build(subject=other, object=one, **STANDS),
        ]

    def test_cannot_save_the_two_halves_of_a_circle(self, halves):
        with pytest.raises(IntegrityError, match=CIRCLE):
            second_while_first_is_open(halves[0].save, halves[1].save)
        assert Relation.objects.count() == 1

    def test_cannot_accept_the_two_halves_of_a_circle(self, halves):
        for half in halves:
            half.status = "draft"
            half.save()

        def accept(half):
            return Relation.objects.filter(pk=half.pk).update(status="accepted")

        with pytest.raises(IntegrityError, match=CIRCLE):
            second_while_first_is_open(lambda: accept(halves[0]), lambda: accept(halves[1]))
        assert Relation.objects.accepted().get() == halves[0]

    def test_may_save_one_half_if_the_other_is_given_up(self, halves):
        second_while_first_is_open(halves[0].save, halves[1].save, first_stays=False)
        assert Relation.objects.get().subject == halves[1].subject

    def test_may_save_halves_of_different_predicates(self, halves):
        halves[1].predicate = "leads"
        second_while_first_is_open(halves[0].save, halves[1].save)
        assert Relation.objects.count() == 2
