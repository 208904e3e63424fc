"""Who claims, accuses, denies and exonerates: read off the evidence for participations."""

import csv
import importlib.util

import pytest

from events.models import Event
from sources.charging import Kind
from sources.responsibility import responsibility


@pytest.fixture
def part(make_participation, make_actor):
    """A group, with a spokesman, that may have fired."""
    return make_participation(actor=make_actor(name="Brigade"))


def kinds(of, **asked):
    return [row.kind for row in responsibility(of, **asked)]


def cells(table):
    return {str(cell) for line in table.lines() for cell in line}


class TestKind:
    @pytest.mark.parametrize(
        ("stance", "by_itself", "for_it", "by_another"),
        [
            ("asserts", Kind.CLAIMED, Kind.ADMITTED, Kind.ACCUSED),
            ("suspects", Kind.SUSPECTED, Kind.SUSPECTED, Kind.SUSPECTED),
            ("denies", Kind.DENIED, Kind.DENIED_FOR, Kind.EXONERATED),
            ("retracts", Kind.RETRACTED, Kind.RETRACTED, Kind.RETRACTED),
        ],
    )
    def test_is_by_who_speaks(
        self, part, attribute, make_actor, stance, by_itself, for_it, by_another
    ):
        attribute(part, part.actor, published="2014", stance=stance)
        assert kinds(part.event) == [by_itself]
        part.attributions.update(status="retired")
        attribute(part, make_actor(), on_behalf_of=part.actor, stance=stance)
        assert kinds(part.event) == [for_it]
        part.attributions.update(status="retired")
        attribute(part, make_actor(), chain=[part.actor], stance=stance)
        assert kinds(part.event) == [by_another]

    def test_is_a_claim_in_what_the_participant_publishes(self, part, attribute, make_document):
        attribute(part, document=make_document(publisher=part.actor))
        assert kinds(part.event) == [Kind.CLAIMED]

    def test_is_a_claim_by_a_class_of_people_for_itself(
        self, make_actor, make_participation, attribute, make_document
    ):
        part = make_participation(actor=make_actor(kind="collective"))
        paper = make_actor(name="The Post", kind="media")
        attribute(part, part.actor, document=make_document(publisher=paper))
        [row] = responsibility(part.event)
        assert (row.kind, str(row.origin)) == (Kind.CLAIMED, "The Post")

    def test_is_anothers_where_the_participant_speaks_for_another(
        self, part, attribute, make_actor
    ):
        attribute(part, part.actor, on_behalf_of=make_actor())
        assert kinds(part.event) == [Kind.ACCUSED]

    def test_is_not_by_whoever_only_passes_it_on(self, part, attribute, make_actor, make_document):
        official = make_actor(identity="unnamed")
        paper = make_document(publisher=make_actor(name="The Post"))
        attribute(part, official, chain=[part.actor], document=paper)
        [row] = responsibility(part.event)
        assert (row.kind, str(row.origin)) == (Kind.ACCUSED, "The Post")

    def test_is_each_for_a_class_of_people_and_who_speaks_with_it(
        self, make_actor, make_participation, attribute, make_document
    ):
        part = make_participation(actor=make_actor(name="fighters", kind="collective"))
        paper = make_document(publisher=make_actor(name="The Post"))
        attribute(part, part.actor, make_actor(name="Ministry"), document=paper)
        assert [(row.kind, str(row.origin)) for row in responsibility(part.event)] == [
            (Kind.CLAIMED, "The Post"),
            (Kind.ACCUSED, "Ministry"),
        ]

    def test_is_each_for_those_who_speak_together(self, part, attribute, make_actor):
        attribute(part, part.actor, make_actor(name="Ministry"))
        assert [(row.kind, str(row.origin)) for row in responsibility(part.event)] == [
            (Kind.CLAIMED, "Brigade"),
            (Kind.ACCUSED, "Ministry"),
        ]

    @pytest.mark.parametrize(
        ("field", "value", "kind"),
        [
            ("actor", "another", Kind.OTHERWISE),
            ("actor", "", Kind.ACCUSED),
            ("role", "perpetrator", Kind.ACCUSED),
            ("role", "supporter", Kind.OTHERWISE),
            ("side", "b", Kind.ACCUSED),
        ],
    )
    def test_is_otherwise_where_another_did_it(self, part, attribute, field, value, kind):
        attribute(part, field=field, value=value)
        assert kinds(part.event) == [kind]

    @pytest.mark.parametrize(
        ("field", "value", "kind"),
        [
            ("", "", Kind.EXONERATED),
            ("actor", "", Kind.EXONERATED),
            ("role", "perpetrator", Kind.EXONERATED),
            ("role", "supporter", Kind.OTHERWISE),
            ("side", "", Kind.OTHERWISE),
        ],
    )
    def test_is_no_exoneration_to_deny_something_else(self, part, attribute, field, value, kind):
        attribute(part, field=field, value=value, stance="denies")
        assert kinds(part.event) == [kind]

    def test_is_an_inference_of_nobody(self, part, attribute):
        attribute(part, basis="inferred", note="As the context has it.")
        [row] = responsibility(part.event)
        assert (row.kind, row.origin, row.standing) == (Kind.INFERRED, None, "inferred")

    def test_is_nothing_where_nobody_holds_it(self, part, attribute):
        attribute(part, status="retired")
        [row] = responsibility(part.event)
        assert (row.kind, row.evidence, row.standing) == (Kind.NOBODY, None, "unattributed")

    def test_of_a_place_is_never_a_claim(self, make_participation, make_place, attribute):
        part = make_participation(place=make_place(name="Tehran"))
        attribute(part)
        [row] = responsibility(part.event)
        assert (row.kind, str(row.participant)) == (Kind.ACCUSED, "Tehran")


class TestTable:
    def test_has_what_stands(self, part, attribute):
        attribute(part, part.actor, said="2014")
        attribute(part, part.actor, said="2015", stance="denies")
        attribute(part, part.actor, said="2015", stance="denies", status="retired")
        assert kinds(part.event) == [Kind.DENIED]

    def test_has_those_who_answer_for_it_alone_unless_asked(self, make_participation, attribute):
        part = make_participation(role="supporter")
        attribute(part)
        assert not responsibility(part.event)
        assert kinds(part.event, roles=["supporter"]) == [Kind.ACCUSED]

    @pytest.mark.parametrize("roles", [["perpetrator", "nonsense"], "nonsense"])
    def test_refuses_a_role_that_is_none(self, part, roles):
        with pytest.raises(ValueError, match="“nonsense” is no role: choose among perpetrator, "):
            responsibility(part.event, roles=roles)

    def test_takes_one_role_by_its_name(self, part, attribute):
        attribute(part)
        assert kinds(part.event, roles="perpetrator") == [Kind.ACCUSED]

    def test_has_hedges_and_grades(self, part, attribute, make_document):
        graded = {"hedge": "may have", "likelihood": "likely", "credibility": 2}
        attribute(part, document=make_document(reliability="B"), **graded)
        [row] = responsibility(part.event)
        assert row.grades == "B2, likely"
        assert "may have  B2, likely" in str(responsibility(part.event))

    @pytest.mark.parametrize(
        ("reliability", "credibility", "grades"),
        [("", None, ""), ("B", None, "B–"), ("", 2, "–2"), ("F", 6, "F6")],
    )
    def test_leaves_grades_that_nobody_gave_empty(
        self, part, attribute, make_document, reliability, credibility, grades
    ):
        attribute(part, document=make_document(reliability=reliability), credibility=credibility)
        assert responsibility(part.event)[0].grades == grades

    def test_is_in_the_order_of_the_events_roles_and_names(
        self, make_event, make_participation, make_actor, attribute
    ):
        events = [make_event(title=title) for title in "ba"]
        for event in events:
            for name, role in (("z", "perpetrator"), ("a", "ordered_by"), ("b", "perpetrator")):
                attribute(make_participation(event=event, actor=make_actor(name=name), role=role))
        rows = responsibility(Event.objects.order_by("title"))
        assert [(row.event.title, str(row.participant)) for row in rows] == [
            (title, name) for title in "ab" for name in "bza"
        ]

    def test_takes_a_fixed_number_of_queries(
        self, part, attribute, make_participation, django_assert_max_num_queries
    ):
        for _ in range(6):
            more = make_participation()
            attribute(more, more.actor, field="actor", value="x")
            attribute(more, stance="denies")
        with django_assert_max_num_queries(8):
            assert len(responsibility(Event.objects.all())) == 13

    def test_of_nothing_is_nothing(self, make_event):
        assert str(responsibility(make_event())) == "(nothing)"
        assert not responsibility([])

    def test_leaves_as_csv_with_codes_and_names(self, part, attribute, make_actor, tmp_path):
        ministry = make_actor(name="=Ministry")
        word = attribute(part, ministry, hedge="may")
        assert responsibility(part.event).to_csv(tmp_path / "rows.csv") == 1
        with open(tmp_path / "rows.csv", encoding="utf-8") as stream:
            [row] = csv.DictReader(stream)
        assert (row["event"], row["participant"]) == (part.event.code, part.actor.code)
        assert (row["origin"], row["origin_name"]) == (ministry.code, "'=Ministry")
        assert (row["kind"], row["hedge"], row["credibility"]) == ("accused", "may", "")
        assert (row["passage"], row["standing"]) == (word.passage.code, "single-source")

    @pytest.mark.skipif(importlib.util.find_spec("pandas") is not None, reason="pandas is here")
    def test_says_what_a_data_frame_needs(self, part):
        with pytest.raises(ImportError, match="needs pandas: install it"):
            responsibility(part.event).to_dataframe()

    def test_is_a_data_frame(self, part, attribute):
        pytest.importorskip("pandas")
        attribute(part)
        frame = responsibility(part.event).to_dataframe()
        assert list(frame["kind"]) == ["accused"]
        assert frame.loc[0, "credibility"] is None


class TestKnownOnADay:
    def test_has_what_had_been_published(self, part, attribute, make_actor):
        attribute(part, make_actor(), published="2014")
        attribute(part, part.actor, published="2016", stance="denies")
        attribute(part.event, published="2013")

        def then(day):
            rows = responsibility(Event.objects.known_on(day))
            assert [*responsibility(part.event, known_on=day)] == [*rows]
            return [(row.kind.value, row.standing) for row in rows]

        assert then("2014-12-30") == []
        assert then("2014-12-31") == [("accused", "single-source")]
        assert then("2016-12-31") == [("accused", "contested"), ("denied", "contested")]

    def test_is_a_day(self, part):
        with pytest.raises(ValueError, match="“2014” is not a day"):
            responsibility(part.event, known_on="2014")


class TestRestricted:
    @pytest.fixture
    def anybody(self, django_user_model):
        return django_user_model.objects.create_user("anybody")

    def test_words_are_kept_back(self, part, attribute, anybody):
        attribute(part, restricted=True)
        [row] = responsibility(part.event, user=anybody)
        assert (row.kind, row.origin, row.evidence) == (Kind.WITHHELD, None, None)
        assert kinds(part.event) == [Kind.ACCUSED]

    def test_participants_are_kept_back(self, make_participation, make_actor, attribute, anybody):
        part = make_participation(actor=make_actor(restricted=True))
        attribute(part)
        assert not responsibility(part.event, user=anybody)
        assert kinds(part.event) == [Kind.ACCUSED]

    def test_a_voice_is_not_named(self, part, attribute, make_actor, anybody):
        secret = make_actor(name="Informant", restricted=True)
        attribute(part, secret)
        table = responsibility(part.event, user=anybody)
        assert str(table[0].origin) == "a restricted actor"
        assert not {"Informant", secret.code} & cells(table)

    def test_a_publisher_is_not_named(self, part, attribute, make_actor, make_document, anybody):
        secret = make_actor(name="Service", restricted=True)
        root = make_document(publisher=secret)
        attribute(part, document=make_document(derived_from=root))
        table = responsibility(part.event, user=anybody)
        assert not {"Service", secret.code} & cells(table)
