"""The finding of what one origin gives two values for; see test_explaining for its sentences."""

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from curation.lint import finding
from events.models import Figure
from sources.explaining import explain
from sources.models import SUBJECTS, Stance
from tests.sources.values import VALUES

from .evidence import evidence
from .test_standing_at_random import IN_ONE_DATABASE


@pytest.fixture
def figure(make_figure):
    return make_figure(best=5)


@pytest.fixture
def layla(make_actor):
    return make_actor(name="Layla")


def found():
    return [*finding("undecided", Figure)]


class TestUndecided:
    def test_is_what_one_origin_gives_two_values_for(self, figure, attribute, layla):
        attribute(figure, layla, field="best", value="5", said="2014-05-03")
        assert found() == []
        attribute(figure, layla, field="best", value="7", said="2014-05-03")
        assert found() == [figure]

    @pytest.mark.parametrize(
        "other",
        [
            {"value": "5"},
            {"said": "2014-05-04"},
            {"published": "2015"},
            {"stance": "suspects"},
            {"stance": "denies"},
            {"extent": "some"},
            {"status": "retired"},
            {"basis": "inferred"},
            {"field": "high"},
        ],
    )
    def test_is_not_what_is_the_same_later_or_less(self, figure, attribute, layla, other):
        attribute(figure, layla, field="best", value="5", said="2014-05-03")
        attribute(figure, layla, **{"field": "best", "value": "7", "said": "2014-05-03"} | other)
        assert found() == []

    def test_is_not_what_two_origins_give(self, figure, attribute, make_actor):
        for value in ("5", "7"):
            attribute(figure, make_actor(), field="best", value=value, said="2014")
        assert found() == []

    def test_is_settled_by_a_later_word(self, figure, attribute, layla):
        for value in ("5", "7"):
            attribute(figure, layla, field="best", value=value, said="2014")
        attribute(figure, layla, field="best", value="7", said="2015", extent="some")
        assert found() == []

    def test_is_settled_by_denying_all_of_it_later(self, figure, attribute, layla):
        for value in ("5", "7"):
            attribute(figure, layla, field="best", value=value, said="2014")
        attribute(figure, layla, said="2015", stance="denies")
        assert found() == []

    def test_is_in_use(self, figure, attribute, layla):
        for value in ("5", "7"):
            attribute(figure, layla, field="best", value=value)
        assert found() == [figure]
        Figure.objects.update(status="retired")
        assert found() == []

    @pytest.mark.parametrize("subject", SUBJECTS)
    def test_is_of_any_subject(self, factories, attribute, layla, subject):
        model = SUBJECTS[subject]
        record = factories[model]()
        field, values = next(
            (name, values) for (kind, name), values in VALUES.items() if kind == subject
        )
        for value in sorted(set(values))[:2]:
            attribute(record, layla, field=field, value=value)
        assert [*finding("undecided", model)] == [record]


@pytest.mark.usefixtures("as_seed")
@pytest.mark.parametrize("subject", ["event", "figure", "relation"])
@IN_ONE_DATABASE
@given(chosen=st.data())
def test_finds_what_the_explanation_says(factories, write_evidence, subject, chosen):
    documents, words = chosen.draw(evidence(subject))
    with transaction.atomic():
        model = SUBJECTS[subject]
        record = factories[model]()
        write_evidence(documents, words, subject, record)
        expected = [record] if any(map(gives_two, explain(record).undecided)) else []
        assert [*finding("undecided", model).filter(pk=record.pk)] == expected
        transaction.set_rollback(True)


def gives_two(one):
    """Whether an origin asserts two values; not only asserts and denies one thing at once."""
    items = [item.attribution for by in one.sides.values() for item in by]
    return bool(one.field) and len(asserted(items)) > 1


def asserted(items):
    return {item.value for item in items if item.stance == Stance.ASSERTS and item.value}
