"""By which chain an event is attributed to somebody: as of its own date, and as it was known."""

import csv
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from events.models import Event
from tests.actors.graphs import ACTORS, DAYS, EVENTS, links, ways
from tests.actors.test_hierarchy_at_random import write

pytestmark = pytest.mark.usefixtures("as_seed")

IN_ONE_DATABASE = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=15
)
DATES = {
    **EVENTS,
    "2014-06-15?": (date(2014, 6, 15), date(2014, 6, 15)),
    "[2014-01-01,2014-06-15]": (date(2014, 1, 1), date(2014, 6, 15)),
    "2013-24": (date(2013, 12, 1), date(2014, 2, 28)),
    "201X": (date(2010, 1, 1), date(2019, 12, 31)),
}


@pytest.fixture
def people(make_actor):
    return {name: make_actor(name=name) for name in ACTORS}


@pytest.fixture
def one_event_each(people, make_event, make_participation, make_attribution, make_event_type):
    """For each actor and each date an event that it is said to have been the perpetrator of."""
    kind = make_event_type()
    for name in ACTORS:
        for dated in DATES:
            event = make_event(title=f"{name} {dated}", date=dated, type=kind)
            make_attribution(participation=make_participation(event=event, actor=people[name]))


def chain(of, below, above, dated):
    """The least depth of a way on which all links held on a day of the event, and what is told.

    That is one of the shortest ways, and whether some way held for certain on all of the days.
    """
    first, last = DATES[dated]
    days = [day for day in {first, *DAYS, last} if first <= day <= last]
    if below == above:
        return 0, [[]], True
    possible = [
        way
        for far, way in ways(of, below, True)
        if far == above and any(all(link.possibly(day) for link in way) for day in days)
    ]
    if not possible:
        return None
    depth = min(map(len, possible))
    shortest = [way for way in possible if len(way) == depth]
    certain = [w for w in possible if all(link.definitely(day) for link in w for day in days)]
    told = [way for way in shortest if way in certain] or shortest
    codes = [[link.code for link in way] for way in told]
    return depth, codes, bool(certain) and dated != "" and "?" not in dated


@IN_ONE_DATABASE
@given(of=links())
def test_chains_are_as_python_says(people, one_event_each, of):
    with transaction.atomic():
        write(of, people)
        for start, actor in people.items():
            events = Event.objects.attributed_to(actor, include_subordinates=True)
            found = {row.event.title: row for row in events.chains_to(actor)}
            answer = {
                f"{name} {dated}": told
                for name in ACTORS
                for dated in DATES
                if (told := chain(of, name, start, dated))
            }
            assert {*found} == {*answer} == {event.title for event in events}
            for title, (depth, paths, certain) in answer.items():
                row = found[title]
                assert (row.depth, row.certain) == (depth, certain)
                assert row.path in paths
                assert row.chain.startswith(title[0])
                assert row.chain.endswith(start)
        transaction.set_rollback(True)


@pytest.fixture
def held(relate, make_participation, make_event, attribute):
    """Rockets that a squad of a brigade of a division is said, in 2015, to have fired in 2014."""
    relate("squad", "part_of", "brigade", began="2013", ended="..")
    relate("division", "commands", "brigade", began="2013", ended="2016")
    event = make_event(title="Rockets", date="2014-06-01")
    part = make_participation(event=event, actor=relate.people["squad"])
    attribute(part, published="2015")
    return part


class TestChain:
    def test_reads_from_who_did_it_up(self, held, relate):
        [row] = Event.objects.chains_to(relate.people["division"])
        assert row.chain == "squad – part of – brigade – commanded by – division"
        assert (row.event, row.participation, row.depth) == (held.event, held, 2)
        assert (row.certain, row.weakest, row.standing) == (True, "unattributed", "single-source")

    def test_is_certain_by_a_longer_way(self, held, relate):
        relate("squad", "member_of", "division", began="2013?", ended="..")
        [row] = Event.objects.chains_to(relate.people["division"])
        assert (row.chain, row.certain) == ("squad – member of – division", True)

    def test_is_told_of_many_events_in_four_queries(
        self, held, relate, make_event, make_participation, attribute, django_assert_num_queries
    ):
        for number in range(5):
            event = make_event(title=f"Rockets {number}", date="2014-06-01")
            attribute(make_participation(event=event, actor=held.actor))
        division = relate.people["division"]
        with django_assert_num_queries(4):
            assert len(Event.objects.order_by("title").chains_to(division)) == 6

    def test_is_told_of_a_slice(self, held, relate, make_event):
        division = relate.people["division"]
        make_event(title="A")
        assert len(Event.objects.order_by("title")[:2].chains_to(division)) == 1
        assert not Event.objects.order_by("title")[:1].chains_to(division)

    def test_comes_in_the_order_of_the_events(self, held, relate, make_participation, attribute):
        later = make_participation(actor=held.actor)
        type(later.event).objects.filter(pk=later.event_id).update(date="2014-07-01", title="A")
        attribute(later)
        division = relate.people["division"]
        for order in ("title", "-title"):
            events = Event.objects.order_by(order)
            assert [row.event for row in events.chains_to(division)] == [*events]

    def test_leaves_as_csv(self, held, relate, tmp_path):
        table = Event.objects.chains_to(relate.people["division"])
        assert table.to_csv(tmp_path / "chains.csv") == 1
        with open(tmp_path / "chains.csv", encoding="utf-8") as stream:
            [row] = csv.DictReader(stream)
        assert (row["event"], row["actor"]) == (held.event.code, held.actor.code)
        assert row["path"] == " ".join(table[0].path)


class TestChoice:
    """Of several chains: the shortest that was possible then, and of these a certain one."""

    SURE = {"began": "2010", "ended": ".."}

    @pytest.fixture
    def told(self, relate, make_participation, make_event, attribute):
        """What is told of an event by "a" on a day, from "z" on."""

        def told(day):
            part = make_participation(event=make_event(date=day), actor=relate.people["a"])
            attribute(part)
            rows = Event.objects.filter(pk=part.event_id)[:1].chains_to(relate.people["z"])
            return [(row.path, row.certain) for row in rows]

        return told

    def test_is_of_a_certain_chain_among_the_shortest(self, relate, told):
        relate("a", "part_of", "b", code="r1")
        relate("b", "part_of", "z", code="r2", **self.SURE)
        relate("a", "part_of", "c", code="s1", **self.SURE)
        relate("c", "part_of", "z", code="s2", **self.SURE)
        assert told("2014") == [(["s1", "s2"], True)]

    def test_is_of_the_shortest_though_a_longer_one_is_certain(self, relate, told):
        relate("a", "part_of", "z", code="r")
        relate("a", "part_of", "b", code="s1", **self.SURE)
        relate("b", "part_of", "z", code="s2", **self.SURE)
        assert told("2014") == [(["r"], True)]

    def test_is_by_the_day(self, relate, told):
        relate("a", "part_of", "b", code="early", ended="2014-06-30")
        relate("a", "part_of", "c", code="late", began="2014-07-01")
        relate("b", "part_of", "z", code="r2", ended="2014-06-30")
        relate("c", "part_of", "z", code="s2", began="2014-07-01")
        assert told("2014-06-30") == [(["early", "r2"], False)]
        assert told("2014-07-01") == [(["late", "s2"], False)]

    def test_is_of_a_longer_one_where_the_shorter_was_over(self, relate, told):
        relate("a", "part_of", "m", code="r1")
        relate("m", "part_of", "z", code="r2", ended="2014")
        relate("m", "part_of", "n", code="s2", began="2016")
        relate("n", "part_of", "z", code="s3", began="2016")
        assert told("2014") == [(["r1", "r2"], False)]
        assert told("2017") == [(["r1", "s2", "s3"], False)]
        found = Event.objects.attributed_to(relate.people["z"], include_subordinates=True)
        assert {event.date for event in found} == {"2014", "2017"}

    def test_is_by_the_days_that_are_certain(self, relate, told):
        for middle, year in ("b", 2014), ("c", 2015):
            first, last = f"[2005..{year}-01-01]", f"[{year}-12-31..2025]"
            relate("a", "part_of", middle, code=f"of-{year}", began=first, ended=last)
            relate(middle, "part_of", "z", code=f"in-{year}", began="..", ended="..")
        for year in (2014, 2015):
            assert told(f"{year}") == [([f"of-{year}", f"in-{year}"], True)]
        assert told("2014-12-31/2015-01-01")[0][1] is False

    @pytest.mark.parametrize(
        ("began", "ended", "certain"),
        [
            ("2014-06-01", "2014-06-01", True),
            ("2014-06-02", "..", None),
            ("..", "2014-05-31", None),
            ("2014-06", "..", False),
            ("..", "2014-06", True),
            ("..", "2014", False),
            ("2013?", "..", False),
            ("..", "2015~", False),
            ("[2013..2014-06-01]", "[2014-06-01..]", True),
        ],
    )
    def test_is_certain_if_its_links_are(self, relate, told, began, ended, certain):
        relate("a", "part_of", "z", code="r", began=began, ended=ended)
        assert told("2014-06-01") == ([] if certain is None else [(["r"], certain)])


class TestKnownOnADay:
    def test_counts_words_of_those_below_from_their_day_on(self, held, attribute):
        attribute(held.event, published="2012")
        attribute(held, published="2018")
        squad = held.actor

        def asked(day):
            events = Event.objects.known_on(day)
            found = events.attributed_to(squad, include_subordinates=True)
            assert [row.event for row in events.chains_to(squad)] == [*found]
            return [row.standing for row in found.chains_to(squad)]

        assert asked("2015-12-30") == []
        assert asked("2015-12-31") == ["single-source"]
        assert asked("2018-12-31") == ["corroborated"]

    def test_counts_who_was_held_responsible_by_then(self, held, relate, attribute):
        for relation in relate.people["brigade"].relations.all():
            attribute(relation, published="2012")
        for relation in [*relate.people["squad"].relations.all()]:
            attribute(relation, published="2012")
        for relation in [*relate.people["division"].relations.all()]:
            attribute(relation, published="2016")
        attribute(held.event, published="2012")
        squad, division = relate.people["squad"], relate.people["division"]

        def asked(day, actor, below):
            return Event.objects.known_on(day).attributed_to(actor, include_subordinates=below)

        assert not asked("2015-12-30", squad, False)
        assert asked("2015-12-31", squad, False).get() == held.event
        assert not asked("2015-12-31", division, True)
        assert not asked("2015-12-31", division, True).chains_to(division)
        assert not Event.objects.known_on("2015-12-31").chains_to(division)
        assert asked("2016-12-31", division, True).get() == held.event
        [row] = Event.objects.known_on("2016-12-31").chains_to(division)
        assert (row.depth, row.weakest) == (2, "single-source")
        assert not asked("2014-12-31", division, True)
