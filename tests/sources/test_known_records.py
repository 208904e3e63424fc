"""What came from `known_on(day)` goes on answering as it was known on that day."""

import pytest

from actors.models import Actor
from events.models import Event, Participation
from sources.explaining import explain
from sources.origins import origins
from sources.responsibility import responsibility

THEN, NOW = "2015-01-01", "2017-01-01"


@pytest.fixture
def part(make_participation, attribute, make_actor):
    """Who did it: said by one in 2014, by another in 2016."""
    part = make_participation(role="perpetrator")
    attribute(part.event, make_actor(), published="2014")
    attribute(part, make_actor(name="Early"), published="2014")
    attribute(part, make_actor(name="Late"), published="2016")
    return part


@pytest.fixture
def then(part):
    return Participation.objects.known_on(THEN).get()


def holders(table):
    return [str(row.origin) for row in table]


class TestOrigins:
    def test_are_those_of_the_day(self, part, then):
        for table in (
            origins(then),
            origins([then]),
            origins(part, known_on=THEN),
            origins(Participation.objects.known_on(THEN)),
        ):
            assert holders(table) == ["Early"]
            assert [row.standing for row in table] == ["single-source"]
        assert holders(origins(part)) == ["Early", "Late"]
        assert holders(origins(then, known_on=NOW)) == ["Early", "Late"]

    def test_are_told_of_records_of_two_days(self, part, then):
        assert holders(origins([then, part])) == ["Early", "Early", "Late"]

    def test_are_those_of_the_day_among_rows_of_the_past(self, part):
        rows = Participation.objects.as_of("9999-01-01").known_on(THEN)
        assert holders(origins(rows)) == ["Early"]
        assert rows.get()._past

    def test_are_none_before_all_documents(self, part):
        assert not origins(part, known_on="2000-01-01")

    def test_are_asked_of_a_day(self, part):
        with pytest.raises(ValueError, match="is not a day: write it as year-month-day"):
            origins(part, known_on="2015")


class TestExplanation:
    def test_is_that_of_the_day_and_says_so(self, part, then):
        for explanation in (explain(then), explain(part, THEN), explain(part, known_on=THEN)):
            first, second, *_ = str(explanation).splitlines()
            assert first.endswith("— single-source, as known on 2015-01-01")
            assert second.startswith("Early asserts")
            assert len(explanation.evidence) == 1
        assert explain(part).standing == explain(then, NOW).standing == "corroborated"
        assert "as known on" not in str(explain(part))

    def test_of_what_was_not_known_is_one_line(self, part):
        told = str(explain(part, "2000-01-01"))
        assert told.endswith("— unattributed, as known on 2000-01-01")
        assert "\n" not in told


class TestResponsibility:
    def test_is_that_of_the_day(self, part):
        events = Event.objects.known_on(THEN)
        for asked in (events, [*events], events.get(), (event for event in events)):
            [row] = responsibility(asked)
            assert (str(row.origin), row.standing) == ("Early", "single-source")
        assert holders(responsibility([*Event.objects.all()])) == ["Early", "Late"]


def test_superiors_are_those_of_the_day(make_relation, attribute):
    relation = make_relation(predicate="member_of")
    attribute(relation.subject, published="2014")
    for known in (relation, relation.object):
        attribute(known, published="2016")
    below = Actor.objects.filter(pk=relation.subject_id)
    assert not below.known_on(THEN).get().superiors()
    assert below.known_on(NOW).get().superiors().get() == relation.object
    assert below.known_on(THEN).get().superiors(known_on=NOW).get() == relation.object
