"""What every curated record shares: its code, its version and its timestamps."""

import datetime

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection

from actors.models import Actor
from curation.records import Record
from tests.refusing import assert_accepted, assert_refused, refused_by
from tests.writing import INSERTS, UPDATES

pytestmark = pytest.mark.usefixtures("as_seed")

RECORDS = [model for model in apps.get_models() if issubclass(model, Record)]
LONG_AGO = datetime.datetime(2001, 1, 1, tzinfo=datetime.UTC)


def kept(record):
    """Version and the time of the last change, as they are stored."""
    return type(record).objects.values_list("version", "updated_at").get(pk=record.pk)


@pytest.fixture(params=RECORDS, ids=lambda model: model.__name__)
def make_record(request, factories):
    """A factory of each kind of record in turn."""
    return factories[request.param]


class TestCode:
    @pytest.mark.parametrize("insert", INSERTS)
    def test_is_coined_when_empty(self, make_record, insert):
        insert(make_record.build(code=""))
        code = make_record.model.objects.order_by("-pk").first().code
        prefix, _, rest = code.rpartition("-")
        assert prefix == make_record.model._meta.model_name
        assert len(rest) == 12

    def test_that_was_coined_is_on_the_instance(self, make_record):
        record = make_record()
        assert record.code == make_record.model.objects.get(pk=record.pk).code != ""

    def test_that_was_coined_stands_the_test_of_a_typed_one(self, make_record):
        make_record().full_clean()

    def test_that_was_given_is_kept(self, make_record):
        assert make_record(code="kataib-hezbollah-2").code == "kataib-hezbollah-2"

    @pytest.mark.parametrize("update", UPDATES)
    def test_never_changes(self, make_record, update):
        record = make_record(code="first")
        with refused_by(f"{make_record.model._meta.model_name}_code_never_changes"):
            update(record, "code", "second")

    @pytest.mark.parametrize("code", ["second", ""])
    def test_is_said_never_to_change(self, make_record, code):
        record = make_record(code="first")
        record.full_clean()
        record.code = code
        with pytest.raises(ValidationError) as refused:
            record.full_clean()
        [sentence] = refused.value.message_dict["code"]
        assert sentence == f"The code first of a {record._meta.model_name} never changes."

    def test_is_not_looked_up_where_it_is_not_written(self, make_actor, django_assert_num_queries):
        actor = make_actor()
        with django_assert_num_queries(0):
            actor.validate_constraints(exclude=[f.name for f in Actor._meta.fields])

    def test_is_not_emptied(self, make_actor):
        actor = make_actor(code="first")
        with refused_by("actor_code_never_changes"):
            Actor.objects.filter(pk=actor.pk).update(code="")

    @pytest.mark.parametrize(
        "code", ["Kataib", "kataib_hezbollah", "kataib hezbollah", "-a", "a-", "a--b", "حزب", "é"]
    )
    def test_is_lower_case_words(self, make_record, code):
        record = make_record.build(code=code)
        name = make_record.model._meta.model_name
        with pytest.raises(ValidationError, match="Write lower-case words, digits and hyphens"):
            record.full_clean()
        with refused_by(f"{name}_code_is_lower_case_words"):
            make_record.model.objects.bulk_create([record])

    @pytest.mark.parametrize("code", ["a", "p10-3", "14th", "calvert-commands-coalition"])
    def test_may_hold_digits_and_hyphens(self, make_actor, code):
        assert_accepted(make_actor.build(code=code))

    def test_belongs_to_one_record(self, make_record):
        make_record(code="taken")
        with pytest.raises(ValidationError, match="with this Code already exists"):
            make_record.build(code="taken").full_clean()
        with pytest.raises(Exception, match="duplicate key"):
            make_record.model.objects.bulk_create([make_record.build(code="taken")])

    def test_is_the_natural_key(self, make_record):
        record = make_record(code="found-again")
        assert make_record.model.objects.get_by_natural_key(*record.natural_key()) == record


class TestVersion:
    @pytest.mark.parametrize("insert", INSERTS)
    def test_begins_at_one_whatever_is_written(self, make_record, insert):
        insert(make_record.build(version=7, created_at=LONG_AGO, updated_at=LONG_AGO))
        record = make_record.model.objects.order_by("-pk").first()
        assert record.version == 1
        assert record.created_at > LONG_AGO
        assert record.updated_at > LONG_AGO

    @pytest.mark.parametrize("update", UPDATES)
    def test_counts_a_change(self, make_record, update):
        record = make_record()
        update(record, "note", "A doubt.")
        assert kept(record)[0] == 2

    @pytest.mark.parametrize("update", UPDATES)
    def test_does_not_count_a_save_that_changes_nothing(self, make_record, update):
        record = make_record(note="A doubt.")
        before = kept(record)
        update(record, "note", "A doubt.")
        assert kept(record) == before

    @pytest.mark.parametrize("update", UPDATES)
    @pytest.mark.parametrize("column", ["version", "created_at", "updated_at"])
    def test_and_timestamps_cannot_be_written(self, make_actor, update, column):
        actor = make_actor()
        before = Actor.objects.values(column).get()
        update(actor, column, 7 if column == "version" else LONG_AGO)
        assert Actor.objects.values(column).get() == before

    @pytest.mark.parametrize(
        ("column", "value"), [("status", "accepted"), ("restricted", True), ("note", "A doubt.")]
    )
    def test_counts_a_review_too(self, make_record, column, value):
        record = make_record()
        type(record).objects.filter(pk=record.pk).update(**{column: value})
        assert kept(record)[0] == 2

    def test_is_fresh_on_an_instance_that_was_saved(self, make_actor):
        actor = make_actor()
        actor.note = "A doubt."
        actor.save()
        assert actor.version == 2
        assert actor.updated_at == Actor.objects.get().updated_at

    def test_time_of_the_last_change_moves_and_of_the_first_does_not(self, make_actor):
        actor = make_actor()
        with connection.cursor() as cursor:
            # Within one transaction now() stands still: the row is made to be older.
            cursor.execute("ALTER TABLE actors_actor DISABLE TRIGGER USER")
            cursor.execute(
                "UPDATE actors_actor SET created_at = %s, updated_at = %s", [LONG_AGO, LONG_AGO]
            )
            cursor.execute("ALTER TABLE actors_actor ENABLE TRIGGER USER")
        Actor.objects.filter(pk=actor.pk).update(note="A doubt.")
        actor.refresh_from_db()
        assert actor.created_at == LONG_AGO
        assert actor.updated_at > LONG_AGO


class TestKept:
    def test_columns_that_the_database_computes_are_fresh_after_an_updating_save(self, make_actor):
        actor = make_actor(began="2014")
        assert actor.began_earliest == datetime.date(2014, 1, 1)
        actor.began = "2015"
        actor.save()
        assert actor.began_earliest == datetime.date(2015, 1, 1)


class TestStatus:
    def test_is_a_draft_at_first(self, make_record):
        assert make_record().status == "draft"

    def test_is_one_of_the_known_ones(self, make_record):
        record = make_record.build(status="approved")
        name = make_record.model._meta.model_name
        assert_refused(record, f"{name}_status_is_known", "'approved' is not a valid choice")

    def test_that_is_accepted_is_found(self, make_record):
        accepted = make_record(status="accepted")
        make_record(status="submitted")
        assert list(make_record.model.objects.accepted()) == [accepted]
