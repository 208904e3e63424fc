import pytest

from tests.refusing import assert_accepted, assert_refused


class TestIdentifier:
    @pytest.mark.parametrize(
        ("column", "constraint"),
        [("scheme", "identifier_scheme_is_given"), ("value", "identifier_value_is_given")],
    )
    def test_has_a_scheme_and_a_value(self, make_identifier, column, constraint):
        assert_refused(
            make_identifier.build(**{column: " "}),
            constraint,
            f"The {column} is empty: write one.",
        )

    @pytest.mark.parametrize("bearers", [[], ["actor", "event"], ["place", "document"]])
    def test_is_of_exactly_one_record(self, factories, make_identifier, bearers):
        by_name = {make.model._meta.model_name: make for make in factories.values()}
        given = {name: by_name[name]() for name in bearers} or {"actor": None}
        assert_refused(
            make_identifier.build(**given),
            "identifier_has_exactly_one_bearer",
            "Choose exactly one of these: actor, event, place, document.",
        )

    @pytest.mark.parametrize("bearer", ["actor", "event", "place", "document"])
    def test_is_of_any_record_that_has_one(self, factories, make_identifier, bearer):
        by_name = {make.model._meta.model_name: make for make in factories.values()}
        record = by_name[bearer]()
        assert_accepted(make_identifier.build(**{bearer: record}))
        assert record.identifiers.count() == 1

    def test_stands_once_in_its_scheme(self, make_identifier):
        make_identifier(scheme="wikidata", value="Q1")
        assert_refused(
            make_identifier.build(scheme="wikidata", value="Q1"),
            "identifier_value_is_unique_in_its_scheme",
            "This identifier belongs to a record already.",
        )
        assert_accepted(make_identifier.build(scheme="ucdp-actor", value="Q1"))
        assert_accepted(make_identifier.build(scheme="wikidata", value="Q2"))
