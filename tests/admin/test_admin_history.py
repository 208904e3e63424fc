"""A record's history in words, and the way back from it."""

import pghistory
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actors.models import Actor, Name
from curation.restoring import CannotRestore, restore
from events.models import EventType
from sources.models import Mention, Passage, Voice
from tests.admin.posting import page

commits = pytest.mark.django_db(transaction=True)


def history_of(record):
    return type(record)._meta.get_field("history").related_model.objects.filter(pgh_obj=record.pk)


def version(record, number):
    """The key of the record's `number`th row of history."""
    return history_of(record).order_by("pgh_id")[number].pk


def restored(client, record, number, reason="By mistake."):
    url = page(type(record), "restore", record.pk, version(record, number))
    response = client.post(url, {"reason": reason}, follow=True)
    return " ".join(str(message) for message in response.context["messages"])


class TestHistoryPage:
    def test_tells_each_change_in_words(self, curator, make_relation):
        relation = make_relation(predicate="member_of", title="")
        type(relation).objects.update(predicate="part_of", title="Chief", note="<b>")
        content = curator.get(page(type(relation), "history", relation.pk)).content.decode()
        for words in ["part of", "member of", "Chief", relation.subject.name, "&lt;b&gt;"]:
            assert words in content
        assert "member_of" not in content

    def test_is_offered_of_what_has_one(self, curator, make_actor, make_voice):
        shown = [
            curator.get(page(type(row), "change", row.pk)).content.decode()
            for row in (make_actor(), make_voice())
        ]
        assert ["historylink" in text for text in shown] == [True, False]

    def test_has_fifty_on_a_page(self, curator, make_actor):
        actor = make_actor()
        for n in range(54):
            Actor.objects.update(note=f"Note {n}.")
        url = page(Actor, "history", actor.pk)
        assert len(curator.get(url).context["changes"]) == 50
        assert len(curator.get(f"{url}?p=2").context["changes"]) == 5

    def test_asks_no_more_for_many_changes(self, curator, make_relation):
        relation = make_relation()
        url = page(type(relation), "history", relation.pk)

        def asked():
            with CaptureQueriesContext(connection) as captured:
                curator.get(url)
            return len(captured)

        few = asked()
        for n in range(20):
            type(relation).objects.update(title=f"Chief {n}")
        assert asked() == few < 15

    def test_is_for_those_who_may_look(self, client, make_user, make_actor):
        actor = make_actor(restricted=True)
        client.force_login(make_user())
        assert client.get(page(Actor, "history", actor.pk)).status_code == 403
        client.force_login(make_user("actors.view_actor"))
        response = client.get(page(Actor, "history", actor.pk), follow=True)
        assert actor.name not in response.content.decode()
        actor = make_actor()
        response = client.get(page(Actor, "history", actor.pk))
        assert "Restore this version" not in response.content.decode()
        url = page(Actor, "restore", actor.pk, version(actor, 0))
        assert client.post(url, {"reason": "Why not."}).status_code == 403

    @pytest.mark.parametrize("key", ["0", "nobody", "9" * 30])
    def test_of_nothing_leads_away(self, curator, key):
        assert curator.get(f"/admin/actors/actor/{key}/history/").status_code == 302


class TestRestoring:
    def test_writes_the_earlier_version_as_a_change_of_its_own(self, curator, make_actor):
        actor = make_actor(name="First", began="2014")
        Actor.objects.update(name="Second", began="")
        assert "First is restored." in restored(curator, actor, 0)
        now = Actor.objects.get()
        assert (now.name, now.began, now.version) == ("First", "2014", 3)
        context = history_of(actor).latest("pgh_id").pgh_context
        assert (context["username"], context["reason"]) == ("curator", "By mistake.")
        assert context["restored"] == version(actor, 0)

    def test_asks_for_a_reason(self, curator, make_actor):
        actor = make_actor(name="First")
        Actor.objects.update(name="Second")
        assert "Say why" in restored(curator, actor, 0, reason=" ")
        assert Actor.objects.get().name == "Second"

    def test_is_not_done_by_looking(self, curator, make_actor):
        actor = make_actor()
        url = page(Actor, "restore", actor.pk, version(actor, 0))
        assert curator.get(url).status_code == 403

    def test_is_of_the_record_s_own_versions(self, curator, make_actor):
        one, other = make_actor(), make_actor()
        url = page(Actor, "restore", one.pk, version(other, 0))
        assert curator.post(url, {"reason": "Mixed up."}).status_code == 404

    def test_brings_back_what_is_deleted_under_its_key_and_code(self, curator, make_actor):
        actor = make_actor(name="Gone", code="gone-once")
        pk = actor.pk
        Actor.objects.all().delete()
        listed = curator.get(reverse("admin:changes") + "?deleted=on").content.decode()
        assert page(Actor, "history", pk) in listed
        assert "Gone is restored." in restored(curator, actor, 1)
        assert (Actor.objects.get().pk, Actor.objects.get().code) == (pk, "gone-once")
        listed = curator.get(reverse("admin:changes") + "?deleted=on").content.decode()
        assert page(Actor, "history", pk) not in listed

    def test_is_not_offered_of_what_the_record_says_now(self, curator, make_actor):
        actor = make_actor(name="Badr")
        page = reverse("admin:actors_actor_history", args=[actor.pk])
        assert "Restore this version" not in curator.get(page).content.decode()
        Actor.objects.filter(pk=actor.pk).update(name="Badr Corps")
        assert curator.get(page).content.decode().count("Restore this version</summary>") == 1

    def test_needs_leave_to_add_for_what_is_deleted(self, client, make_user, make_actor):
        actor = make_actor()
        url = page(Actor, "restore", actor.pk, version(actor, 0))
        Actor.objects.all().delete()
        client.force_login(make_user("actors.view_actor", "actors.change_actor"))
        assert client.post(url, {"reason": "Why not."}).status_code == 403

    def test_retires_nothing_that_is_in_use(self, curator, make_actor):
        """Reviewers retire; whoever restores may be none."""
        actor = make_actor(status="retired")
        Actor.objects.update(status="draft")
        restored(curator, actor, 0)
        assert Actor.objects.get().status == "draft"

    def test_leaves_retired_what_was_deleted_so(self, curator, make_actor):
        actor = make_actor(status="retired")
        Actor.objects.all().delete()
        restored(curator, actor, 1)
        assert Actor.objects.get().status == "retired"

    def test_is_refused_where_a_parent_is_gone(self, curator, make_name):
        name = make_name()
        code = name.actor.code
        Name.objects.all().delete()
        Actor.objects.all().delete()
        said = restored(curator, name, 0)
        assert f"Its actor, the actor {code}, is deleted: restore that first." in said
        assert not Name.objects.exists()

    def test_is_refused_where_another_has_taken_the_place(self, curator, make_event_type):
        old = make_event_type(label="attack", code="attack-1")
        EventType.objects.update(label="raid")
        make_event_type(label="attack", code="attack-2")
        said = restored(curator, old, 0)
        assert "another event type with the same label: attack (attack-2)" in said
        assert EventType.objects.get(pk=old.pk).label == "raid"

    def test_is_refused_where_the_code_is_another_s(self, curator, make_actor):
        actor = make_actor(code="taken")
        Actor.objects.all().delete()
        make_actor(code="taken", name="Usurper")
        assert "with the same code: Usurper (taken)" in restored(curator, actor, 0)
        assert Actor.objects.count() == 1

    def test_is_refused_where_it_would_be_invalid_by_now(self, curator, make_actor):
        actor = make_actor(began="2014", ended="2015")
        with pytest.raises(CannotRestore, match="no such version"):
            restore(Actor, 0, "Why not.")
        assert "is restored" in restored(curator, actor, 0)


@commits
class TestRestoringAPassage:
    """Its voices and mentions went with it, and come back with it."""

    @pytest.fixture
    def passage(self, make_passage, make_voice, make_mention, make_actor):
        passage = make_passage()
        first = make_voice(passage=passage, capacity="spokesman")
        make_voice(passage=passage, position=2, on_behalf_of=make_actor())
        make_voice(passage=passage, position=3, capacity="taken out before").delete()
        make_mention(passage=passage)
        assert first.position == 1
        return passage

    def test_brings_back_its_parts(self, curator, passage):
        voices, mentions = ([*model.objects.values()] for model in (Voice, Mention))
        Passage.objects.all().delete()
        assert not Voice.objects.exists()
        assert "is restored" in restored(curator, passage, 0)
        assert [*Voice.objects.values()] == voices
        assert [*Mention.objects.values()] == mentions

    def test_leaves_nothing_half_written(self, curator, passage):
        speaker = Voice.objects.get(position=2).on_behalf_of
        Passage.objects.all().delete()
        speaker.delete()
        said = restored(curator, passage, 0)
        assert f"Its on behalf of, the actor {speaker.code}, is deleted" in said
        assert not Passage.objects.exists()
        assert not Voice.objects.exists()


class TestChangesPage:
    def seen(self, client, **asked):
        rows = client.get(reverse("admin:changes"), asked).context["changes"]
        return [row["name"] for row in rows]

    def test_tells_what_changed_after_a_day(self, curator, make_actor):
        make_actor(name="New")
        assert self.seen(curator, since="2001-01-01") == ["New"]
        assert not self.seen(curator, since="9990-01-01")
        content = curator.get(reverse("admin:changes"), {"since": "last week"}).content.decode()
        assert "“last week” is not a moment" in content
        assert "No change is on record." not in content

    @commits
    def test_tells_what_a_user_did(self, curator, make_actor):
        actor = make_actor(name="By nobody")
        Actor.objects.update(name="Otherwise")
        restored(curator, actor, 0)
        assert self.seen(curator, by="curator") == ["By nobody"]
        assert not self.seen(curator, by="amal")

    @pytest.mark.parametrize(
        ("address", "words", "link"),
        [
            ("{own}", "the page of this record", "{history}"),
            ("{event}", "the page of The raid", "{history_of_event}"),
            ("/admin/events/event/add/", "the form for a new event", ""),
            ("/admin/actors/actor/", "the list of actors", "/admin/actors/actor/"),
            ("{room}code/", "the reading room of A report", "{room}"),
            ("/admin/queue/to-review/", "the queue “to review”", ""),
            ("/admin/merge/actor/", "a merger", ""),
            ("/admin/undo/7/", "undoing a decision", "/admin/curation/decision/7/change/"),
        ],
    )
    def test_says_in_words_from_which_page(
        self, curator, make_actor, make_event, make_document, address, words, link
    ):
        actor = make_actor()
        event, document = make_event(title="The raid"), make_document(title="A report")
        addresses = {
            "own": page(Actor, "change", actor.pk),
            "history": page(Actor, "history", actor.pk),
            "event": page(type(event), "change", event.pk),
            "history_of_event": page(type(event), "history", event.pk),
            "room": reverse("admin:sources_document_page", args=[document.pk]),
        }
        with pghistory.context(url=address.format(**addresses)):
            Actor.objects.filter(pk=actor.pk).update(note="Changed.")
        row = curator.get(page(Actor, "history", actor.pk)).context["changes"][0]
        assert row["from"] == (words, link.format(**addresses))

    @pytest.mark.parametrize("where", ["/once/there/was/a/page/", "/admin/x_y/z/add/", "seed"])
    def test_leaves_what_is_no_page_as_it_is(self, curator, make_actor, where):
        with pghistory.context(url=where):
            actor = make_actor()
        assert f"· {where}" in " ".join(
            curator.get(page(Actor, "history", actor.pk)).content.decode().split()
        )

    def test_says_so_where_nothing_changed(self, curator, make_actor):
        text = curator.get(reverse("admin:changes") + "?since=2999-01-01").content.decode()
        assert "No change is on record." in text
        assert "Changed after" in text

    def test_is_reached_from_the_front_page(self, curator):
        assert reverse("admin:changes") in curator.get(reverse("admin:index")).content.decode()

    def test_has_what_one_may_look_at(self, client, make_user, make_actor, make_event):
        make_actor(name="Actor of theirs")
        make_event()
        client.force_login(make_user("actors.view_actor"))
        assert self.seen(client) == ["Actor of theirs"]
        client.force_login(make_user())
        assert self.seen(client) == []

    def test_asks_no_more_for_many(self, curator, ledger):
        def asked():
            with CaptureQueriesContext(connection) as captured:
                assert curator.get(reverse("admin:changes")).status_code == 200
            return len(captured)

        ledger.grow(1)
        few = asked()
        ledger.grow(2)
        assert asked() <= few < 60


class TestChangesOfADocument:
    def address(self, document):
        return reverse("admin:sources_document_changes", args=[document.pk])

    def test_are_those_of_all_that_hangs_on_it(
        self, curator, make_passage, make_voice, make_mention, make_attribution
    ):
        passage = make_passage()
        make_voice(passage=passage)
        make_mention(passage=passage)
        make_attribution(passage=passage)
        make_attribution()
        Passage.objects.create(
            document=passage.document, paragraph=9, start=0, end=1, summary="Gone."
        ).delete()
        rows = curator.get(self.address(passage.document)).context["changes"]
        told = sorted(f"{row['kind']} {row['change'].said}" for row in rows)
        assert told == [
            "attribution added",
            "document added",
            "mention added",
            "passage added",
            "passage added",
            "passage deleted",
            "voice added",
        ]

    def test_are_linked_from_its_page(self, curator, make_document):
        document = make_document()
        content = curator.get(page(type(document), "change", document.pk)).content.decode()
        assert self.address(document) in content

    def test_are_for_those_who_may_look(self, client, make_user, make_passage):
        document = make_passage().document
        client.force_login(make_user())
        assert client.get(self.address(document)).status_code == 403
        client.force_login(make_user("sources.view_document"))
        rows = client.get(self.address(document)).context["changes"]
        assert [row["kind"] for row in rows] == ["document"]
        type(document).objects.update(restricted=True)
        assert client.get(self.address(document)).status_code == 404
