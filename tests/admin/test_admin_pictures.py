"""Pictures of any list and any record: as the list is filtered, and of what one may see."""

from html.parser import HTMLParser

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actors.models import Actor
from events.models import Event, Participation
from tests.admin.posting import page
from tests.pictures.reading import HOSTILE

DRAWN = [
    (model, kind.name, bool(kind.of_rows), bool(kind.of_record))
    for model, modeladmin in admin.site._registry.items()
    for kind in getattr(modeladmin, "pictures", ())
]
ENDINGS = ["", "svg", "csv"]
FEW, MANY = 3, 40


def address(model, name, record=None, ending=""):
    stem = f"admin:{model._meta.app_label}_{model._meta.model_name}_picture_of"
    args = ([record.pk] if record else []) + [name] + ([ending] if ending else [])
    return reverse(f"{stem}_{'record' if record else 'list'}{'_as' if ending else ''}", args=args)


def words(response):
    assert response.status_code == 200
    return response.content.decode()


def everything(client, model, name, record=None, query=""):
    """The page and its files in one text."""
    return "".join(
        words(client.get(address(model, name, record, ending) + query)) for ending in ENDINGS
    )


class Tags(HTMLParser):
    """The attributes that a page has, with their values, and the scripts that stand in it."""

    def __init__(self, text):
        super().__init__()
        self.attributes, self.inline = {}, []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        for name, value in given.items():
            self.attributes.setdefault(name, set()).add(value)
        if tag == "style" or (tag == "script" and "src" not in given):
            self.inline.append(given)


def addresses(records):
    """Where every picture of a list is, and every picture of one of `records`."""
    for model, name, of_list, of_record in DRAWN:
        if of_list:
            yield address(model, name)
        if of_record:
            yield from (address(model, name, each) for each in records if type(each) is model)


def queries(client, url):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.fixture
def viewer(db, client):
    """A client of somebody who may look at everything that is not restricted."""
    user = User.objects.create_user("viewer", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(user)
    return client


class TestEveryPicture:
    @pytest.mark.parametrize(("model", "name", "of_list", "of_record"), DRAWN)
    def test_opens_as_a_page_and_as_files(
        self, curator, factories, model, name, of_list, of_record
    ):
        record = factories[model]()
        for target in [None] * of_list + [record] * of_record:
            shown = words(curator.get(address(model, name, target)))
            assert 'class="picture' in shown and "The same as a table" in shown
            svg = curator.get(address(model, name, target, "svg"))
            assert svg.headers["Content-Type"] == "image/svg+xml"
            assert svg.headers["Content-Disposition"].startswith("attachment")
            csv = curator.get(address(model, name, target, "csv"))
            assert csv.headers["Content-Type"] == "text/csv; charset=utf-8"

    @pytest.mark.parametrize(("model", "name", "of_list", "of_record"), DRAWN)
    def test_is_found_from_its_list_and_its_record(
        self, curator, factories, model, name, of_list, of_record
    ):
        record = factories[model]()
        if of_list:
            query = "?q=x&status__exact=draft"
            shown = words(curator.get(page(model, "changelist") + query))
            kept = query.replace("&", "&amp;")
            assert f'href="{address(model, name)}{kept}"' in shown
        if of_record:
            shown = words(curator.get(page(model, "change", record.pk)))
            assert f'href="{address(model, name, record)}"' in shown

    def test_asks_no_more_often_for_more_rows(self, curator, ledger):
        hubs = [ledger.actor, ledger.event, ledger.relation, ledger.document, ledger.place]
        ledger.grow(FEW)
        few = {url: queries(curator, url) for url in addresses(hubs)}
        ledger.grow(MANY)
        assert {url: queries(curator, url) for url in addresses(hubs)} == few
        assert max(few.values()) <= 40


class TestListPicture:
    def test_draws_what_the_list_shows(self, curator, make_event):
        found = make_event(title="Rocket attack", date="2021-02")
        make_event(title="Election", date="2018")
        shown = everything(curator, Event, "timeline", query="?q=rocket")
        assert "Rocket attack" in shown and "Election" not in shown
        assert page(Event, "change", found.pk) in shown

    def test_leads_back_to_the_list_and_on_with_its_filters(self, curator, make_event):
        make_event(title="Rocket attack")
        query = "?q=rocket&status__exact=draft"
        shown = words(curator.get(address(Event, "timeline") + query))
        kept = query.replace("&", "&amp;")
        assert f'href="{page(Event, "changelist")}{kept}"' in shown
        assert f'href="{address(Event, "timeline", ending="svg")}{kept}"' in shown
        assert f'href="{address(Event, "responsibility")}{kept}"' in shown

    def test_looks_at_a_window(self, curator, make_event):
        make_event(title="Rocket attack", date="2021-02")
        make_event(title="Election", date="2018")
        query = "?picture-since=2020-01-01&picture-until=2021-12-31&q=e"
        shown = everything(curator, Event, "timeline", query=query)
        assert "Rocket attack" in shown and "Election" not in shown
        assert '<input type="hidden" name="q" value="e">' in shown

    @pytest.mark.parametrize(
        ("query", "sentence"),
        [
            ("picture-since=2021-02-30", "“2021-02-30” is not a day"),
            ("picture-until=2020", "“2020” is not a day"),
            ("picture-since=2021-01-01&picture-until=2020-01-01", "ends (2020-01-01) before"),
        ],
    )
    def test_says_why_it_cannot_look_at_one(self, curator, db, query, sentence):
        assert sentence in words(curator.get(f"{address(Event, 'timeline')}?{query}"))
        refused = curator.get(f"{address(Event, 'timeline', ending='svg')}?{query}")
        assert refused.status_code == 400
        assert sentence in refused.content.decode()

    def test_is_drawn_of_a_finding_that_gives_its_reasons(self, curator, make_actor):
        make_actor(name="Short-lived", began="2010", ended="[2009..2012]")
        make_actor(name="Lasting", began="2010", ended="2012")
        text = everything(curator, Actor, "timeline", query="?finding=may-end-before-it-begins")
        assert "Short-lived" in text
        assert "Lasting" not in text

    def test_sends_a_bad_filter_to_the_list(self, curator, db):
        answer = curator.get(f"{address(Event, 'timeline')}?nonsense__x=1")
        assert answer.headers["Location"] == f"{page(Event, 'changelist')}?e=1"

    def test_counts_no_rows_but_those_it_leaves_out(self, curator, make_event):
        make_event()
        with CaptureQueriesContext(connection) as captured:
            words(curator.get(address(Event, "timeline")))
        assert not [sent for sent in captured.captured_queries if "COUNT(*)" in sent["sql"]]

    def test_says_how_many_it_leaves_out(self, curator, make_event):
        event = make_event(title="One of many")
        Event.objects.bulk_create(
            Event(title=f"Another {n}", code=f"another-{n}", type=event.type, date="2021")
            for n in range(404)
        )
        shown = words(curator.get(address(Event, "timeline", ending="svg")))
        assert shown.count('class="mark standing') == 400
        assert "Only the first 400 rows are drawn, 5 are left out:" in shown

    def test_of_nothing_says_so(self, curator, db):
        assert "There is nothing to show." in words(curator.get(address(Event, "timeline")))
        assert "nobody is held responsible" in words(curator.get(address(Event, "responsibility")))

    @pytest.mark.parametrize("text", [text for text in HOSTILE if text.isprintable()])
    def test_shows_any_name_as_text(self, curator, make_participation, make_actor, text):
        name = text.encode("utf-8", "ignore").decode()[:200]
        part = make_participation(actor=make_actor(name=name))
        Event.objects.filter(pk=part.event_id).update(title=name, date="2014")
        for kind in ("timeline", "responsibility"):
            tags = Tags(words(curator.get(address(Event, kind))))
            assert not [name for name in tags.attributes if name.startswith("on")]
            assert "x" not in tags.attributes["src"]
            assert not tags.inline

    @pytest.mark.parametrize("name", ["nothing", "timeline.png", "timeline.svg.gz"])
    def test_that_is_none_is_not_found(self, curator, db, name):
        stem = page(Event, "changelist")
        assert curator.get(f"{stem}picture/{name}").status_code in (404, 301, 302)
        assert curator.get(f"{stem}picture/{name}/").status_code in (404, 302)


class TestRecordPicture:
    def test_of_an_actor_has_all_that_hangs_on_it(
        self, curator, make_actor, make_relation, make_designation, make_participation, make_name
    ):
        actor = make_actor(name="The Brigade", began="2003")
        make_relation(subject=actor, title="vanguard", object=make_actor(name="The Front"))
        make_relation(object=actor, predicate="funds", subject=make_actor(name="A Bank"))
        make_designation(actor=actor, measure="terrorist group")
        make_name(actor=actor, text="Old Brigade", used="2003/2007")
        part = make_participation(actor=actor)
        Event.objects.filter(pk=part.event_id).update(title="The attack")
        make_designation(actor=actor, measure="withdrawn", status="retired")
        shown = everything(curator, Actor, "timeline", actor)
        assert "withdrawn" not in shown
        for told in (
            "Itself",
            "vanguard",
            "The Front",
            "funded by",
            "A Bank",
            "terrorist group",
            "Old Brigade",
            "The attack",
        ):
            assert told in shown

    def test_of_an_event_has_its_neighbours(self, curator, make_event, make_event_link):
        event = make_event(title="The attack", date="2020-03-11")
        linked = make_event(title="The answer", date="2020-03-12")
        make_event_link(event=linked, other=event, kind="in_response_to")
        make_event(title="The day before", date="2020-03-10")
        for n in range(12):
            make_event(title=f"Later {n:02}", date=f"2021-01-{n + 1:02}")
        shown = words(curator.get(address(Event, "timeline", event, "csv")))
        assert "The answer,Linked to it" in shown
        assert "The day before,Before and after it" in shown
        assert "Later 09" in shown and "Later 10" not in shown

    def test_of_nothing_is_not_found(self, curator, db):
        stem = f"{page(Event, 'changelist')}"
        for key in ("1", "x", "99999999999999999999", "1%00"):
            assert curator.get(f"{stem}{key}/picture/timeline/").status_code == 404

    def test_cannot_be_drawn_for_what_is_drawn_as_a_list_only(self, curator, make_participation):
        part = make_participation()
        url = f"{page(Participation, 'changelist')}{part.pk}/picture/timeline/"
        assert curator.get(url).status_code == 404


class TestRestricted:
    SECRET = "Layla the Secret"

    @pytest.fixture
    def secrets(
        self,
        make_actor,
        make_event,
        make_relation,
        make_participation,
        make_designation,
        make_name,
        make_place,
        make_statement,
        make_figure,
        attribute,
    ):
        """A ledger in which a restricted actor and a restricted event hang on what is not."""
        secret = make_actor(name=self.SECRET, restricted=True)
        actor, place = make_actor(name="The Brigade"), make_place()
        event = make_event(title="The attack", date="2020", place=place)
        hidden = make_event(
            title=f"What {self.SECRET} did", date="2020", place=place, restricted=True
        )
        make_relation(subject=secret, object=actor, title="chief", predicate="leads")
        relation = make_relation(object=actor, title="chief", predicate="leads")
        designation = make_designation(actor=actor)
        make_designation(actor=actor, authority=secret)
        name = make_name(actor=actor)
        make_name(actor=actor, text=f"{self.SECRET}'s", restricted=True)
        make_participation(event=event, actor=secret)
        make_participation(event=hidden, actor=actor)
        part = make_participation(event=event, actor=actor)
        document = attribute(part, make_actor(name="A Voice")).passage.document
        attribute(part, make_actor(name="Another"), restricted=True)
        attribute(hidden, document=document)
        attribute(make_statement(summary=self.SECRET, restricted=True), document=document)
        make_figure(event=hidden, of_whom=self.SECRET)
        drawn = [actor, event, part, place, relation, designation, name, document]
        return {type(record): record for record in drawn}

    def test_records_are_in_no_picture_of_who_may_not_see_them(self, viewer, secrets):
        for model, name, of_list, of_record in DRAWN:
            for target in [None] * of_list + ([secrets[model]] if of_record else []):
                shown = everything(viewer, model, name, target)
                assert self.SECRET not in shown, (model, name)
                assert "left out" not in shown and "not drawn" not in shown

    def test_words_are_not_counted(self, viewer, secrets):
        shown = words(viewer.get(address(Event, "responsibility", secrets[Event], "csv")))
        assert "The Brigade,The attack · 2020,0,0,1,0,0" in shown

    def test_records_are_drawn_for_who_may_see_them(self, curator, secrets):
        for model in (Actor, Event):
            assert self.SECRET in everything(curator, model, "timeline")
        shown = words(curator.get(address(Event, "responsibility", secrets[Event], "csv")))
        assert "The Brigade,The attack · 2020,0,0,2,0,0" in shown

    def test_record_has_no_picture(self, viewer, secrets):
        secret = Actor.objects.get(restricted=True)
        for ending in ENDINGS:
            assert viewer.get(address(Actor, "timeline", secret, ending)).status_code == 404

    def test_words_are_for_those_who_may_see_attributions(self, client, make_user, secrets):
        client.force_login(make_user("events.view_event", "events.view_participation"))
        matrix = address(Event, "responsibility", secrets[Event])
        shown = words(client.get(matrix.removesuffix("/") + ".csv"))
        assert "The Brigade,The attack · 2020,0,0,0,0,0" in shown
        assert "Nobody’s words are counted: you may not see attributions." in words(
            client.get(matrix)
        )

    def test_who_took_part_is_not_told_to_who_may_not_see_it(self, client, make_user, secrets):
        client.force_login(make_user("events.view_event"))
        for target in (None, secrets[Event]):
            shown = words(client.get(address(Event, "responsibility", target)))
            assert "You may not see who took part in events." in shown
            assert "are not drawn" not in shown and "nobody is held" not in shown

    def test_kinds_are_left_out_for_who_may_not_see_that_kind(self, client, make_user, secrets):
        client.force_login(make_user("actors.view_actor", "curation.see_restricted"))
        shown = everything(client, Actor, "timeline", secrets[Actor])
        assert "The attack" not in shown and "chief" not in shown
        for ending in ENDINGS:
            assert client.get(address(Event, "timeline", None, ending)).status_code == 403
