"""Chains of voices, and tables too long for a page, posted as forms."""

import pytest
from django.db import connection

from actors.models import Actor, Name
from sources.models import Passage, Voice
from tests.admin.posting import errors_of, form_values, page

NAME = {"text": "KH", "kind": "acronym", "language": "en", "script": "Latn", "strength": "weak"}


class TestVoices:
    @pytest.fixture
    def chain(self, ledger):
        """Three actors that speak through each other in a passage, the first one first."""
        actors = [ledger.make_actor(f"Voice {n}") for n in (1, 2, 3)]
        for position, actor in enumerate(actors, 1):
            Voice.objects.create(
                passage=ledger.passage, position=position, actor=actor, mode="direct"
            )
        return actors

    def order(self, passage):
        voices = Voice.objects.filter(passage=passage)
        return [(v.position, v.actor.name) for v in voices.select_related("actor")]

    def test_are_reordered(self, form, ledger, chain):
        turned = form(ledger.passage)
        for number, position in enumerate((3, 1, 2)):
            turned.set(Voice, "passage", number, position=position)
        turned.saved()
        assert self.order(ledger.passage) == [(1, "Voice 2"), (2, "Voice 3"), (3, "Voice 1")]

    def test_are_numbered_on_where_no_number_is_given(self, form, ledger, chain):
        more = form(ledger.passage)
        for name in ("Fourth", "Fifth"):
            speaker = ledger.make_actor(name)
            more.add(Voice, "passage", actor=speaker.pk, mode="indirect", position="")
        more.saved()
        assert self.order(ledger.passage)[3:] == [(4, "Fourth"), (5, "Fifth")]

    def test_have_no_gap(self, form, ledger, chain):
        form(ledger.passage).set(Voice, "passage", 2, position=5).refused("these are 1, 2, 5")

    def test_leave_no_gap_when_one_is_deleted(self, form, ledger, chain):
        form(ledger.passage).set(Voice, "passage", 1, DELETE="on").refused("these are 1, 3")
        gone = form(ledger.passage).set(Voice, "passage", 1, DELETE="on")
        gone.set(Voice, "passage", 2, position=2).saved()
        assert self.order(ledger.passage) == [(1, "Voice 1"), (2, "Voice 3")]

    def test_may_share_a_position(self, form, ledger, chain):
        form(ledger.passage).set(Voice, "passage", 2, position=2).saved()

    def test_nobody_quotes_themselves(self, form, ledger, chain):
        again = {"actor": chain[0].pk, "mode": "direct", "position": "4"}
        refused = "This actor is in the chain already"
        form(ledger.passage).add(Voice, "passage", **again).refused(refused)

    def test_nobody_speaks_on_their_own_behalf(self, form, ledger, chain):
        own = {"actor": ledger.actor.pk, "on_behalf_of": ledger.actor.pk, "mode": "direct"}
        form(ledger.passage).add(Voice, "passage", **own).refused("on their own behalf")

    def test_of_a_passage_that_is_being_added(self, curator, ledger):
        url = page(Passage, "add") + f"?document={ledger.document.pk}&paragraph=2"
        values = form_values(curator.get(url)) | {"start": 0, "end": 5, "summary": "Says so."}
        values |= {"voices-TOTAL_FORMS": 1, "voices-0-actor": ledger.actor.pk}
        values |= {"voices-0-mode": "direct", "voices-0-position": "2"}
        assert "these are 2" in errors_of(curator.post(url, values))
        values["voices-0-position"] = ""
        assert curator.post(url, values).status_code == 302
        assert self.order(Passage.objects.get(paragraph=2)) == [(1, ledger.actor.name)]


class TestLongTables:
    def test_show_fifty_rows_and_say_so(self, curator, ledger):
        ledger.grow(60)
        text = curator.get(page(Actor, "change", ledger.actor.pk)).content.decode()
        assert "10 more are in the list" in text
        assert f"?actor__id__exact={ledger.actor.pk}" in text

    def test_keep_what_they_hide(self, form, ledger):
        ledger.grow(60)
        long = form(ledger.actor)
        long.values["description"] = "Edited."
        long.set(Name, "actor", 0, text="Edited").add(Name, "actor", **NAME).saved()
        assert Actor.objects.get(pk=ledger.actor.pk).description == "Edited."
        assert ledger.actor.names.count() == 61
        assert ledger.actor.relations.count() == 61

    def test_compare_a_new_row_with_what_they_hide(self, form, ledger):
        ledger.grow(60)
        hidden = ledger.actor.names.order_by("text", "id").last()
        again = {**NAME, "text": hidden.text}
        form(ledger.actor).add(Name, "actor", **again).refused("This actor has this name already.")

    def test_ask_nothing_about_rows_left_as_they_were(
        self, form, ledger, django_assert_max_num_queries
    ):
        ledger.grow(60)
        long = form(ledger.actor)
        with django_assert_max_num_queries(60, connection=connection):
            long.saved()
