"""What changed since a moment, or between two: who, when, from where, why, field by field."""

import csv

import pghistory
import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection, transaction
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from actors.models import Actor, Name
from curation.changes import Changes, changed_since, changes_between
from events.models import Place
from tests.benchmarks.copying import copy
from tests.benchmarks.scratch import query
from tests.curation.test_past import commits, now
from tests.writing import insert_by_copy

pytestmark = pytest.mark.usefixtures("as_seed")

LONG_AGO = "2001-01-01"


@commits
class TestChange:
    def test_tells_old_and_new_of_each_field(self, make_actor):
        actor = make_actor(name="Before", began="2014")
        moment = now()
        Actor.objects.filter(pk=actor.pk).update(name="After", status="accepted")
        [change] = changed_since(moment)
        assert (change.model, change.pk, change.code) == (Actor, actor.pk, actor.code)
        assert change.done == "changed"
        assert change.fields == {"name": ("Before", "After"), "status": ("draft", "accepted")}
        assert change.at > moment

    def test_tells_who_from_where_and_why(self, make_actor):
        told = {"username": "amal", "url": "/admin/actors/actor/", "reason": "Read it anew."}
        with pghistory.context(**told):
            make_actor()
        [change] = changed_since(LONG_AGO)
        assert (change.who, change.where, change.why) == tuple(told.values())

    def test_tells_an_account_and_its_command_where_there_was_no_user(self, make_actor):
        with pghistory.context(account="root", command="loaddata"):
            make_actor()
        [change] = changed_since(LONG_AGO)
        assert (change.who, change.where, change.why) == ("root", "loaddata", "")

    def test_of_an_unknown_hand_says_nothing(self):
        insert_by_copy(Actor(name="Copied", kind="person"))
        [change] = changed_since(LONG_AGO)
        assert (change.who, change.where, change.why) == ("", "", "")

    def test_of_what_is_new_or_gone_has_one_side(self, make_actor):
        actor = make_actor(name="Brief", kind="person")
        pk = actor.pk
        actor.delete()
        deleted, inserted = changed_since(LONG_AGO)
        assert (deleted.done, inserted.done, deleted.pk) == ("deleted", "inserted", pk)
        assert inserted.fields["name"] == (None, "Brief")
        assert deleted.fields["name"] == ("Brief", None)
        assert "note" not in inserted.fields

    def test_follows_what_was_before_it_however_long_ago(self, make_actor):
        actor = make_actor(name="First")
        other = make_actor()
        for name in ["Second", "Third"]:
            Actor.objects.filter(pk=actor.pk).update(name=name)
            Actor.objects.filter(pk=other.pk).update(note=name)
        names = [
            change.fields["name"] for change in changed_since(LONG_AGO) if change.pk == actor.pk
        ]
        assert names == [("Second", "Third"), ("First", "Second"), (None, "First")]
        assert changed_since(LONG_AGO)[1].fields == {"name": ("Second", "Third")}


@commits
class TestChangedSince:
    def test_has_the_newest_of_all_kinds_first(self, make_voice, make_event):
        voice, event = make_voice(), make_event()
        with transaction.atomic():
            voice.passage.delete()
        newest = changed_since(LONG_AGO)[:2]
        assert {change.model.__name__ for change in newest} == {"Voice", "Passage"}
        times = [change.at for change in changed_since(LONG_AGO)]
        assert times == sorted(times, reverse=True)
        assert changed_since(LONG_AGO)[2].code == event.code

    def test_and_the_past_make_up_the_present(self, make_actor):
        kept, gone = make_actor(name="Kept"), make_actor(name="Gone")
        moment = now()
        Actor.objects.filter(pk=kept.pk).update(name="Renamed")
        gone.delete()
        make_actor(name="New")
        names = dict(Actor.objects.as_of(moment).values_list("pk", "name"))
        for change in reversed(list(changed_since(moment))):
            names[change.pk] = change.fields["name"][1]
        there = {pk: name for pk, name in names.items() if name}
        assert there == dict(Actor.objects.values_list("pk", "name"))

    def test_ends_with_the_window(self, make_actor):
        first = now()
        actor = make_actor()
        last = now()
        make_actor()
        assert [change.pk for change in changes_between(first, last)] == [actor.pk]
        with pytest.raises(ValueError, match=r"ends .* before it begins"):
            changes_between(last, first)

    def test_is_asked_of_one_kind_alone(self, make_name):
        name = make_name()
        [change] = Changes({Name: Q(pgh_obj=name.pk)})
        assert change.fields["actor"] == (None, name.actor_id)

    def test_is_counted_and_read_in_part(self, make_actor):
        for _ in range(5):
            make_actor()
        changes = changed_since(LONG_AGO)
        assert len(changes) == 5
        assert changes[1:3] == list(changes)[1:3]
        assert changes[-1] == list(changes)[-1]
        assert changes[-2:] == list(changes)[-2:]
        assert changes[::-1] == list(changes)[::-1]
        with pytest.raises(IndexError):
            changes[5]
        assert not changed_since(now())[:50]
        assert changes[:0] == []

    def test_is_printed_as_a_table(self, make_actor):
        assert repr(changed_since(now())) == "(nothing)"
        actor = make_actor(code="made-1")
        with pghistory.context(username="ali", reason="a slip"):
            Actor.objects.filter(pk=actor.pk).update(name="After", began="2014")
        newest, oldest = changed_since(LONG_AGO)
        at = [f"{change.at:%Y-%m-%d %H:%M:%S}" for change in (newest, oldest)]
        assert repr(changed_since(LONG_AGO)).splitlines() == [
            "at (UTC)             kind   code    done      fields       who  why",
            f"{at[0]}  actor  made-1  changed   name, began  ali  a slip",
            f"{at[1]}  actor  made-1  inserted",
        ]

    def test_is_printed_to_its_thirtieth_row(self, make_actor):
        for _ in range(31):
            make_actor()
        *_, last, more = repr(changed_since(LONG_AGO)).splitlines()
        assert "inserted" in last
        assert more == "… and more"

    def test_asks_no_more_for_many(self, make_actor):
        def asked():
            with CaptureQueriesContext(connection) as captured:
                assert changed_since(LONG_AGO)[:50]
            return len(captured)

        make_actor()
        few = asked()
        Actor.objects.bulk_create(Actor(name=f"{n}", kind="person") for n in range(60))
        Actor.objects.update(note="A doubt.")
        assert asked() == few == 2


@commits
def test_the_newest_of_many_changes_are_found_by_their_time():
    for start in range(1, 3001, 100):
        numbers = range(start, start + 100)
        copy(
            Place, ({"id": n, "code": f"made-{n}", "name": str(n), "kind": "city"} for n in numbers)
        )
    query("ANALYZE events_placehistory")
    keys = changed_since(LONG_AGO).keys(50)
    assert len(keys) == 50
    assert "place_changes_by_time" in keys.explain()
    assert "place_changes_by_time" in changed_since(now()).keys(50).explain()


@commits
class TestTakenOut:
    def test_tells_which_columns_differ(self, make_actor, tmp_path):
        actor = make_actor(name="Old")
        with pghistory.context(username="layla", reason="=a slip"):
            Actor.objects.update(name="New", note="Corrected.")
        changes = changed_since("2000-01-01")
        assert changes.to_csv(tmp_path / "changes.csv") == len(changes)
        with open(tmp_path / "changes.csv", encoding="utf-8") as stream:
            newest = next(csv.DictReader(stream))
        assert (newest["kind"], newest["code"], newest["done"]) == ("actor", actor.code, "changed")
        assert (newest["who"], newest["why"], newest["fields"]) == (
            "layla",
            "'=a slip",
            "note name",
        )


class TestRestricted:
    """Changes are for those who may see the record."""

    @pytest.fixture
    def viewer(self):
        return User.objects.create_user("viewer")

    def seen(self, user):
        return [change.pk for change in changed_since(LONG_AGO, user) if change.model is Actor]

    def test_now(self, make_actor, viewer):
        open_, closed = make_actor(), make_actor()
        Actor.objects.filter(pk=closed.pk).update(restricted=True)
        assert self.seen(viewer) == [open_.pk]
        viewer.user_permissions.add(Permission.objects.get(codename="see_restricted"))
        assert len(self.seen(User.objects.get())) == 3

    def test_then(self, make_actor, viewer):
        actor = make_actor(restricted=True, name="Secret")
        Actor.objects.update(restricted=False)
        assert [change.done for change in changed_since(LONG_AGO, viewer)] == ["changed"]
        assert self.seen(viewer) == [actor.pk]

    def test_by_a_link_to_what_is_deleted(self, make_name, viewer):
        name = make_name()
        Actor.objects.update(restricted=True)
        name.delete()
        Actor.objects.all().delete()
        assert not list(changed_since(LONG_AGO, viewer))
        assert Name.__name__ in {change.model.__name__ for change in changed_since(LONG_AGO)}
