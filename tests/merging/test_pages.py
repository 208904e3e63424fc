"""The pages on what is one and what is two: what they show, to whom, and what they do."""

import csv
import hashlib
import re

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.urls import reverse

from actors.models import Actor, Name
from curation.decisions import Decision, Distinction
from curation.merging import merge
from curation.merging_links import address
from curation.splitting import split
from curation.undoing import undo
from events.models import Event
from sources.attaching import attach
from sources.models import Document, DocumentText
from tests.admin.ledger import Ledger
from tests.admin.posting import page
from tests.admin.test_admin_budgets import queries

WHY = "One group, two spellings."


@pytest.fixture
def reviewing(client, reviewer):
    client.force_login(reviewer)
    return client


@pytest.fixture
def plain(client, db):
    """Somebody who may look at actors and decide, but sees nothing restricted."""
    user = User.objects.create_user("plain", is_staff=True)
    codenames = ["view_actor", "merge_records", "view_decision", "view_distinction"]
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client.force_login(user)
    return client


def merging(one, other):
    return address("merge", type(one), one=one.code, other=other.code)


def text(response):
    return response.content.decode()


def leads_to_undo(response):
    """Whether a message links to the page of the latest decision, which has *Undo…*."""
    decision = Decision.objects.latest("pk")
    url = page(Decision, "change", decision.pk)
    undoing = reverse("admin:undo", args=[decision.pk])
    told = [str(message) for message in response.context["messages"]]
    return f'href="{url}"' in "".join(told) and undoing in text(response.client.get(url))


class TestMergePage:
    def test_shows_both_with_all_that_hangs_on_them(self, reviewing, pair, make_name, attribute):
        make_name(actor=pair[0], text="KH")
        passage = attribute(pair[1]).passage
        shown = text(reviewing.get(merging(*pair)))
        for words in ("Kataib Hezbollah", "Hizballah Brigades", "KH", passage.code):
            assert words in shown

    def test_merges_with_the_columns_that_are_chosen(self, reviewing, pair):
        Actor.objects.filter(pk=pair[0].pk).update(country="IQ")
        Actor.objects.filter(pk=pair[1].pk).update(country="IR")
        values = {"reason": WHY, "take-country": "other", "take-name": "one"}
        response = reviewing.post(merging(*pair), values, follow=True)
        assert "merged into Kataib Hezbollah" in text(response)
        assert leads_to_undo(response)
        assert response.request["PATH_INFO"] == page(Actor, "change", pair[0].pk)
        assert Actor.objects.get().country == "IR"
        assert Decision.objects.get().who == "reviewer"

    def test_writes_history_in_the_users_name(self, reviewing, reviewer, pair):
        name = Name.objects.create(actor=pair[1], text="KH")
        reviewing.post(merging(*pair), {"reason": WHY})
        told = name.history.order_by("-pgh_id").first().pgh_context
        assert (told["username"], told["principal"], told["reason"]) == ("reviewer", "merge", WHY)

    def test_keeps_what_was_chosen_and_typed_when_refused(self, reviewing, pair):
        Actor.objects.update(country="IQ")
        Actor.objects.filter(pk=pair[1].pk).update(country="IR")
        values = {"reason": " ", "take-country": "other", "take-name": "other"}
        response = reviewing.post(merging(*pair), values)
        assert "Say why these two are the same" in text(response)
        assert [row["other"] for row in response.context["rows"]] == [True, True]
        assert Actor.objects.count() == 2

    def test_says_what_stands_in_the_way_and_offers_no_button(self, reviewing, pair, make_relation):
        row = make_relation(subject=pair[0], predicate="opposes", object=pair[1])
        shown = text(reviewing.get(merging(*pair)))
        assert f"({row.code})” lies between the two" in shown
        assert 'name="_merge"' not in shown

    def test_of_two_texts_goes_on_when_one_of_them_is_removed(
        self, client, make_document, make_passage
    ):
        user = User.objects.create_user("reviewer", is_staff=True)
        user.groups.add(Group.objects.get(name="reviewer"))
        client.force_login(user)
        one, other = make_document(), make_document()
        digest = hashlib.sha256(b"One").hexdigest()
        for document in (one, other):
            make_passage(document=document, start=0, end=3, digest=digest)
            attach(document, "One two.")
        shown = text(client.get(merging(one, other)))
        assert "Both have a document text, and there can be only one: remove one of them" in shown
        url = page(DocumentText, "change", other.text.pk)
        assert url in shown
        delete = page(DocumentText, "delete", other.text.pk)
        assert delete in text(client.get(url))
        client.post(delete, {"post": "yes"})
        client.post(merging(one, other), {"reason": WHY})
        assert Document.objects.get() == one
        assert one.text.anchors.count() == 2

    def test_of_a_record_with_itself_says_so(self, reviewing, pair):
        assert "is not merged into itself" in text(reviewing.get(merging(pair[0], pair[0])))

    def test_can_be_turned_round(self, reviewing, pair):
        swap = reviewing.get(merging(*pair)).context["swap"]
        assert swap == merging(pair[1], pair[0])

    def test_asks_which_other_one(self, reviewing, pair, make_actor):
        alike = make_actor(name="Kataib Hizballah")
        url = address("merge", Actor, one="kataib")
        assert [row for row, *_ in reviewing.get(url).context["offers"]] == [alike]
        found = reviewing.get(f"{url}&other=brigades+hizb").context["offers"]
        assert [row for row, *_ in found] == [pair[1]]

    def test_tells_those_offered_apart(self, reviewing, make_place):
        erbil, ankawa = make_place(name="Erbil", code="erbil"), make_place(name="Ankawa")
        ankawa.parent = erbil
        ankawa.save()
        one = make_place(name="Ainkawa", code="ainkawa")
        url = address("merge", type(one), one=one.code)
        text = reviewing.get(f"{url}&other=Erbil").content.decode()
        assert "<bdi>Ankawa · Erbil</bdi>" in text
        text = reviewing.get(f"{url}&other=Irbil").content.decode()
        assert "found by Erbil, other spelling" in text

    def test_leads_old_codes_on(self, reviewing, pair, make_actor):
        third = make_actor(code="third")
        merge(*pair, reason=WHY)
        shown = reviewing.get(merging(third, pair[1])).context
        assert shown["other"] == pair[0]

    def test_holds_two_apart(self, reviewing, pair):
        values = {"_apart": "", "apart": "Other men."}
        reviewing.post(merging(*pair), values)
        assert Distinction.objects.get().reason == "Other men."

    def test_of_what_is_not_there_is_not_there(self, reviewing, pair):
        assert reviewing.get(reverse("admin:merge", args=["name"])).status_code == 404
        assert reviewing.get(address("merge", Actor, one="nobody")).status_code == 404

    @pytest.mark.parametrize("name", ["merge", "split"])
    def test_of_what_is_no_text_is_not_there(self, reviewing, name):
        query = {"one": "a\0b", "of": "a\0b"}
        assert reviewing.get(address(name, Actor, **query)).status_code == 404

    def test_with_what_is_no_text_asks_which_other_one(self, reviewing, pair):
        url = address("merge", Actor, one=pair[0].code, other="a\0b")
        assert reviewing.get(url).status_code == 200

    def test_shows_nothing_restricted(self, plain, pair, make_name, make_actor):
        make_name(actor=pair[1], text="Hidden name", restricted=True)
        hidden = make_actor(name="Hidden actor", code="hidden", restricted=True)
        shown = text(plain.get(merging(*pair)))
        assert "Hidden" not in shown
        assert "1 records that you may not see hang on these two" in shown
        assert plain.get(merging(hidden, pair[0])).status_code == 404
        assert "Hidden" not in text(plain.get(merging(pair[0], hidden)))

    def test_names_no_restricted_publisher(self, plain, make_document, make_actor):
        user = User.objects.get(username="plain")
        user.user_permissions.add(Permission.objects.get(codename="view_document"))
        one = make_document()
        other = make_document(publisher=make_actor(name="Hidden actor", restricted=True))
        assert "Hidden" not in text(plain.get(merging(one, other), follow=True))


class TestPermission:
    @pytest.mark.parametrize("name", ["merge", "split"])
    def test_is_asked_for(self, client, pair, name):
        user = User.objects.create_user("curator", is_staff=True)
        client.force_login(user)
        assert client.get(address(name, Actor, one="kataib", of="kataib")).status_code == 403

    def test_to_undo_is_asked_for(self, client, pair):
        decision = merge(*pair, reason=WHY)
        client.force_login(User.objects.create_user("curator", is_staff=True))
        assert client.get(reverse("admin:undo", args=[decision.pk])).status_code == 403

    @pytest.mark.parametrize(
        ("role", "merges"),
        [("viewer", 0), ("curator", 0), ("reviewer", 1), ("administrator", 1)],
    )
    def test_has_the_roles_that_review(self, client, pair, role, merges):
        user = User.objects.create_user("somebody", is_staff=True)
        user.groups.add(Group.objects.get(name=role))
        assert user.has_perm("curation.merge_records") == bool(merges)
        assert user.has_perm("curation.view_decision")
        client.force_login(user)
        shown = text(client.get(page(Actor, "change", pair[0].pk)))
        assert ("Merge…" in shown) == ("Split…" in shown) == bool(merges)


class TestDuplicatesPage:
    @pytest.mark.parametrize("kind", ["actor", "event", "place", "document"])
    def test_opens(self, reviewing, kind):
        assert reviewing.get(reverse("admin:duplicates", args=[kind])).status_code == 200

    def test_lists_pairs_with_their_reasons(self, reviewing, make_actor):
        one, other = make_actor(name="Same as each"), make_actor(name="same-as-each")
        response = reviewing.get(address("duplicates", Actor))
        [line] = response.context["pairs"]
        assert line["url"] == merging(one, other)
        assert "Same name" in text(response)

    def test_holds_two_apart(self, reviewing, make_actor):
        one, other = make_actor(name="Same as each"), make_actor(name="same-as-each")
        values = {"one": one.code, "other": other.code, "apart": "Other men."}
        response = reviewing.post(address("duplicates", Actor), values, follow=True)
        assert "are held not to be the same" in text(response)
        assert response.context["pairs"] == []

    def test_says_that_one_is_gone_by_now(self, reviewing, make_actor):
        one, other = make_actor(name="Same as each"), make_actor(name="same-as-each")
        values = {"one": one.code, "other": other.code, "apart": "Other men."}
        other.delete()
        response = reviewing.post(address("duplicates", Actor), values, follow=True)
        assert f"There is no actor {other.code} by now" in text(response)
        assert not Distinction.objects.exists()

    def test_is_there_for_those_who_only_look(self, client, make_user_who_views):
        client.force_login(make_user_who_views)
        assert client.get(address("duplicates", Actor)).status_code == 200
        assert client.get(address("duplicates", Event)).status_code == 403
        assert client.post(address("duplicates", Actor), {}).status_code == 403

    @pytest.fixture
    def make_user_who_views(self, db):
        user = User.objects.create_user("viewer", is_staff=True)
        user.user_permissions.add(Permission.objects.get(codename="view_actor"))
        return user


class TestUndoPage:
    def undo(self, decision):
        return reverse("admin:undo", args=[decision.pk])

    def test_brings_both_back(self, reviewing, pair):
        decision = merge(*pair, reason=WHY)
        assert "All of it comes back" in text(reviewing.get(self.undo(decision)))
        response = reviewing.post(self.undo(decision), {"reason": "Not so."}, follow=True)
        assert "Undone: Hizballah Brigades" in text(response)
        assert Actor.objects.count() == 2

    def test_asks_before_it_undoes_a_part(self, reviewing, pair, make_relation):
        relation = make_relation(subject=pair[1])
        decision = merge(*pair, reason=WHY)
        relation.delete()
        assert "was deleted since and does not come back" in text(
            reviewing.get(self.undo(decision))
        )
        reviewing.post(self.undo(decision), {"reason": "Not so."})
        assert Actor.objects.filter(code="brigades").count() == 0
        values = {"reason": "Not so.", "partly": "on"}
        assert "does not come back" in text(
            reviewing.post(self.undo(decision), values, follow=True)
        )
        assert Actor.objects.filter(code="brigades").count() == 1

    def test_refuses_with_the_sentence(self, reviewing, pair, make_actor):
        decision = merge(*pair, reason=WHY)
        merge(make_actor(), pair[0], reason=WHY)
        shown = text(reviewing.get(self.undo(decision)))
        assert "undo that first." in shown
        assert "Why is it undone?" not in shown

    def test_is_not_there_for_eyes_that_may_not_see_it(self, plain, pair):
        Actor.objects.filter(pk=pair[1].pk).update(restricted=True)
        decision = merge(*pair, reason=WHY)
        assert plain.get(self.undo(decision)).status_code == 404
        shown = plain.get(page(Decision, "changelist"))
        assert shown.context["cl"].result_count == 0

    def test_names_no_later_decision_about_what_is_restricted(self, plain, pair, make_actor):
        decision = merge(*pair, reason=WHY)
        hidden = make_actor(name="Hidden actor", code="hidden", restricted=False)
        merge(hidden, pair[0], reason=WHY)
        Actor.objects.filter(pk=hidden.pk).update(restricted=True)
        response = plain.get(self.undo(decision))
        assert response.status_code == 200
        assert "something was decided that you may not see" in text(response)
        assert "idden" not in text(response).partition("touched again")[2]

    def test_stays_hidden_where_the_survivor_is_restricted_since(self, plain, pair):
        decision = merge(*pair, reason=WHY)
        Actor.objects.filter(pk=pair[0].pk).update(restricted=True)
        assert plain.get(self.undo(decision)).status_code == 404


class TestReason:
    def test_holds_no_character_that_no_text_takes(self, reviewing, pair):
        values = {"reason": "One\0 group.", "survivor": pair[0].code}
        assert reviewing.post(merging(*pair), values).status_code < 500
        assert reviewing.post(merging(*pair), {"apart": "Two\0."}).status_code < 500


class TestDecisions:
    def test_stay_hidden_where_the_survivor_is_restricted_and_deleted_since(self, plain, pair):
        decision = merge(*pair, reason=WHY)
        Actor.objects.filter(pk=pair[0].pk).update(restricted=True)
        Name.objects.all().delete()
        Actor.objects.filter(pk=pair[0].pk).delete()
        assert "Brigades" not in text(plain.get(page(Decision, "changelist")))
        assert plain.get(reverse("admin:undo", args=[decision.pk])).status_code == 404

    def test_name_what_was_merged_among_changes(self, reviewing, pair, make_name, make_actor):
        make_name(actor=pair[1])
        merge(*pair, reason=WHY)
        url = reverse("admin:changes")
        assert "brigades, merged into kataib" in text(reviewing.get(url))
        assert "a deleted actor" not in text(reviewing.get(url))

    def test_of_what_is_restricted_are_not_named_among_changes(self, plain, pair):
        merge(*pair, reason=WHY)
        Actor.objects.filter(pk=pair[0].pk).update(restricted=True)
        assert "kataib" not in text(plain.get(reverse("admin:changes")))

    def test_say_in_words_what_was_done(self, reviewing, as_reviewer, pair, make_name):
        Actor.objects.filter(pk=pair[1].pk).update(note="Of old.")
        make_name(actor=pair[1], text="KH")
        decision = merge(*pair, reason=WHY, fields=["name"])
        shown = text(reviewing.get(page(Decision, "change", decision.pk)))
        survivor = page(Actor, "change", pair[0].pk)
        assert (
            "Hizballah Brigades (brigades) was merged into"
            f' <a href="{survivor}">Kataib Hezbollah</a> (kataib).'
        ) in shown
        assert "by reviewer" in shown
        for sentence in ("1 name moved", "note of 1 actor rewritten", "name of 1 actor chosen"):
            assert sentence in shown
        for odd in ("User name; or empty.", "column of", "Other code", "Undone"):
            assert odd not in shown
        undo(decision, "Not so.")
        shown = text(reviewing.get(page(Decision, "change", decision.pk)))
        assert "by reviewer" in shown[shown.index("Undone:") :]
        assert "Not so." in shown

    def test_to_split_name_both(self, reviewing, pair, make_name):
        decision = split(pair[0], [make_name(actor=pair[0])], into=pair[1], reason=WHY)
        shown = text(reviewing.get(page(Decision, "change", decision.pk)))
        one, other = (page(Actor, "change", record.pk) for record in pair)
        assert (
            f'Of <a href="{one}">Kataib Hezbollah</a> (kataib), a part went to'
            f' <a href="{other}">Hizballah Brigades</a> (brigades).'
        ) in shown

    def test_are_listed_with_the_way_to_undo(self, reviewing, pair):
        decision = merge(*pair, reason=WHY)
        assert "Hizballah Brigades" in text(reviewing.get(page(Decision, "changelist")))
        shown = text(reviewing.get(page(Decision, "change", decision.pk)))
        assert WHY in shown
        assert reverse("admin:undo", args=[decision.pk]) in shown

    def test_are_exported_with_the_time_of_each(self, reviewing, pair, make_actor):
        decision = merge(*pair, reason=WHY)
        reviewing.post(merging(pair[0], make_actor()), {"_apart": "", "apart": "Other men."})
        for told in (decision, Distinction.objects.get()):
            exported = reviewing.get(page(type(told), "export") + "?kind=actors.actor")
            lines = b"".join(exported.streaming_content).decode().splitlines()
            [row] = csv.DictReader(lines)
            assert row["at"] == str(told.at)

    def test_are_read_only(self, reviewing, pair):
        decision = merge(*pair, reason=WHY)
        assert reviewing.post(page(Decision, "delete", decision.pk)).status_code == 403
        assert reviewing.get(page(Decision, "add")).status_code == 403

    def test_are_filtered_in_words(self, reviewing, pair, make_place):
        undo(merge(*pair, reason=WHY), "Not so.")
        standing = merge(make_place(), make_place(), reason=WHY)
        url = page(Decision, "changelist")
        shown = text(reviewing.get(url))
        for word in ("actor", "event", "place", "document", "standing", "undone"):
            assert re.search(rf"<a href=\"\?\w+=[\w.]+\">\s*{word}\s*</a>", shown), word
        assert "actors.actor" not in re.sub(r'(href|value)="[^"]*"', "", shown)
        for query in ("kind=events.place", "undone=no"):
            assert [*reviewing.get(f"{url}?{query}").context["cl"].result_list] == [standing]
        assert reviewing.get(f"{url}?kind=a%00b&undone=a%00b").context["cl"].result_count == 2
        assert reviewing.get(f"{url}?kind=events.place&undone=yes").context["cl"].result_count == 0

    def test_not_the_same_is_told_in_words(self, reviewing, pair):
        reviewing.post(merging(*pair), {"_apart": "", "apart": "Other men."})
        told = Distinction.objects.get()
        for url in (
            page(Distinction, "changelist"),
            page(Distinction, "changelist") + "?kind=actors.actor",
            page(Distinction, "change", told.pk),
        ):
            shown = text(reviewing.get(url))
            assert "brigades is not kataib" in shown
            assert "actors.actor" not in re.sub(r'(href|value)="[^"]*"', "", shown)
        for record in pair:
            link = page(Actor, "change", record.pk)
            assert f'<a href="{link}">{record.name}</a> ({record.code})' in shown

    def test_not_the_same_is_taken_back_by_deleting_it(self, reviewing, pair):
        reviewing.post(merging(*pair), {"_apart": "", "apart": "Other men."})
        told = Distinction.objects.get()
        reviewing.post(page(Distinction, "delete", told.pk), {"post": "yes"})
        assert not Distinction.objects.exists()


class TestSplitPage:
    def test_hands_the_chosen_rows_to_a_new_record(self, reviewing, pair, make_name):
        stays, goes = make_name(actor=pair[0]), make_name(actor=pair[0])
        values = {"row": [f"actors.name.actor:{goes.pk}", "x", "a.b.c:1"], "reason": WHY}
        url = address("split", Actor, of="kataib")
        assert text(reviewing.get(url)).count('type="checkbox"') == 2
        response = reviewing.post(url, values | {"name": "Another"}, follow=True)
        new = Actor.objects.get(name="Another")
        assert response.request["PATH_INFO"] == page(Actor, "change", new.pk)
        assert leads_to_undo(response)
        assert ([*new.names.all()], [*pair[0].names.all()]) == ([goes], [stays])

    def test_finds_rows_beyond_those_it_shows(self, reviewing, pair, make_name, monkeypatch):
        monkeypatch.setattr("curation.splitting_page.ROWS_SHOWN", 2)
        texts = ["Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot"]
        rows = [make_name(actor=pair[0], text=text) for text in texts]
        keys = [f"actors.name.actor:{row.pk}" for row in rows]
        url = address("split", Actor, of="kataib")
        shown = text(reviewing.get(url))
        assert keys[1] in shown
        assert keys[2] not in shown
        assert "and 4 more: find them by their words" in shown
        typed = {"row": keys[0], "name": "Another", "reason": WHY, "words": "foxtrot", "_find": "1"}
        shown = text(reviewing.post(url, typed))
        assert f'value="{keys[0]}" checked' in shown
        assert f'value="{keys[5]}" >' in shown
        assert keys[1] not in shown
        assert [value in shown for value in ("Another", WHY)] == [True, True]
        assert Decision.objects.count() == 0
        typed = {name: typed[name] for name in ("name", "reason")} | {"row": [keys[0], keys[5]]}
        reviewing.post(url, typed)
        assert {*Actor.objects.get(name="Another").names.all()} == {rows[0], rows[5]}

    def test_keeps_whatever_was_chosen_when_refused(self, reviewing, pair, make_name, monkeypatch):
        monkeypatch.setattr("curation.splitting_page.ROWS_SHOWN", 1)
        keys = [f"actors.name.actor:{make_name(actor=pair[0]).pk}" for _n in range(3)]
        shown = text(reviewing.post(address("split", Actor, of="kataib"), {"row": keys}))
        assert shown.count(" checked") == 3

    def test_finds_no_rows_by_what_is_no_text(self, reviewing, pair, make_name):
        make_name(actor=pair[0])
        typed = {"words": "\0", "_find": "1"}
        assert reviewing.post(address("split", Actor, of="kataib"), typed).status_code == 200

    @pytest.fixture
    def splitting(self, reviewing, pair, make_name):
        """Sends the page with a row chosen; returns what it answers and whether the row went."""
        name = make_name(actor=pair[0])

        def splitting(**values):
            values = {"row": f"actors.name.actor:{name.pk}", "reason": WHY} | values
            response = reviewing.post(address("split", Actor, of="kataib"), values, follow=True)
            name.refresh_from_db()
            return text(response), name.actor != pair[0]

        return splitting

    def test_makes_the_new_one_under_the_code_that_is_typed(self, splitting):
        assert splitting(name="Another", code="another")[1]
        assert Actor.objects.get(code="another").name == "Another"

    def test_proposes_a_code_and_offers_what_is_there(self, reviewing, pair):
        shown = text(reviewing.get(address("split", Actor, of="kataib")))
        assert "prepopulate_init.js" in shown
        assert 'data-field-name="actor"' in shown

    def test_hands_the_chosen_rows_to_one_that_is_there(self, splitting, pair):
        assert splitting(into=pair[1].pk)[1]
        assert pair[1].names.count() == 1

    @pytest.mark.parametrize(
        ("values", "sentence"),
        [
            ({}, "Say what the other record is called, or choose one that is there."),
            ({"name": "Another", "code": "brigades"}, "The code brigades is taken: write another"),
            ({"name": "Another", "code": "No Code"}, "Write lower-case words, digits and hyphens"),
            ({"name": "A" * 201}, "at most 200 characters"),
            ({"name": "A\0b"}, "Name of the new one: Null characters are not allowed."),
            ({"name": "Another", "code": "a\0b"}, "Its code: Null characters are not allowed."),
            ({"name": "Another", "reason": "\0"}, "Null characters are not allowed."),
            ({"name": "Another", "reason": " "}, "Say why this is two: the log keeps the reason."),
            ({"into": "nobody"}, "Choose the actor from those that are offered."),
            ({"into": "9" * 30}, "Choose the actor from those that are offered."),
            ({"into": "4\0"}, "Or the actor that is there: Null characters are not allowed."),
            ({"name": "Another", "row": f"actors.name.actor:{'9' * 30}"}, "at least one row"),
        ],
    )
    def test_keeps_what_was_typed_when_refused(self, splitting, values, sentence):
        shown, went = splitting(**values)
        assert sentence in shown
        assert ("checked" in shown) == ("row" not in values)
        assert not went
        assert Actor.objects.count() == 2

    def test_is_refused_with_a_new_one_and_one_that_is_there(self, splitting, pair):
        shown, went = splitting(name="Another", into=pair[1].pk)
        assert "Name a new actor or choose Hizballah Brigades, not both" in shown
        assert f'<option value="{pair[1].pk}" selected' in shown
        assert not went

    def test_names_no_restricted_row_of_another(self, plain, pair, make_name):
        hidden = make_name(actor=pair[1], text="Hidden name", restricted=True)
        values = {"row": f"actors.name.actor:{hidden.pk}", "name": "Another", "reason": WHY}
        shown = text(plain.post(address("split", Actor, of="kataib"), values))
        assert "at least one row" in shown
        assert "Hidden" not in shown

    def test_says_that_what_was_chosen_is_gone(self, splitting, pair):
        gone = pair[1].pk
        Actor.objects.filter(pk=gone).delete()
        assert "Choose the actor from those" in splitting(into=gone)[0]

    def test_does_not_hand_rows_to_what_is_restricted(self, plain, pair, make_name, make_actor):
        hidden = make_actor(name="Hidden actor", restricted=True)
        row = f"actors.name.actor:{make_name(actor=pair[0]).pk}"
        values = {"row": row, "into": hidden.pk, "reason": WHY}
        shown = text(plain.post(address("split", Actor, of="kataib"), values))
        assert "Choose the actor from those that are offered." in shown
        assert "Hidden" not in shown


class TestOldAddress:
    @pytest.mark.parametrize("name", ["change", "history"])
    def test_leads_to_the_survivor(self, reviewing, pair, name):
        key = pair[1].pk
        merge(*pair, reason=WHY)
        for old in (key, "brigades"):
            response = reviewing.get(page(Actor, name, old))
            assert response.url == page(Actor, name, pair[0].pk)
        response = reviewing.get(page(Actor, name, key), follow=True)
        assert "“brigades” was merged into this." in text(response)

    def test_has_the_history_of_what_was_merged(self, reviewing, pair):
        key = pair[1].pk
        merge(*pair, reason=WHY)
        shown = text(reviewing.get(page(Actor, "history", key) + "?own"))
        assert "actor deleted" in shown

    def test_is_not_among_what_is_deleted(self, reviewing, pair, make_actor):
        address, key = reverse("admin:changes") + "?deleted=on", pair[1].pk
        merge(*pair, reason=WHY)
        Actor.objects.filter(pk=make_actor(name="Gone").pk).delete()
        listed = text(reviewing.get(address))
        assert "a deleted actor" in listed
        assert page(Actor, "history", key) not in listed

    @pytest.mark.parametrize("name", ["change", "history"])
    def test_that_is_no_text_leads_nowhere(self, reviewing, name):
        url = f"{page(Actor, 'changelist')}a%00b/{name}/"
        assert reviewing.get(url).status_code == 302

    def test_by_code_finds_what_was_never_merged(self, reviewing, pair):
        assert reviewing.get(page(Actor, "change", "kataib")).url == page(
            Actor, "change", pair[0].pk
        )

    def test_tells_nothing_of_what_is_restricted(self, plain, pair):
        key = pair[1].pk
        merge(*pair, reason=WHY)
        Actor.objects.update(restricted=True)
        for old in (key, "brigades", "kataib"):
            response = plain.get(page(Actor, "change", old), follow=True)
            assert "Kataib" not in text(response)

    def test_is_found_by_the_old_code(self, reviewing, pair):
        merge(*pair, reason=WHY)
        listed = reviewing.get(page(Actor, "changelist") + "?q=brigades").context["cl"]
        assert [*listed.result_list] == [pair[0]]
        offered = reverse("admin:sources_document_offers") + "?kind=actor&term=brigades"
        found = reviewing.get(offered).json()["results"]
        assert [row["id"] for row in found] == [f"actor:{pair[0].pk}"]


class TestQueries:
    """No page asks more often because there are more rows."""

    def test_of_every_page(self, reviewing, reviewer):
        ledger = Ledger()
        one, other = ledger.actor, ledger.make_actor(ledger.actor.name)
        urls = [merging(one, other), merging(other, one), address("split", Actor, of=one.code)]
        urls += [address("duplicates", Actor), address("merge", Actor, one=one.code)]
        ledger.grow(3)
        few = [queries(reviewing, url) for url in urls]
        ledger.grow(60)
        assert [queries(reviewing, url) for url in urls] == few
        assert max(few) < 200

    def test_of_undoing(self, reviewing, make_actor, make_name, attribute):
        def merged(number):
            one, other = make_actor(), make_actor()
            for n in range(number):
                for actor in (one, other):
                    attribute(make_name(actor=actor, text=f"Name {n}"))
            return merge(one, other, reason=WHY)

        few, many = (reverse("admin:undo", args=[merged(n).pk]) for n in (3, 60))
        assert queries(reviewing, few) == queries(reviewing, many) < 100
