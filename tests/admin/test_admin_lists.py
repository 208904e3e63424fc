"""The lists: what a search and a filter find, what a row shows, what leaves as CSV."""

import csv

import pytest
from django.contrib.admin import site
from django.urls import reverse

from actors.models import Actor, ActorKindCode, Name, Relation
from curation.models import Decision, Distinction, Seeding
from events.models import Event, Participation, Place
from sources.models import Attribution, DocumentText, Passage, Statement, Voice
from tests.admin.posting import page


@pytest.fixture
def listed(curator):
    """The rows of a list under a query, such as `q=...`."""

    def found(model, query=""):
        response = curator.get(f"{page(model, 'changelist')}?{query}")
        assert response.status_code == 200
        return list(response.context["cl"].result_list)

    return found


def exporting_models():
    """The models of ours whose list has a link to take it out as CSV."""
    ours = {"actors", "events", "sources", "curation"}
    return [
        model
        for model, model_admin in site._registry.items()
        if model._meta.app_label in ours and model_admin.exports
    ]


@pytest.fixture
def muhandis(ledger):
    actor = ledger.make_actor("Abu Mahdi al-Muhandis")
    Name.objects.create(actor=actor, text="أبو مهدي المهندس", language="ar", script="Arab")
    Name.objects.create(actor=actor, text="the Engineer", language="en", script="Latn")
    return actor


class TestSearch:
    def test_finds_an_actor_by_any_name(self, listed, muhandis):
        for words in ("muhandis", "abu+mahdi", "المهندس", "engineer", "engineer+MAHDI"):
            assert listed(Actor, f"q={words}") == [muhandis]

    def test_takes_words_as_labels_set_them_apart(self, listed, muhandis, ledger):
        place = Place.objects.create(name="جسر النخيل", kind="site")
        assert listed(Actor, "q=\u2068أبو مهدي المهندس\u2069") == [muhandis]
        assert listed(Place, "q=\u2068النخيل\u2069") == [place]

    def test_finds_each_row_once(self, listed, muhandis, ledger):
        for role in ("target", "victim"):
            Participation.objects.create(event=ledger.event, actor=muhandis, role=role)
        assert listed(Event, "q=engineer") == [ledger.event]

    def test_finds_relations_by_either_side(self, listed, muhandis, ledger):
        relation = Relation.objects.create(
            subject=muhandis, predicate="commands", object=ledger.actor
        )
        assert listed(Relation, "q=engineer") == [relation]
        assert listed(Relation, "q=engineer+zaynabiyun") == [relation]
        assert not listed(Relation, "q=engineer+umbrella")

    def test_finds_participations_and_passages(self, listed, muhandis, ledger):
        part = Participation.objects.create(event=ledger.event, actor=muhandis, role="target")
        Voice.objects.create(passage=ledger.passage, position=1, actor=muhandis, mode="direct")
        ledger.attribute(statement=ledger.statement)
        assert listed(Participation, "q=المهندس") == [part]
        assert listed(Passage, "q=engineer") == [ledger.passage]
        assert listed(Statement, "q=engineer") == [ledger.statement]

    @pytest.mark.parametrize("words", ["%00", "%27", "%25", "nobody", "%F0%9F%94%A5", "a+" * 500])
    def test_takes_any_words(self, listed, ledger, words):
        listed(Actor, f"q={words}")


class TestFilters:
    def test_by_date_typed_in_words(self, listed, ledger):
        assert ledger.event in listed(Event, "when=February+2021")
        assert ledger.event not in listed(Event, "when=2020")

    def test_by_date_keep_the_undated(self, listed, ledger):
        undated = Event.objects.create(title="Undated", type=ledger.type)
        assert undated in listed(Event, "when=1999")

    def test_by_date_say_what_was_understood(self, curator, ledger):
        text = curator.get(page(Event, "changelist") + "?when=c. 2020").content.decode()
        assert "Possibly approximately 2020" in text

    def test_by_date_say_why_nothing_was(self, curator, ledger):
        response = curator.get(page(Event, "changelist") + "?when=yesterday")
        assert not response.context["cl"].result_list
        assert "“yesterday” was not understood as a date" in response.content.decode()

    def test_by_place_and_what_it_lies_in(self, listed, ledger):
        base = Place.objects.create(name="Air base", kind="base", parent=ledger.place)
        Event.objects.filter(pk=ledger.event.pk).update(place=base)
        assert listed(Event, "where=erbil") == [ledger.event]
        assert not listed(Event, "where=basra")

    def test_by_standing(self, listed, ledger):
        assert ledger.event in listed(Event, "standing=unattributed")
        ledger.attribute(event=ledger.event)
        assert listed(Event, "standing=single-source") == [ledger.event]

    def test_by_a_standing_that_there_is_not_find_nothing(self, listed, ledger):
        assert listed(Event) and not listed(Event, "standing=nope")

    def test_are_not_by_keys_of_editors(self, curator, ledger):
        query = {"editors__exact": "x"}
        assert curator.get(page(Event, "changelist"), query).status_code == 400

    def test_by_time_of_a_relation(self, listed, ledger):
        Relation.objects.filter(pk=ledger.relation.pk).update(began="2014", ended="2016")
        assert ledger.relation in listed(Relation, "on=2015")
        assert ledger.relation not in listed(Relation, "on=2017")

    def test_by_country(self, listed, ledger):
        assert ledger.place in listed(Place, "in=iq")
        assert not listed(Place, "in=US")

    def test_by_document_and_paragraph(self, listed, ledger):
        attribution = ledger.attribute(event=ledger.event)
        assert listed(Attribution, f"document={ledger.document.code}") == [attribution]
        assert listed(Passage, "document=report&paragraph=1") == [ledger.passage]
        assert not listed(Passage, "paragraph=one")

    def test_by_kind_of_subject(self, listed, ledger):
        attribution = ledger.attribute(event=ledger.event)
        assert listed(Attribution, "about=event") == [attribution]
        assert not listed(Attribution, "about=actor")


class TestRows:
    def test_show_standing_and_lead_to_the_evidence(self, curator, ledger):
        ledger.attribute(event=ledger.event)
        text = curator.get(page(Event, "changelist")).content.decode()
        assert '<span class="standing standing-single-source"' in text
        assert f"/attribution/?event__id__exact={ledger.event.pk}" in text

    def test_show_what_a_date_means(self, curator, ledger):
        Event.objects.filter(pk=ledger.event.pk).update(date="2021-02?")
        text = curator.get(page(Event, "changelist")).content.decode()
        assert "perhaps some time in February 2021" in text

    def test_show_who_edited_last(self, curator, ledger):
        url = page(Place, "change", ledger.place.pk)
        row = {"name": "Arbil", "kind": "city", "status": "draft"}
        empty = {f"identifiers-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL")}
        assert curator.post(url, row | empty).status_code == 302
        listed = curator.get(page(Place, "changelist")).content.decode()
        assert 'Draft<span class="meaning">edited by <bdi>curator</bdi></span>' in listed
        assert "last edited by curator" in curator.get(url).content.decode()

    def test_names_in_a_box_tell_homonyms_apart(self, curator, ledger):
        ledger.make_actor("Hezbollah", kind="armed_group")
        ledger.make_actor("Hezbollah", kind="political_body")
        query = "app_label=events&model_name=participation&field_name=actor&term=hezbollah"
        answer = curator.get(f"{reverse('admin:autocomplete')}?{query}").json()
        offered = {result["text"] for result in answer["results"]}
        assert offered == {"Hezbollah · armed group", "Hezbollah · political body"}


class TestExport:
    @pytest.fixture
    def exported(self, client):
        def rows(user, model, query=""):
            client.force_login(user)
            response = client.get(f"{page(model, 'export')}?{query}")
            assert response.status_code == 200
            assert response["Content-Type"] == "text/csv; charset=utf-8"
            lines = response.getvalue().decode().splitlines()
            return list(csv.DictReader(lines))

        return rows

    def test_is_the_list_as_filtered_and_searched(self, exported, make_user, ledger):
        ledger.grow(3)
        viewer = make_user("actors.view_actor")
        rows = exported(viewer, Actor, "q=zaynabiyun+hub")
        assert [row["code"] for row in rows] == [ledger.actor.code]
        assert rows[0]["standing"] == "single-source"
        assert len(exported(viewer, Actor, "kind__exact=person")) == 4

    def test_starts_no_formula(self, exported, make_user, ledger):
        ledger.make_actor("=HYPERLINK(1)")
        rows = exported(make_user("actors.view_actor"), Actor, "q=hyperlink")
        assert rows[0]["name"] == "'=HYPERLINK(1)"

    def test_of_parts_names_what_they_link(self, exported, make_user, ledger):
        ledger.grow(3)
        rows = exported(make_user("sources.view_voice"), Voice)
        assert {row["passage"] for row in rows} == {ledger.passage.code}

    @pytest.mark.parametrize("model", exporting_models(), ids=lambda model: model.__name__)
    def test_is_what_the_shell_takes_out(self, curator, ledger, tmp_path, model):
        ledger.grow(3)
        ActorKindCode.objects.create(kind="person", scheme="ftm", code="Person")
        Seeding.objects.create(fixture="one", sha256="0" * 64, added=1)
        Decision.objects.create(kind="actors.actor", code="one", other="two")
        Distinction.objects.create(kind="actors.actor", one="one", other="two")
        rows = model.objects.order_by("-pk")
        assert rows.to_csv(tmp_path / "rows.csv") == model.objects.count() > 0
        header, *lines = (tmp_path / "rows.csv").read_text().splitlines()
        sent = curator.get(page(model, "export")).getvalue().decode().splitlines()
        assert [header, *sorted(lines)] == [sent[0], *sorted(sent[1:])]

    @pytest.mark.parametrize("model", exporting_models(), ids=lambda model: model.__name__)
    def test_has_the_columns_of_a_data_frame(self, curator, db, model):
        pytest.importorskip("pandas")
        header = curator.get(page(model, "export")).getvalue().decode().splitlines()[0]
        assert header.split(",") == list(model.objects.to_dataframe().columns)

    def test_is_refused_without_the_right_to_see(self, client, make_user, ledger):
        client.force_login(make_user("events.view_event"))
        assert client.get(page(Actor, "export")).status_code == 403

    def test_sends_away_who_is_not_logged_in(self, client, ledger):
        assert "/login/" in client.get(page(Actor, "export"))["Location"]

    def test_leads_back_from_a_filter_that_is_none(self, curator, ledger):
        response = curator.get(page(Actor, "export") + "?nonsense=1")
        assert response["Location"] == page(Actor, "changelist") + "?e=1"

    def test_never_holds_texts(self, curator, ledger):
        DocumentText.objects.create(document=ledger.document, text="Somebody's words.")
        listed = curator.get(page(DocumentText, "changelist")).content.decode()
        assert "Export" not in listed
        assert "Somebody&#x27;s words" not in listed
        with pytest.raises(Exception, match="Reverse for"):
            page(DocumentText, "export")
