from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from curation.directions import set_in
from tests.refusing import assert_accepted, assert_refused, refused_by
from tests.writing import update_by_sql


class TestFigure:
    def test_has_a_unit(self, make_figure):
        assert_refused(make_figure.build(unit=" "), "figure_unit_is_given", "The unit is empty")

    def test_has_no_open_date(self, make_figure):
        assert_refused(
            make_figure.build(as_of=".."),
            "figure_as_of_is_not_open",
            "only the beginning or the end of a period can be",
        )

    def test_has_a_number(self, make_figure):
        assert_refused(
            make_figure.build(best=None), "figure_has_a_number", "Give a number: low, best or high."
        )

    @pytest.mark.parametrize("column", ["low", "best", "high"])
    def test_may_have_any_one_number(self, make_figure, column):
        assert_accepted(make_figure.build(**{"best": None, column: Decimal("2600000000")}))

    @pytest.mark.parametrize("column", ["low", "best", "high"])
    def test_is_not_negative(self, make_figure, column):
        assert_refused(
            make_figure.build(**{column: Decimal("-0.0001")}),
            "figure_is_not_negative",
            "A figure is not negative.",
        )
        assert_accepted(make_figure.build(**{column: 0}))

    @pytest.mark.parametrize("column", ["low", "best", "high"])
    def test_is_a_number(self, make_figure, column):
        figure = make_figure()
        with pytest.raises(ValidationError, match="must be a decimal number"):
            make_figure.build(**{column: Decimal("NaN")}).full_clean()
        with refused_by("figure_is_a_number"):
            update_by_sql(figure, column, "NaN")
        assert_accepted(make_figure.build(**{column: Decimal("99999999999999999999.9999")}))

    @pytest.mark.parametrize("column", ["low", "best", "high"])
    @pytest.mark.parametrize("value", ["Infinity", "-Infinity"])
    def test_is_finite(self, make_figure, column, value):
        figure = make_figure()
        with pytest.raises(DatabaseError), transaction.atomic():
            update_by_sql(figure, column, value)

    def test_may_have_a_low_above_its_best(self, make_figure):
        assert_accepted(make_figure.build(low=7, best=5, high=3))

    def test_is_about_exactly_one_record(self, make_figure, make_event, make_actor):
        message = "Choose exactly one of these: event, actor, relation."
        constraint = "figure_has_exactly_one_bearer"
        assert_refused(make_figure.build(event=None), constraint, message)
        both = make_figure.build(event=make_event(), actor=make_actor())
        assert_refused(both, constraint, message)

    def test_may_be_about_an_event_an_actor_or_a_relation(
        self, make_figure, make_event, make_actor, make_relation
    ):
        for bearer in ({"event": make_event()}, {"actor": make_actor()}):
            assert_accepted(make_figure.build(**bearer))
        assert_accepted(make_figure.build(relation=make_relation()))

    @pytest.mark.parametrize("bearer", ["event", "actor", "relation"])
    def test_stands_once_for_a_population_and_a_date(self, factories, make_figure, bearer):
        by_name = {make.model._meta.model_name: make for make in factories.values()}
        about = {bearer: by_name[bearer]()}
        make_figure(**about, of_whom="contractors", as_of="2020")
        assert_refused(
            make_figure.build(**about, of_whom="contractors", as_of="2020", best=6),
            "figure_stands_once_per_population_and_date",
            "This measure of this population is there already;",
        )
        assert_accepted(make_figure.build(**about, of_whom="soldiers", as_of="2020"))
        assert_accepted(make_figure.build(**about, of_whom="contractors", as_of="2021"))
        assert_accepted(
            make_figure.build(**about, of_whom="contractors", as_of="2020", measure="wounded")
        )

    def test_is_told_with_its_unit(self, make_figure):
        told = make_figure.build(best=Decimal("5.5000"), unit="tonnes").number()
        assert told == f"Killed: 5.5 {set_in('tonnes')}"
        assert make_figure.build(best=None, low=5).number().endswith(f"5–? {set_in('persons')}")

    def test_is_called_by_whom_and_what_it_counts(self, make_figure, make_event, make_relation):
        raid, command = make_event.build(title="Raid"), make_relation.build(predicate="commands")
        figure = make_figure.build(event=raid, of_whom="guards")
        assert str(figure) == f"{figure.number()}, {set_in('guards')} · {set_in('Raid')}"
        figure = make_figure.build(event=None, relation=command)
        assert str(figure) == f"{figure.number()} · {set_in(command)}"
