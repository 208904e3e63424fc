"""`explain()`: the evidence of a record, losers included."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actors.models import Actor
from sources.explaining import explain, explain_all
from sources.models import SUBJECTS, Attribution


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

    def test_tells_when_it_was_said_which_decides_what_came_last(
        self, event, attribute, make_actor, make_document
    ):
        report = make_document(title="A report", published="2014-06")
        speaker = make_actor(name="Layla")
        attribute(event, speaker, document=report, said="2014-05")
        attribute(event, speaker, document=report, said="2013", stance="denies")
        attribute(event, make_actor(name="Hassan"), document=report)
        text = str(explain(event))
        assert "Layla ← A report, said 2014-05\n" in text
        assert "Layla ← A report, said 2013\n" in text
        assert "Hassan ← A report\n" in text

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
            "suspects, date = 2014, of most of it, hedged “reportedly”, likely, implied,"
            " credibility 2"
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


def reasons(explanation):
    """Why the words of each origin count once, by its name."""
    return {str(holding.source): holding.reason for holding in explanation.holdings}


def fates(explanation):
    """What has become of each word, by the code of its attribution."""
    return {
        word.evidence.attribution.code: word.fate
        for holding in explanation.holdings
        for word in holding.words
    }


class TestOrigins:
    def test_that_carry_one_sentence_are_one(self, event, attribute, make_actor):
        colonel = make_actor(name="Colonel X")
        attribute(event, colonel)
        assert reasons(explain(event)) == {"Colonel X": "said by Colonel X"}
        attribute(event, colonel)
        assert reasons(explain(event)) == {"Colonel X": "both said by Colonel X"}
        attribute(event, colonel)
        assert "all 3 said by Colonel X" in str(explain(event))
        assert len(explain(event).asserting) == 1

    def test_are_one_where_a_document_republishes_another(
        self, event, attribute, make_actor, make_document
    ):
        agency = make_document(title="Report", publisher=make_actor(name="the Agency"))
        copy = make_document(title="Reprint", derived_from=agency)
        attribute(event, document=agency)
        attribute(event, document=copy)
        [reason] = reasons(explain(event)).values()
        assert reason == "both narrated by the Agency's documents; “Reprint” republishes “Report”"

    def test_are_one_where_one_paper_narrates_in_two_documents(
        self, event, attribute, make_actor, make_document
    ):
        paper = make_actor(name="the Post")
        for _ in range(2):
            attribute(event, document=make_document(publisher=paper))
        assert reasons(explain(event)) == {"the Post": "both narrated by the Post's documents"}

    def test_are_one_where_two_speak_for_the_same(self, event, attribute, make_actor):
        coalition = make_actor(name="the coalition")
        for name in ("Layla", "Hassan"):
            attribute(event, make_actor(name=name), on_behalf_of=coalition)
        [reason] = reasons(explain(event)).values()
        assert sorted(reason.removesuffix(" speak for the coalition").split(" and ")) == [
            "Hassan",
            "Layla",
        ]

    def test_are_one_where_one_speaks_twice_for_the_same(self, event, attribute, make_actor):
        speaker, ministry = make_actor(name="Layla"), make_actor(name="the Ministry")
        attribute(event, speaker, on_behalf_of=ministry)
        assert reasons(explain(event)) == {"the Ministry": "Layla speaks for the Ministry"}
        attribute(event, speaker, on_behalf_of=ministry)
        [reason] = reasons(explain(event)).values()
        assert reason == "both said by Layla, who speaks for the Ministry"

    def test_that_cannot_be_told_apart_count_as_the_publisher(
        self, event, attribute, make_actor, make_document
    ):
        document = make_document(publisher=make_actor(name="the Post"))
        attribute(event, make_actor(name="an official", identity="unnamed"), document=document)
        assert reasons(explain(event)) == {
            "the Post": "an official cannot be told apart from others of the kind and counts as"
            " the Post, the publisher"
        }

    def test_of_two_that_cannot_be_told_apart_are_one(
        self, event, attribute, make_actor, make_document
    ):
        document = make_document(publisher=make_actor(name="the Post"))
        for name in ("a witness", "an official"):
            attribute(event, make_actor(name=name, identity="unnamed"), document=document)
        explanation = explain(event)
        [holding] = explanation.origins
        one = (
            "a witness and an official cannot be told apart from others of the kind and both"
            " count as the Post, the publisher"
        )
        assert explanation.standing == "single-source"
        assert holding.put_together == holding.reason == one
        assert f"the Post asserts: {one}" in str(explanation)
        attribute(event, document=document)
        [holding] = explain(event).origins
        assert holding.put_together == f"{one}, like its own words"

    def test_of_two_that_cannot_be_told_apart_and_speak_together_are_one(
        self, event, attribute, make_actor
    ):
        attribute(event, *(make_actor(name=name, kind="collective") for name in "ABC"))
        [holding] = explain(event).origins
        who, rest = holding.put_together.split(" cannot be told apart from others of the kind ")
        assert sorted(who.replace(" and ", ", ").split(", ")) == ["A", "B", "C"]
        assert rest == "and all count as the document, whose publisher is not known"

    def test_put_nobody_together_whose_voices_are_one_or_known(self, event, attribute, make_actor):
        attribute(event, make_actor(identity="unnamed"))
        for _ in range(2):
            attribute(event, Actor.objects.named("Layla").first() or make_actor(name="Layla"))
        assert [holding.put_together for holding in explain(event).origins] == ["", ""]

    def test_of_two_who_speak_together_are_two(self, event, attribute, make_actor):
        attribute(event, make_actor(name="Layla"), make_actor(name="Hassan"))
        explanation = explain(event)
        assert [str(holding.source) for holding in explanation.asserting] == ["Hassan", "Layla"]
        assert len(explanation.evidence) == 1

    def test_are_none_of_an_inference_or_of_what_is_retired(self, event, attribute, make_actor):
        attribute(event, make_actor(), basis="inferred")
        attribute(event, make_actor(), status="retired")
        explanation = explain(event)
        assert explanation.origins == []
        assert sorted(holding.reason for holding in explanation.holdings) == [
            "retired: does not count",
            "the curator's own inference: no origin",
        ]

    def test_hold_their_last_word(self, event, attribute, make_actor):
        speaker = make_actor(name="Layla")
        attribute(event, speaker, said="2013", code="old")
        new = attribute(event, speaker, said="2014", stance="denies", code="new")
        explanation = explain(event)
        [holding] = explanation.origins
        assert holding.stances == ["denies"]
        assert [word.evidence.attribution.code for word in holding.words] == ["new", "old"]
        overtaken = f"an earlier word of the same origin, overtaken by {new.passage.code}"
        assert fates(explanation) == {"new": "", "old": overtaken}

    def test_hold_what_they_said_again(self, event, attribute, make_actor):
        speaker = make_actor(name="Layla")
        attribute(event, speaker, said="2013", code="old")
        new = attribute(event, speaker, said="2014", code="new")
        again = f"said again in {new.passage.code}, which counts for both"
        assert fates(explain(event)) == {"new": "", "old": again}

    def test_take_words_back(self, event, attribute, make_actor):
        speaker = make_actor()
        attribute(event, speaker, said="2013", field="date", value="2012", code="old")
        new = attribute(event, speaker, said="2014", stance="retracts", code="new")
        assert fates(explain(event)) == {"new": "", "old": f"retracted by {new.passage.code}"}


class TestCompetingValues:
    def test_stand_side_by_side_with_what_the_record_says(self, make_event, attribute, make_actor):
        event = make_event(date="2014")
        attribute(event, make_actor(name="Layla"), field="date", value="2014")
        attribute(event, make_actor(name="Hassan"), field="date", value="2015", code="loser")
        explanation = explain(event)
        [competition] = explanation.competing
        assert (competition.field, competition.recorded) == ("date", "2014")
        assert competition.is_contested
        assert explanation.contested == ["date"]
        says, loses = competition.values
        assert (says.text, says.is_recorded, says.loses) == ("2014", True, False)
        assert (loses.text, loses.is_recorded, loses.loses) == ("2015", False, True)
        assert loses.may_be_taken.attribution.code == "loser"
        assert [str(origin) for origin in loses.origins] == ["Hassan"]
        assert "date (contested): the record says 2014" in str(explanation)
        assert "2015: the record says otherwise" in str(explanation)

    def test_are_none_where_all_say_what_the_record_says(self, make_figure, attribute):
        figure = make_figure(best=5)
        attribute(figure, field="best", value="5")
        attribute(figure, field="best", value="5")
        figure.refresh_from_db()
        assert explain(figure).competing == []

    def test_are_told_where_only_the_record_differs(self, make_event, make_place, attribute):
        event = make_event(place=make_place(code="erbil"))
        attribute(event, field="place", value="erbil")
        assert explain(event).competing == []
        attribute(event, field="date", value="2014")
        [competition] = explain(event).competing
        assert (competition.recorded, competition.is_contested) == ("", False)

    def test_that_are_denied_are_not_offered(self, make_event, attribute, make_actor):
        event = make_event(date="2014")
        attribute(event, make_actor(), field="date", value="2015", stance="denies")
        [competition] = explain(event).competing
        assert competition.values[0].may_be_taken is None

    @pytest.mark.parametrize(
        ("given", "why"),
        [
            ({"basis": "inferred"}, "nobody: inferred by the curator"),
            ({"status": "retired"}, "nobody: retired"),
            ({"stance": "denies"}, "nobody by now"),
            ({}, ""),
        ],
    )
    def test_say_why_nobody_holds_them(self, make_event, attribute, make_actor, given, why):
        event = make_event(date="2014")
        attribute(event, make_actor(), field="date", value="2015", **given)
        explanation = explain(event)
        assert explanation.competing[0].values[0].held_by_nobody == why
        assert (why or "held by Actor") in str(explanation)

    def test_of_one_origin_are_not_contested(self, make_event, attribute, make_actor):
        event, speaker = make_event(date="2014"), make_actor()
        attribute(event, speaker, field="date", value="2014")
        attribute(event, speaker, field="date", value="2015")
        [competition] = explain(event).competing
        assert not competition.is_contested


class TestUndecided:
    """What one origin says and says otherwise, without a date to tell which is its last word."""

    @pytest.fixture
    def layla(self, make_actor):
        return make_actor(name="Layla")

    @pytest.fixture
    def said_by_layla(self, attribute, layla):
        """What Layla says of a record; the code of the passage."""

        def say(record, said="2014-05-03", **given):
            return attribute(record, layla, said=said, **given).passage.code

        return say

    def test_is_told_of_two_numbers_of_one_day(self, make_figure, said_by_layla):
        figure = make_figure(best=5)
        codes = [said_by_layla(figure, field="best", value=value) for value in ("5", "7")]
        explanation = explain(figure)
        assert explanation.standing == "single-source"
        assert explanation.contested == []
        [one] = explanation.undecided
        assert (str(one.source), one.field, [*one.sides]) == ("Layla", "best", ["5", "7"])
        assert str(one) == (
            f"Best: Layla gives 5 ({codes[0]}) and 7 ({codes[1]}) on 2014-05-03, and nothing tells"
            " which is the last word; as it is one origin, this makes nothing contested."
        )
        assert str(one) in str(explanation)

    def test_names_every_passage_and_date(self, make_event, said_by_layla):
        event = make_event()
        codes = [
            said_by_layla(event, said=said, field="date", value=value)
            for said, value in [("2014", "2012"), ("2014-12-31", "2012"), ("2014", "2013")]
        ]
        [one] = explain(event).undecided
        assert (
            f"Layla gives 2012 ({codes[0]}, {codes[1]}) and 2013 ({codes[2]}) dated 2014 and"
            " 2014-12-31, and nothing" in str(one)
        )

    def test_is_told_of_what_has_no_date(self, make_event, said_by_layla):
        event = make_event()
        for value in ("2012", "2013"):
            said_by_layla(event, said="", field="date", value=value)
        assert "without a date, and nothing tells" in str(explain(event).undecided[0])

    def test_is_told_of_a_field_that_others_contest(
        self, make_event, attribute, make_actor, said_by_layla
    ):
        event = make_event()
        for value in ("2012", "2013"):
            said_by_layla(event, field="date", value=value)
        attribute(event, make_actor(name="Hassan"), field="date", value="2012")
        explanation = explain(event)
        assert explanation.standing == "contested"
        [one] = explanation.undecided
        assert str(one).endswith("which is the last word.")

    def test_is_told_of_what_is_asserted_and_denied_at_once(self, make_event, said_by_layla):
        event = make_event()
        yes, no = said_by_layla(event), said_by_layla(event, stance="denies")
        explanation = explain(event)
        assert (explanation.standing, explanation.contested) == ("contested", [""])
        [one] = explanation.undecided
        assert str(one) == (
            f"Layla asserts it ({yes}) and denies it ({no}) on 2014-05-03, and nothing tells which"
            " is the last word: it is contested."
        )

    @pytest.mark.parametrize(
        "other",
        [
            {"value": "2012"},
            {"value": "2013", "said": "2014-05-04"},
            {"value": "2013", "published": "2015"},
            {"value": "2013", "stance": "suspects"},
            {"value": "2013", "extent": "some"},
            {"value": "2013", "status": "retired"},
            {"value": "2013", "basis": "inferred"},
            {"field": "title", "value": "2013"},
            {"value": ""},
        ],
    )
    def test_is_not_what_is_the_same_later_or_less(self, make_event, said_by_layla, other):
        event = make_event()
        said_by_layla(event, field="date", value="2012")
        said_by_layla(event, **{"field": "date"} | other)
        assert explain(event).undecided == []

    def test_is_not_what_two_origins_say(self, make_event, attribute, make_actor):
        event = make_event()
        for value in ("2012", "2013"):
            attribute(event, make_actor(), said="2014", field="date", value=value)
        assert explain(event).undecided == []


class TestRestricted:
    @pytest.fixture
    def anybody(self, django_user_model):
        return django_user_model.objects.create_user("anybody")

    def test_evidence_is_kept_back_and_counted(self, event, attribute, anybody):
        attribute(event)
        attribute(event, restricted=True, note="A secret.")
        [explanation] = explain_all([event], anybody)
        assert len(explanation.evidence) == 1
        assert explanation.hidden == 1
        assert "A secret." not in str(explanation)
        assert "1 more that you may not see" in str(explanation)
        assert "A secret." in str(explain(event))

    def test_voices_are_nameless(self, event, attribute, make_actor, anybody):
        attribute(event, make_actor(name="Hidden", restricted=True))
        assert "Hidden" not in str(explain_all([event], anybody)[0])
        assert "a restricted actor" in str(explain_all([event], anybody)[0])


def test_many_are_explained_in_as_many_queries_as_few(
    make_event, make_place, attribute, make_actor
):
    def queries(records):
        with CaptureQueriesContext(connection) as asked:
            explain_all(records)
        return len(asked)

    events = [make_event(place=make_place()) for _ in range(12)]
    for event in events:
        for _ in range(2):
            attribute(event, make_actor(), on_behalf_of=make_actor(), field="place", value="erbil")
    assert queries(events) == queries(events[:2]) <= 6
    assert Attribution.objects.count() == 24
