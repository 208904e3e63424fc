"""What the ledger said at a moment, and what of it had been accepted."""

import datetime
import random

import pytest
from django.db import connection, transaction
from django.db.models import Exists, Max, OuterRef
from django.utils import timezone

from actors.models import Actor, Relation
from curation.moments import as_moment
from curation.past import IsPast
from curation.restricting import visible
from events.models import Event, Place
from sources.models import Mention, Voice
from tests.benchmarks.copying import copy
from tests.benchmarks.scratch import query
from tests.curation.test_records import RECORDS
from tests.writing import INSERTS, insert_by_copy

pytestmark = pytest.mark.usefixtures("as_seed")

commits = pytest.mark.django_db(transaction=True)
STATUSES = ["draft", "submitted", "accepted", "returned", "retired"]


def now():
    """The database's own clock, which runs on within a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


@pytest.fixture
def renamed(make_actor):
    """An actor that was called Before, and the moment until which it was."""
    actor = make_actor(name="Before", began="2014")
    moment = now()
    Actor.objects.filter(pk=actor.pk).update(name="After", began="2015")
    return actor, moment


class Replay:
    """The ledger's past as plain Python keeps it, beside the ledger."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.rows, self.accepted, self.told = {}, {}, []

    def change(self):
        """One transaction of a few inserts, updates and deletes."""
        with transaction.atomic():
            for _ in range(self.chance.randint(1, 4)):
                self.chance.choice([self.insert, self.update, self.update, self.delete])()
        self.told.append((now(), dict(self.rows), dict(self.accepted)))

    def keep(self, pk, row):
        self.rows[pk] = row
        if row[1] == "accepted":
            self.accepted[pk] = row
        elif row[1] == "retired":
            self.accepted.pop(pk, None)

    def row(self):
        return f"Name {self.chance.random()}", self.chance.choice(STATUSES)

    def insert(self):
        name, status = row = self.row()
        self.chance.choice(INSERTS)(Actor(name=name, status=status, kind="person"))
        self.keep(Actor.objects.get(name=name).pk, row)

    def update(self):
        if not self.rows:
            return
        pk, (name, status) = self.chance.choice([*self.rows]), self.row()
        Actor.objects.filter(pk=pk).update(name=name, status=status)
        self.keep(pk, (name, status))

    def delete(self):
        if not self.rows:
            return
        pk = self.chance.choice([*self.rows])
        Actor.objects.get(pk=pk).delete()
        del self.rows[pk]
        self.accepted.pop(pk, None)


def told(rows):
    return {pk: (name, status) for pk, name, status in rows.values_list("pk", "name", "status")}


@commits
@pytest.mark.parametrize("seed", range(6))
def test_past_is_what_a_replay_has(seed):
    replay = Replay(seed)
    for _ in range(12):
        replay.change()
        assert told(Actor.objects.accepted()) == replay.accepted
    for moment, rows, accepted in replay.told:
        assert told(Actor.objects.as_of(moment)) == rows
        assert told(Actor.objects.as_of(moment).accepted()) == accepted
        assert told(Actor.objects.accepted().as_of(moment)) == accepted
        pks = sorted(rows)[::2]
        assert told(Actor.objects.filter(pk__in=pks).as_of(moment)) == {p: rows[p] for p in pks}


@commits
class TestAsOf:
    def test_gives_rows_of_the_model_with_their_past_columns(self, renamed):
        actor, moment = renamed
        was = Actor.objects.as_of(moment).get()
        assert (type(was), was.pk, was.name, was.version) == (Actor, actor.pk, "Before", 1)
        assert was.began_earliest == datetime.date(2014, 1, 1)

    def test_takes_conditions_order_and_columns_of_the_past(self, renamed, make_actor):
        _, moment = renamed
        make_actor(name="Later")
        rows = Actor.objects.as_of(moment)
        assert rows.filter(name="Before").exists()
        assert not rows.filter(name="After").exists()
        assert not rows.exclude(name="Before")
        assert [*rows.order_by("-name").values_list("name", flat=True)] == ["Before"]
        assert rows.filter(began_earliest__lt="2015-01-01").count() == len(rows) == 1
        assert [a.name for a in rows.iterator()] == ["Before"]
        assert rows.aggregate(n=Max("name")) == {"n": "Before"}

    def test_follows_conditions_that_came_before_it(self, renamed):
        _, moment = renamed
        assert Actor.objects.filter(name="Before").as_of(moment).exists()
        assert not Actor.objects.filter(name="After").as_of(moment).exists()

    def test_finds_what_is_deleted_since(self, make_actor):
        actor = make_actor(name="Gone")
        moment = now()
        actor.delete()
        assert Actor.objects.as_of(moment).get(code=actor.code).name == "Gone"
        assert not Actor.objects.as_of(now()).exists()

    def test_knows_nothing_of_before_a_row_was_written(self, make_actor):
        moment = now()
        make_actor()
        assert not Actor.objects.as_of(moment).exists()

    def test_takes_the_last_of_one_transaction(self):
        with transaction.atomic():
            for name in ["First", "Last"]:
                insert_by_copy(Actor(name=f"{name} copied", kind="person"))
                Actor.objects.filter(name=f"{name} copied").update(note="A doubt.", name=name)
            Actor.objects.filter(name="First").delete()
        assert [(a.name, a.note) for a in Actor.objects.as_of(now())] == [("Last", "A doubt.")]

    def test_lasts_through_a_subquery(self, renamed, make_relation):
        actor, moment = renamed
        relation = make_relation(subject=actor)
        was = Actor.objects.as_of(moment)
        assert Relation.objects.get(subject__in=was.filter(name="Before")) == relation
        assert not Relation.objects.filter(subject__in=was.filter(name="After"))
        same = Exists(was.filter(pk=OuterRef("subject"), name="Before"))
        assert Relation.objects.filter(same).exists()
        assert was.filter(pk__in=was.filter(name="Before").values("pk")).exists()
        assert {a.name for a in was.union(Actor.objects.filter(pk=actor.pk))} == {"Before", "After"}

    def test_leads_to_links_as_they_are_now(self, make_relation):
        relation = make_relation(title="Chief")
        moment = now()
        Relation.objects.update(title="Deputy")
        Actor.objects.filter(pk=relation.subject_id).update(name="Renamed")
        rows = Relation.objects.as_of(moment)
        assert rows.select_related("subject").get().subject.name == "Renamed"
        assert rows.filter(subject__name="Renamed", title="Chief").exists()

    @pytest.mark.parametrize("by", ["select_related", "values_list", "to_csv"])
    def test_loses_no_row_whose_links_are_gone(self, make_relation, by, tmp_path):
        relation = make_relation(title="Chief")
        moment = now()
        relation.delete()
        relation.subject.delete()
        rows = Relation.objects.as_of(moment)
        if by == "to_csv":
            assert rows.to_csv(tmp_path / "relations.csv") == 1
        elif by == "values_list":
            assert [*rows.values_list("subject__code", "title")] == [(None, "Chief")]
        else:
            assert rows.select_related("subject", "object").get().title == "Chief"
        assert not rows.filter(subject__name__gt="").exists()
        assert rows.exclude(subject__name="Nobody").exists()

    def test_adds_the_standing_of_today(self, make_actor, attribute):
        actor = make_actor(name="Before")
        moment = now()
        Actor.objects.filter(pk=actor.pk).update(name="After")
        attribute(actor)
        was = Actor.objects.as_of(moment).with_standing().get()
        assert (was.name, was.standing) == ("Before", "single-source")
        assert Actor.objects.as_of(moment).single_source().exists()

    def test_reads_what_was_left_out_from_the_same_past(self, renamed):
        _, moment = renamed
        was = Actor.objects.as_of(moment).only("code").get()
        assert was.name == "Before"
        was.refresh_from_db()
        assert was.name == "Before"

    def test_is_asked_of_chains_and_mentions_too(self, make_voice, make_mention):
        voice = make_voice(capacity="spokesman")
        make_mention(passage=voice.passage)
        moment = now()
        voice.passage.delete()
        assert Voice.objects.as_of(moment).get().capacity == "spokesman"
        assert Mention.objects.as_of(moment).filter(printed="Tehran").exists()

    def test_is_one_query(self, renamed, django_assert_num_queries):
        _, moment = renamed
        with django_assert_num_queries(1):
            list(Actor.objects.as_of(moment).accepted().filter(name="Before"))

    def test_is_asked_before_a_slice(self, renamed):
        _, moment = renamed
        with pytest.raises(TypeError, match="then take a slice"):
            Actor.objects.all()[:3].as_of(moment)

    def test_is_not_mixed_with_another_time(self, renamed):
        _, moment = renamed
        with pytest.raises(TypeError, match="combined by union"):
            Actor.objects.as_of(moment) | Actor.objects.all()
        with pytest.raises(TypeError, match="combined by union"):
            Actor.objects.all() & Actor.objects.as_of(moment)
        was = Actor.objects.as_of(moment)
        assert (was.filter(name="Before") | was.filter(name="After")).count() == 1


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_every_kind_of_record_has_a_past(model, factories):
    record = factories[model](status="accepted")
    model.objects.filter(pk=record.pk).update(note="A doubt.", status="draft")
    assert model.objects.as_of(timezone.now()).get(pk=record.pk).note == "A doubt."
    assert model.objects.accepted().get(pk=record.pk).note == ""


class TestPastRecord:
    """Is not a way to write."""

    @pytest.fixture(params=["as_of", "accepted"])
    def rows(self, request, make_actor):
        make_actor(status="accepted")
        asked = {"as_of": Actor.objects.as_of(now()), "accepted": Actor.objects.accepted()}
        return asked[request.param]

    @pytest.mark.parametrize(
        "write",
        [
            lambda rows: rows.get().save(),
            lambda rows: rows.get().delete(),
            lambda rows: rows.update(note="Forged."),
            lambda rows: rows.delete(),
            lambda rows: rows.filter(name="").delete(),
            lambda rows: Actor.objects.bulk_update(rows, ["note"]),
            Actor.objects.bulk_create,
            lambda rows: rows.select_for_update(),
            lambda rows: rows.update_or_create(name="Somebody"),
        ],
    )
    def test_refuses_to_be_written(self, rows, write):
        with pytest.raises(IsPast, match="This is the record as it was; it cannot be saved"):
            write(rows)

    def test_leaves_the_record_of_now_as_it_is_to_write(self, rows):
        Actor.objects.get(pk=rows.get().pk).save()


class TestAccepted:
    def test_is_what_stands_while_somebody_edits(self, make_actor):
        actor = make_actor(name="Accepted", status="accepted")
        Actor.objects.filter(pk=actor.pk).update(name="Edited", status="draft")
        assert Actor.objects.accepted().get().name == "Accepted"

    @pytest.mark.parametrize("status", ["draft", "submitted", "returned"])
    def test_is_nothing_that_never_was(self, make_actor, status):
        make_actor(status=status)
        Actor.objects.update(note="Changed.")
        assert not Actor.objects.accepted().exists()

    def test_is_nothing_retired(self, make_actor):
        make_actor(status="accepted")
        Actor.objects.update(status="retired")
        assert not Actor.objects.accepted().exists()
        Actor.objects.update(status="draft")
        assert not Actor.objects.accepted().exists()

    def test_is_nothing_from_before_a_deletion(self, make_actor):
        actor = make_actor(status="accepted", code="back-again")
        pk = actor.pk
        actor.delete()
        make_actor(id=pk, status="draft", code="back-again")
        Actor.objects.update(note="Changed.")
        assert not Actor.objects.accepted().exists()

    def test_takes_every_question(self, make_event_type):
        kind = make_event_type(status="accepted")
        event = Event.objects.create(title="Attack", type=kind, date="2020-01", status="accepted")
        Event.objects.filter(pk=event.pk).update(date="2021-01", status="submitted")
        accepted = Event.objects.accepted()
        assert accepted.possibly_between("2020-01-01", "2020-12-31").with_standing().get() == event
        assert not accepted.possibly_between("2021-01-01", "2021-12-31").exists()

    def test_is_found_by_the_indexes_of_rows_and_of_history(self, db):
        made = ({"id": n, "code": f"made-{n}", "name": str(n)} for n in range(1, 3001))
        copy(Place, ({**row, "kind": "city", "status": "accepted"} for row in made))
        Place.objects.filter(pk__lte=3).update(status="draft", name="Edited")
        query("ANALYZE events_place")
        query("ANALYZE events_placehistory")
        rows = Place.objects.accepted().filter(code="made-2")
        assert rows.get().name == "2"
        plan = rows.explain()
        assert "Seq Scan" not in plan
        assert "pgh_obj_id" in plan
        past = Place.objects.as_of(timezone.now())
        assert past.get(pk=2).name == "Edited"
        assert "Seq Scan" not in past.filter(pk=2).explain()


class TestRestrictedRecord:
    def test_is_hidden_in_the_past_too(self, make_actor, django_user_model):
        viewer = django_user_model.objects.create_user("viewer")
        open_, closed = make_actor(status="accepted"), make_actor(status="accepted")
        Actor.objects.filter(pk=closed.pk).update(restricted=True, status="draft")
        for rows in [Actor.objects.accepted(), Actor.objects.as_of(now())]:
            assert [*visible(rows, viewer)] == [open_]
            assert rows.count() == 2


class TestMoment:
    def test_that_is_a_day_means_its_end(self):
        end = datetime.datetime(2021, 2, 15, 23, 59, 59, 999999, datetime.UTC)
        assert as_moment("2021-02-15") == as_moment(datetime.date(2021, 2, 15)) == end

    def test_is_a_time_in_its_zone(self):
        told = datetime.datetime(2021, 2, 15, 17, tzinfo=datetime.UTC)
        assert as_moment("2021-02-15T20:00+03:00") == as_moment(told) == told

    @pytest.mark.parametrize("naive", ["2021-02-15T20:00", datetime.datetime(2021, 2, 15, 20)])
    def test_says_its_zone(self, naive):
        with pytest.raises(ValueError, match=r"write it as 2021-02-15T20:00\+00:00"):
            as_moment(naive)

    def test_is_not_a_year(self):
        with pytest.raises(ValueError, match="“2021” is not a moment: write a day"):
            as_moment("2021")
