"""Who sees what: restricted records, attached texts, lists one has no business with."""

import pytest
from django.contrib import admin
from django.urls import reverse

from actors.models import Actor, Name, Relation
from events.models import Event, Figure, Participation, Place
from sources.models import (
    Attribution,
    DocumentText,
    Mention,
    Passage,
    Statement,
    Voice,
)
from tests.admin.posting import form_values, page

SEE = [
    "actors.view_actor",
    "actors.view_name",
    "actors.view_relation",
    "events.view_event",
    "events.view_participation",
    "events.view_figure",
    "sources.view_document",
    "sources.view_passage",
    "sources.view_attribution",
    "sources.view_voice",
    "sources.view_mention",
    "events.change_event",
]


@pytest.fixture
def informant(ledger):
    """A restricted actor, with something of every kind hanging on it."""
    actor = ledger.make_actor("The informant", restricted=True)
    Name.objects.create(actor=actor, text="Informant N", language="en", script="Latn")
    relation = Relation.objects.create(subject=actor, predicate="member_of", object=ledger.actor)
    Figure.objects.create(relation=relation, measure="persons", best=1, unit="Informant unit")
    part = Participation.objects.create(event=ledger.event, actor=actor, role="victim")
    Voice.objects.create(passage=ledger.passage, position=1, actor=actor, mode="direct")
    Mention.objects.create(passage=ledger.passage, actor=actor, printed="Informant M")
    ledger.attribute(participation=part)
    ledger.attribute(actor=actor)
    return actor


class TestRestricted:
    def test_places_are_not_named_by_what_lies_in_them(self, client, make_user, ledger):
        province = Place.objects.create(name="Xanthippe", kind="province", restricted=True)
        Place.objects.filter(pk=ledger.place.pk).update(parent=province)
        Event.objects.filter(pk=ledger.event.pk).update(place=ledger.place)
        lists = [(Place, "?q=Xanthippe", ledger.place), (Event, "?where=Xanthippe", ledger.event)]
        rights = [*SEE, "events.view_place", "events.change_place"]
        for more, finds in ([], False), (["curation.see_restricted"], True):
            client.force_login(make_user(*rights, *more))
            for model, query, row in lists:
                found = client.get(page(model, "changelist") + query)
                assert (row in found.context["cl"].result_list) == finds
            shown = client.get(page(Place, "change", ledger.place.pk)).content.decode()
            assert ("Xanthippe" in shown) == finds
        listed = client.get(page(Place, "changelist")).content.decode()
        assert "a restricted place" in listed

    def test_a_place_keeps_what_it_lies_in_when_somebody_edits_it_who_may_not_see_that(
        self, client, make_user, ledger
    ):
        province = Place.objects.create(name="Xanthippe", kind="province", restricted=True)
        Place.objects.filter(pk=ledger.place.pk).update(parent=province)
        client.force_login(make_user("events.view_place", "events.change_place"))
        address = page(Place, "change", ledger.place.pk)
        sent = form_values(client.get(address)) | {"name": "Arbil", "reason": "As it is spelt."}
        assert client.post(address, {**sent, "_save": "yes"}).status_code == 302
        place = Place.objects.get(pk=ledger.place.pk)
        assert (place.name, place.parent) == ("Arbil", province)

    def test_rows_lead_no_search_to_what_they_connect(self, client, make_user, ledger):
        """An actor that anybody sees, and rows to it that only those see who may."""
        known = ledger.make_actor("Ploughwright")
        Participation.objects.create(
            event=ledger.event, actor=known, role="victim", restricted=True
        )
        statement = Statement.objects.create(kind="opinion", summary="It rained.")
        passage = Passage.objects.create(
            document=ledger.document, paragraph=9, start=0, end=4, summary="Rain.", restricted=True
        )
        Voice.objects.create(passage=passage, position=1, actor=known, mode="direct")
        Attribution.objects.create(passage=passage, statement=statement)
        lists = {Event: ledger.event, Statement: statement}
        for rights, finds in (SEE, False), ([*SEE, "curation.see_restricted"], True):
            client.force_login(make_user(*rights, "sources.view_statement"))
            for model, row in lists.items():
                found = client.get(page(model, "changelist") + "?q=Ploughwright")
                assert (row in found.context["cl"].result_list) == finds

    def test_by_somebody_who_may_not_see_it_then_is_left_with_a_word_of_why(
        self, client, make_user, ledger
    ):
        client.force_login(make_user("actors.view_actor", "actors.change_actor"))
        address = page(Actor, "change", ledger.actor.pk)
        sent = form_values(client.get(address)) | {"restricted": "on", "reason": "A witness."}
        for button in ("_save", "_continue"):
            Actor.objects.filter(pk=ledger.actor.pk).update(restricted=False)
            answer = client.post(address, {**sent, button: "yes"}, follow=True)
            assert answer.redirect_chain[-1][0] == page(Actor, "changelist")
            said = answer.content.decode()
            assert "is saved and restricted: you do not see it any more." in said
            assert "doesn’t exist" not in said

    def test_records_are_not_named_where_what_they_hang_on_is_deleted(
        self, client, make_user, ledger, informant
    ):
        client.force_login(make_user(*SEE, "events.delete_event"))
        response = client.get(page(Event, "delete", ledger.event.pk))
        assert "nformant" not in response.content.decode()
        assert "records that you may not see hang on this" in response.content.decode()

    def test_records_are_not_found_out_by_searching_for_them(
        self, client, make_user, ledger, informant
    ):
        client.force_login(make_user(*SEE))
        for model in (Event, Passage, Participation, Figure):
            response = client.get(page(model, "changelist") + "?q=informant")
            assert response.context["cl"].result_count == 0, model

    def pages(self, ledger):
        lists = [Actor, Name, Relation, Event, Participation, Figure, Passage, Voice, Mention]
        yield from (page(model, "changelist") for model in lists)
        yield from (page(model, "export") for model in lists)
        yield reverse("admin:sources_attribution_changelist")
        yield page(Event, "change", ledger.event.pk)
        yield page(Actor, "change", ledger.actor.pk)
        yield page(Passage, "change", ledger.passage.pk)
        yield reverse("admin:sources_document_page", args=[ledger.document.pk])

    def test_records_and_what_hangs_on_them_are_shown_to_nobody_without_the_right(
        self, client, make_user, ledger, informant
    ):
        client.force_login(make_user(*SEE))
        for url in self.pages(ledger):
            response = client.get(url)
            assert response.status_code == 200, url
            text = response.getvalue() if response.streaming else response.content
            assert b"nformant" not in text, url

    def test_records_are_shown_to_whoever_has_it(self, client, make_user, ledger, informant):
        client.force_login(make_user(*SEE, "curation.see_restricted"))
        assert "The informant" in client.get(page(Actor, "changelist")).content.decode()
        text = client.get(reverse("admin:sources_document_page", args=[ledger.document.pk]))
        assert "1. <bdi>The informant</bdi>" in text.content.decode()

    def test_records_have_no_page(self, client, make_user, ledger, informant):
        client.force_login(make_user(*SEE))
        assert client.get(page(Actor, "change", informant.pk)).status_code == 302

    def test_records_are_not_offered(self, client, make_user, ledger, informant):
        client.force_login(make_user(*SEE))
        query = "app_label=events&model_name=participation&field_name=actor&term=informant"
        answer = client.get(f"{reverse('admin:autocomplete')}?{query}").json()
        assert answer["results"] == []

    def test_parts_survive_an_edit_by_who_does_not_see_them(
        self, client, make_user, ledger, informant
    ):
        client.force_login(make_user(*SEE, "events.change_participation"))
        url = page(Event, "change", ledger.event.pk)
        assert client.post(url, form_values(client.get(url))).status_code == 302
        assert ledger.event.participations.filter(actor=informant).exists()


class TestTexts:
    @pytest.fixture
    def read(self, client, make_user, ledger):
        DocumentText.objects.create(document=ledger.document, text="First words.\n\nSecond words.")
        url = reverse("admin:sources_document_page", args=[ledger.document.pk])

        def read(*permissions):
            client.force_login(make_user(*permissions))
            return client.get(url)

        return read

    def test_need_their_own_permission(self, read):
        assert "First words" not in read("sources.view_document").content.decode()
        readers = ("sources.view_document", "sources.read_documenttext")
        assert "First words" in read(*readers).content.decode()

    def test_pages_need_the_right_to_see_documents(self, read):
        assert read("sources.read_documenttext").status_code == 403

    def test_lengths_are_told_without_words(self, read):
        text = read("sources.view_document").content.decode()
        assert "1 of 2 paragraphs hold coded passages" in text


def test_whoever_may_change_documents_may_look_at_them(client, make_user, ledger):
    client.force_login(make_user("sources.change_document"))
    for name in ("page", "changes"):
        url = reverse(f"admin:sources_document_{name}", args=[ledger.document.pk])
        assert client.get(url).status_code == 200
    assert ledger.document.title in client.get(reverse("admin:index")).content.decode()


def test_every_list_is_closed_to_staff_without_permissions(client, make_user, ledger):
    client.force_login(make_user())
    for model in admin.site._registry:
        assert client.get(page(model, "changelist")).status_code == 403


def test_every_list_is_closed_to_strangers(client, db):
    for model in admin.site._registry:
        assert client.get(page(model, "changelist")).status_code == 302
