"""The pages of single records: what they propose, show, work out and refuse."""

import pghistory
import pytest
from django.urls import reverse

from actors.models import Actor, Relation
from events.models import Event, EventType, Figure, Place
from sources.models import Attribution, Document, Passage
from tests.admin.posting import errors_of, form_values, page


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
        assert "Leave it empty" not in response.content.decode()
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
        assert "“yesterday” is counted from the day of a report" in errors_of(answer)
        assert b'value="yesterday"' in answer.content

    def test_in_the_wrong_order_are_refused(self, fill, ledger):
        ends = {"began": "2014", "ended": "2013"}
        answer = fill(Actor, name="X", kind="person", identity="named", **ends)
        assert "It ends before it begins" in errors_of(answer)


class TestAttribution:
    def columns(self, response):
        return [
            value for value, _label in response.context["adminform"].form["field"].field.choices
        ]

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
        figure = Figure.objects.create(event=ledger.event, measure="killed", best=1, unit="persons")
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


class TestRaces:
    """What only the database sees comes back as a sentence in the form, with all that was typed."""

    def test_of_two_halves_of_a_circle(self, curator, ledger, monkeypatch):
        monkeypatch.setattr(Relation, "clean", lambda self: None)
        dates = {"began": "2014", "ended": "2016"}
        with pghistory.context(principal="seed"):
            Relation.objects.filter(pk=ledger.relation.pk).update(status="accepted", **dates)
        back = Relation.objects.create(
            subject=ledger.relation.object,
            predicate="part_of",
            object=ledger.actor,
            status="submitted",
            **dates,
        )
        url = page(Relation, "change", back.pk)
        answer = curator.post(
            url, form_values(curator.get(url)) | {"_send": "accepted"}, follow=True
        )
        assert "closes a circle of accepted relations" in answer.content.decode()
        assert Relation.objects.get(pk=back.pk).status == "submitted"

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
        assert "Nothing was saved: what this rests on or clashes with" in errors_of(answer)
        assert Place.objects.count() == 1

    def test_of_a_deletion(self, curator, ledger, monkeypatch):
        monkeypatch.setattr(
            "curation.record_desk.RecordAdmin.get_deleted_objects", lambda *_: ([], {}, set(), [])
        )
        url = page(Actor, "delete", ledger.actor.pk)
        answer = curator.post(url, {"post": "yes"}, follow=True)
        assert "Nothing was saved: what this rests on or clashes with" in answer.content.decode()


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
    # No table; and what the records' own lists, and the page of a decision, show.
    assert without_pages == {"Ledger", "KeptStanding", "Coverage", "Step"}
