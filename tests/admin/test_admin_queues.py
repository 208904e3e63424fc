"""What waits for whom, and sending many on at once."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from curation.acting import acting_as
from curation.queues import waiting
from curation.review import give_back
from events.models import Place

QUEUES = ["mine", "sent-by-me", "to-review", "returned-to-me"]


@pytest.fixture
def people(db):
    return [User.objects.create_superuser(name) for name in ("writer", "reviewer")]


@pytest.fixture
def rows(people, make_event, make_place):
    """Of the writer: a draft, a submitted one and a returned one; of the reviewer a submitted."""
    writer, reviewer = people
    kind = make_event.defaults["type"]()
    with acting_as(writer):
        draft = make_event(title="Draft", type=kind)
        sent = make_place(name="Sent", status="submitted")
        returned = make_event(title="Returned", status="submitted", type=kind)
    with acting_as(reviewer):
        give_back([returned], "Which?")
        own = make_place(name="Own", status="submitted")
    return {"draft": draft, "sent": sent, "returned": returned, "own": own}


def page(name):
    return reverse("admin:queue", args=[name])


class TestQueue:
    def test_is_of_somebody(self, rows, people):
        writer, reviewer = people
        assert waiting("mine", writer) == [rows["draft"]]
        assert waiting("sent by me", writer) == [rows["sent"]]
        assert waiting("to review", reviewer) == [rows["sent"]]
        assert waiting("to review", writer) == [rows["own"]]
        assert waiting("returned to me", writer) == [rows["returned"]]
        assert waiting("returned to me", reviewer) == []

    @pytest.mark.django_db(transaction=True)
    def test_begins_with_what_was_not_touched_for_longest(self, people, make_place):
        with acting_as(people[0]):
            first, second = make_place(name="First"), make_place(name="Second")
            Place.objects.filter(pk=first.pk).update(note="Touched again.")
        assert waiting("mine", people[0]) == [second, first]

    def test_hides_what_is_restricted(self, rows, people):
        Place.objects.filter(pk=rows["sent"].pk).update(restricted=True)
        plain = User.objects.create_user("plain", is_staff=True)
        assert waiting("to review", plain) == [rows["own"]]

    def test_asks_no_more_often_for_more_rows(
        self, client, rows, people, make_event, make_figure, make_relation
    ):
        client.force_login(people[0])

        def asked():
            with CaptureQueriesContext(connection) as captured:
                assert client.get(page("mine")).status_code == 200
            return len(captured)

        with acting_as(people[0]):
            make_figure()
            make_figure(event=None, relation=make_relation())
        few = asked()
        with acting_as(people[0]):
            for n in range(20):
                make_event(title=f"More {n}")
                make_figure()
                make_figure(event=None, relation=make_relation())
        assert asked() == few < 30


class TestPage:
    @pytest.mark.parametrize("name", QUEUES)
    def test_opens(self, client, rows, people, name):
        client.force_login(people[0])
        assert client.get(page(name)).status_code == 200

    def test_of_another_name_is_not_there(self, client, people):
        client.force_login(people[0])
        assert client.get(page("nonsense")).status_code == 404

    def test_is_for_those_who_log_in(self, client, db):
        assert client.get(page("mine")).status_code == 302

    def test_sends_what_is_chosen(self, client, rows, people):
        client.force_login(people[1])
        chosen = [f"events.place:{rows['sent'].pk}", f"events.place:{rows['own'].pk}", "x", "a.b:1"]
        answer = client.post(
            page("to-review"), {"record": chosen, "_send": "accepted"}, follow=True
        )
        text = answer.content.decode()
        assert "Sent is accepted." in text
        assert "Own: Nobody accepts their own change: ask another reviewer." in text
        assert Place.objects.get(name="Sent").status == "accepted"

    def test_sends_all_that_it_shows(self, client, rows, people):
        client.force_login(people[1])
        shown = [f"events.place:{rows['sent'].pk}"]
        client.post(page("to-review"), {"all": "on", "shown": shown, "_send": "accepted"})
        assert Place.objects.get(name="Sent").status == "accepted"

    def test_says_that_nothing_was_chosen(self, client, rows, people):
        client.force_login(people[1])
        answer = client.post(page("to-review"), {"_send": "accepted"}, follow=True)
        assert "Nothing was sent: choose one" in answer.content.decode()

    def test_sends_nothing_for_those_who_may_not(self, client, rows):
        client.force_login(User.objects.create_user("plain", is_staff=True))
        client.post(
            page("to-review"),
            {"record": [f"events.place:{rows['sent'].pk}"], "_send": "accepted"},
        )
        assert Place.objects.get(name="Sent").status == "submitted"

    def test_returns_with_a_reason(self, client, rows, people):
        client.force_login(people[1])
        values = {"record": [f"events.place:{rows['sent'].pk}"], "_send": "returned"}
        text = client.post(page("to-review"), values, follow=True).content.decode()
        assert "Say why: give a reason." in text
        assert text.count(" checked") == 1  # what was chosen is still
        everything = {"all": "on", "shown": values["record"], "_send": "returned"}
        text = client.post(page("to-review"), everything, follow=True).content.decode()
        assert text.count(" checked") == 1
        client.post(page("to-review"), values | {"reason": "Which?"})
        assert Place.objects.get(name="Sent").status == "returned"
