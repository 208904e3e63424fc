"""What changed in our picture between two days: by what was published, not by who edited."""

import csv

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import Event
from sources.learning import learned, learned_between
from sources.models import SUBJECTS


@pytest.fixture
def event(make_event):
    return make_event(title="Rockets")


def lessons(*window):
    return [(row.record, row.what, row.before, row.after) for row in learned_between(*window)]


class TestLearned:
    def test_is_what_became_known(self, event, attribute, make_actor):
        attribute(event, make_actor(), published="2014-06-01")
        known = (event, "became known", "unattributed", "single-source")
        assert lessons("2014-05-31", "2014-06-01") == [known]
        assert lessons("2014-06-01", "2014-06-02") == []
        assert lessons("2014-05-30", "2014-05-31") == []
        assert lessons("2014-06-01", "2014-06-01") == []

    def test_is_what_changed_its_standing(self, event, attribute, make_actor):
        attribute(event, make_actor(), published="2014")
        attribute(event, make_actor(), published="2015")
        told = "single-source before"
        assert lessons("2014-12-31", "2015-12-31") == [
            (event, told, "single-source", "corroborated")
        ]

    def test_is_what_was_denied(self, event, attribute, make_actor):
        attribute(event, make_actor(), published="2014")
        attribute(event, make_actor(), published="2015", stance="denies")
        told = "was denied, single-source before"
        assert lessons("2014-12-31", "2015-12-31") == [(event, told, "single-source", "contested")]

    def test_is_what_was_denied_before_anybody_asserted_it(self, event, attribute):
        attribute(event, published="2014", stance="denies")
        told = (event, "was denied", "unattributed", "denied")
        assert lessons("2013-12-31", "2014-12-31") == [told]

    def test_is_no_denial_that_a_curator_infers(self, event, attribute):
        attribute(event, published="2014", stance="denies", basis="inferred")
        told = (event, "unattributed before", "unattributed", "inferred")
        assert lessons("2013-12-31", "2014-12-31") == [told]

    def test_is_what_was_retracted(self, event, attribute, make_actor):
        speaker = make_actor()
        attribute(event, speaker, published="2014")
        attribute(event, speaker, published="2015", stance="retracts")
        told = "was retracted, single-source before"
        assert lessons("2014-12-31", "2015-12-31") == [(event, told, "single-source", "retracted")]

    @pytest.mark.parametrize("again", [{}, {"stance": "suspects"}, {"basis": "inferred"}])
    def test_is_not_what_only_repeats(self, event, attribute, make_actor, again):
        speaker = make_actor()
        attribute(event, speaker, published="2014", said="2014")
        attribute(event, speaker, published="2015", said="2013", **again)
        assert lessons("2014-12-31", "2015-12-31") == []

    @pytest.mark.parametrize("published", ["", "[2014..]"])
    def test_is_nothing_from_documents_without_a_last_day(self, event, attribute, published):
        attribute(event, published=published)
        assert lessons("0001-01-01", "9999-12-31") == []

    def test_is_nothing_from_what_was_retired(self, event, attribute):
        attribute(event, published="2014", status="retired")
        assert lessons("2013-12-31", "2014-12-31") == []

    @pytest.mark.parametrize("subject", SUBJECTS)
    def test_is_asked_of_every_kind_of_record(self, factories, attribute, subject):
        record = factories[SUBJECTS[subject]]()
        attribute(record, published="2014")
        assert [row.record for row in learned_between("2013-12-31", "2014-12-31")] == [record]

    def test_chains(self, event, attribute, make_event):
        for one in (event, make_event(title="Shots")):
            attribute(one, published="2014")
        found = learned(Event.objects.filter(title="Shots"), "2013-12-31", "2014-12-31")
        assert [row.title for row in found.filter(became_known=True).order_by("-title")] == [
            "Shots"
        ]

    def test_names_its_documents_once(self, event, attribute, make_document, tmp_path):
        document = make_document(code="d-1", published="2014")
        for name in ("", "date"):
            attribute(event, document=document, field=name)
        attribute(event, document=make_document(code="d-0", published="2014"))
        attribute(event, published="2013")
        table = learned_between("2013-12-31", "2014-12-31")
        assert [row.documents for row in table] == [["d-0", "d-1"]]
        assert table.to_csv(tmp_path / "learned.csv") == 1
        with open(tmp_path / "learned.csv", encoding="utf-8") as stream:
            [row] = csv.DictReader(stream)
        assert (row["kind"], row["record"], row["documents"]) == ("event", event.code, "d-0 d-1")
        assert (row["became_known"], row["after"]) == ("False", "corroborated")

    def test_takes_a_fixed_number_of_queries(self, factories, attribute):
        def asked():
            with CaptureQueriesContext(connection) as queries:
                str(learned_between("2013-12-31", "2014-12-31"))
            return len(queries)

        for model in SUBJECTS.values():
            attribute(factories[model](), published="2014")
        few = asked()
        for model in SUBJECTS.values():
            attribute(factories[model](), published="2014")
        assert asked() == few <= 9 + 9

    @pytest.mark.parametrize("window", [("2014", "2015-01-01"), ("2014-01-01", None)])
    def test_is_asked_between_two_days(self, db, window):
        with pytest.raises(ValueError, match="is not a day"):
            learned_between(*window)
        with pytest.raises(ValueError, match="swap the two days"):
            learned(Event.objects.all(), "2015-01-01", "2014-01-01")


class TestRestricted:
    @pytest.fixture
    def anybody(self, django_user_model):
        return django_user_model.objects.create_user("anybody")

    def test_records_are_left_out(self, make_event, attribute, anybody):
        attribute(make_event(restricted=True), published="2014")
        assert not learned_between("2013-12-31", "2014-12-31", anybody)
        assert len(learned_between("2013-12-31", "2014-12-31")) == 1

    def test_documents_are_left_out(self, event, attribute, make_document, anybody):
        secret = make_document(code="secret", restricted=True, published="2014")
        attribute(event, document=secret, stance="denies")
        attribute(event, document=make_document(code="open", published="2014"))
        [row] = learned_between("2013-12-31", "2014-12-31", anybody)
        assert (row.documents, row.was_denied) == (["open"], False)
