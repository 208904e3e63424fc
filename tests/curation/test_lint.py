"""Findings by name, in the shell: what they say, what they count, whom they show what."""

from datetime import timedelta

import pgtrigger
import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext

from actors.models import Actor, Relation
from curation.counting import MOST, answer, counts, gathering, in_figures
from curation.lint import all_findings, finding, findings
from events.models import Event, Place


class TestFinding:
    def test_is_known_by_a_name_and_says_what_and_why(self):
        for one in all_findings():
            assert one.name.replace("-", "").isalpha() and one.name.islower()
            assert one.says.endswith(".") and one.why.endswith(".")

    def test_gives_a_queryset_like_any_other(self, make_event):
        row = make_event(title="Bare")
        make_event(title="Other")
        assert [*finding("unattributed", Event).filter(title="Bare").contested()] == []
        assert [*finding("unattributed", Event).filter(title="Bare")] == [row]

    def test_of_another_name_is_not_there(self, db):
        with pytest.raises(ValueError, match="There is no finding “nonsense”: ask for one of un"):
            finding("nonsense")

    @pytest.mark.parametrize("model", [None, Place])
    def test_of_several_models_is_asked_of_one(self, db, model):
        with pytest.raises(ValueError, match=r"is asked of Actor, Name.*say of which, as in"):
            finding("unattributed", model)

    def test_of_nothing_to_hold_it_up_is_not_of_who_speaks_is_mentioned_or_publishes(
        self, make_actor, make_voice, make_mention, make_document
    ):
        speaker, body, mentioned, publisher, bare = (make_actor() for _ in range(5))
        make_voice(actor=speaker, on_behalf_of=body)
        make_mention(actor=mentioned)
        make_document(publisher=publisher)
        assert [*finding("unattributed", Actor)] == [bare]
        assert {*Actor.objects.unattributed()} == {speaker, body, mentioned, publisher, bare}

    def test_of_a_draft_is_found_after_a_month(self, make_place):
        rows = [make_place(status=status) for status in ("draft", "draft", "submitted")]
        with pgtrigger.ignore("events.Place:keep_record"):
            for row, days in zip(rows, (31, 29, 31), strict=True):
                touched = Now() - timedelta(days)
                Place.objects.filter(pk=row.pk).update(updated_at=touched)
        assert [*finding("untouched-drafts", Place)] == [rows[0]]
        assert {*Place.objects.untouched_drafts(days=28)} == {*rows[:2]}


class TestFindings:
    def test_count_as_many_as_they_list(self, make_event, make_figure, make_relation, attribute):
        attribute(make_event(), stance="asserts")
        make_figure(low=7, high=3, best=None)
        make_relation(began="2014-06", ended="2014")
        for found in findings():
            assert found.count == finding(found.finding.name, found.model).count()

    def test_are_shown_with_their_numbers_and_what_finds_nothing(self, make_event):
        make_event(), make_event()
        shown = repr(findings())
        assert "      2  unattributed           events\n" in shown
        assert "nothing: single-source, contested," in shown

    def test_are_asked_for_in_one_statement_and_one_for_circles(self, db):
        all_findings()
        with CaptureQueriesContext(connection) as captured:
            findings()
        assert len(captured) == 2

    def test_find_nothing_in_an_empty_ledger(self, db):
        assert not any(found.count for found in findings())

    def test_hide_what_is_restricted(self, make_event, make_actor, make_relation):
        plain = User.objects.create_user("plain")
        Event.objects.filter(pk=make_event().pk).update(restricted=True)
        shown = make_relation()
        hidden = make_relation(subject=make_actor(restricted=True))
        assert {*finding("unattributed", Relation)} == {shown, hidden}
        assert {*finding("unattributed", Relation, plain)} == {shown}
        assert "unattributed           events" not in repr(findings(plain))
        assert "1  unattributed           events" in repr(findings())

    def test_tell_nothing_by_what_is_restricted(self, make_actor, make_relation):
        """A row that is found because of a restricted one alone is not found."""
        plain = User.objects.create_user("plain")
        office = {"object": make_actor(), "title": "minister", "predicate": "holds_office_in"}
        make_relation(began="2014", ended="2016", **office)
        make_relation(began="2014", ended="2016", restricted=True, **office)
        one, other = make_actor(), make_actor()
        make_relation(subject=one, object=other)
        make_relation(subject=other, object=one, restricted=True)
        for name in ("overlapping-holders", "circles"):
            assert finding(name).count() == 2
            assert not finding(name, user=plain).exists()

    def test_are_counted_anew_each_time(self, make_actor, make_relation):
        one, other = make_actor(), make_actor()
        make_relation(subject=one, object=other)
        assert self.circles() == 0
        make_relation(subject=other, object=one)
        assert self.circles() == 2

    @staticmethod
    def circles():
        return next(found.count for found in findings() if found.finding.name == "circles")


class TestCounts:
    def test_go_no_further_than_anybody_reads(self, db):
        Actor.objects.bulk_create(Actor(name=f"{n}", kind="person") for n in range(MOST + 5))
        assert counts([Actor.objects.all(), Place.objects.all()]) == [MOST + 1, 0]
        assert [in_figures(n) for n in (0, MOST, MOST + 1)] == ["0", "1,000", "1,000+"]

    def test_ask_nothing_of_what_can_have_no_rows(self, db, make_actor):
        make_actor()
        assert counts([Actor.objects.none(), Actor.objects.all()]) == [0, 1]
        assert answer(gathering("count(*), min(id)", [Actor.objects.none()])) == [(None, None)]
        assert counts([]) == []
