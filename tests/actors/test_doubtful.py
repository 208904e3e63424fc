"""Relations to look at again: each rule from both sides, and only as certain as it says."""

import pytest

from actors.doubtful import may_end_before_it_begins
from actors.models import Relation
from actors.rounds import rounds
from curation.lint import all_findings, finding, seen_by

BEFORE, AFTER = "before_their_actors", "after_their_actors"


def found(question, relation):
    return getattr(Relation.objects, question)().filter(pk=relation.pk).exists()


def _told(name):
    """What the reasons of a finding say, without the marks that set names apart."""
    one = next(one for one in all_findings() if one.name == name)
    rows = [*finding(name)]
    reasons = one.reasons(rows, seen_by(None))
    return {pk: told.translate({0x2068: None, 0x2069: None}) for pk, told in reasons.items()}


@pytest.mark.parametrize("side", ["subject", "object"])
class TestBeforeItsActors:
    @pytest.mark.parametrize(
        ("relation", "actor", "is_found"),
        [
            ({"began": "2013"}, "2014", True),
            ({"began": "2014"}, "2014", False),
            ({"began": "2014-01-01"}, "2014-01-02", True),
            ({"began": "2014-01-02"}, "2014-01-02", False),
            ({"began": "2013"}, "2013-12-31", False),
            ({"began": "2013?"}, "2014", False),
            ({"began": "2013"}, "2014~", False),
            ({"began": "[..2013]"}, "2014", True),
            ({"began": "2013"}, "[..2014]", False),
            ({"began": ".."}, "2014", False),
            ({"began": "2013"}, "", False),
            ({"began": ""}, "2014", False),
            ({"ended": "2013"}, "2014", True),
            ({"ended": "2014"}, "2014", False),
        ],
    )
    def test_is_certain(self, make_actor, make_relation, side, relation, actor, is_found):
        row = make_relation(**relation, **{side: make_actor(began=actor)})
        assert found(BEFORE, row) is is_found

    def test_is_asked_of_what_is_in_use(self, make_actor, make_relation, side):
        columns = {"began": "2013", side: make_actor(began="2014")}
        assert found(BEFORE, make_relation(**columns, status="draft"))
        assert not found(BEFORE, make_relation(**columns, title="Another", status="retired"))


@pytest.mark.parametrize("side", ["subject", "object"])
class TestAfterItsActors:
    @pytest.mark.parametrize(
        ("relation", "actor", "is_found"),
        [
            ({"began": "2015"}, "2014", True),
            ({"began": "2014"}, "2014", False),
            ({"began": "2014-01-02"}, "2014-01-01", True),
            ({"began": "2015~"}, "2014", False),
            ({"began": "2015"}, "2014?", False),
            ({"began": "2010", "ended": "2015"}, "2014", True),
            ({"began": "2010", "ended": "2014-06"}, "2014", False),
            ({"began": "2010", "ended": ".."}, "2014", False),
            ({"began": "2015"}, "..", False),
            ({"began": "2015"}, "", False),
        ],
    )
    def test_is_certain(self, make_actor, make_relation, side, relation, actor, is_found):
        row = make_relation(**relation, **{side: make_actor(ended=actor)})
        assert found(AFTER, row) is is_found

    @pytest.mark.parametrize("predicate", ["succeeds", "absorbed_into", "represents"])
    def test_is_not_asked_of_what_outlives(self, make_actor, make_relation, side, predicate):
        actors = {side: make_actor(ended="2014")}
        assert not found(AFTER, make_relation(began="2015", predicate=predicate, **actors))


@pytest.fixture
def hold(make_actor, make_relation):
    """Somebody new in one office."""
    body = make_actor(name="Ministry")

    def hold(began, ended, title="minister", predicate="holds_office_in", **given):
        columns = {"object": body, "title": title, "predicate": predicate, **given}
        return make_relation(began=began, ended=ended, **columns)

    return hold


class TestOverlappingHolders:
    @pytest.mark.parametrize(
        ("one", "other", "certainly", "possibly"),
        [
            (("2005-01-01", "2006-05-20"), ("2006-05-20", "2010-01-01"), True, True),
            (("2005-01-01", "2006-05-19"), ("2006-05-20", "2010-01-01"), False, False),
            (("2005", "2006-05"), ("2006", "2010"), False, True),
            (("2005", "2007"), ("2006", "2010"), True, True),
            (("2005", ".."), ("2010", ".."), True, True),
            (("2005", ""), ("2010", "2012"), False, True),
            (("2005", "2007?"), ("2006", "2010"), False, True),
            (("", ""), ("", ""), False, True),
            (("..", "2006"), ("2005", "2010"), True, True),
        ],
    )
    def test_at_either_strength(self, hold, one, other, certainly, possibly):
        rows = {hold(*one), hold(*other)}
        assert {*Relation.objects.overlapping_holders()} == (rows if certainly else set())
        maybe = Relation.objects.overlapping_holders(certainly=False)
        assert {*maybe} == (rows if possibly else set())

    def test_are_two_people_in_one_office(self, hold, make_actor):
        dates = ("2005", "2010")
        rows = {hold(*dates), hold(*dates, title="Minister")}
        somebody = make_actor()
        hold("2005", "2009", title="deputy", subject=somebody)
        hold("2005", "2010", title="deputy", subject=somebody)
        hold(*dates, object=make_actor())
        hold(*dates, title=""), hold(*dates, title="")
        hold(*dates, title="patron", predicate="supports")
        hold(*dates, title="patron", predicate="supports")
        hold(*dates, status="retired")
        assert {*Relation.objects.overlapping_holders()} == rows

    def test_say_with_whom_and_for_how_long(self, hold):
        one = hold("2005-01-01", "2006-05-20")
        other, third = hold("2006-05-19", "2007"), hold("2006-05-20", "..")
        told = _told("overlapping-holders")
        assert told[one.pk] == (
            f"with {other.subject}, 2006-05-19 to 2006-05-20: 2 days;"
            f" with {third.subject}, 2006-05-20 to 2006-05-20: 1 day"
        )
        assert f"with {third.subject}, 2006-05-20 to 2007-01-01: 227 days" in told[other.pk]

    def test_say_that_it_goes_on(self, hold):
        one, other = hold("2005", ".."), hold("2006-03-01", "..")
        assert _told("overlapping-holders")[one.pk] == f"with {other.subject} from 2006-03-01 on"


@pytest.fixture
def link(make_actor, make_relation):
    """A step between actors by their names, who are made as they are named."""
    actors = {}

    def link(subject, predicate, other, **columns):
        for name in (subject, other):
            kind = "person" if name.islower() else "armed_group"
            actors.setdefault(name, make_actor(name=name, kind=kind))
        ends = {"subject": actors[subject], "object": actors[other]}
        return make_relation(predicate=predicate, **ends, **columns)

    return link


class TestCircles:
    def test_over_several_predicates_are_found(self, link):
        rows = {link("A", "part_of", "B"), link("B", "member_of", "C"), link("A", "commands", "C")}
        link("C", "part_of", "D"), link("E", "part_of", "A")
        assert {*Relation.objects.in_circles()} == rows

    def test_of_one_predicate_among_drafts_are_found(self, link):
        rows = {link("A", "part_of", "B"), link("B", "part_of", "A")}
        assert {*Relation.objects.in_circles()} == rows

    @pytest.mark.parametrize(
        ("first", "second", "is_found"),
        [
            ({"ended": "2014"}, {"began": "2014"}, True),
            ({"ended": "2013"}, {"began": "2014"}, False),
            ({"ended": "2013?"}, {"began": "2014"}, False),
            ({"ended": ""}, {"began": "2014"}, True),
        ],
    )
    def test_hold_at_one_time(self, link, first, second, is_found):
        rows = {link("A", "part_of", "B", **first), link("B", "part_of", "A", **second)}
        assert {*Relation.objects.in_circles()} == (rows if is_found else set())

    def test_are_no_circles_if_no_day_is_common_to_all(self, link):
        link("A", "part_of", "B", began="2010", ended="2011")
        link("B", "part_of", "C", began="2011", ended="2012")
        link("C", "part_of", "A", began="2012", ended="2013")
        assert not Relation.objects.in_circles().exists()

    def test_are_made_of_steps(self, link, make_actor):
        link("A", "supports", "B"), link("B", "supports", "A")
        link("C", "part_of", "D"), link("D", "part_of", "C", status="retired")
        assert not Relation.objects.in_circles().exists()

    def test_are_not_made_by_somebody_who_belongs_to_what_they_lead(self, link):
        link("a", "leads", "B"), link("a", "member_of", "B")
        assert not Relation.objects.in_circles().exists()
        rows = {link("a", "commands", "c"), link("c", "commands", "a")}
        assert {*Relation.objects.in_circles()} == rows

    def test_are_found_where_there_are_more_than_can_be_followed(self, make_actor):
        """Eighty actors, each under ten others, each time for other months."""
        actors = [make_actor() for _ in range(80)]
        Relation.objects.bulk_create(
            Relation(
                code=f"r-{place}-{step}",
                subject=actors[place],
                predicate="part_of",
                object=actors[(place + step) % 80],
                began=f"{1990 + (place * step) % 20}-{step:02}",
                ended=f"{2010 + (place + step) % 10}-{step:02}",
            )
            for place in range(80)
            for step in range(1, 11)
        )
        assert Relation.objects.in_circles().count() == 800
        assert all(_told("circles").values())

    def test_are_told_along_a_long_line(self, link):
        """Sixty under one another, and the first of them above the last."""
        rows = [link(f"A{n}", "part_of", f"A{(n + 1) % 60}") for n in range(60)]
        link("B", "part_of", "A0"), link("A0", "part_of", "C")
        assert {*Relation.objects.in_circles()} == {*rows}
        assert _told("circles")[rows[0].pk].count(" under ") == 60

    def test_are_made_of_what_may_be_seen(self, link):
        one, _other = link("A", "part_of", "B"), link("B", "part_of", "A")
        assert not Relation.objects.in_circles(Relation.objects.filter(pk=one.pk)).exists()

    def test_are_told_in_words(self, link):
        rows = [link("A", "part_of", "B"), link("C", "commands", "B"), link("A", "commands", "C")]
        told = _told("circles")
        assert told[rows[0].pk] == "A under B under C under A"
        assert told[rows[1].pk] == "B under C under A under B"

    def test_are_told_by_the_shortest_way_that_holds_at_one_time(self, link):
        first = link("A", "part_of", "B", began="2010", ended="2011")
        link("B", "part_of", "A", began="2014")
        link("B", "part_of", "C", began="2010")
        link("C", "part_of", "A", began="2010")
        assert "A under B under C under A" in _told("circles")[first.pk]
        assert rounds([], Relation.objects.all()) == {}


@pytest.mark.parametrize(
    ("began", "ended", "is_found"),
    [
        ("2014-06", "2014", True),
        ("2014", "2014-06", True),
        ("2014", "2014", False),
        ("2014-06", "2014-06", False),
        ("2013", "2014", False),
        ("2014-06", "", False),
        ("2014-06", "..", False),
        ("[2010..2015]", "2014", True),
    ],
)
def test_may_end_before_it_begins(
    make_relation, make_designation, make_actor, began, ended, is_found
):
    for make in (make_relation, make_designation, make_actor):
        row = make(began=began, ended=ended)
        rows = type(row).objects.filter(may_end_before_it_begins(), pk=row.pk)
        assert rows.exists() is is_found
        kept = finding("may-end-before-it-begins", type(row)).filter(pk=row.pk)
        assert kept.exists() is is_found
