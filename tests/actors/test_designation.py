import pytest

from tests.refusing import assert_accepted, assert_refused


class TestDesignation:
    def test_says_what_it_lists_as(self, make_designation):
        assert_refused(
            make_designation.build(measure=" "), "designation_measure_is_given", "is empty"
        )

    def test_is_made_by_another(self, make_designation, make_actor):
        actor = make_actor()
        assert_refused(
            make_designation.build(actor=actor, authority=actor),
            "designation_is_by_another",
            "An actor does not designate itself.",
        )

    def test_does_not_end_before_it_begins(self, make_designation):
        assert_refused(
            make_designation.build(began="2014", ended="2013"),
            "designation_ends_after_it_begins",
            "It ends before it begins: correct one of the two dates.",
        )

    def test_may_still_stand(self, make_designation):
        assert_accepted(make_designation.build(began="2009-07-02", ended=".."))

    @pytest.mark.parametrize("column", ["began", "ended"])
    def test_begins_and_ends_at_a_point(self, make_designation, column):
        assert_refused(
            make_designation.build(**{column: "2013/2014"}),
            "designation_began_and_ended_are_points",
            "is not a single date",
        )

    def test_stands_once_for_a_period(self, make_designation):
        first = make_designation(began="2009", programme="SDGT")
        same = {"actor": first.actor, "authority": first.authority}
        assert_refused(
            make_designation.build(**same, began="2009", programme="SDGT"),
            "designation_stands_once_per_period",
            "This designation is there already.",
        )
        assert_accepted(make_designation.build(**same, began="2020", programme="SDGT"))
        assert_accepted(make_designation.build(**same, began="2009", programme="FTO"))
        assert_accepted(make_designation.build(**same, began="2009", measure="militia"))
