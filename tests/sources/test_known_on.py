"""What was known by a day: what documents published by then held up."""

from datetime import date, datetime

import pytest

from actors.models import Relation
from events.models import Event
from sources.models import Attribution


@pytest.fixture
def event(make_event):
    return make_event()


def known(day):
    return list(Event.objects.known_on(day))


class TestKnownOn:
    @pytest.mark.parametrize(
        ("published", "first_day"),
        [
            ("2020-01-03", "2020-01-03"),
            ("2020-01", "2020-01-31"),
            ("2020", "2020-12-31"),
            ("[2019..2020]", "2020-12-31"),
            ("[..2020]", "2020-12-31"),
            ("2020-01?", "2020-01-31"),
            ("2020~", "2020-12-31"),
        ],
    )
    def test_is_known_from_the_last_day_its_date_can_mean(
        self, event, attribute, published, first_day
    ):
        attribute(event, published=published)
        day = date.fromisoformat(first_day)
        assert known(day.replace(day=day.day - 1)) == []
        assert known(day) == known(first_day) == known(date(9999, 1, 1)) == [event]

    @pytest.mark.parametrize("published", ["", "[2020..]"])
    def test_is_known_on_no_day_if_that_is_unknown(self, event, attribute, published):
        attribute(event, published=published)
        assert known("9999-12-31") == []

    @pytest.mark.parametrize("stance", ["asserts", "suspects"])
    def test_is_known_if_it_was_at_least_suspected(self, event, attribute, stance):
        attribute(event, published="2020", stance=stance)
        assert known("2021-01-01") == [event]

    @pytest.mark.parametrize("stance", ["denies", "retracts"])
    def test_is_not_known_by_a_denial(self, event, attribute, stance):
        attribute(event, published="2020", stance=stance)
        assert known("2021-01-01") == []

    def test_is_not_known_by_what_was_retired(self, event, attribute):
        attribute(event, published="2020", status="retired")
        assert known("2021-01-01") == []

    def test_is_known_by_the_republication_read_not_by_its_root(
        self, event, attribute, make_document
    ):
        root = make_document(published="2014")
        attribute(event, document=make_document(published="2020", derived_from=root))
        assert known("2019-12-31") == []
        assert known("2020-12-31") == [event]

    def test_is_not_asked_of_a_moment(self):
        with pytest.raises(ValueError, match="is a moment and not a day"):
            Event.objects.known_on(datetime(2020, 1, 3, 12))

    @pytest.mark.parametrize("day", ["2020", "2020-01", "January", None, 2020])
    def test_is_asked_of_a_day(self, day):
        with pytest.raises(ValueError, match="is not a day: write it as year-month-day"):
            Event.objects.known_on(day)

    def test_is_asked_of_relations_too(self, make_relation, attribute):
        relation = make_relation()
        attribute(relation, published="2020")
        assert Relation.objects.known_on("2020-12-31").get() == relation
        assert not Relation.objects.known_on("2020-12-30").exists()


class TestStandingThen:
    def test_counts_only_what_had_been_published(self, event, attribute, make_actor):
        attribute(event, make_actor(), published="2014")
        attribute(event, make_actor(), published="2015")
        attribute(event, make_actor(), published="2016", stance="denies")

        def then(day):
            return Event.objects.known_on(day).with_standing().get().standing

        assert then("2014-12-31") == "single-source"
        assert then("2015-12-31") == "corroborated"
        assert then("2016-12-31") == "contested"

    def test_goes_on_through_a_chain(self, event, attribute, make_actor):
        attribute(event, make_actor(), published="2014")
        attribute(event, make_actor(), published="2016")
        rows = Event.objects.known_on("2015-01-01").filter(title=event.title).order_by("title")
        assert rows.single_source().get() == event
        assert not rows.corroborated().exists()
        assert Event.objects.corroborated().get() == event

    def test_does_not_change_the_queryset_it_was_asked_of(self, event, attribute):
        attribute(event, published="2014")
        attribute(event, published="2016")
        everything = Event.objects.all()
        everything.known_on("2015-01-01")
        assert everything.with_standing().get().standing == "corroborated"
        assert Attribution.objects.count() == 2
