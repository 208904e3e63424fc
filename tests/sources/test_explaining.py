"""`explain()`: the evidence of a record, losers included."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sources.explaining import explain
from sources.models import SUBJECTS


@pytest.fixture
def event(make_event):
    return make_event(title="Rockets on a base")


def told(explanation):
    """Stance, chain and origins of each piece of evidence."""
    return [(item.attribution.stance, item.chain, item.origins) for item in explanation.evidence]


class TestExplanation:
    def test_tells_both_sides(self, event, attribute, make_actor):
        attribute(event, make_actor(name="Layla"), code="a")
        attribute(event, make_actor(name="Hassan"), stance="denies")
        explanation = explain(event)
        assert explanation.record == event
        assert explanation.standing == "contested"
        assert sorted(told(explanation)) == [
            ("asserts", ["Layla"], ["Layla"]),
            ("denies", ["Hassan"], ["Hassan"]),
        ]

    def test_tells_what_was_overtaken_retracted_or_retired(self, event, attribute, make_actor):
        speaker = make_actor()
        attribute(event, speaker, said="2013")
        attribute(event, speaker, said="2014", stance="denies")
        attribute(event, speaker, said="2015", stance="retracts")
        attribute(event, status="retired")
        explanation = explain(event)
        assert explanation.standing == "retracted"
        stances = sorted(item.attribution.stance for item in explanation.evidence)
        assert stances == ["asserts", "asserts", "denies", "retracts"]
        assert "retired: does not count" in str(explanation)

    def test_tells_the_chain_from_the_mouth_to_the_page(
        self, event, attribute, make_actor, make_document
    ):
        attribute(
            event,
            make_actor(name="a spokesman"),
            chain=[make_actor(name="the Post"), make_actor(name="an official")],
            on_behalf_of=make_actor(name="the coalition"),
            document=make_document(title="A report"),
        )
        [item] = explain(event).evidence
        assert item.chain == ["a spokesman for the coalition", "an official", "the Post"]
        assert item.origins == ["the coalition"]
        line = "a spokesman for the coalition ← an official ← the Post ← A report"
        assert line in str(explain(event))

    def test_tells_narration_and_its_origin(self, event, attribute, make_document, make_actor):
        paper = make_actor(name="the Post", kind="media")
        attribute(event, document=make_document(publisher=paper))
        attribute(event, document=make_document(title="A leaflet"), basis="implied")
        assert sorted(told(explain(event))) == [
            ("asserts", ["narration"], ["A leaflet"]),
            ("asserts", ["narration"], ["the Post"]),
        ]

    def test_tells_that_an_inference_has_no_origin(self, event, attribute, make_actor):
        attribute(event, make_actor(), basis="inferred", note="From the date.")
        explanation = explain(event)
        assert explanation.evidence[0].origins == ["none, for it is an inference"]
        assert "note: From the date." in str(explanation)

    def test_tells_hedge_value_extent_and_grades(self, event, attribute):
        attribute(
            event,
            field="date",
            value="2014",
            extent="most",
            hedge="reportedly",
            likelihood="likely",
            credibility=2,
            basis="implied",
            stance="suspects",
        )
        [item] = explain(event).evidence
        assert item.words == (
            "suspects, date = 2014, most, hedged “reportedly”, likely, implied, credibility 2"
        )

    def test_of_what_nothing_holds_up_is_one_line(self, event):
        assert str(explain(event)) == "Rockets on a base — unattributed"
        assert explain(event).evidence == []

    def test_puts_what_is_about_the_whole_record_first(self, event, attribute):
        attribute(event, field="title")
        attribute(event, field="date")
        attribute(event)
        fields = [item.attribution.field for item in explain(event).evidence]
        assert fields == ["", "date", "title"]

    @pytest.mark.parametrize("subject", SUBJECTS)
    def test_is_of_any_subject(self, factories, attribute, subject):
        record = factories[SUBJECTS[subject]]()
        attribution = attribute(record)
        [item] = explain(record).evidence
        assert item.attribution == attribution

    def test_is_refused_of_what_is_never_attributed(self, make_document):
        with pytest.raises(ValueError, match="A document is not the subject of attributions"):
            explain(make_document())

    def test_asks_as_often_for_many_as_for_two(self, event, attribute, make_actor):
        def queries():
            with CaptureQueriesContext(
                connection,
            ) as asked:
                str(explain(event))
            return len(asked)

        def add():
            attribute(event, make_actor(), chain=[make_actor()], on_behalf_of=make_actor())
            attribute(event)

        add()
        few = queries()
        for _ in range(10):
            add()
        assert queries() == few <= 5
