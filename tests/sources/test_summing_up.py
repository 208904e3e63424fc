"""The sentences at the top of the evidence on a record's page."""

import pytest

from sources.explaining import explain, explain_all
from sources.summing_up import sum_up


@pytest.fixture
def event(make_event):
    return make_event(title="Rockets")


def told(event):
    return " ".join(sum_up(explain(event)))


class TestSum:
    def test_of_nothing_says_so(self, event):
        assert told(event) == "Nothing holds it up: no attribution is about it."

    def test_counts_origins_and_attributions(self, event, attribute, make_actor):
        layla = make_actor()
        attribute(event, layla)
        assert told(event) == "1 independent origin asserts it; 1 attribution."
        attribute(event, layla)
        attribute(event, make_actor())
        assert told(event) == "2 independent origins assert it; 3 attributions."
        attribute(event, make_actor(), stance="suspects")
        assert told(event) == (
            "2 independent origins assert it, of 3 that speak of it; 4 attributions."
        )

    def test_says_that_nobody_asserts_it(self, event, attribute, make_actor):
        attribute(event, make_actor(), stance="denies")
        assert told(event) == "No origin asserts it, of 1 that speaks of it; 1 attribution."

    def test_says_that_it_is_inferred(self, event, attribute):
        attribute(event, basis="inferred")
        attribute(event, status="retired")
        assert told(event) == "No origin asserts it: it is the curator's inference; 2 attributions."

    def test_says_that_all_is_retired(self, event, attribute):
        attribute(event, status="retired")
        assert told(event) == "Nothing that counts holds it up: 1 attribution, all retired."

    def test_names_contested_fields_as_the_form_does(self, make_figure, attribute, make_actor):
        figure = make_figure(best=1)
        for value in ("soldiers", "civilians"):
            attribute(figure, make_actor(), field="of_whom", value=value)
        attribute(figure, make_actor(), stance="denies")
        assert "Contested: the record as a whole, of whom." in told(figure)

    def test_says_how_many_are_hidden(self, event, attribute, django_user_model):
        anybody = django_user_model.objects.create_user("anybody")
        attribute(event, restricted=True)
        [explanation] = explain_all([event], anybody)
        hidden = "1 more that you may not see; the standing counts it."
        assert [*sum_up(explanation)] == ["Nothing that you may see holds it up.", hidden]
        attribute(event, restricted=True)
        [explanation] = explain_all([event], anybody)
        assert "2 more that you may not see; the standing counts them." in [*sum_up(explanation)]
