"""Claims, accusations, suspicions, denials and exonerations are read off the attributions."""

import pytest
from django.contrib.auth.models import User

from sources.charging import charges


@pytest.fixture
def part(make_participation, make_actor):
    return make_participation(actor=make_actor(name="The Brigade"))


def counts(part, viewer=None):
    return dict(charges([part], viewer)[0].counts)


class TestCharge:
    @pytest.mark.parametrize(
        ("stance", "own", "others"),
        [
            ("asserts", "claimed", "accused"),
            ("denies", "denied", "exonerated"),
            ("suspects", "suspected", "suspected"),
        ],
    )
    def test_depends_on_who_says_it(self, part, attribute, make_actor, stance, own, others):
        attribute(part, part.actor, stance=stance)
        assert counts(part) == {own: 1}
        attribute(part, make_actor(), stance=stance)
        assert counts(part) == ({own: 1, others: 1} if own != others else {own: 2})

    def test_is_a_claim_if_somebody_says_it_on_its_behalf(self, part, attribute, make_actor):
        attribute(part, make_actor(), on_behalf_of=part.actor)
        assert counts(part) == {"claimed": 1}

    def test_is_a_claim_of_a_collective_though_it_counts_as_its_publisher(
        self, make_participation, make_actor, attribute
    ):
        part = make_participation(actor=make_actor(kind="collective"))
        attribute(part, part.actor)
        assert counts(part) == {"claimed": 1}

    def test_is_no_claim_if_others_pass_it_on(self, part, attribute, make_actor):
        attribute(part, make_actor(), chain=[part.actor])
        assert counts(part) == {"accused": 1}

    def test_counts_origins_and_not_papers(self, part, attribute, make_actor):
        speaker = make_actor()
        for _paper in range(3):
            attribute(part, speaker)
        assert counts(part) == {"accused": 1}
        attribute(part, make_actor())
        assert counts(part) == {"accused": 2}

    def test_counts_the_last_word_of_an_origin(self, part, attribute):
        attribute(part, part.actor, said="2020-01-01")
        attribute(part, part.actor, said="2020-01-05", stance="denies")
        assert counts(part) == {"denied": 1}
        attribute(part, part.actor, said="2020-01-07", stance="retracts")
        assert counts(part) == {}

    def test_counts_no_inference_and_nothing_retired(self, part, attribute, make_actor):
        attribute(part, make_actor(), basis="inferred", note="It follows.")
        attribute(part, make_actor(), status="retired")
        assert counts(part) == {}
        assert charges([part])[0].standing == "inferred"

    def test_counts_a_word_about_the_role_but_none_for_another(self, part, attribute, make_actor):
        attribute(part, make_actor(), field="role", value="perpetrator")
        assert counts(part) == {"accused": 1}
        attribute(part, make_actor(), field="role", value="supporter")
        attribute(part, make_actor(), field="side", value="a")
        assert counts(part) == {"accused": 1}

    def test_leaves_out_what_is_restricted(self, part, attribute, make_actor):
        attribute(part, make_actor())
        attribute(part, make_actor(), restricted=True)
        assert counts(part) == {"accused": 2}
        assert counts(part, User.objects.create_user("viewer")) == {"accused": 1}


def test_of_many_takes_as_many_queries(
    make_participation, attribute, make_actor, django_assert_num_queries, part
):
    def some(number):
        parts = [make_participation() for _ in range(number)]
        for each in parts:
            attribute(each, make_actor())
        return parts

    attribute(part, make_actor())
    few, many = some(2), some(9)
    with django_assert_num_queries(4):
        charges(few)
    with django_assert_num_queries(4):
        found = charges(many)
    assert [charge.counts["accused"] for charge in found] == [1] * 9
