"""Review in the admin: a curator writes and submits, another accepts or says why not."""

import importlib

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils.html import strip_tags

from curation.acting import SEED, acting_as
from events.models import Place
from tests.admin.posting import errors_of, form_values, page

roles = importlib.import_module("curation.migrations.0007_roles")
merging = importlib.import_module("curation.migrations.0009_who_may_merge")


@pytest.fixture
def log_in(db):
    """A browser of somebody in one of the groups that the migration makes."""
    if not Group.objects.exists():
        roles.make_roles(apps, None)
        merging.grant(apps, None)

    def log_in(role):
        user = User.objects.create_user(f"a {role} {User.objects.count()}", is_staff=True)
        user.groups.add(Group.objects.get(name=role))
        client = Client()
        client.force_login(user)
        client.user = user
        return client

    return log_in


@pytest.fixture
def writer(log_in):
    return log_in("curator")


@pytest.fixture
def reviewer(log_in):
    return log_in("reviewer")


@pytest.fixture
def place(writer):
    """What the writer has added as a draft."""
    add = page(Place, "add")
    writer.post(add, form_values(writer.get(add)) | {"name": "Qaim", "kind": "city"})
    return Place.objects.get()


def post(client, place, **values):
    """Sends the form of `place` back, with some values; what the next page says."""
    url = page(Place, "change", place.pk)
    answer = client.post(url, form_values(client.get(url)) | values, follow=True)
    place.refresh_from_db()
    return answer


def told(answer):
    """The messages at the top of a page, without their links."""
    return [strip_tags(str(message)) for message in answer.context["messages"]]


def accepted(place, reviewer, writer):
    post(writer, place, _send="submitted")
    post(reviewer, place, _send="accepted")
    assert place.status == "accepted"


class TestStatus:
    def test_is_nothing_to_type(self, writer, place):
        post(writer, place, status="accepted")
        assert place.status == "draft"

    def test_goes_through_the_hands_of_two(self, writer, reviewer, place):
        accepted(place, reviewer, writer)
        names = [change.pgh_context["username"] for change in place.history.order_by("pgh_id")]
        assert names == [writer.user.username, writer.user.username, reviewer.user.username]

    def test_is_offered_to_be_accepted_to_another_hand_only(self, writer, reviewer, place):
        post(writer, place, _send="submitted")
        url = page(Place, "change", place.pk)
        assert "accepted" in dict(reviewer.get(url).context["moves"])
        post(reviewer, place, name="Al-Qaim")
        assert "accepted" not in dict(reviewer.get(url).context["moves"])
        assert "returned" in dict(reviewer.get(url).context["moves"])

    def test_is_not_accepted_by_a_curator(self, writer, log_in, place):
        post(writer, place, _send="submitted")
        answer = post(log_in("curator"), place, _send="accepted")
        assert place.status == "submitted"
        assert "Save and accept" not in answer.content.decode()

    def test_is_not_accepted_by_the_reviewer_who_edited(self, writer, reviewer, place):
        post(writer, place, _send="submitted")
        answer = post(reviewer, place, name="Al-Qaim", reason="As printed.", _send="accepted")
        assert (place.status, place.name) == ("submitted", "Al-Qaim")
        assert told(answer) == [
            "Al-Qaim is saved, but not accepted. Nobody accepts their own change: ask another"
            " reviewer."
        ]

    def test_is_told_together_with_what_was_saved(self, writer, place):
        answer = post(writer, place, name="Al-Qaim", _send="submitted")
        assert told(answer) == ["Al-Qaim is saved and submitted."]
        assert f'<a href="{page(Place, "change", place.pk)}">Al-Qaim</a>' in answer.content.decode()

    def test_that_somebody_has_changed_meanwhile_is_told(self, writer, reviewer, log_in, place):
        post(writer, place, _send="submitted")
        url = page(Place, "change", place.pk)
        opened = form_values(reviewer.get(url))
        post(log_in("reviewer"), place, _send="returned", reason="Which of the two?")
        answer = reviewer.post(url, opened | {"_send": "accepted"}, follow=True)
        assert told(answer) == [
            "Qaim is saved, but not accepted. It is returned, and only submitted is accepted."
        ]

    def test_is_returned_for_a_reason_that_its_page_shows(self, writer, reviewer, place):
        post(writer, place, _send="submitted")
        post(reviewer, place, _send="returned", reason="Which of the two?")
        answer = writer.get(page(Place, "change", place.pk)).content.decode()
        assert "Which of the two?" in answer

    def test_is_not_saved_where_the_reason_to_return_it_is_missing(self, writer, reviewer, place):
        post(writer, place, _send="submitted")
        answer = post(reviewer, place, name="Al-Qaim", _send="returned")
        assert "Say why: give a reason." in errors_of(answer)
        assert (place.name, place.status) == ("Qaim", "submitted")

    def test_is_returned_with_a_reason(self, writer, reviewer, place):
        post(writer, place, _send="submitted")
        answer = post(reviewer, place, _send="returned")
        assert "Say why: give a reason." in answer.content.decode()
        post(reviewer, place, _send="returned", reason="Which of the two?")
        assert place.status == "returned"
        assert place.history.latest("pgh_id").pgh_context["reason"] == "Which of the two?"


class TestAcceptedRecord:
    def test_is_not_changed_without_a_reason(self, writer, reviewer, place):
        accepted(place, reviewer, writer)
        answer = post(writer, place, name="Kaim")
        assert "This was accepted: write under Reason why it is changed." in errors_of(answer)
        assert place.name == "Qaim"

    def test_that_is_changed_is_a_draft_again(self, writer, reviewer, place):
        accepted(place, reviewer, writer)
        post(writer, place, name="Al-Qaim", reason="The gazetteer's form.")
        assert (place.status, place.name) == ("draft", "Al-Qaim")
        change = place.history.latest("pgh_id")
        assert change.pgh_context["reason"] == "The gazetteer's form."
        assert change.pgh_context["username"] == writer.user.username


class TestList:
    def test_sends_what_it_can_and_says_what_it_cannot(self, writer, reviewer, place):
        with acting_as(writer.user):
            other = Place.objects.create(name="Rutba", kind="city", status="submitted")
        answer = reviewer.post(
            page(Place, "changelist"),
            {"action": "accept_rows", "_selected_action": [place.pk, other.pk]},
            follow=True,
        )
        text = answer.content.decode()
        assert "Rutba is accepted." in text
        assert "Qaim: It is draft, and only submitted is accepted." in text
        assert Place.objects.get(name="Rutba").status == "accepted"

    def test_offers_review_to_reviewers(self, writer, reviewer, place):
        def offered(client):
            form = client.get(page(Place, "changelist")).context["action_form"]
            return {name for name, _label in form.fields["action"].choices if name}

        assert offered(writer) == {"submit_rows"}
        assert offered(reviewer) >= {"submit_rows", "accept_rows", "return_rows", "retire_rows"}


class TestRole:
    def test_of_a_viewer_is_to_look(self, log_in, place):
        viewer = log_in("viewer")
        assert viewer.get(page(Place, "changelist")).status_code == 200
        assert viewer.get(page(Place, "add")).status_code == 403
        answer = viewer.get(page(Place, "change", place.pk)).content.decode()
        assert "Save and submit" not in answer

    @pytest.mark.parametrize(("role", "may"), [("curator", False), ("reviewer", True)])
    def test_of_a_reviewer_is_to_delete(self, log_in, place, role, may):
        answer = log_in(role).get(page(Place, "delete", place.pk))
        assert (answer.status_code == 200) == may

    @pytest.mark.parametrize(("role", "may"), [("reviewer", False), ("administrator", True)])
    def test_of_an_administrator_is_to_see_all(self, log_in, place, role, may):
        Place.objects.update(restricted=True)
        answer = log_in(role).get(page(Place, "change", place.pk))
        assert (answer.status_code == 200) == may

    def test_names_only_permissions_that_are_there(self, log_in):
        log_in("viewer")
        for name, wanted in roles.ROLES.items():
            held = Group.objects.get(name=name).permissions
            decided = {("curation", codename) for codename in merging.ROLES[name]}
            found = {(p.content_type.app_label, p.codename) for p in held.all()}
            assert found == wanted | decided

    def test_is_no_name_of_a_principal(self):
        assert SEED not in roles.ROLES


class TestDeletion:
    """Of what was accepted: with a reason, from its page and from the list."""

    @pytest.fixture
    def delete(self, curator, make_place, as_seed):
        place = make_place(status="accepted")

        def delete(**values):
            url = page(Place, "delete", place.pk)
            answer = curator.post(url, {"post": "yes", **values}, follow=True)
            return place, answer.content.decode()

        return delete

    @pytest.fixture
    def delete_chosen(self, curator, make_place, as_seed):
        place = make_place(status="accepted")

        def delete(**values):
            chosen = {"action": "delete_selected", "_selected_action": place.pk, "post": "yes"}
            answer = curator.post(page(Place, "changelist"), chosen | values, follow=True)
            return place, answer.content.decode()

        return delete

    @pytest.mark.parametrize("way", ["delete", "delete_chosen"])
    def test_asks_why(self, request, way):
        place, answer = request.getfixturevalue(way)()
        assert "not deleted without a reason" in answer
        assert 'name="reason"' in answer
        assert Place.objects.filter(pk=place.pk).exists()

    @pytest.mark.parametrize("way", ["delete", "delete_chosen"])
    def test_keeps_why(self, request, way):
        place, _answer = request.getfixturevalue(way)(reason="No such place.")
        gone = place.history.model.objects.get(pgh_obj=place.pk, pgh_label="delete")
        assert gone.pgh_context["reason"] == "No such place."
