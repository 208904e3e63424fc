"""Two who edit one record at once: the second sees what the first has saved, and chooses."""

import pytest

from actors.models import Actor, Name
from sources.models import Voice
from tests.admin.posting import Form, errors_of, form_values

NONSENSE = ["", "{", "[1]", "[[1]]", "7", "null", "NaN", "[" * 50_000]
CHANGED = "This has been changed since you opened it"


@pytest.fixture
def actor(make_actor):
    return make_actor(name="Badr", description="An armed group.", began="1982", country="IQ")


@pytest.fixture
def opened(form, actor):
    """The actor's page as its user has it open."""
    return form(actor)


def meanwhile(record, **columns):
    """What somebody else saves after the page was opened."""
    type(record).objects.filter(pk=record.pk).update(**columns)


def sent(opened, **values):
    """The answer to the form sent back with `values`."""
    return opened.client.post(opened.url, opened.values | values)


def again(opened, response, **values):
    """Sends the form of a refused page once more."""
    return opened.client.post(opened.url, form_values(response) | values)


class TestColumn:
    def test_that_both_changed_is_shown_both_ways_and_nothing_is_saved(self, opened, actor):
        meanwhile(actor, name="Badr Organisation")
        response = sent(opened, name="Badr Corps")
        actor.refresh_from_db()
        assert actor.name == "Badr Organisation"
        assert CHANGED in errors_of(response)
        (difference,) = response.context["adminform"].form.meanwhile
        assert (difference.opened, difference.theirs, difference.mine) == (
            "Badr",
            "Badr Organisation",
            "Badr Corps",
        )
        page = response.content.decode()
        assert page.count("Badr Corps") >= 2  # in the table, and still in its box

    @pytest.mark.parametrize(
        ("choice", "name"), [("theirs", "Badr Organisation"), ("mine", "Badr Corps")]
    )
    def test_is_what_the_second_chooses(self, opened, actor, choice, name):
        meanwhile(actor, name="Badr Organisation")
        response = sent(opened, name="Badr Corps")
        chosen = again(opened, response, **{"name-choice": choice})
        actor.refresh_from_db()
        assert (chosen.status_code, actor.name) == (302, name)

    def test_that_is_not_chosen_is_asked_again(self, opened, actor):
        meanwhile(actor, name="Badr Organisation")
        response = sent(opened, name="Badr Corps")
        assert 'type="hidden" name="name-choice" value="undecided"' in response.content.decode()
        response = again(opened, response, **{"name-choice": "undecided"})
        assert CHANGED in errors_of(response)
        actor.refresh_from_db()
        assert actor.name == "Badr Organisation"

    def test_that_only_the_other_changed_stays_as_they_saved_it(self, opened, actor):
        meanwhile(actor, began="1983", restricted=True)
        response = sent(opened, name="Badr Corps")
        assert CHANGED in errors_of(response)
        differences = response.context["adminform"].form.meanwhile
        assert [(d.label, d.theirs, d.mine) for d in differences] == [
            ("Began", "1983", None),
            ("Restricted", "yes", None),
        ]
        assert again(opened, response).status_code == 302
        actor.refresh_from_db()
        assert (actor.name, actor.began, actor.restricted) == ("Badr Corps", "1983", True)

    def test_that_both_changed_alike_is_no_matter(self, opened, actor):
        meanwhile(actor, name="Badr Corps")
        assert sent(opened, name="Badr Corps").status_code == 302

    def test_that_was_changed_and_changed_back_is_no_matter(self, opened, actor):
        meanwhile(actor, name="Badr Corps")
        meanwhile(actor, name="Badr")
        assert sent(opened, description="Once a brigade.").status_code == 302

    def test_changed_once_more_after_the_choice_is_asked_again(self, opened, actor):
        meanwhile(actor, name="Badr Organisation")
        response = sent(opened, name="Badr Corps")
        meanwhile(actor, name="Munazzamat Badr")
        response = again(opened, response, **{"name-choice": "mine"})
        (difference,) = response.context["adminform"].form.meanwhile
        assert (difference.opened, difference.theirs) == ("Badr Organisation", "Munazzamat Badr")

    def test_is_not_overwritten_by_a_page_on_which_nothing_was_typed(self, opened, actor):
        meanwhile(actor, name="Badr Organisation")
        assert sent(opened).status_code == 302
        actor.refresh_from_db()
        assert (actor.name, actor.version) == ("Badr Organisation", 2)

    def test_that_links_is_told_by_name(self, form, make_event, make_place):
        event, there, elsewhere = make_event(), make_place(name="Qaim"), make_place(name="Sinjar")
        opened = form(event)
        meanwhile(event, place=there)
        response = sent(opened, place=elsewhere.pk)
        (difference,) = response.context["adminform"].form.meanwhile
        assert (difference.theirs, difference.mine) == ("Qaim", "Sinjar")

    def test_of_a_form_that_does_not_say_what_it_was_opened_on_is_saved(self, opened, actor):
        del opened.values["opened"]
        meanwhile(actor, name="Badr Organisation")
        assert sent(opened, name="Badr Corps").status_code == 302

    @pytest.mark.parametrize("nonsense", NONSENSE)
    def test_of_a_form_opened_on_nonsense_is_saved(self, opened, nonsense):
        opened.values["opened"] = nonsense
        assert sent(opened, name="Badr Corps").status_code == 302

    def test_stays_as_opened_while_the_form_comes_back_for_another_reason(self, opened, actor):
        response = sent(opened, name="Badr Corps", country="Iraq")
        meanwhile(actor, name="Badr Organisation")
        response = again(opened, response, country="IQ")
        assert CHANGED in errors_of(response)


class TestRow:
    """Of a table on its parent's page."""

    @pytest.fixture
    def name(self, actor, make_name):
        return make_name(actor=actor, text="Failaq Badr")

    @pytest.fixture
    def opened(self, name, form, actor):
        return form(actor)

    def test_that_both_changed_is_shown_both_ways(self, opened, name):
        meanwhile(name, text="Faylaq Badr")
        opened.set(Name, "actor", 0, text="Filaq Badr").refused(CHANGED)
        name.refresh_from_db()
        assert name.text == "Faylaq Badr"

    def test_that_is_left_alone_stays_as_the_other_saved_it(self, opened, actor, name):
        meanwhile(name, text="Faylaq Badr")
        assert sent(opened, name="Badr Corps").status_code == 302
        name.refresh_from_db()
        assert name.text == "Faylaq Badr"

    def test_is_not_deleted_unseen(self, opened, name):
        meanwhile(name, text="Faylaq Badr")
        opened.set(Name, "actor", 0, DELETE="on").refused(CHANGED)
        assert Name.objects.filter(pk=name.pk).exists()

    def test_that_is_gone_keeps_what_was_typed(self, opened, name, actor):
        Name.objects.filter(pk=name.pk).delete()
        response = sent(opened.set(Name, "actor", 0, text="Filaq Badr"))
        assert "This row has been deleted" in errors_of(response)
        assert "Filaq Badr" in response.content.decode()
        assert again(opened, response).status_code == 302
        assert actor.names.get().text == "Filaq Badr"

    def test_that_is_gone_and_was_left_alone_is_gone(self, opened, name, actor, make_name):
        other = make_name(actor=actor, text="Munazzamat Badr")
        opened = Form(opened.client, actor)
        Name.objects.filter(pk=name.pk).delete()
        assert sent(opened, name="Badr Corps").status_code == 302
        assert [*actor.names.all()] == [other]

    @pytest.mark.parametrize("nonsense", NONSENSE)
    def test_that_is_gone_and_was_opened_on_nonsense_is_kept(self, opened, name, nonsense):
        Name.objects.filter(pk=name.pk).delete()
        response = sent(opened.set(Name, "actor", 0, opened=nonsense))
        assert "This row has been deleted" in errors_of(response)


class TestPassage:
    @pytest.fixture
    def voice(self, ledger, make_voice):
        return make_voice(passage=ledger.passage, capacity="a spokesman")

    @pytest.fixture
    def opened(self, voice, form, ledger):
        type(ledger.passage).objects.filter(pk=ledger.passage.pk).update(status="submitted")
        return form(ledger.passage)

    def test_is_not_sent_on_with_a_voice_unseen(self, opened, voice):
        meanwhile(voice, capacity="a commander")
        opened.values["_send"] = "retired"
        opened.refused(CHANGED)

    def test_is_not_sent_on_with_a_voice_added_unseen(self, opened, voice, make_voice):
        make_voice(passage=voice.passage, position=2)
        opened.values["_send"] = "retired"
        opened.refused(CHANGED)

    def test_that_was_accepted_asks_why_a_voice_is_changed(self, form, voice, ledger, as_seed):
        type(ledger.passage).objects.filter(pk=ledger.passage.pk).update(status="accepted")
        opened = form(ledger.passage).set(Voice, "passage", 0, capacity="a commander")
        opened.refused("This was accepted: write under Reason why it is changed.")
        opened.values["reason"] = "So printed."
        opened.saved()


class TestRecordThatIsGone:
    def test_shows_what_was_typed_and_the_way_back(self, opened, actor):
        Actor.objects.filter(pk=actor.pk).delete()
        response = sent(opened, name="Badr Corps")
        page = response.content.decode()
        assert response.status_code == 410
        assert "This actor has been deleted or merged" in page
        assert "Badr Corps" in page
        assert f"/admin/actors/actor/{actor.pk}/history/" in page
        assert not Actor.objects.exists()
