"""The evidence on record pages: at the top, in place for parts, and values to be accepted."""

import html

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from curation.acting import acting_as
from curation.review import accept, submit
from events.models import Event, Figure
from sources.explaining import explain
from sources.models import SUBJECTS, Attribution, Voice
from tests.admin.posting import form_values, page


def read(client, record):
    """The page of a record, as text."""
    answer = client.get(page(type(record), "change", record.pk))
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


@pytest.fixture
def figure(make_figure):
    return make_figure(best=3)


@pytest.fixture
def rivals(figure, attribute, make_actor):
    """Two attributions that give different numbers; the record says what the first does."""
    return [
        attribute(figure, make_actor(name="Layla"), field="best", value="3"),
        attribute(figure, make_actor(name="Hassan"), field="best", value="5"),
    ]


@pytest.fixture
def log_in(make_user):
    def log_in(*permissions):
        client = Client()
        client.user = make_user(*permissions)
        client.force_login(client.user)
        return client

    return log_in


VIEWS = ["events.view_figure", "sources.view_attribution"]


class TestPanel:
    @pytest.mark.parametrize("subject", SUBJECTS)
    def test_is_on_the_page_of_every_subject(self, curator, factories, attribute, subject):
        record = factories[SUBJECTS[subject]]()
        attribution = attribute(record, note="A doubt.")
        text = read(curator, record)
        assert "1 independent origin asserts it; 1 attribution." in text
        assert "narrated by a document without a known publisher" in text
        assert page(Attribution, "change", attribution.pk) in text
        assert "Note: A doubt." in text

    def test_leads_to_voices_passage_document_and_its_place_there(
        self, curator, figure, attribute, make_actor
    ):
        speaker = make_actor(name="ليلى")
        passage = attribute(figure, speaker).passage
        text = read(curator, figure)
        assert f'{page(type(speaker), "change", speaker.pk)}"><bdi>ليلى</bdi>' in text
        assert page(type(passage), "change", passage.pk) in text
        room = reverse("admin:sources_document_page", args=[passage.document_id])
        assert f"{room}#{passage.code}" in text

    def test_says_when_words_were_said_that_were_printed_later(
        self, curator, figure, attribute, make_actor, make_document
    ):
        report = make_document(title="A report", published="2014-06")
        attribute(figure, make_actor(), said="2014-05", document=report)
        assert "said 2014-05" in read(curator, figure)

    def test_says_which_values_compete(self, curator, figure, rivals):
        text = read(curator, figure)
        assert "2 independent origins assert it" in text
        assert "Contested: best." in text
        assert "Best (contested): the record says <bdi>3</bdi>" in text
        assert text.count('name="version"') == 1

    def test_says_that_one_origin_gives_two_values_of_one_day(
        self, curator, figure, attribute, make_actor
    ):
        layla = make_actor(name="Layla")
        for value in ("3", "5"):
            attribute(figure, layla, field="best", value=value, said="2014-05-03")
        [one] = explain(figure).undecided
        for page_of in (figure, figure.event):
            assert f'<p class="undecided" dir="auto">{one}</p>' in read(curator, page_of)

    def test_says_which_voices_are_counted_once(
        self, curator, figure, attribute, make_actor, make_document
    ):
        document = make_document(publisher=make_actor(name="the Post"))
        for name in ("a witness", "an official"):
            attribute(figure, make_actor(name=name, identity="unnamed"), document=document)
        text = read(curator, figure)
        assert (
            "1 independent origin asserts it; 2 attributions. Counted once: a witness and an"
            " official cannot be told apart from others of the kind and both count as the Post,"
            " the publisher.</p>" in text
        )

    def test_says_that_nothing_holds_it_up(self, curator, figure):
        assert "Nothing holds it up: no attribution is about it." in read(curator, figure)

    def test_is_for_whoever_may_change_attributions(self, log_in, figure, rivals):
        client = log_in("events.view_figure", "sources.change_attribution")
        assert "said by Hassan" in read(client, figure)

    def test_keeps_back_what_is_restricted(self, log_in, figure, rivals):
        Attribution.objects.filter(pk=rivals[1].pk).update(restricted=True, note="A secret.")
        text = read(log_in(*VIEWS), figure)
        assert "1 more that you may not see; the standing counts it." in text
        assert "A secret." not in text
        assert "Hassan" not in text

    def test_shows_the_first_and_leads_to_the_rest(self, curator, figure, attribute):
        for _ in range(53):
            attribute(figure)
        text = read(curator, figure)
        assert "3 more are in the list of attributions." in text
        assert f"{page(Attribution, 'changelist')}?figure__id__exact={figure.pk}" in text

    def test_says_what_is_saved_when_a_form_was_refused(self, curator, figure, rivals):
        url = page(Figure, "change", figure.pk)
        values = form_values(curator.get(url)) | {"best": "-1"}
        answer = curator.post(url, values)
        assert answer.status_code == 200
        assert "the record says <bdi>3</bdi>" in answer.content.decode()

    def test_of_a_passage_or_a_document_is_what_it_holds_up(self, curator, figure, rivals):
        passage = rivals[0].passage
        for record in (passage, passage.document):
            text = read(curator, record)
            assert "What it holds up" in text
            assert '<span class="standing standing-contested">contested</span>' in text


class TestWithoutAttributions:
    """The standing is the record's own; who says so, and how many, is for who may see that."""

    @pytest.fixture
    def viewer(self, log_in):
        return log_in("events.view_event", "events.view_figure", "events.view_participation")

    @pytest.fixture
    def attack(self, make_event, make_participation, attribute, make_actor):
        """An event that two speak of; of a part in it one asserts what another denies."""
        event = make_event(title="The attack", date="2014")
        part = make_participation(event=event, role="perpetrator")
        for name, stance in (("Layla", "asserts"), ("Hassan", "denies")):
            attribute(event, make_actor(name=name))
            attribute(part, make_actor(name=f"{name} too"), stance=stance)
        return event

    def test_page_says_what_it_amounts_to_and_no_more(self, viewer, log_in, attack, figure, rivals):
        text = read(viewer, figure)
        assert '<span class="standing standing-contested">contested</span>' in text
        assert "Who says so is not shown: you may not see attributions." in text
        assert "Hassan" not in text
        assert "independent origin" not in text
        assert "Hassan" in read(log_in(*VIEWS), figure)
        text = read(viewer, attack)
        assert '<span class="standing standing-corroborated">corroborated</span>' in text

    def test_page_that_was_refused_says_so_too(self, log_in, figure, rivals):
        client = log_in("events.view_figure", "events.change_figure")
        url = page(Figure, "change", figure.pk)
        answer = client.post(url, form_values(client.get(url)) | {"best": "-1"})
        assert '<span class="standing standing-contested">' in answer.content.decode()

    def test_parts_say_what_they_amount_to(self, viewer, attack):
        text = read(viewer, attack)
        assert '<span class="standing standing-contested">contested</span>' in text
        assert "row-evidence" not in text

    def test_parts_beyond_the_first_lead_to_no_evidence(
        self, viewer, curator, make_event, make_figure, attribute
    ):
        event = make_event()
        for n in range(22):
            attribute(make_figure(event=event, of_whom=f"some {n}"))
        assert read(curator, event).count("Evidence on its page") == 2
        assert "Evidence on its page" not in read(viewer, event)

    def test_lists_say_it_without_the_number_of_attributions(self, viewer, curator, attack):
        def cell(client):
            text = client.get(page(Event, "changelist")).content.decode()
            start = text.index('<td class="field-standing_shown">')
            return text[start : text.index("</td>", start)]

        assert "corroborated</span>" in cell(viewer)
        assert "<a " not in cell(viewer)
        assert ">2</a>" in cell(curator)

    def test_exports_and_filters_say_it(self, viewer, attack):
        rows = viewer.get(page(Event, "changelist"), {"standing": "corroborated"})
        assert "The attack" in rows.content.decode()
        answer = viewer.get(page(Event, "export"))
        text = b"".join(answer.streaming_content).decode()
        assert "corroborated" in text

    def test_pictures_say_it_without_voices(self, viewer, attack):
        for picture, word in (("timeline", "corroborated"), ("responsibility", "contested")):
            url = reverse("admin:events_event_picture_of_list_as", args=[picture, "csv"])
            text = viewer.get(url).content.decode()
            assert f",{word}" in text, picture
        assert ",0,0,0,0,0,contested" in text

    def test_nothing_offers_to_cite(self, viewer, curator, attack):
        for words in ("Add evidence", "inlineaddlink"):
            assert words in read(curator, attack)
            assert words not in read(viewer, attack)


class TestPart:
    def test_has_its_evidence_in_place(self, curator, figure, rivals):
        text = read(curator, figure.event)
        assert "Evidence: 2 attributions, 2 origins" in text
        assert "said by Hassan" in text
        assert "Best: the record says <bdi>3</bdi>;" in text
        assert f"{page(Figure, 'change', figure.pk)}#evidence" in text

    def test_that_is_one_of_very_many_has_it_on_its_own_page(
        self, curator, make_event, make_figure, attribute
    ):
        event = make_event()
        for n in range(23):
            attribute(make_figure(event=event, of_whom=f"some {n}"))
        text = read(curator, event)
        assert text.count("Evidence: 1 attribution, 1 origin") == 20
        assert text.count("Evidence on its page") == 3

    def test_without_evidence_has_no_row_for_it(self, curator, figure):
        assert "row-evidence" not in read(curator, figure.event)

    def test_shows_the_first_and_leads_to_the_rest(self, curator, figure, attribute):
        for _ in range(10):
            attribute(figure)
        assert "2 more are in the list of attributions." in read(curator, figure.event)


class TestBudget:
    def test_is_the_same_for_few_and_many(self, curator, make_event, make_figure, attribute):
        """Parts with values, voices and republications; and rival values of the record's own."""
        event = make_event(date="2014")

        def grow(to):
            for n in range(event.figures.count(), to):
                part = make_figure(event=event, of_whom=f"some {n}", best=n)
                for value in (n, n + 1):
                    self.cite(attribute, part, field="best", value=str(value))
                self.cite(attribute, event, field="date", value=f"{2000 + n}")

        def queries():
            with CaptureQueriesContext(connection) as asked:
                read(curator, event)
            return len(asked)

        grow(3)
        few = queries()
        grow(40)
        assert queries() <= few + 2  # two tables that do not fit count their rows

    def cite(self, attribute, record, **given):
        root = self.make_document(publisher=self.make_actor())
        attribute(
            record,
            self.make_actor(),
            on_behalf_of=self.make_actor(),
            document=self.make_document(derived_from=root),
            chain=[self.make_actor()],
            **given,
        )

    @pytest.fixture(autouse=True)
    def factories_at_hand(self, make_actor, make_document):
        self.make_actor, self.make_document = make_actor, make_document


def take(client, attribution, record, **values):
    """Presses *Accept this value*; the next page as text."""
    given = {"version": record.version, "value": attribution.value, "reason": "The later count."}
    url = reverse("admin:sources_attribution_accept", args=[attribution.pk])
    answer = client.post(url, given | values, follow=True)
    record.refresh_from_db()
    return html.unescape(answer.content.decode())


class TestAcceptThisValue:
    def test_sets_it_and_keeps_the_loser_marked(self, curator, figure, rivals):
        text = take(curator, rivals[1], figure)
        assert "is 5 now; the record is draft." in text
        assert figure.best == 5
        assert "Best (contested): the record says <bdi>5</bdi>" in text
        assert "says otherwise" in text
        told = figure.history.latest("pgh_id").pgh_context
        why = f"accepts {rivals[1].passage.code}'s value: The later count."
        assert (told["reason"], told["username"]) == (why, "curator")

    def test_asks_why_with_an_empty_box(self, curator, figure, rivals):
        """Whose value it is need not be typed, and is no answer to why."""
        text = read(curator, figure)
        box = text[text.index('<input type="text" name="reason"') :]
        box = box[: box.index(">")]
        assert " required" in box
        assert " value=" not in box

    def test_is_an_edit_that_another_accepts(self, curator, figure, rivals):
        writer = User.objects.create_user("writer")
        with acting_as(writer):
            submit([figure])
        with acting_as(User.objects.get(username="curator")):
            accept([figure])
        figure.refresh_from_db()
        text = take(curator, rivals[1], figure)
        assert figure.status == "draft"
        assert Figure.objects.accepted().get(pk=figure.pk).best == 3
        assert "Accepted, and proposed" in text
        assert "The later count." in text

    def test_is_offered_to_those_who_may_change_the_record(self, log_in, figure, rivals):
        assert "Accept this value" not in read(log_in(*VIEWS), figure)
        assert "Accept this value" in read(log_in(*VIEWS, "events.change_figure"), figure)

    @pytest.mark.parametrize("lacking", ["events.change_figure", "sources.view_attribution"])
    def test_is_refused_to_others(self, log_in, figure, rivals, lacking):
        held = {*VIEWS, "events.change_figure"} - {lacking}
        url = reverse("admin:sources_attribution_accept", args=[rivals[1].pk])
        assert log_in(*held).post(url, {"version": 1, "value": "5"}).status_code == 403
        figure.refresh_from_db()
        assert figure.best == 3

    def test_is_nothing_to_get_or_to_send_without_a_token(self, curator, figure, rivals):
        url = reverse("admin:sources_attribution_accept", args=[rivals[1].pk])
        assert curator.get(url).status_code == 405
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(User.objects.get(username="curator"))
        assert strict.post(url, {"version": 1, "value": "5"}).status_code == 403

    def test_of_restricted_evidence_is_not_found(self, log_in, figure, rivals):
        Attribution.objects.filter(pk=rivals[1].pk).update(restricted=True)
        url = reverse("admin:sources_attribution_accept", args=[rivals[1].pk])
        client = log_in(*VIEWS, "events.change_figure")
        assert client.post(url, {"version": 1, "value": "5"}).status_code == 404

    def test_is_refused_of_a_record_changed_since(self, curator, figure, rivals):
        Figure.objects.update(of_whom="soldiers")
        text = take(curator, rivals[1], figure, version=1)
        assert "Nothing was changed." in text
        assert "it was version 1 then and is 2 now" in text
        assert "You wrote: “The later count.”" in text
        assert figure.best == 3

    def test_is_refused_of_a_value_changed_since(self, curator, figure, rivals):
        assert "gives “5” by now" in take(curator, rivals[1], figure, value="6")
        assert figure.best == 3

    @pytest.mark.parametrize("version", ["", "one", "9" * 30])
    def test_is_refused_without_a_version(self, curator, figure, rivals, version):
        assert "which version it showed" in take(curator, rivals[1], figure, version=version)

    def test_is_refused_without_a_reason(self, curator, figure, rivals):
        assert "Say why this value is accepted" in take(curator, rivals[1], figure, reason=" ")
        assert figure.best == 3

    def test_is_refused_of_what_is_no_value(self, curator, make_event, attribute):
        event = make_event()
        text = take(curator, attribute(event, field="place", value="nowhere"), event)
        assert "“nowhere” cannot be the place of" in text


class TestOldBesideNew:
    @pytest.fixture
    def event(self, make_event, attribute):
        """An accepted event that its writer has edited since and submitted again."""
        writer = User.objects.create_user("writer")
        with acting_as(writer):
            event = make_event(title="Rockets", date="2014")
            attribute(event, field="date", value="2015", stated_value="in 2015")
            submit([event])
        with acting_as(User.objects.create_user("another")):
            accept([event])
        with acting_as(writer, reason="The later report."):
            Event.objects.filter(pk=event.pk).update(date="2015", description="On a base.")
            submit([event])
        return event

    def test_shows_each_field_with_who_why_and_its_evidence(self, curator, event):
        text = read(curator, event)
        told = text[text.index("Accepted, and proposed") : text.index("submit-row")]
        assert "2014" in told
        assert "2015" in told
        assert told.count("writer,") == 2
        assert "The later report." in told
        assert "(“in 2015”)" in told
        assert told.count("no attribution is about this field") == 1
        assert "Rockets" not in told

    def test_says_of_a_field_without_evidence_what_the_whole_record_has(
        self, curator, event, attribute
    ):
        attribute(event)
        told = read(curator, event)
        assert "none about this field alone, 1 about the record as a whole" in told
        assert "no attribution is about this field" not in told

    def test_says_nothing_of_what_is_retired_beside_a_field(self, curator, event, attribute):
        attribute(event, status="retired")
        assert "no attribution is about this field" in read(curator, event)

    def test_of_a_new_record_shows_all_of_it(self, curator, make_event):
        text = read(curator, make_event(title="Mortars"))
        told = text[text.index("All of it is new") : text.index("submit-row")]
        assert "Mortars" in told

    def test_is_not_shown_of_what_is_accepted(self, curator, event):
        with acting_as(User.objects.get(username="another")):
            accept([event])
        assert 'class="comparison"' not in read(curator, event)

    def test_is_for_reviewers_and_curators(self, log_in, event):
        views = ["events.view_event", "sources.view_attribution"]
        assert 'class="comparison"' not in read(log_in(*views), event)
        for right in ("events.change_event", "curation.review_records"):
            assert 'class="comparison"' in read(log_in(*views, right), event)

    def test_keeps_back_an_accepted_state_that_is_restricted(self, log_in, make_event):
        with acting_as(User.objects.create_user("writer")):
            event = make_event(title="Secret", restricted=True)
            submit([event])
        with acting_as(User.objects.create_user("another")):
            accept([event])
        Event.objects.filter(pk=event.pk).update(title="Plain", restricted=False)
        text = read(log_in("events.view_event", "events.change_event"), event)
        assert "What was accepted of it is restricted" in text
        assert "Secret" not in text

    def test_says_what_was_accepted_where_an_edit_was_taken_back(self, curator, event):
        Event.objects.filter(pk=event.pk).update(date="2014", description="")
        assert "It says what was accepted." in read(curator, event)


@pytest.mark.django_db(transaction=True)
def test_old_beside_new_of_a_passage_shows_its_voices(curator, make_passage, make_actor):
    writer, another = (User.objects.create_user(name) for name in ("writer", "another"))
    with acting_as(writer):
        passage = make_passage()
        kept = Voice.objects.create(passage=passage, position=1, actor=make_actor(name="Layla"))
        submit([passage])
    with acting_as(another):
        accept([passage])
    with acting_as(writer, reason="Heard again."):
        Voice.objects.filter(pk=kept.pk).update(capacity="spokeswoman")
        Voice.objects.filter(pk=kept.pk).update(capacity="spokesperson")
        Voice.objects.create(passage=passage, position=2, actor=make_actor(name="Hassan"))
        fleeting = Voice.objects.create(
            passage=passage, position=3, actor=make_actor(name="Nobody")
        )
        fleeting.delete()
        type(passage).objects.filter(pk=passage.pk).update(summary="Another.", status="draft")
    text = read(curator, passage)
    told = text[text.index("Accepted, and proposed") : text.index("submit-row")]
    assert "Voice changed: Layla" in told
    assert "Voice added: Hassan" in told
    assert "spokesperson" in told
    assert "spokeswoman" not in told
    assert "Nobody" not in told
    assert "Heard again." in told
