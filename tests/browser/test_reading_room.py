"""A curator in the reading room, from a selection to what it holds up, by keyboard alone."""

import pytest

from actors.models import Actor, Name, Relation
from events.models import Event, EventType, Figure, Participation
from sources.attaching import anchor, attach
from sources.models import Attribution, Document, Passage
from sources.paragraphs import digest, paragraphs

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = """A Town Without Rain

The mayor said on Tuesday that the well was dry. Rockets hit the base.

قال المتحدث إن البئر جفت. لم يصدقه أحد.
"""


@pytest.fixture
def report(desk):
    document = Document.objects.create(title="A report", kind="article", language="en")
    attach(document, TEXT)
    return document


@pytest.fixture
def room(desk, report):
    """The room of the report."""
    desk.goto(f"/admin/sources/document/{report.pk}/page/")
    return desk


def press(window, *keys):
    for key in keys:
        window.keyboard.press(key)


def tab_to(window, name):
    """Goes on by Tab until the field is reached; fails where the keyboard cannot."""
    for _step in range(40):
        press(window, "Tab")
        reached = "document.activeElement.id || document.activeElement.className"
        if window.evaluate(reached) == name:
            return
    pytest.fail(f"The keyboard does not reach {name}.")


def choose(window, words, option):
    window.keyboard.type(words)
    window.wait_for_selector(f"[role=option][aria-selected=true]:has-text('{option}')")
    press(window, "Enter")


def drag(window, paragraph, first, last):
    """Drags the mouse from before some words to behind others; only clicks without those."""
    points = window.evaluate(
        """([paragraph, first, last]) => {
            const words = document.querySelector(`#paragraph-${paragraph} .words`);
            const node = document.createTreeWalker(words, NodeFilter.SHOW_TEXT).nextNode();
            const at = offset => {
                const range = document.createRange();
                range.setStart(node, offset);
                range.setEnd(node, offset + 1);
                const {left, right, y, height} = range.getBoundingClientRect();
                return {left, right, y: y + height / 2};
            };
            const from = at(node.data.indexOf(first));
            const to = last && at(node.data.indexOf(last) + last.length - 1);
            return [from.left + 1, from.y, ...(last ? [to.right - 1, to.y] : [])];
        }""",
        [paragraph, first, last],
    )
    window.mouse.move(*points[:2])
    window.mouse.down()
    if last:
        window.mouse.move(*points[2:], steps=5)
    window.mouse.up()


def focused(window):
    return window.evaluate("document.activeElement.id")


def selected(window):
    return window.evaluate("document.getSelection().toString()")


def saved(window):
    press(window, "Control+Enter")
    window.wait_for_selector("text=Saved as a draft.")


class TestRoom:
    def test_codes_a_passage_by_keyboard_alone(self, room):
        mayor = Actor.objects.create(name="The mayor", kind="person")
        Name.objects.create(actor=mayor, text="Madame la maire", language="fr", script="Latn")
        event = Event.objects.create(
            title="The well ran dry", type=EventType.objects.create(label="drought")
        )
        press(room, "n", "n")
        assert selected(room) == "The"
        press(room, "Shift+ArrowDown")
        assert selected(room) == "The mayor said on Tuesday that the well was dry."
        press(room, "Enter")
        room.wait_for_selector("#room-passage-summary:focus")
        assert room.input_value("#room-passage-end") == "48"
        room.keyboard.type("The well is dry.")
        tab_to(room, "panel-add")
        press(room, "Enter")
        choose(room, "madame", "The mayor")
        assert focused(room) == "room-attributions-0-subject"
        choose(room, "ran dry", "The well ran dry")
        saved(room)

        passage = Passage.objects.get()
        assert (passage.paragraph, passage.start, passage.end) == (2, 0, 48)
        assert passage.voices.get().actor == mayor
        assert passage.attributions.get().event == event
        assert {passage.status, passage.attributions.get().status} == {"draft"}
        assert room.inner_text("mark") == "The mayor said on Tuesday that the well was dry."
        assert selected(room) == "Rockets hit the base."

    def test_is_led_through_by_enter(self, room):
        """Select, type, and go on: what it costs is counted in the README."""
        Actor.objects.create(name="The mayor", kind="person")
        town = Actor.objects.create(name="The town", kind="government")
        EventType.objects.create(label="drought")
        press(room, "n", "n", "Shift+ArrowDown")
        room.keyboard.type("now the well is dry.")
        press(room, "Enter")
        assert focused(room) == "room-voices-0-actor"
        choose(room, "mayor", "The mayor")
        choose_new(room, "Well ran dry", "event")
        choose(room, "drought", "drought")
        assert focused(room) == "room-made-0-date"
        room.keyboard.type("2021-02")
        press(room, "Alt+h")
        room.keyboard.type("the town")
        room.wait_for_selector("[role=option][aria-selected=true]:has-text('The town')")
        saved(room)

        passage = Passage.objects.get()
        assert (passage.summary, passage.end) == ("now the well is dry.", 48)
        assert passage.voices.get().actor.name == "The mayor"
        assert Event.objects.get().date == "2021-02"
        assert {a.subject for a in passage.attributions.all()} == {town, Event.objects.get()}

    def test_proposes_direct_speech_between_quotation_marks(self, room, report):
        Actor.objects.create(name="The mayor", kind="person")
        attach(report, TEXT + "\n\u201cNot a drop,\u201d she said. It was hot.\n", replace=True)
        room.reload()
        for keys, mode in [(["n", "n"], "indirect"), (["ArrowDown", "ArrowDown"], "direct")]:
            press(room, *keys, "Shift+ArrowDown")
            room.keyboard.type("a summary.")
            press(room, "Enter")
            choose(room, "mayor", "The mayor")
            saved(room)
            assert Passage.objects.latest("pk").voices.get().mode == mode

    def test_proposes_direct_speech_for_the_last_voice_only(self, room, report):
        for name in ("The agency", "The mayor"):
            Actor.objects.create(name=name, kind="person")
        attach(report, TEXT.replace("that the well was dry.", '"the well is dry."'), replace=True)
        room.reload()
        press(room, "n", "n", "Shift+ArrowDown")
        room.keyboard.type("a summary.")
        for name in ("The agency", "The mayor"):
            press(room, "Alt+v")
            choose(room, name.lower(), name)
        modes = [room.input_value(f"#room-voices-{n}-mode") for n in (0, 1)]
        assert modes == ["indirect", "direct"]
        room.select_option("#room-voices-0-mode", "direct")
        saved(room)
        assert {voice.mode for voice in Passage.objects.get().voices.all()} == {"direct"}

    def test_takes_nothing_from_an_empty_box(self, room):
        press(room, "n", "n", "Shift+ArrowDown")
        room.keyboard.type("The well is dry.")
        press(room, "Alt+v")
        choose_new(room, "The mayor", "actor")
        room.select_option("[name=made-0-kind]", "person")
        press(room, "Alt+h")
        room.keyboard.type("x")
        room.wait_for_selector("[role=option]")
        press(room, "Backspace")
        room.wait_for_selector("[role=option]:has-text('The mayor')")
        saved(room)
        assert Passage.objects.get().voices.get().actor.name == "The mayor"
        assert not Attribution.objects.exists()

    def test_takes_nothing_that_was_listed_for_other_words(self, room):
        """Enter comes before what the words that are typed now can mean."""
        Actor.objects.create(name="Valley Front", kind="armed_group")
        press(room, "n", "n", "Shift+ArrowDown")
        room.keyboard.type("They hit the base.")
        press(room, "Alt+h")
        room.keyboard.type("Valley")
        room.wait_for_selector("[role=option][aria-selected=true]:has-text('Valley Front')")
        room.keyboard.type(" Guard")
        press(room, "Enter")
        assert room.input_value("[name=attributions-0-subject]") == ""
        room.wait_for_selector("[aria-selected=true]:has-text('“Valley Guard”')")
        press(room, "Control+a", "Delete")
        saved(room)
        assert not Attribution.objects.exists()

    def test_makes_only_the_last_that_a_box_has_begun(self, room):
        press(room, "n", "n", "Shift+ArrowDown")
        room.keyboard.type("The well is dry.")
        press(room, "Alt+h")
        choose_new(room, "Well", "actor")
        room.focus("#room-attributions-0-subject")
        room.fill("#room-attributions-0-subject", "")
        choose_new(room, "It will rain", "statement")
        room.select_option("[name$='-kind'][name^=made-1]", "opinion")
        saved(room)
        assert Attribution.objects.get().statement.summary == "It will rain"
        assert not Actor.objects.exists()

    def test_offers_every_kind_of_new_record_without_a_word_typed(self, room):
        press(room, "n", "n", "Shift+ArrowDown")
        room.keyboard.type("The well is dry.")
        press(room, "Alt+h", "ArrowDown")
        room.wait_for_selector("[data-makes=relation]")
        assert not room.query_selector("[role=option][aria-selected=true]")
        assert room.inner_text("[data-makes=relation]") == "New relation"

    def test_makes_a_relation_of_a_line(self, room):
        """Its ends are shown as whom they mean before it is made."""
        Actor.objects.create(name="Idris Maruf", kind="person")
        ridge = Actor.objects.create(name="Sons of the Ridge", kind="armed_group")
        Name.objects.create(actor=ridge, text="The Ridge", language="en", script="Latn")
        press(room, "n", "n", "Shift+ArrowDown")
        room.keyboard.type("Maruf leads them.")
        press(room, "Alt+h")
        choose(
            room, "Idris Maruf leads the ridge", "New relation: Idris Maruf · person leads Sons of"
        )
        assert focused(room) == "room-attributions-1-subject"  # nothing is left to say of it
        saved(room)
        relation = Attribution.objects.get().relation
        assert (relation.subject.name, relation.predicate) == ("Idris Maruf", "leads")
        assert relation.object == ridge

    def test_makes_whoever_is_new_at_an_end_of_a_line(self, room):
        Actor.objects.create(name="Sons of the Ridge", kind="armed_group")
        press(room, "n", "n", "Shift+ArrowDown")
        room.keyboard.type("Maruf leads them.")
        press(room, "Alt+h")
        choose(room, "Idris Maruf leads sons of the ridge", "New relation: “Idris Maruf” leads")
        assert focused(room) == "room-made-0-subject"
        room.wait_for_selector("[data-makes=actor][aria-selected=true]:has-text('Idris Maruf')")
        press(room, "Enter")
        room.select_option("[name=made-1-kind]", "person")
        saved(room)
        relation = Attribution.objects.get().relation
        assert (relation.subject.name, relation.subject.kind) == ("Idris Maruf", "person")

    def test_knows_in_a_line_what_is_made_beside_it(self, room):
        EventType.objects.create(label="attack")
        press(room, "n", "n", "Shift+ArrowDown")
        room.keyboard.type("They hit the depot.")
        press(room, "Enter")
        choose_new(room, "Valley Front", "actor")
        room.select_option("[name=made-0-kind]", "armed_group")
        press(room, "Alt+h")
        choose_new(room, "Depot attack", "event")
        choose(room, "attack", "attack")
        press(room, "Alt+h")
        choose(room, "valley front perpetrator depot attack", "New participation: Valley Front")
        saved(room)
        part = Participation.objects.get()
        assert (part.actor.name, part.role) == ("Valley Front", "perpetrator")
        assert part.event.title == "Depot attack"

    def test_means_in_a_line_who_is_called_so_before_what_begins_so(self, room):
        """A relation of the Front, made beside it, is called “Valley Front split from …”."""
        front = Actor.objects.create(name="Valley Front", kind="armed_group")
        Actor.objects.create(name="Sons of the Ridge", kind="armed_group")
        press(room, "n", "n", "Shift+ArrowDown")
        room.keyboard.type("It split, with 1,200 fighters.")
        press(room, "Alt+h")
        choose(room, "Valley Front split from Sons of the Ridge", "New relation: Valley Front")
        choose(room, "1,200 persons: Valley Front", "New figure: 1,200 persons Valley Front")
        saved(room)
        assert Figure.objects.get().actor == front

    def test_makes_of_a_line_who_speaks_for_whom(self, room):
        for name, kind in (("Layla", "person"), ("Valley Front", "armed_group")):
            Actor.objects.create(name=name, kind=kind)
        press(room, "n", "n", "Shift+ArrowDown")
        room.keyboard.type("Layla speaks for the front.")
        press(room, "Alt+h")
        choose(room, "Layla, spokeswoman for Valley Front", "New relation: Layla · person")
        saved(room)
        relation = Relation.objects.get()
        assert (relation.predicate, relation.title) == ("represents", "spokeswoman")

    def test_makes_a_part_of_a_line_whose_event_is_known(self, room):
        Event.objects.create(title="Depot attack", type=EventType.objects.create(label="attack"))
        press(room, "n", "n", "Shift+ArrowDown")
        room.keyboard.type("The governor ordered it.")
        press(room, "Alt+h")
        choose(room, "Depot attack ordered by the governor", "New participation: Depot attack")

    def test_says_why_it_offers_who_is_called_otherwise(self, room):
        mayor = Actor.objects.create(name="The mayor", kind="person")
        Name.objects.create(actor=mayor, text="Dov Ber", language="en", strength="weak")
        press(room, "n", "n", "Shift+ArrowDown")
        room.keyboard.type("Dov said so.")
        press(room, "Alt+h")
        room.keyboard.type("dov ber")
        room.wait_for_selector("[role=option]:has-text('actor · weak name: Dov Ber')")
        press(room, "ArrowDown")  # behind the name itself
        press(room, "Enter")
        assert room.input_value("#room-attributions-0-subject") == "The mayor · person"

    def test_says_so_where_nothing_is_found_and_none_is_made(self, room):
        press(room, "n", "n", "Shift+ArrowDown")
        room.keyboard.type("The well is dry.")
        press(room, "Alt+h")
        choose_new(room, "Well ran dry", "event")
        room.keyboard.type("truce")
        room.wait_for_selector("text=Nothing is called so, and none is made here.")
        press(room, "Enter")
        assert focused(room) == "room-made-0-type"

    def test_gives_a_rival_number_as_a_value(self, room):
        event = Event.objects.create(
            title="Depot attack", type=EventType.objects.create(label="attack")
        )
        Figure.objects.create(event=event, measure="killed", best=4, unit="persons")
        press(room, "n", "n", "Shift+ArrowDown")
        room.keyboard.type("Five were killed.")
        press(room, "Alt+h")
        choose(room, "5 killed in depot attack", "says 5")
        assert focused(room) == "room-attributions-1-subject"
        assert room.is_visible("#room-attributions-0-value")
        saved(room)
        attribution = Attribution.objects.get()
        assert (attribution.field, attribution.value) == ("best", "5")
        assert Figure.objects.get().best == 4

    def test_denies_by_a_key_and_takes_that_back(self, room):
        mayor = Actor.objects.create(name="The mayor", kind="person")
        press(room, "n", "n", "Shift+ArrowDown")
        room.keyboard.type("There is no mayor.")
        press(room, "Alt+h", "Alt+s")
        assert room.input_value("#room-attributions-0-stance") == "suspects"
        press(room, "Alt+s", "Alt+d")
        choose(room, "mayor", "The mayor")
        saved(room)
        assert mayor.attributions.get().stance == "denies"

    def test_takes_no_title_for_a_line(self, room):
        """“Target” in it may be a role, but whom it would mean is not known."""
        press(room, "n", "n", "Shift+ArrowDown")
        room.keyboard.type("They hit the depot.")
        press(room, "Alt+h")
        choose(room, "Attack on the target in Harran", "New event")

    def test_lists_without_a_word_what_the_document_is_coded_with(self, room, report):
        mayor = Actor.objects.create(name="The mayor", kind="person")
        Actor.objects.create(name="The baker", kind="person")
        passage = Passage.objects.create(
            document=report, paragraph=1, start=0, end=6, summary="A title."
        )
        Attribution.objects.create(passage=passage, actor=mayor)
        press(room, "n", "n", "Shift+ArrowDown")
        room.keyboard.type("The well is dry.")
        press(room, "Alt+h", "ArrowDown")
        room.wait_for_selector("[data-makes=relation]")
        assert room.inner_text("[role=option]:first-child bdi") == "The mayor · person"
        assert not room.query_selector("[role=option]:has-text('The baker')")
        press(room, "ArrowDown", "Enter")
        saved(room)
        assert mayor.attributions.count() == 2

    def test_is_come_back_to_from_the_form_of_a_passage(self, room, report):
        """What is corrected there stands in its place here; what is typed here is kept."""
        passage = Passage.objects.create(
            document=report, paragraph=2, start=0, end=48, summary="Dry."
        )
        room.reload()
        press(room, "n", "Shift+ArrowDown")
        room.keyboard.type("half a summary")
        press(room, "Escape")
        room.click("#paragraph-2 details summary")
        room.click(f"#{passage.code} .summary a")
        room.fill("#id_summary", "The well is dry.")
        room.locator("[name=_save]").last.click()
        room.wait_for_selector(f"#{passage.code} .summary:has-text('The well is dry.')")
        assert room.input_value("#room-passage-summary") == "half a summary"
        room.wait_for_url(f"**/page/#{passage.code}")

    def test_shows_the_words_above_the_panel_on_a_telephone(self, room, report):
        attach(report, "A line.\n\n" * 20 + TEXT, replace=True)
        room.set_viewport_size({"width": 420, "height": 800})
        room.reload()
        room.focus("#paragraph-22 .words")
        press(room, "Shift+ArrowDown", "Enter")
        room.wait_for_selector("#room-passage-summary:focus")
        words, panel = (
            room.locator(place).bounding_box() for place in ("#paragraph-22 .words", ".panel")
        )
        assert words["y"] >= 0
        assert words["y"] + words["height"] <= panel["y"]

    def test_adds_to_a_passage_that_is_coded_already(self, room, report):
        """From its place on the page; what is typed is kept as of any other passage."""
        mayor = Actor.objects.create(name="The mayor", kind="person")
        Passage.objects.create(document=report, paragraph=2, start=0, end=48, summary="Dry.")
        room.reload()
        room.click("#paragraph-2 details summary")
        room.click("#paragraph-2 [data-add-to]")
        assert focused(room) == "room-attributions-0-subject"
        assert not room.is_visible("#room-passage-summary")
        assert room.inner_text(".panel-words").startswith("The mayor said")
        choose(room, "mayor", "The mayor")
        room.reload()
        room.wait_for_selector("h2:has-text('Add to')")
        saved(room)
        assert Passage.objects.get().attributions.get().actor == mayor

    def test_offers_to_add_where_the_words_are_coded_in_these_voices(self, room, report):
        mayor = Actor.objects.create(name="The mayor", kind="person")
        Passage.objects.create(document=report, paragraph=2, start=0, end=48, summary="Dry.")
        press(room, "n", "n", "Shift+ArrowDown")
        room.keyboard.type("It is dry.")
        press(room, "Alt+h")
        choose(room, "mayor", "The mayor")
        press(room, "Control+Enter")
        room.click("button:has-text('instead')")
        saved(room)
        assert Passage.objects.get().attributions.get().actor == mayor

    def test_offers_what_a_day_of_the_week_can_mean(self, room, report):
        Document.objects.update(published="2021-05-12")
        EventType.objects.create(label="drought")
        press(room, "n", "n", "Shift+ArrowDown")
        room.keyboard.type("The well is dry.")
        press(room, "Alt+h")
        choose_new(room, "Well ran dry", "event")
        choose(room, "drought", "drought")
        choose(room, "Tuesday", "11 May 2021, the last Tuesday before the report")
        assert room.input_value("#room-made-0-date") == "2021-05-11"
        saved(room)
        assert Event.objects.get().date == "2021-05-11"

    def test_says_what_a_date_means_as_it_is_typed(self, room):
        press(room, "n", "n", "Shift+ArrowDown")
        room.keyboard.type("The well is dry.")
        room.focus("#room-passage-said")
        room.keyboard.type("early 2020")
        room.wait_for_selector("text=Understood: some time from January 2020 to April 2020")
        press(room, "Backspace")
        room.wait_for_selector(".date-meaning:has-text('Understood')", state="detached")

    def test_makes_a_place_where_an_event_was(self, room):
        EventType.objects.create(label="drought")
        press(room, "n", "n", "Shift+ArrowDown")
        room.keyboard.type("The well is dry.")
        press(room, "Alt+h")
        choose_new(room, "Well ran dry", "event")
        choose(room, "drought", "drought")
        room.focus("#room-made-0-place")
        choose_new(room, "The town well", "place")
        room.select_option("[name=made-1-kind]", "site")
        saved(room)
        assert Event.objects.get().place.name == "The town well"

    def test_says_what_a_box_asks_for_only_until_it_is_typed(self, room):
        """It stands over what is below the box."""
        press(room, "n", "n", "Shift+ArrowDown", "Enter")
        room.wait_for_selector("#room-passage-summary_helptext:visible")
        room.keyboard.type("The well is dry.")
        assert room.is_hidden("#room-passage-summary_helptext")
        press(room, "Alt+h")
        assert room.is_visible("#room-attributions-0-subject_helptext")
        choose_new(room, "The mayor", "actor")
        room.focus("#room-attributions-0-subject")
        assert room.is_hidden("#room-attributions-0-subject_helptext")

    def test_says_of_a_word_that_it_is_no_number(self, room):
        press(room, "n", "n", "Shift+ArrowDown")
        room.keyboard.type("The well is dry.")
        press(room, "Alt+h")
        choose_new(room, "wells", "figure")
        room.fill("[name=made-0-best]", "four")
        room.fill("[name=made-0-low]", "1,200")
        press(room, "Control+Enter")
        room.wait_for_selector("[name=made-0-best][aria-invalid=true]")
        assert "Enter a number." in room.inner_text(".panel-made")
        assert not room.query_selector("[name=made-0-low][aria-invalid=true]")

    def test_proposes_no_words_that_are_coded(self, room, report):
        for start, end in [(0, 9), (31, 34)]:  # “The mayor”, “the”
            passage = {"document": report, "paragraph": 2, "summary": "A summary."}
            words = digest(paragraphs(TEXT)[1][start:end])
            Passage.objects.create(start=start, end=end, digest=words, **passage)
        anchor(report.text)
        room.reload()
        press(room, "n", "Shift+End")
        room.keyboard.type("The title.")
        saved(room)
        assert selected(room) == "said on Tuesday that"

    def test_goes_on_to_the_next_paragraph_from_a_proposal(self, room):
        press(room, "n", "Shift+ArrowRight")
        room.keyboard.type("A town.")
        saved(room)
        assert selected(room) == "Without Rain"
        press(room, "n")
        assert selected(room) == "The"

    def test_takes_up_a_voice_that_was_new_in_the_passage_before(self, room):
        press(room, "n", "n", "Shift+ArrowDown")
        room.keyboard.type("The well is dry.")
        press(room, "Enter")
        choose_new(room, "The mayor", "actor")
        room.select_option("[name=made-0-kind]", "person")
        saved(room)
        room.keyboard.type("Rockets hit a base.")
        press(room, "Alt+b")
        saved(room)
        voices = [passage.voices.get().actor for passage in Passage.objects.all()]
        assert voices == [Actor.objects.get()] * 2

    def test_marks_no_match_within_a_word(self, room):
        Actor.objects.create(name="presidents", kind="collective")
        press(room, "n", "n", "Enter")
        room.wait_for_selector("#room-passage-summary:focus")
        press(room, "Alt+v")
        room.keyboard.type("residents")
        room.wait_for_selector("[role=option][data-makes=actor][aria-selected=true]")

    def test_marks_nobody_who_is_only_nearly_called_so(self, room):
        Actor.objects.create(name="Iran", kind="government")
        press(room, "n", "n", "Enter")
        room.wait_for_selector("#room-passage-summary:focus")
        press(room, "Alt+v")
        room.keyboard.type("Ordun")
        room.wait_for_selector("[role=option]:has-text('Iran')")
        room.wait_for_selector("[role=option][data-makes=actor][aria-selected=true]")

    def test_makes_nothing_that_was_begun_and_not_wanted(self, room):
        event = Event.objects.create(
            title="The well ran dry", type=EventType.objects.create(label="drought")
        )
        press(room, "n", "n", "Shift+ArrowDown")
        room.keyboard.type("The well is dry.")
        press(room, "Alt+h")
        choose_new(room, "The well", "statement")
        room.fill("#room-attributions-0-subject", "")
        room.focus("#room-attributions-0-subject")
        choose(room, "ran dry", "The well ran dry")
        saved(room)
        assert Attribution.objects.get().event == event

    def test_goes_on_from_a_new_record_within_another(self, room):
        EventType.objects.create(label="attack")
        press(room, "n", "n", "Shift+End", "Enter")
        room.wait_for_selector("#room-passage-summary:focus")
        room.keyboard.type("Rockets hit a base.")
        press(room, "Enter", "Enter")
        choose_new(room, "The militia", "participation")
        choose_new(room, "The militia", "actor")
        for _field in range(10):
            if not focused(room).startswith("room-made-1"):
                break
            press(room, "Enter")
        assert focused(room) == "room-made-0-role"

    def test_typing_on_a_selection_that_is_no_passage_says_why(self, room):
        press(room, "n", "Shift+ArrowDown")
        room.evaluate(
            "document.getSelection().extend("
            "document.querySelector('#paragraph-2 .words span').firstChild, 9)"
        )
        room.keyboard.type("x")
        room.wait_for_selector("text=runs from paragraph 1 into paragraph 2")
        assert room.is_hidden(".panel")

    def test_makes_new_records_on_the_spot(self, room):
        EventType.objects.create(label="attack")
        press(room, "n", "n", "Shift+End", "Enter")
        room.wait_for_selector("#room-passage-summary:focus")
        room.keyboard.type("Rockets hit a base.")
        tab_to(room, "room-attributions-0-subject")
        choose_new(room, "The militia", "participation")
        choose_new(room, "The militia", "actor")
        press(room, "Tab")
        room.select_option("[name=made-1-kind]", "armed_group")
        room.select_option("[name=made-0-role]", "perpetrator")
        room.focus("#room-made-0-event")
        choose_new(room, "Attack on the base", "event")
        choose(room, "attack", "attack")
        saved(room)
        part = Participation.objects.get()
        assert (part.actor.name, part.event.title) == ("The militia", "Attack on the base")
        assert Attribution.objects.get().participation == part


def choose_new(window, words, kind):
    window.keyboard.type(words)
    window.wait_for_selector(f"[role=option][data-makes={kind}]")
    while not window.query_selector(f"[data-makes={kind}][aria-selected=true]"):
        press(window, "ArrowDown")
    press(window, "Enter")


class TestNothingTypedIsLost:
    def type_something(self, room):
        Actor.objects.create(name="The mayor", kind="person")
        press(room, "n", "n", "Shift+ArrowDown", "Enter")
        room.wait_for_selector("#room-passage-summary:focus")
        room.keyboard.type("The well is dry.")
        press(room, "Alt+v")
        choose(room, "mayor", "The mayor")
        press(room, "Alt+h")
        choose_new(room, "It will rain", "statement")

    def holds_it_still(self, room):
        assert room.input_value("#room-passage-summary") == "The well is dry."
        assert room.input_value("#room-passage-end") == "48"
        assert "The mayor" in room.input_value("#room-voices-0-actor")
        assert room.input_value("#room-made-0-summary") == "It will rain"

    def test_when_the_page_is_loaded_again(self, room):
        self.type_something(room)
        room.reload()
        room.wait_for_selector("text=This was typed before and is not saved yet")
        self.holds_it_still(room)
        room.select_option("[name=made-0-kind]", "opinion")
        saved(room)
        assert Attribution.objects.get().statement.summary == "It will rain"
        room.reload()
        assert room.is_hidden(".panel")

    def test_in_another_window_on_the_same_document(self, room):
        """Each window has what is its own while it is open; what it leaves is taken up."""
        self.type_something(room)
        other, address = room.context.new_page(), room.url
        other.goto(address)
        other.wait_for_selector(".paragraphs")
        assert other.is_hidden(".panel")
        other.focus("#paragraph-2 .words")
        press(other, "Shift+ArrowDown")
        other.keyboard.type("Something else.")
        other.close()
        context = room.context
        room.close()
        for words, more in ("Something else.", True), ("The well is dry.", False):
            window = context.new_page()
            window.goto(address)
            window.wait_for_selector("text=This was typed before and is not saved yet")
            assert window.is_visible("text=It has more of another window") == more
            assert window.input_value("#room-passage-summary") == words
            window.click(".panel-discard")
            window.close()

    def test_in_a_window_and_its_duplicate(self, room):
        self.type_something(room)
        name = room.evaluate("sessionStorage.roomWindow")
        other = room.context.new_page()
        other.add_init_script(f"sessionStorage.roomWindow = '{name}'")  # as browsers copy it
        other.goto(room.url)
        other.wait_for_selector("text=This was typed before and is not saved yet")
        for window, words in (room, "The well is dry."), (other, "It is wet."):
            window.fill("#room-passage-summary", words)
        kept = "JSON.stringify(Object.values({...localStorage}))"
        assert "The well is dry." in room.evaluate(kept)
        assert "It is wet." in room.evaluate(kept)

    def test_when_nothing_can_be_searched(self, room):
        Actor.objects.create(name="The mayor", kind="person")
        self.type_something(room)
        room.context.clear_cookies(name="sessionid")
        press(room, "Alt+v")
        room.keyboard.type("mayor")
        room.wait_for_selector("text=Nothing could be searched: are you still logged in")
        assert not room.query_selector("[role=option][aria-selected=true]")

    def test_when_the_login_has_expired(self, room):
        self.type_something(room)
        room.context.clear_cookies(name="sessionid")
        press(room, "Control+Enter")
        room.wait_for_selector("text=You are no longer logged in.")
        self.holds_it_still(room)
        assert not Passage.objects.exists()

    def test_when_something_is_refused(self, room):
        self.type_something(room)
        press(room, "Control+Enter")
        room.wait_for_selector("#room-made-0-kind[aria-invalid=true]")
        self.holds_it_still(room)
        assert not Passage.objects.exists()

    def test_when_the_panel_is_closed_and_opened_on_other_words(self, room):
        self.type_something(room)
        press(room, "Escape")
        assert room.is_hidden(".panel")
        assert selected(room)
        press(room, "Enter")
        room.wait_for_selector("#room-passage-summary:focus")
        self.holds_it_still(room)

    def test_when_a_name_was_typed_and_not_chosen(self, room):
        press(room, "n", "Enter")
        room.wait_for_selector("#room-passage-summary:focus")
        room.keyboard.type("A title.")
        press(room, "Alt+h")
        room.keyboard.type("Nobody knows")
        press(room, "Control+Enter")
        room.wait_for_selector("text=Choose one from the list, or make a new one there.")
        assert not Passage.objects.exists()


class TestSelection:
    def test_over_two_paragraphs_gets_its_sentence(self, room):
        room.evaluate(
            "document.getSelection().setBaseAndExtent("
            "document.querySelector('#paragraph-1 .words span').firstChild, 2,"
            "document.querySelector('#paragraph-2 .words span').firstChild, 9)"
        )
        room.dispatch_event("#paragraph-2 .words", "mouseup", {"button": 0})
        room.wait_for_selector("text=runs from paragraph 1 into paragraph 2")
        assert room.is_hidden(".panel")

    def test_by_mouse_opens_the_panel(self, room):
        room.dblclick("#paragraph-1 .words >> text=A Town", position={"x": 40, "y": 10})
        room.wait_for_selector(".panel:visible")
        words = room.inner_text(".panel-words")
        assert words in "A Town Without Rain"
        assert words

    def test_by_mouse_begins_within_what_is_proposed(self, room):
        """Where a press would otherwise take hold of the selected words, to drag them away."""
        press(room, "n", "n", "Shift+ArrowDown")
        drag(room, 2, "The mayor", "the well")
        room.wait_for_selector("#room-passage-summary:focus")
        assert room.inner_text(".panel-words") == "The mayor said on Tuesday that the well"

    def test_by_a_click_takes_what_is_proposed(self, room):
        press(room, "n", "n", "Shift+ArrowDown")
        drag(room, 2, "mayor", "")
        room.wait_for_selector("#room-passage-summary:focus")
        assert room.inner_text(".panel-words") == "The mayor said on Tuesday that the well was dry."

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ("It fell under Law No. 13 of 2005.[1]", "Four were hurt, four of them gravely.[2]"),
            ("An expert, Dr. Zaynab Amir, said so.", "Lt. Gen. John W. Karim agreed."),
            ("The U.S. Army left in 2020.", 'Nobody saw it go, "not one."'),
        ],
    )
    def test_of_a_sentence_ends_with_its_note_and_not_at_a_title(self, room, report, first, second):
        attach(report, f"{first} {second}", replace=True)
        room.reload()
        room.focus("#paragraph-1 .words")
        press(room, "Shift+ArrowDown")
        assert selected(room) == first
        press(room, "Shift+ArrowDown")
        assert selected(room) == f"{first} {second}"

    def test_goes_with_the_direction_of_the_writing(self, room):
        room.focus("#paragraph-3 .words")
        press(room, "ArrowLeft", "Shift+ArrowLeft", "Shift+ArrowLeft", "Shift+ArrowRight")
        assert selected(room) == "المتحدث إن"

    def test_starts_from_what_the_mouse_has_selected(self, room):
        room.dblclick("#paragraph-1 .words >> text=A Town", position={"x": 40, "y": 10})
        room.wait_for_selector("#room-passage-summary:focus")
        press(room, "Escape")
        assert selected(room)


class TestWithoutText:
    def test_is_coded_by_paragraph_and_offsets(self, desk):
        document = Document.objects.create(title="A report", kind="article", language="en")
        event = Event.objects.create(
            title="The well ran dry", type=EventType.objects.create(label="drought")
        )
        desk.goto(f"/admin/sources/document/{document.pk}/page/")
        desk.focus("text=Add the first passage")
        press(desk, "Enter")
        desk.wait_for_selector("#room-passage-start:focus")
        desk.keyboard.type("0")
        press(desk, "Tab")
        desk.keyboard.type("50")
        press(desk, "Tab")
        desk.keyboard.type("The well is dry.")
        press(desk, "Alt+h")
        choose(desk, "ran dry", "The well ran dry")
        saved(desk)
        assert Attribution.objects.get().event == event
        assert "The well is dry." in desk.inner_text("#paragraph-1")
