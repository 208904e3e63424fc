"""What counts as a step up the ladder, beyond the predicate."""

import pytest

from events.models import Event


@pytest.fixture
def membership(make_relation):
    return make_relation(predicate="member_of")


class TestStep:
    def test_is_no_relation_that_its_evidence_only_denies(self, membership, make_attribution):
        make_attribution(relation=membership, stance="denies")
        assert not membership.subject.superiors()
        assert not membership.object.subordinates()

    def test_is_a_relation_denied_by_one_and_asserted_by_another(
        self, membership, make_attribution, make_document, make_passage
    ):
        make_attribution(relation=membership, stance="denies")
        make_attribution(relation=membership, passage=make_passage(document=make_document()))
        assert list(membership.subject.superiors()) == [membership.object]
        assert membership.subject.superiors().get().weakest == "contested"

    def test_is_no_relation_that_was_retracted(self, membership, make_attribution):
        make_attribution(relation=membership, stance="retracts")
        assert not membership.subject.superiors()

    def test_does_not_lead_up_to_a_class_of_people(self, make_actor, make_relation):
        some_groups = make_actor(kind="collective", name="some groups")
        member = make_relation(object=some_groups).subject
        assert not member.superiors()
        assert not some_groups.subordinates()

    def test_leads_from_a_class_of_people_up_to_a_body(self, make_actor, make_relation):
        fighters = make_actor(kind="collective", name="fighters")
        umbrella = make_relation(subject=fighters).object
        assert list(fighters.superiors()) == [umbrella]


class TestResponsibility:
    def test_is_not_passed_up_a_denied_membership(
        self, membership, make_attribution, make_participation
    ):
        make_attribution(relation=membership, stance="denies")
        fired = make_participation(actor=membership.subject)
        make_attribution(participation=fired)
        answering = Event.objects.attributed_to(membership.object, include_subordinates=True)
        assert not answering
        assert Event.objects.attributed_to(membership.subject)
