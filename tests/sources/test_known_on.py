"""What was known by a day: what documents published by then held up."""

import copy
import operator
import pickle
from datetime import date, datetime

import pytest
from django.db.models import Count, Exists, Min, OuterRef, Subquery
from django.db.models.functions import Upper

from actors.models import Actor, Relation
from events.models import Event, Participation
from sources.models import Attribution, Document


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


class TestAskedInAnyOrder:
    """`known_on` answers for the whole chain, before and behind it."""

    THEN, NOW = "2015-01-01", "2017-01-01"

    @pytest.fixture
    def part(self, make_participation, attribute, make_actor):
        """Who did it: single-source in 2014, and corroborated only in 2016."""
        part = make_participation(role="perpetrator")
        attribute(part, make_actor(), published="2014")
        attribute(part, make_actor(), published="2016")
        attribute(part.event, make_actor(), published="2014")
        return part

    @pytest.mark.parametrize("day", [THEN, NOW])
    @pytest.mark.parametrize("ask", ["with_standing", "corroborated", "single_source"])
    def test_of_standing(self, part, day, ask, tmp_path):
        rows = Participation.objects.all()
        before, after = getattr(rows, ask)().known_on(day), getattr(rows.known_on(day), ask)()
        found = list(before.values_list("pk", "standing"))
        assert found == list(after.values_list("pk", "standing"))
        assert {standing for _, standing in found} <= {
            "single-source" if day == self.THEN else "corroborated"
        }
        written = []
        for rows in (before, after):
            rows.to_csv(tmp_path / "rows.csv")
            written.append((tmp_path / "rows.csv").read_text())
        assert written[0] == written[1]
        assert written[0].count("single-source") == (day == self.THEN and len(found))

    @pytest.mark.parametrize(("day", "standing"), [(THEN, "single-source"), (NOW, "corroborated")])
    def test_of_conditions_on_standing(self, part, day, standing):
        rows = Participation.objects.with_standing()
        assert rows.filter(standing=standing).known_on(day).get() == part
        assert not rows.exclude(standing=standing).known_on(day).exists()
        counted = rows.values("standing").annotate(number=Count("pk")).known_on(day)
        assert list(counted) == [{"standing": standing, "number": 1}]
        assert rows.known_on(day).aggregate(least=Min("standing")) == {"least": standing}
        assert Event.objects.filter(participations__in=rows.known_on(day)).get() == part.event

    def test_of_many_standings(self, part):
        rows = Participation.objects.of_standing("unattributed", "single-source")
        assert rows.known_on(self.THEN).get() == part
        assert rows.weighed_on("2000-01-01").get().standing == "unattributed"
        assert not rows.exists()

    def test_of_a_standing_seen_from_another_query(self, part):
        alike = Participation.objects.with_standing().filter(standing=OuterRef("standing"))
        rows = Participation.objects.known_on(self.THEN).with_standing()
        assert rows.filter(Exists(alike.known_on(self.THEN))).exists()
        assert not rows.filter(Exists(alike)).exists()

    def test_of_a_standing_that_another_query_asks_for(self, part):
        """`OuterRef` hands the annotation on, which is compiled in a query without a day."""
        standing = Participation.objects.with_standing().annotate(told=Upper("standing"))
        kept = Document.objects.annotate(asked=OuterRef("standing"), heard=OuterRef("told"))
        seen = {name: Subquery(kept.values(name)[:1]) for name in ("asked", "heard")}
        then = standing.known_on(self.THEN).annotate(**seen).values_list("asked", "heard")
        assert set(then) == {("single-source", "SINGLE-SOURCE")}
        # The day of one queryset is none of that which it came from.
        now = standing.annotate(**seen).values_list("asked", "heard")
        assert set(now) == {("corroborated", "CORROBORATED")}

    @pytest.mark.parametrize("subordinates", [False, True])
    def test_of_responsibility(self, part, make_actor, make_participation, attribute, subordinates):
        late = make_participation(event=part.event, role="ordered_by")
        attribute(late, make_actor(), published="2016")
        held = Event.objects.attributed_to(late.actor, subordinates)
        assert held.get() == held.known_on(self.NOW).get() == part.event
        assert not held.known_on(self.THEN).exists()
        assert not Event.objects.known_on(self.THEN).attributed_to(late.actor, subordinates)

    @pytest.mark.parametrize(
        "copied", [copy.deepcopy, lambda rows: pickle.loads(pickle.dumps(rows))]
    )
    def test_of_a_query_that_was_copied(self, part, copied):
        rows = Participation.objects.all()
        rows.query = copied(rows.known_on(self.THEN).single_source().query)
        assert rows.get() == part
        rows.query = copied(rows.corroborated().query)
        assert not rows.exists()

    def test_the_last_day_counts(self, part):
        rows = Participation.objects.corroborated()
        assert rows.known_on("2000-01-01").known_on(self.NOW).get() == part
        assert not rows.known_on(self.NOW).known_on("2000-01-01").exists()

    def test_but_not_of_a_hierarchy_that_was_found(self, make_actor):
        actors = Actor.objects.known_on(self.THEN).hierarchy(make_actor(), upwards=True)
        assert not actors.known_on(self.THEN).exists()
        with pytest.raises(TypeError, match=r"ask known_on\(day\) before hierarchy"):
            actors.known_on(self.NOW)
        with pytest.raises(TypeError, match=r"or superiors\(known_on=day\)"):
            make_actor().superiors().known_on(self.THEN)

    def test_rows_of_two_days_are_not_mixed(self, part):
        rows = Participation.objects.corroborated()
        for combine in (operator.and_, operator.or_):
            with pytest.raises(TypeError, match="known on two different days are combined by"):
                combine(rows, Participation.objects.known_on(self.THEN))
        both = rows.known_on(self.THEN).union(rows.known_on(self.NOW))
        assert [row.standing for row in both] == ["corroborated"]
        known = Participation.objects.known_on(self.THEN)
        assert (known & known.single_source()).get() == part
