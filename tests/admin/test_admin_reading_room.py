"""The reading room: what its page shows, what it offers, what it takes and refuses."""

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actors.models import Actor, Name, Relation
from curation.acting import acting_as
from curation.review import accept, submit
from events.models import Event, EventType, Figure, Participation
from sources.attaching import LARGEST, attach
from sources.models import Attribution, Document, DocumentText, Mention, Passage, Voice
from sources.paragraphs import digest

TEXT = """A title

The mayor said that the well was dry. A baker “called it\u00ad a rumour.”

It was.
"""
CODER = [
    "sources.view_document",
    "sources.view_passage",
    "sources.add_passage",
    "sources.add_voice",
    "sources.add_attribution",
    "actors.view_actor",
]


@pytest.fixture
def document(ledger, make_document):
    document = make_document()
    attach(document, TEXT)
    return document


def address(name, document):
    return reverse(f"admin:sources_document_{name}", args=[document.pk])


@pytest.fixture
def code(curator, document):
    """Sends a panel whose passage is the first sentence of the second paragraph."""

    def code(client=curator, **rows):
        passage = {"paragraph": 2, "start": 0, "end": 37, "summary": "The well is dry."}
        sent = {f"passage-{name}": value for name, value in passage.items()}
        sent |= {name.replace("__", "-"): value for name, value in rows.items()}
        return client.post(address("code", document), sent)

    return code


def attribution(number=0, **columns):
    given = {"stance": "asserts", "basis": "stated", "extent": "all", **columns}
    return {f"attributions__{number}__{name}": value for name, value in given.items()}


class TestPage:
    def test_highlights_passages_where_they_stand(self, curator, ledger, document):
        for start, end in ((0, 37), (4, 9)):
            given = {"document": document, "paragraph": 2, "start": start, "end": end}
            passage = Passage(**given, summary="She says so.")
            passage.full_clean()
            passage.save()
        attach(document, TEXT)
        response = curator.get(address("page", document))
        words = response.context["rows"][1]["segments"]
        assert [(s.text, s.depth) for s in words[:4]] == [
            ("The ", 1),
            ("mayor", 2),
            (" said that the well was dry.", 1),
            (' A baker "called it a rumour."', 0),
        ]
        assert response.context["coded"] == 1
        assert response.context["words_coded"] == 45

    def test_shows_no_word_without_the_permission_to_read(
        self, client, make_user, document, ledger
    ):
        ledger.make_passage(document=document, paragraph=2, summary="About a well.")
        client.force_login(make_user(*CODER))
        text = client.get(address("page", document)).content.decode()
        assert "mayor" not in text
        assert "About a well." in text
        assert "Code a passage" in text
        client.force_login(make_user(*CODER, "sources.read_documenttext"))
        assert "mayor" in client.get(address("page", document)).content.decode()

    def test_has_no_panel_for_whoever_may_not_code(self, client, make_user, document):
        client.force_login(make_user("sources.view_document"))
        assert "Code a passage" not in client.get(address("page", document)).content.decode()


class TestPlace:
    @pytest.fixture
    def place(self, curator, document):
        def place(one, other):
            return curator.get(address("place", document), {"from": one, "to": other}).json()

        return place

    def test_counts_in_the_normal_form(self, place):
        assert place("2:46", "2:67") == {"paragraph": 2, "start": 46, "end": 67}

    def test_leaves_out_the_white_space_around_it(self, place):
        assert place("2:3", "2:10") == {"paragraph": 2, "start": 4, "end": 9}

    def test_may_be_given_from_the_end(self, place):
        assert place("2:9", "2:4") == {"paragraph": 2, "start": 4, "end": 9}

    def test_of_a_triple_click_ends_with_its_paragraph(self, place):
        assert place("1:0", "2:0") == {"paragraph": 1, "start": 0, "end": 7}

    def test_over_two_paragraphs_is_refused(self, place):
        assert "runs from paragraph 1 into paragraph 2" in place("1:0", "2:3")["refused"]

    @pytest.mark.parametrize("point", ["", "2", "9:0", "x:y", "2:4"])
    def test_of_nothing_is_refused(self, place, point):
        assert place("2:4", point)["refused"].endswith(".")

    def test_is_for_those_who_may_read_the_text(self, client, make_user, document):
        client.force_login(make_user(*CODER))
        response = client.get(address("place", document), {"from": "1:0", "to": "1:3"})
        assert response.status_code == 403


class TestCoding:
    def test_writes_all_that_the_panel_holds(self, code, ledger):
        response = code(
            voices__0__actor=f"actor:{ledger.actor.pk}",
            voices__0__mode="direct",
            voices__3__actor="new-0",
            voices__3__mode="indirect",
            voices__3__together="on",
            mentions__0__target=f"place:{ledger.place.pk}",
            mentions__0__printed="Erbil",
            **{"made__0__kind-of-record": "actor"},
            made__0__name="The baker",
            made__0__kind="person",
            made__0__identity="named",
            **attribution(0, subject=f"event:{ledger.event.pk}", field="date", value="2021-02-15"),
            **attribution(1, subject=f"statement:{ledger.statement.pk}", stance="denies"),
        )
        passage = Passage.objects.get(summary="The well is dry.")
        assert response.json()["saved"] == passage.code
        assert 'data-held-up="2"' in response.json()["reading"]
        voices = [(str(voice), voice.position, voice.mode) for voice in passage.voices.all()]
        assert voices == [(str(ledger.actor), 1, "direct"), ("The baker", 1, "indirect")]
        assert passage.mentions.get().place == ledger.place
        assert {a.stance for a in passage.attributions.all()} == {"asserts", "denies"}

    def test_takes_dates_in_words(self, code, ledger):
        code(passage__said="January 2020")
        assert Passage.objects.get(summary="The well is dry.").said == "2020-01"

    def test_passes_over_rows_in_which_nothing_was_written(self, code):
        code(voices__0__actor="", voices__0__mode="direct", **attribution(subject=""))
        assert not Attribution.objects.filter(passage__summary="The well is dry.").exists()

    def test_answers_with_every_error_at_its_field(self, code, ledger):
        errors = code(
            passage__summary="",
            passage__said="a Monday",
            mentions__0__target="",
            mentions__0__printed="She",
            **{"made__0__kind-of-record": "participation"},
            made__0__participant=f"actor:{ledger.actor.pk}",
            made__0__role="",
            **attribution(subject="new-0", basis="inferred"),
        ).json()["errors"]
        assert set(errors) == {
            "passage-summary",
            "passage-said",
            "mentions-0-target",
            "made-0-role",
            "made-0-event",
            "attributions-0-note",
        }
        assert Passage.objects.count() == 1

    def test_answers_with_what_only_the_whole_shows(self, code, ledger):
        actor = f"actor:{ledger.actor.pk}"
        errors = code(
            voices__0__actor=actor,
            voices__0__mode="direct",
            voices__1__actor=actor,
            voices__1__mode="direct",
        ).json()["errors"]
        assert errors == {
            "voices-1": ["This actor is in the chain already; nobody quotes themselves."]
        }
        unknown = ledger.make_actor(identity="unknown")
        errors = code(
            **{"made__0__kind-of-record": "participation"},
            made__0__participant=f"actor:{unknown.pk}",
            made__0__event=f"event:{ledger.event.pk}",
            made__0__role="target",
        ).json()["errors"]
        assert list(errors) == ["made-0-participant"]
        assert not Participation.objects.exists()

    def test_refuses_a_place_outside_the_text(self, code):
        errors = code(passage__end="5000").json()["errors"]
        assert "lies outside it" in errors["passage"][0]

    @pytest.mark.parametrize(
        "subject", ["actor:0", "actor:x", "event", "place:1", "new-7", "user:1"]
    )
    def test_refuses_a_subject_that_is_none(self, code, ledger, subject):
        errors = code(**attribution(subject=subject)).json()["errors"]
        assert list(errors) == ["attributions-0-subject"]

    def test_refuses_a_restricted_subject_to_whoever_may_not_see_it(
        self, code, client, make_user, ledger
    ):
        hidden = ledger.make_actor(restricted=True)
        client.force_login(make_user(*CODER))
        errors = code(client, **attribution(subject=f"actor:{hidden.pk}")).json()["errors"]
        assert errors["attributions-0-subject"] == [
            "There is no such record, or none that you may see: choose another."
        ]

    def test_asks_for_the_permission_to_add_each_kind_of_row(self, code, client, make_user, ledger):
        client.force_login(make_user(*CODER))
        errors = code(
            client,
            mentions__0__target=f"actor:{ledger.actor.pk}",
            mentions__0__printed="She",
            **{"made__0__kind-of-record": "event"},
            made__0__title="A drought",
        ).json()["errors"]
        assert errors == {"panel": ["You may not add events or mentions: ask somebody who may."]}
        client.force_login(make_user("sources.view_document"))
        assert code(client).status_code == 403
        assert not Event.objects.filter(title="A drought").exists()

    def test_leads_to_the_login_whoever_has_none(self, code, client):
        client.logout()
        assert code(client).status_code == 302

    def test_is_by_the_user_in_history(self, code):
        code()
        history = Passage.objects.get(summary="The well is dry.").history.get()
        assert history.pgh_context["username"] == "curator"

    def test_asks_no_more_often_for_many_passages(self, code, ledger, curator, document):
        def queries(start):
            with CaptureQueriesContext(connection) as captured:
                response = code(passage__start=str(start))
            assert "saved" in response.json()
            return len(captured)

        few = queries(1)
        for start in range(10, 30):
            ledger.make_passage(document=document, paragraph=2, start=start, end=37)
        assert queries(2) == few


class TestOffers:
    @pytest.fixture
    def offers(self, curator):
        def offers(term, *kinds, client=curator, document=""):
            query = {"term": term, "kind": kinds, "document": document}
            found = client.get(reverse("admin:sources_document_offers"), query).json()["results"]
            return [offer["id"] for offer in found]

        return offers

    def test_are_found_by_any_name(self, offers, ledger):
        Name.objects.create(actor=ledger.actor, text="الزينبيون", language="ar", script="Arab")
        assert offers("الزينبيون", "actor") == [f"actor:{ledger.actor.pk}"]
        assert offers("Zaynabiyun", "actor", "relation") == [
            f"actor:{ledger.actor.pk}",
            f"relation:{ledger.relation.pk}",
        ]

    def test_of_a_number_are_found_by_its_label(self, offers, make_event):
        figure = Figure.objects.create(
            event=make_event(), measure="troops_remaining", best=2500, unit="persons"
        )
        for term in ("Troops remaining", "Troops remaining: 2500", str(figure)):
            assert offers(term, "figure") == [f"figure:{figure.pk}"]
        assert offers("Troops remaining: 2600", "figure") == []

    def test_begin_with_what_is_called_exactly_so(self, offers, ledger):
        government = ledger.make_actor("Government of Iran")
        country = ledger.make_actor("Iran")
        assert offers("iran", "actor") == [f"actor:{country.pk}", f"actor:{government.pk}"]

    def test_are_all_of_one_kind_without_a_term_and_none_of_several(self, offers, ledger):
        assert offers("", "event_type") == [f"event_type:{ledger.type.pk}"]
        assert offers("", "event_type", "actor") == []
        assert offers("x", "user") == []

    def test_put_what_is_called_so_but_for_a_remark_before_longer_names(self, offers, ledger):
        longer = EventType.objects.create(label="Raid on civilians")
        plain = EventType.objects.create(label="Raid, means not stated")
        assert offers("raid", "event_type") == [f"event_type:{t.pk}" for t in (plain, longer)]

    def test_put_what_the_document_is_coded_with_before_others(self, offers, ledger):
        first, second, third = (ledger.make_actor(f"Salim {name}") for name in "ABC")
        ledger.attribute(
            passage=ledger.make_passage(paragraph=2),
            relation=Relation.objects.create(subject=third, predicate="leads", object=first),
        )
        Voice.objects.create(
            passage=ledger.make_passage(paragraph=3), actor=first, position=1, mode="direct"
        )
        named = [f"actor:{actor.pk}" for actor in (first, second, third)]
        assert offers("salim", "actor") == named
        here = offers("salim", "actor", document=ledger.document.pk)
        assert here == [named[0], named[2], named[1]]
        assert offers("salim", "actor", document="x") == named
        assert offers("salim", "actor", document=10**9) == named

    def test_put_what_has_the_words_in_its_title_before_what_has_them_elsewhere(
        self, offers, make_event
    ):
        attack = make_event(title="Rockets on the base at Balad")
        later = {"date": "2021", "description": "It answered that at Balad."}
        bombing = make_event(title="Bombing of a depot", **later)
        found = [f"event:{event.pk}" for event in (attack, bombing)]
        assert offers("balad", "event") == found
        assert offers("balad depot", "event") == found[1:]

    def test_ask_once_who_may_be_meant_by_one_line(self, offers):
        """Of however many kinds it is searched among: that takes the longest of all."""
        with CaptureQueriesContext(connection) as asked:
            offers("Nasr and others", "actor", "name", "relation", "event", "figure")
        meaning = [query["sql"] for query in asked if " actors_named(" in query["sql"]]
        assert len(meaning) == 1

    def test_are_without_a_term_what_the_document_is_coded_with(self, offers, ledger):
        ledger.attribute(event=ledger.event)
        Mention.objects.create(
            passage=ledger.make_passage(paragraph=2), actor=ledger.actor, printed="them"
        )
        here = {"document": ledger.document.pk}
        found = offers("", "event", "actor", "statement", **here)
        assert found == [f"actor:{ledger.actor.pk}", f"event:{ledger.event.pk}"]
        assert offers("", "event_type", **here) == [f"event_type:{ledger.type.pk}"]

    def test_do_not_tell_by_their_order_what_stands_in_a_hidden_passage(
        self, offers, client, make_user, ledger
    ):
        first, second = (ledger.make_actor(f"Salim {name}") for name in "AB")
        passage = ledger.make_passage(paragraph=2, restricted=True)
        ledger.attribute(passage=passage, actor=second)
        client.force_login(make_user("actors.view_actor"))
        here = {"client": client, "document": ledger.document.pk}
        assert offers("salim", "actor", **here) == [f"actor:{a.pk}" for a in (first, second)]
        assert offers("", "actor", "event", **here) == []

    def test_do_not_tell_who_speaks_to_whoever_may_not_look_at_voices(
        self, offers, client, make_user, ledger
    ):
        speaker = ledger.make_actor("Salim B")
        Voice.objects.create(passage=ledger.passage, position=1, actor=speaker, mode="direct")
        here = {"document": ledger.document.pk}
        assert f"actor:{speaker.pk}" in offers("", "actor", "event", **here)
        client.force_login(make_user("actors.view_actor"))
        assert offers("", "actor", "event", client=client, **here) == []
        # Whoever may change voices may look at them.
        client.force_login(make_user("actors.view_actor", "sources.change_voice"))
        assert offers("", "actor", "event", client=client, **here) == [f"actor:{speaker.pk}"]

    def test_are_given_for_any_text(self, offers, ledger):
        assert offers("\0Zaynabiyun\0", "actor") == [f"actor:{ledger.actor.pk}"]
        assert offers("a" * 5_000, "actor", "event", "figure") == []
        assert offers("㌖" * 500, "actor", "event", "figure") == []

    def test_leave_out_what_the_user_may_not_see(self, offers, client, make_user, ledger):
        hidden = ledger.make_actor("Hidden man", restricted=True)
        Participation.objects.create(event=ledger.event, actor=hidden, role="target")
        assert len(offers("Hidden", "actor", "participation")) == 2
        client.force_login(make_user("actors.view_actor", "events.view_participation"))
        assert offers("Hidden", "actor", "participation", client=client) == []
        assert offers("attack", "event", client=client) == []

    def test_are_found_in_a_fixed_number_of_queries(self, curator, ledger):
        kinds = ["actor", "name", "relation", "designation", "event", "participation"]
        kinds += ["event_link", "figure", "statement", "place"]

        def queries():
            with CaptureQueriesContext(connection) as captured:
                query = {"term": "e", "kind": kinds, "document": ledger.document.pk}
                curator.get(reverse("admin:sources_document_offers"), query)
            return len(captured)

        ledger.grow(3)
        few = queries()
        ledger.grow(60)
        assert queries() == few


def test_nothing_is_written_by_looking(curator, document):
    counts = [model.objects.count() for model in (Actor, Passage, Voice, Mention)]
    assert curator.get(address("code", document)).status_code == 405
    assert [model.objects.count() for model in (Actor, Passage, Voice, Mention)] == counts


class TestStatedFacts:
    """What a box offers to make of a line such as “Amiri leads Badr”."""

    @pytest.fixture
    def facts(self, curator):
        def facts(line, *kinds, client=curator, document=""):
            query = {"term": line, "kind": kinds, "document": document}
            return client.get(reverse("admin:sources_document_offers"), query).json()

        return facts

    def meant(self, answer):
        return [part["meant"] and part["meant"]["id"] for part in ends(answer)]

    def test_know_whom_the_ends_mean_by_any_of_their_names(self, facts, ledger):
        leader = ledger.make_actor("Salim Nasr")
        Name.objects.create(actor=ledger.actor, text="الزينبيون", language="ar", script="Arab")
        answer = facts("Salim Nasr leads الزينبيون", "relation")
        assert self.meant(answer) == [f"actor:{leader.pk}", f"actor:{ledger.actor.pk}"]
        assert self.meant(facts("Nobody known leads Salim Nasr", "relation"))[0] is None

    def test_mean_nobody_who_is_only_perhaps_called_so(self, facts, ledger):
        """“Ordun” is near “Iran” in its consonants, and “Qatar” sounds as “actors” does."""
        for name in ("Iran", "Iranian actors", "militias in Syria"):
            ledger.make_actor(name)
        for name in ("Ordun", "Qatar", "Syria", "Iran army"):
            answer = facts(f"{name} funds Zaynabiyun hub", "relation")
            assert self.meant(answer) == [None, f"actor:{ledger.actor.pk}"], name

    def test_mean_by_a_part_of_a_name_the_only_one_or_the_one_coded_here(self, facts, ledger):
        first, second = ledger.make_actor("Salim Nasr"), ledger.make_actor("Salim Hadi")
        document = ledger.document.pk
        assert self.meant(facts("Salim leads Nasr", "relation")) == [None, None]
        assert self.meant(facts("Salim N leads X", "relation"))[0] == f"actor:{first.pk}"
        Voice.objects.create(passage=ledger.passage, position=1, actor=second, mode="direct")
        here = facts("Salim leads Hadi", "relation", document=document)
        assert self.meant(here) == [f"actor:{second.pk}", f"actor:{second.pk}"]

    def test_mean_an_actor_or_a_place_in_an_event(self, facts, ledger):
        answer = facts("Erbil was a target of the attack", "participation")
        assert self.meant(answer) == [f"place:{ledger.place.pk}", f"event:{ledger.event.pk}"]
        answer = facts("Umbrella target of some raid", "participation")
        assert self.meant(answer) == [f"actor:{ledger.relation.object_id}", None]

    def test_that_stand_in_the_ledger_are_offered_before_all(self, facts, ledger):
        leader = ledger.make_actor("Salim Nasr")
        for predicate in ("leads", "supports"):
            Relation.objects.create(subject=leader, predicate=predicate, object=ledger.actor)
        place = Participation.objects.create(event=ledger.event, place=ledger.place, role="target")
        found = facts("Salim Nasr supports Zaynabiyun hub", "relation", "event")["results"]
        assert found[0]["id"] == f"relation:{Relation.objects.get(predicate='supports').pk}"
        found = facts("Erbil target the attack", "participation")["results"]
        assert [offer["id"] for offer in found] == [f"participation:{place.pk}"]

    def test_of_a_number_offer_it_as_another_value_of_the_one_there(self, facts, ledger):
        columns = {"event": ledger.event, "measure": "killed", "unit": "persons"}
        figure = Figure.objects.create(**columns, best=4, of_whom="guards")
        Figure.objects.create(**columns, best=2, of_whom="officers")
        answer = facts("5 guards killed in the attack", "figure")
        there = [offer for offer in answer["results"] if offer.get("there")]
        assert there == answer["results"][:1]
        assert (there[0]["id"], there[0]["given"]) == (f"figure:{figure.pk}", ["best", "5"])
        assert answer["stated"][0]["kind"] == "figure"
        for other in ("5 guards killed", "5 killed in the attack"):
            assert not [o for o in facts(other, "figure")["results"] if o.get("there")]

    @pytest.mark.parametrize("typed", ["5 guard killed", "5 Guards killed"])
    def test_mean_one_population_however_it_is_inflected(self, facts, ledger, typed):
        columns = {"event": ledger.event, "measure": "killed", "unit": "persons"}
        figure = Figure.objects.create(**columns, best=4, of_whom="guards")
        found = facts(f"{typed} in the attack", "figure")["results"]
        assert (found[0]["id"], found[0].get("there")) == (f"figure:{figure.pk}", True)

    @pytest.mark.parametrize("typed", ["2 contractors killed", "2 killed"])
    def test_of_a_number_offer_those_of_other_populations_behind_a_new_one(
        self, facts, ledger, typed
    ):
        """Who counts “contractors” may count those whom the ledger calls “foreign contractors”."""
        columns = {"event": ledger.event, "unit": "persons"}
        killed = Figure.objects.create(
            **columns, measure="killed", best=1, of_whom="foreign contractors", as_of="2021"
        )
        Figure.objects.create(**columns, measure="wounded", best=9)
        found = facts(f"{typed} in the attack", "figure")["results"]
        offered = [offer["id"] for offer in found if "given" in offer]
        assert offered == [found[0]["id"]] == [f"figure:{killed.pk}"]
        assert found[0]["given"] == ["best", "2"]
        assert (found[0].get("there"), found[0]["others"]) == (None, True)

    def test_are_of_the_kinds_that_the_box_takes(self, facts):
        assert facts("A leads B", "event", "actor")["stated"] == []

    def test_name_nobody_whom_the_user_may_not_see(self, facts, client, make_user, ledger):
        hidden = ledger.make_actor("Hidden man", restricted=True)
        Relation.objects.create(subject=hidden, predicate="leads", object=ledger.actor)
        assert self.meant(facts("Hidden man leads Zaynabiyun hub", "relation"))[0]
        client.force_login(make_user("actors.view_actor", "actors.view_relation"))
        answer = facts("Hidden man leads Zaynabiyun hub", "relation", client=client)
        assert self.meant(answer) == [None, f"actor:{ledger.actor.pk}"]
        assert answer["results"] == []


def ends(answer):
    return [part for part in answer["stated"][0]["parts"] if "kinds" in part]


class TestAddingToAPassage:
    """What is coded already holds up more, without another passage of the same words."""

    @pytest.fixture
    def passage(self, document):
        columns = {"document": document, "paragraph": 2, "start": 0, "end": 37}
        return Passage.objects.create(**columns, summary="The well is dry.")

    def test_hangs_it_on_the_passage_as_it_is(self, code, passage, ledger):
        sent = {"passage-to": passage.pk, **attribution(subject=f"event:{ledger.event.pk}")}
        sent |= {"mentions__0__target": f"actor:{ledger.actor.pk}", "mentions__0__printed": "they"}
        answer = code(**sent, passage__summary="Something else.", voices__0__mode="direct").json()
        assert answer["saved"] == passage.code
        assert passage.attributions.get().event == ledger.event
        assert passage.mentions.get().actor == ledger.actor
        assert Passage.objects.filter(document=passage.document).get().summary == passage.summary
        assert not passage.voices.exists()

    def test_is_offered_where_the_same_words_are_coded_again(self, code, passage, ledger):
        answer = code(**attribution(subject=f"event:{ledger.event.pk}")).json()
        assert answer["twin"] == {"key": passage.pk, "code": passage.code}
        assert code(passage__end="x").json()["twin"] is None

    def test_leaves_an_accepted_passage_accepted(self, code, passage, ledger, make_user):
        with acting_as(make_user("sources.change_passage")):
            submit([passage])
        with acting_as(User.objects.get(username="curator")):
            assert accept([passage]).done
        subject = attribution(subject=f"event:{ledger.event.pk}")
        mention = {"mentions__0__target": f"actor:{ledger.actor.pk}", "mentions__0__printed": "x"}
        errors = code(**{"passage-to": passage.pk}, **subject, **mention).json()["errors"]
        assert errors["mentions-0"] == [
            f"{passage.code} is accepted: add a mention on its own page, where you are asked for"
            " the reason."
        ]
        assert not passage.attributions.exists()
        assert "saved" in code(**{"passage-to": passage.pk}, **subject).json()
        passage.refresh_from_db()
        assert passage.status == "accepted"

    def test_is_refused_where_there_is_no_such_passage_here(
        self, code, passage, ledger, client, make_user
    ):
        passage.restricted = True
        passage.save()
        client.force_login(make_user(*CODER))
        row = attribution(subject=f"actor:{ledger.actor.pk}")
        elsewhere = ledger.passage.pk
        for key in (passage.pk, elsewhere, "x", "9" * 30):
            answer = code(client=client, **{"passage-to": key}, **row).json()
            assert answer["errors"]["panel"] == [
                "The passage to add to is gone: code the words as a new one."
            ]


class TestDates:
    """A date is told as it is typed; “Monday” is counted from the day of the report."""

    @pytest.fixture
    def told(self, curator, document):
        def told(typed, published="2021-05-12", client=curator):
            Document.objects.filter(pk=document.pk).update(published=published)
            return client.get(address("date", document), {"typed": typed}).json()

        return told

    def test_are_told_in_words(self, told):
        assert told("Jan 2020") == {"meaning": "some time in January 2020 (1 to 31 January 2020)"}
        assert told(" ") == {"meaning": ""}

    def test_are_offered_where_they_may_be_several(self, told):
        monday, next_monday = told("Monday")["readings"]
        assert (monday["edtf"], next_monday["edtf"]) == ("2021-05-10", "2021-05-17")
        assert monday["text"] == "10 May 2021, the last Monday before the report"

    def test_are_refused_with_the_cure(self, told):
        assert told("soon")["refused"].endswith("or in EDTF.")
        assert "only “2021-05” is known" in told("Monday", "2021-05")["refused"]
        assert "write the date itself" in told("Monday", "")["refused"]
        assert len(told("y" * 100_000)["refused"]) < 500

    def test_are_taken_when_coded_where_they_mean_one_day(self, code, document):
        Document.objects.filter(pk=document.pk).update(published="2021-05-12")
        assert "saved" in code(passage__said="yesterday").json()
        assert Passage.objects.get(summary="The well is dry.").said == "2021-05-11"

    def test_are_queried_when_coded_where_they_may_mean_two(self, code, document):
        Document.objects.filter(pk=document.pk).update(published="2021-05-12")
        (sentence,) = code(passage__said="Monday").json()["errors"]["passage-said"]
        assert "“Monday” can be 10 May 2021" in sentence
        assert "17 May 2021" in sentence
        assert not Passage.objects.filter(summary="The well is dry.").exists()

    def test_of_a_document_are_for_those_who_may_see_it(self, client, make_user, document):
        client.force_login(make_user("sources.view_passage"))
        assert client.get(address("date", document), {"typed": "2020"}).status_code == 403


class TestNewFigure:
    """Two spokesmen who give two numbers contradict each other."""

    def made(self, event, **numbers):
        given = {"kind-of-record": "figure", "about": f"event:{event.pk}", "measure": "killed"}
        given |= {"unit": "persons", **numbers}
        return {f"made__0__{name}": value for name, value in given.items()}

    def test_gives_its_number_as_the_value_of_who_says_so(self, code, ledger):
        answer = code(**self.made(ledger.event, best="11"), **attribution(subject="new-0"))
        assert "saved" in answer.json()
        given = Attribution.objects.get(figure__isnull=False, passage__start=0)
        assert (given.field, given.value) == ("best", "11")

    def test_gives_each_of_its_numbers(self, code, ledger):
        code(**self.made(ledger.event, low="10", high="12.5"), **attribution(subject="new-0"))
        given = Attribution.objects.filter(figure__low=10).values_list("field", "value")
        assert {*given} == {("low", "10"), ("high", "12.5")}

    def test_that_is_denied_gives_none(self, code, ledger):
        denied = attribution(subject="new-0", stance="denies")
        code(**self.made(ledger.event, best="11"), **denied)
        assert Attribution.objects.get(figure__best=11).field == ""


class TestAttaching:
    """A copy of the text, from the page of its document."""

    @pytest.fixture
    def bare(self, ledger, make_document):
        return make_document()

    @pytest.fixture
    def send(self, bare):
        def send(client, content, **values):
            file = SimpleUploadedFile("copy.txt", content)
            answer = client.post(address("attach", bare), {"text": file, **values}, follow=True)
            return answer.content.decode()

        return send

    def test_stores_the_text_and_finds_its_passages(self, curator, bare, send, make_passage):
        words = {"paragraph": 2, "start": 4, "end": 9, "digest": digest("mayor")}
        make_passage(document=bare, **words)
        assert "1 passage was found in it." in send(curator, TEXT.encode())
        assert bare.passages.get().anchor.paragraph == 2

    def test_counts_no_passages_where_there_are_none(self, curator, bare, send):
        assert "The text is attached; none of it is coded yet." in send(curator, b"A hub.")

    def test_names_the_passages_that_are_not_there(self, curator, bare, send, make_passage):
        lost = make_passage(document=bare, digest=digest("nowhere"))
        assert f"not found: {lost.code}" in send(curator, TEXT.encode())

    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b"%PDF-1.7 \x93", "copy.txt is a PDF: save its text as plain text in UTF-8."),
            (b"PK\x03\x04\x14", "copy.txt is a word processor&#x27;s document or an archive"),
            (b"\xff\xfea", "copy.txt is not UTF-8 text (byte 0)"),
            (b" \n ", "copy.txt is empty: there is no text to attach."),
            (b"a\0b", "copy.txt holds NUL characters"),
            (b"a" * (LARGEST + 1), "copy.txt is larger than 20 MB"),
        ],
    )
    def test_of_what_is_no_text_says_why(self, curator, send, content, sentence):
        assert sentence in send(curator, content)
        assert not DocumentText.objects.exists()

    def test_of_no_file_says_so(self, curator, bare):
        answer = curator.post(address("attach", bare), follow=True)
        assert "Choose a file first" in answer.content.decode()

    def test_exchanges_a_text_only_if_told_to(self, curator, bare, send):
        send(curator, TEXT.encode())
        assert "tick the box to exchange it" in send(curator, b"Another text.")
        assert bare.text.text == TEXT
        send(curator, b"Another text.", replace="on")
        assert DocumentText.objects.get().text == "Another text."

    def test_is_for_those_who_may(self, client, make_user, bare):
        client.force_login(make_user("sources.view_document"))
        assert client.post(address("attach", bare)).status_code == 403
        assert "attach/" not in client.get(address("page", bare)).content.decode()

    def test_to_a_document_that_is_hidden_is_refused(self, client, make_user, make_document):
        hidden = make_document(restricted=True)
        client.force_login(make_user("sources.view_document", "sources.add_documenttext"))
        assert client.post(address("attach", hidden)).status_code == 404
