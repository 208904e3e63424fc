"""The front page: what waits, what was found, what changed, how far documents are coded."""

import re

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actors.models import Actor
from curation.acting import acting_as
from curation.decisions import Decision
from curation.lint import all_findings
from events.models import Event
from sources.models import Document, Passage
from tests.admin.posting import page

FRONT = reverse("admin:index")


def lists(response):
    """The numbers on the board, by the addresses that they lead to."""
    lines = response.context["lines"]
    return {url: number for line in lines for number, _kind, url in line.found}


def opened(client, url=FRONT):
    response = client.get(url)
    assert response.status_code == 200
    return response


class TestFindings:
    def test_lead_to_as_many_rows_as_they_count(self, curator, ledger):
        ledger.grow(3)
        for url, number in lists(opened(curator)).items():
            rows = opened(curator, url).context["cl"].result_count
            assert number == f"{rows}" or (number == "" and "retracted" in url)

    def test_that_take_long_are_not_counted(self, curator, ledger):
        shown = opened(curator)
        assert "takes long" in shown.content.decode()
        assert lists(shown)[f"{page(Event, 'changelist')}?finding=leaning-on-retracted"] == ""

    def test_that_find_nothing_are_named_apart(self, curator, ledger):
        clear = {one.name for one in opened(curator).context["clear"]}
        assert "out-of-order" in clear and "unattributed" not in clear

    def test_are_those_of_the_lists_a_user_may_open(self, client, ledger, make_user):
        client.force_login(make_user("events.view_event"))
        found = [url for url in lists(opened(client)) if "retracted" not in url]
        assert found == [f"{page(Event, 'changelist')}?finding=unattributed"]

    def test_hide_what_is_restricted(self, client, ledger, make_user):
        Event.objects.update(restricted=True)
        client.force_login(make_user("events.view_event"))
        assert not [url for url in lists(opened(client)) if "retracted" not in url]


class TestGroupOfLists:
    """The page of one group, to which the path on top of its lists leads."""

    def test_holds_its_lists_and_no_empty_board(self, curator, ledger):
        text = opened(curator, reverse("admin:app_list", args=["curation"])).content.decode()
        assert page(Decision, "changelist") in text
        assert "Waiting for you" not in text
        assert "<h1>How it is kept</h1>" in text


class TestList:
    @pytest.mark.parametrize("one", all_findings(), ids=lambda one: one.name)
    def test_of_a_finding_opens_and_says_what_it_is(self, curator, ledger, one):
        ledger.grow(2)
        for model in one.models:
            shown = opened(curator, f"{page(model, 'changelist')}?finding={one.name}")
            text = shown.content.decode()
            assert one.why in text.replace("&#x27;", "'").replace("&quot;", '"')

    def test_says_why_each_row_is_found(self, curator, make_actor, make_relation):
        row = make_relation(began="2013", subject=make_actor(name="Badr", began="2014"))
        url = f"{reverse('admin:actors_relation_changelist')}?finding=relations-before-actor"
        assert "2013 to ?; \u2068Badr\u2069 began 2014" in opened(curator, url).content.decode()
        assert "found_because" not in opened(curator, url.partition("?")[0]).content.decode()
        assert [*opened(curator, url).context["cl"].result_list] == [row]

    def test_is_searched_and_exported_as_any_other(self, curator, make_event):
        make_event(title="Bare"), make_event(title="Other")
        url = f"{page(Event, 'changelist')}?finding=unattributed&q=Bare"
        assert opened(curator, url).context["cl"].result_count == 1
        answer = curator.get(f"{page(Event, 'changelist')}export/?finding=contested")
        assert len(b"".join(answer.streaming_content).splitlines()) == 1

    def test_has_no_rows_where_there_is_no_such_finding(self, curator, make_event):
        make_event()
        shown = opened(curator, f"{page(Event, 'changelist')}?finding=nonsense")
        assert shown.context["cl"].result_count == 0
        assert "There is no finding “nonsense”" in shown.content.decode()
        assert opened(curator, f"{page(Event, 'changelist')}?finding=").context["cl"].result_count
        answer = curator.get(f"{page(Event, 'changelist')}export/?finding=nonsense")
        assert len(b"".join(answer.streaming_content).splitlines()) == 1

    def test_names_nobody_who_is_restricted(self, client, make_actor, make_relation, make_user):
        client.force_login(make_user("actors.view_relation"))
        office = {"object": make_actor(), "title": "minister", "predicate": "holds_office_in"}
        dates = {"began": "2014", "ended": "2016"}
        make_relation(**dates, **office), make_relation(**dates, **office)
        hidden = make_actor(name="Hidden", restricted=True)
        make_relation(subject=hidden, **dates, **office)
        url = f"{reverse('admin:actors_relation_changelist')}?finding=overlapping-holders"
        text = opened(client, url).content.decode()
        assert "found because" in text.lower() and "Hidden" not in text


class TestQueues:
    def test_have_their_numbers_and_the_age_of_the_oldest(self, client, make_event_type):
        user = User.objects.create_superuser("writer")
        client.force_login(user)
        kind = make_event_type()
        with acting_as(user):
            for title in ("One", "Two"):
                Event.objects.create(title=title, type=kind)
        waiting = {queue.name: queue for queue in opened(client).context["queues"]}
        assert waiting["mine"].count == "2"
        assert waiting["mine"].oldest == Event.objects.earliest("updated_at").updated_at
        assert (waiting["to review"].count, waiting["to review"].oldest) == ("0", None)

    def test_hide_what_is_restricted(self, client, make_event, make_user):
        client.force_login(make_user("events.view_event"))
        make_event(status="submitted"), make_event(status="submitted", restricted=True)
        # Their kind waits too, if it is submitted.
        waiting = {queue.name: queue for queue in opened(client).context["queues"]}
        assert waiting["to review"].count == "1"


class TestChanges:
    def test_are_the_last_ten_by_name(self, curator, make_place):
        for n in range(12):
            make_place(name=f"Town {n}")
        shown = opened(curator)
        assert len(shown.context["changes"]) == 10
        assert re.search(r"/admin/events/place/\d+/history/", shown.content.decode())

    def test_hide_what_is_restricted(self, client, make_place, make_user):
        client.force_login(make_user("events.view_place"))
        make_place(name="Shown"), make_place(name="Hidden", restricted=True)
        text = opened(client).content.decode()
        assert "Shown" in text and "Hidden" not in text


class TestCoverage:
    def test_begins_with_the_least_coded(self, curator, make_document, make_passage):
        done, begun, retired = (make_document(title=title) for title in ("Done", "Begun", "Gone"))
        make_passage(document=done, paragraph=1)
        make_passage(document=begun, paragraph=3)
        make_passage(document=retired, paragraph=9)
        Document.objects.filter(pk=retired.pk).update(status="retired")
        shown = opened(curator)
        assert [row.document for row in shown.context["coverage"]] == [begun, done]
        assert '<meter min="0" max="3" value="1"' in shown.content.decode()

    def test_hides_what_is_restricted(self, client, make_document, make_passage, make_user):
        client.force_login(make_user("sources.view_document"))
        make_passage(document=make_document(title="Hidden", restricted=True))
        assert opened(client).context["coverage"] == []

    def test_is_for_those_who_may_look_at_documents(self, client, make_passage, make_user):
        client.force_login(make_user("events.view_event"))
        make_passage()
        assert opened(client).context["coverage"] == []


class TestEmptyLedger:
    def test_says_what_to_do_first(self, curator):
        text = opened(curator).content.decode()
        assert "The ledger is empty" in text
        assert reverse("admin:sources_document_add") in text
        assert "worth another look" not in text

    def test_says_nothing_of_it_once_there_is_a_document(self, curator, make_document):
        make_document()
        assert "The ledger is empty" not in opened(curator).content.decode()

    def test_says_nothing_of_it_to_those_who_may_not(self, client, make_user):
        client.force_login(make_user())
        assert "The ledger is empty" not in opened(client).content.decode()


# For whom nothing is hidden no history is looked through for what was.
@pytest.mark.parametrize(("who", "budget"), [("curator", 10), ("viewer", 28)])
def test_asks_no_more_often_for_more_rows(client, ledger, who, budget):
    user = User.objects.create_superuser("all") if who == "curator" else viewer()
    client.force_login(user)

    def asked():
        with CaptureQueriesContext(connection) as captured:
            changes = opened(client).context["changes"]
        # Two for each kind of record among the last ten changes.
        return len(captured) - 2 * len({change["kind"] for change in changes})

    ledger.grow(3)
    few = asked()
    ledger.grow(60)
    assert asked() == few < budget


def viewer():
    user = User.objects.create_user("viewer", is_staff=True)
    user.groups.add(Group.objects.get(name="viewer"))
    return user


@pytest.mark.parametrize("model", [Actor, Event, Document, Passage])
def test_a_found_list_asks_no_more_often_for_more_rows(curator, ledger, model):
    def asked(name):
        with CaptureQueriesContext(connection) as captured:
            opened(curator, f"{page(model, 'changelist')}?finding={name}")
        return len(captured)

    names = [one.name for one in all_findings() if model in one.models]
    ledger.grow(3)
    few = {name: asked(name) for name in names}
    ledger.grow(60)
    assert {name: asked(name) for name in names} == few
