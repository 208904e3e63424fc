"""The pages of single records: what they propose, show, work out and refuse."""

import pytest
from django.urls import reverse

from actors.models import Actor, Relation
from events.models import Event, EventType, Figure, Place
from sources.attaching import attach
from sources.models import Attribution, Document, Passage
from sources.paragraphs import digest
from tests.admin.conftest import errors_of, form_values, page

TEXT = "A title\n\nThe militia said on Monday that it would not attack.\n\nIt attacked on Monday."


@pytest.fixture
def fill(curator):
    """Sends the add form of a model with some values; returns the answer."""

    def fill(model, query="", **values):
        url = page(model, "add") + query
        return curator.post(url, form_values(curator.get(url)) | values)

    return fill


class TestCode:
    @pytest.mark.parametrize(
        ("model", "source"),
        [
            (Actor, "name"),
            (Place, "name"),
            (Event, "title"),
            (Document, "title"),
            (EventType, "label"),
        ],
    )
    def test_is_proposed_from_the_name(self, curator, model, source):
        text = curator.get(page(model, "add")).content.decode()
        assert f'"dependency_ids": ["#id_{source}"]' in text.replace("&quot;", '"')

    def test_never_changes_afterwards(self, curator, ledger):
        url = page(Actor, "change", ledger.actor.pk)
        code = ledger.actor.code
        response = curator.get(url)
        assert "code" not in response.context["adminform"].form.fields
        assert f'<div class="readonly">{code}</div>' in response.content.decode()
        values = form_values(response) | {"code": "other", "name": "Renamed"}
        assert curator.post(url, values).status_code == 302
        ledger.actor.refresh_from_db()
        assert (ledger.actor.code, ledger.actor.name) == (code, "Renamed")

    def test_is_coined_where_none_is_given(self, fill, ledger):
        assert fill(Place, name="Basra", kind="city").status_code == 302
        assert Place.objects.get(name="Basra").code.startswith("place-")

    def test_refuses_other_letters(self, fill, ledger):
        answer = fill(Place, name="Basra", kind="city", code="Al Başra")
        assert "Write lower-case words" in errors_of(answer)


class TestDates:
    def test_are_typed_in_words_and_shown_as_understood(self, fill, curator, ledger):
        answer = fill(Event, title="A raid", type=ledger.type.pk, date="circa January 2020")
        assert answer.status_code == 302
        raid = Event.objects.get(title="A raid")
        assert raid.date == "2020-01~"
        text = curator.get(page(Event, "change", raid.pk)).content.decode()
        assert "Understood: approximately January 2020" in text

    def test_that_are_none_are_refused_with_the_cure(self, fill, ledger):
        answer = fill(Event, title="A raid", type=ledger.type.pk, date="yesterday")
        assert "“yesterday” was not understood as a date" in errors_of(answer)
        assert b'value="yesterday"' in answer.content

    def test_in_the_wrong_order_are_refused(self, fill, ledger):
        ends = {"began": "2014", "ended": "2013"}
        answer = fill(Actor, name="X", kind="person", identity="named", **ends)
        assert "It ends before it begins" in errors_of(answer)


class TestAttribution:
    def columns(self, response):
        return [value for value, _label in response.context["adminform"].form["field"].field.choices]

    def test_offers_the_columns_of_its_subject(self, curator, ledger):
        response = curator.get(page(Attribution, "add") + f"?event={ledger.event.pk}")
        assert self.columns(response) == ["", "date", "description", "place", "title", "type"]
        saved = ledger.attribute(relation=ledger.relation)
        response = curator.get(page(Attribution, "change", saved.pk))
        assert "predicate" in self.columns(response)
        assert "date" not in self.columns(response)

    def test_offers_all_in_groups_while_there_is_no_subject(self, curator, ledger):
        assert "event link" in self.columns(curator.get(page(Attribution, "add")))

    def test_refuses_another_subjects_column(self, fill, ledger):
        given = {"passage": ledger.passage.pk, "event": ledger.event.pk, "field": "country"}
        assert "“country” is no column" in errors_of(fill(Attribution, **given))

    @pytest.mark.parametrize("subjects", [[], ["event", "actor"]])
    def test_is_about_exactly_one_record(self, fill, ledger, subjects):
        chosen = {name: getattr(ledger, name).pk for name in subjects}
        answer = fill(Attribution, passage=ledger.passage.pk, **chosen)
        assert "Choose exactly one of these: actor, name" in errors_of(answer)

    def test_is_one_click_from_passage_record_and_part(self, curator, ledger):
        add = reverse("admin:sources_attribution_add")
        figure = Figure.objects.create(
            event=ledger.event, measure="killed", best=1, unit="persons"
        )
        on_passage = curator.get(page(Passage, "change", ledger.passage.pk)).content.decode()
        assert f'href="{add}?passage={ledger.passage.pk}"' in on_passage
        on_event = curator.get(page(Event, "change", ledger.event.pk)).content.decode()
        assert f'href="{add}?event={ledger.event.pk}"' in on_event
        assert f'href="{add}?figure={figure.pk}"' in on_event

    def test_takes_its_passage_along_to_the_next(self, fill, ledger):
        query = f"?passage={ledger.passage.pk}"
        answer = fill(Attribution, query, event=ledger.event.pk, _addanother="1")
        assert answer["Location"] == page(Attribution, "add") + query


class TestParts:
    def test_show_their_own_standing(self, curator, ledger):
        ledger.attribute(relation=ledger.relation, stance="denies")
        text = curator.get(page(Actor, "change", ledger.actor.pk)).content.decode()
        assert '<span class="standing standing-denied">denied</span>' in text

    def test_follow_the_direction_of_their_script(self, curator, ledger):
        text = curator.get(page(Actor, "change", ledger.actor.pk)).content.decode()
        for name in ("name", "description", "names-__prefix__-text"):
            tag = text[text.index(f'name="{name}"') :]
            assert 'dir="auto"' in tag[: tag.index(">")]


class TestWordsOfAPassage:
    @pytest.fixture
    def place(self, fill, ledger):
        def place(words, **columns):
            given = {"summary": "It says so.", "words": words, **columns}
            return fill(Passage, f"?document={ledger.document.pk}", **given)

        return place

    def test_are_found_in_the_attached_text_and_not_kept(self, place, ledger):
        attach(ledger.document, TEXT)
        assert place("would not  attack").status_code == 302
        passage = Passage.objects.get(summary="It says so.")
        assert (passage.paragraph, passage.start, passage.end) == (2, 35, 51)
        assert passage.digest == digest("would not attack")

    def test_that_stand_twice_are_told_apart_by_paragraph(self, place, ledger):
        attach(ledger.document, TEXT)
        assert "more than once: paragraph 2 from 17" in errors_of(place("on Monday"))
        assert place("on Monday", paragraph="3").status_code == 302

    def test_that_stand_elsewhere_are_refused(self, place, ledger):
        attach(ledger.document, TEXT)
        assert "do not stand in the document" in errors_of(place("on Tuesday"))
        assert "not stand in paragraph 1, but: paragraph 2" in errors_of(
            place("The militia", paragraph="1")
        )

    def test_give_end_and_digest_where_no_text_is_attached(self, place, ledger):
        assert "No text is attached" in errors_of(place("on Monday", paragraph="4"))
        assert place("on “Monday”", paragraph="4", start="7").status_code == 302
        passage = Passage.objects.get(summary="It says so.")
        assert (passage.end, passage.digest) == (18, digest('on "Monday"'))

    def test_may_be_missing_if_the_place_is_counted(self, place, ledger):
        assert "Give this number, or paste" in errors_of(place("", paragraph="4"))
        assert place("", paragraph="4", start="0", end="9").status_code == 302


class TestRaces:
    """What only the database sees comes back as a sentence in the form, with all that was typed."""

    def test_of_two_halves_of_a_circle(self, curator, ledger, monkeypatch):
        monkeypatch.setattr(Relation, "clean", lambda self: None)
        other = ledger.relation.object
        dates = {"began": "2014", "ended": "2016"}
        Relation.objects.filter(pk=ledger.relation.pk).update(status="accepted", **dates)
        back = Relation.objects.create(
            subject=other, predicate="part_of", object=ledger.actor, **dates
        )
        url = page(Relation, "change", back.pk)
        values = form_values(curator.get(url)) | {"status": "accepted", "title": "typed"}
        answer = curator.post(url, values)
        assert answer.status_code == 200
        assert "closes a circle of accepted relations" in errors_of(answer)
        assert b'value="typed"' in answer.content

    def test_of_two_equal_rows(self, curator, ledger, monkeypatch):
        monkeypatch.setattr(Relation, "validate_constraints", lambda self, exclude=None: None)
        url = page(Relation, "add")
        row = {"subject": ledger.actor.pk, "predicate": "part_of"}
        values = form_values(curator.get(url)) | row | {"object": ledger.relation.object_id}
        answer = curator.post(url, values)
        assert "This relation is there already, for the same period." in errors_of(answer)

    def test_of_one_code(self, fill, ledger, monkeypatch):
        monkeypatch.setattr(Place, "validate_unique", lambda self, exclude=None: None)
        answer = fill(Place, name="Arbil", kind="city", code=ledger.place.code)
        assert "Nothing was saved: somebody else" in errors_of(answer)
        assert Place.objects.count() == 1

    def test_of_a_deletion(self, curator, ledger, monkeypatch):
        monkeypatch.setattr(
            "curation.desk.RecordAdmin.get_deleted_objects", lambda *_: ([], {}, set(), [])
        )
        url = page(Actor, "delete", ledger.actor.pk)
        answer = curator.post(url, {"post": "yes"}, follow=True)
        assert "Nothing was saved: somebody else" in answer.content.decode()


class TestDocumentPage:
    def read(self, curator, document):
        url = reverse("admin:sources_document_page", args=[document.pk])
        return curator.get(url)

    def rows(self, response):
        return {row["number"]: [p.code for p in row["passages"]] for row in response.context["rows"]}

    def test_marks_what_is_not_coded(self, curator, ledger):
        ledger.make_passage(code="p3-1", paragraph=3)
        response = self.read(curator, ledger.document)
        assert self.rows(response) == {1: [ledger.passage.code], 2: [], 3: ["p3-1"]}
        assert response.content.decode().count('<span class="mark">uncoded</span>') == 1

    def test_puts_a_passage_where_it_was_found(self, curator, ledger):
        words = "It attacked"
        ledger.make_passage(code="moved", paragraph=9, end=len(words), digest=digest(words))
        ledger.make_passage(code="lost", paragraph=2, digest=digest("other words"))
        attach(ledger.document, TEXT)
        response = self.read(curator, ledger.document)
        assert self.rows(response) == {1: [ledger.passage.code], 2: ["lost"], 3: ["moved"]}
        assert response.content.decode().count("not found in the attached text") == 1

    def test_shows_what_hangs_on_a_passage(self, curator, ledger):
        ledger.attribute(event=ledger.event, field="date", value="2021-02", hedge="reportedly")
        text = self.read(curator, ledger.document).content.decode()
        for words in ("narration", "asserts", "reportedly", "2021-02", ledger.event.title):
            assert words in text

    def test_of_no_document_is_not_found(self, curator, ledger):
        url = reverse("admin:sources_document_page", args=[10**6])
        assert curator.get(url).status_code == 404


def test_a_user_changes_their_own_password(client, make_user):
    user = make_user()
    user.set_password("a first one 1")
    user.save()
    client.force_login(user)
    typed = {"old_password": "a first one 1"}
    typed |= {f"new_password{n}": "another one 22" for n in (1, 2)}
    assert client.post(reverse("admin:password_change"), typed).status_code == 302
    user.refresh_from_db()
    assert user.check_password("another one 22")


def test_the_front_page_groups_lists_by_what_they_tell(curator, db):
    groups = curator.get(reverse("admin:index")).context["app_list"]
    assert [group["name"] for group in groups[:3]] == ["Where it stands", "Who", "What happened"]
    assert [model["object_name"] for model in groups[1]["models"]][:3] == [
        "Actor",
        "Name",
        "Relation",
    ]


def test_every_model_of_the_ledger_has_a_list():
    from django.apps import apps
    from django.contrib import admin

    without_pages = {
        model.__name__
        for app in ("actors", "events", "sources", "curation")
        for model in apps.get_app_config(app).get_models()
        if model not in admin.site._registry and not model.__name__.endswith("History")
    }
    assert without_pages == {"Ledger"}
