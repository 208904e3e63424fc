import pytest

from tests.refusing import assert_accepted, assert_refused, refused_by


class TestActor:
    @pytest.mark.parametrize("name", [" ", "\t\n"])
    def test_has_a_name(self, make_actor, name):
        assert_refused(
            make_actor.build(name=name), "actor_name_is_given", "The name is empty: write one."
        )

    @pytest.mark.parametrize("country", ["iq", "I1", "Iq"])
    def test_has_a_country_of_two_capitals(self, make_actor, country):
        assert_refused(
            make_actor.build(country=country),
            "actor_country_is_two_capitals_or_empty",
            "Write the two capital letters of ISO 3166-1: IQ.",
        )

    @pytest.mark.parametrize("country", ["IQ", ""])
    def test_has_a_country_or_none(self, make_actor, country):
        assert_accepted(make_actor.build(country=country))

    def test_does_not_end_before_it_begins(self, make_actor):
        assert_refused(
            make_actor.build(began="2014", ended="2013"),
            "actor_ends_after_it_begins",
            "It ends before it begins: correct one of the two dates.",
        )

    def test_may_end_on_the_day_it_begins(self, make_actor):
        assert_accepted(make_actor.build(began="2014-03-01", ended="2014-03-01"))

    @pytest.mark.parametrize("column", ["began", "ended"])
    def test_begins_and_ends_at_a_point(self, make_actor, column):
        assert_refused(
            make_actor.build(**{column: "2013/2014"}),
            "actor_began_and_ended_are_points",
            "is not a single date",
        )

    def test_may_go_on(self, make_actor):
        assert_accepted(make_actor.build(began="[..2007]", ended=".."))

    def test_of_the_same_name_as_another_is_accepted(self, make_actor):
        make_actor(name="Golden Division")
        assert_accepted(make_actor.build(name="Golden Division"))

    def test_that_facts_are_about_cannot_be_deleted(self, make_name):
        name = make_name()
        with pytest.raises(Exception, match=r"protected foreign keys: 'Name\.actor'"):
            name.actor.delete()


class TestCrosswalk:
    def test_says_a_thing_once(self, make_actor_kind_code):
        make_actor_kind_code(kind="person", scheme="ftm", code="Person")
        assert_refused(
            make_actor_kind_code.build(kind="person", scheme="ftm", code="Person"),
            "actorkindcode_stands_once",
            "This crosswalk is there already.",
        )

    def test_may_have_several_codes_for_a_kind(self, make_actor_kind_code):
        make_actor_kind_code(kind="umbrella", scheme="acled_inter", code="2")
        assert_accepted(make_actor_kind_code.build(kind="umbrella", scheme="acled_inter", code="3"))

    def test_of_an_unknown_kind_is_refused(self, make_actor_kind_code):
        with refused_by("actorkindcode_kind_is_known"):
            make_actor_kind_code(kind="warlord")

    def test_is_found_by_its_natural_key(self, make_actor_kind_code):
        row = make_actor_kind_code()
        assert type(row).objects.get_by_natural_key(*row.natural_key()) == row
