"""Places within places, kinds of kinds: a line upwards that comes back to nobody."""

import pytest

from tests.refusing import assert_accepted, refused_by


@pytest.fixture(params=["place_parents_have_no_circle", "eventtype_parents_have_no_circle"])
def tree(request, make_place, make_event_type):
    """The factory of a model with parents, and the rule it is held to."""
    make = {"place": make_place, "eventtype": make_event_type}[request.param.split("_")[0]]
    return make, request.param


class TestParents:
    def test_do_not_come_back_to_their_child(self, tree):
        make, rule = tree
        top = make()
        middle = make(parent=top)
        bottom = make(parent=middle)
        with refused_by(rule):
            type(top).objects.filter(pk=top.pk).update(parent=bottom)
        with refused_by(rule):
            top.parent = middle
            top.save()

    def test_may_be_many_one_above_the_other(self, tree):
        make, _rule = tree
        assert_accepted(make.build(parent=make(parent=make(parent=make()))))

    def test_may_be_exchanged(self, tree):
        make, _rule = tree
        top = make()
        child = make(parent=top)
        child.parent = None
        child.save()
        top.parent = child
        top.save()
        assert top.parent == child
