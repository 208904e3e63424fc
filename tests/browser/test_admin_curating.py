"""A curator at work in the admin, with mouse and keyboard."""

import pytest

from actors.models import Actor
from events.models import Event, EventType
from sources.models import Attribution, Document, Passage
from tests.browser.hands import choose

pytestmark = pytest.mark.django_db(transaction=True)


def save(window, button="_save"):
    with window.expect_navigation():
        window.locator(f"[name={button}]").last.click()
    assert not window.locator(".errornote").count(), window.locator(".errorlist").all_inner_texts()


@pytest.fixture
def report(desk):
    return Document.objects.create(title="A report", kind="article", language="en")


class TestActor:
    def test_is_added_with_its_code_proposed(self, desk):
        desk.goto("/admin/actors/actor/add/")
        desk.locator("#id_name").press_sequentially("Kata'ib Hizballah")
        assert desk.input_value("#id_code") == "kataib-hizballah"
        desk.select_option("#id_kind", "armed_group")
        desk.click("text=Add another Name")
        row = "#id_names-0-"
        desk.fill(f"{row}text", "كتائب حزب الله")
        assert desk.eval_on_selector(f"{row}text", "e => getComputedStyle(e).direction") == "rtl"
        desk.fill(f"{row}language", "ar")
        desk.fill(f"{row}script", "Arab")
        save(desk)
        assert Actor.objects.get().names.get().text == "كتائب حزب الله"

    def test_refused_rows_stay_as_typed(self, desk):
        actor = Actor.objects.create(name="KH", kind="armed_group")
        desk.goto(f"/admin/actors/actor/{actor.pk}/change/")
        desk.click("text=Add another Relation >> nth=0")
        desk.select_option("#id_relations-0-predicate", "supports")
        choose(desk, "id_relations-0-object", "KH")
        desk.fill("#id_relations-0-title", "typed")
        desk.locator("[name=_save]").last.click()
        desk.wait_for_selector("text=An actor cannot stand in a relation to itself.")
        assert desk.input_value("#id_relations-0-title") == "typed"


class TestParagraph:
    def test_is_coded_by_plain_forms(self, desk, report):
        """Passage, voice, event and attribution, each one click from where the last one led."""
        Actor.objects.create(name="The spokesman", kind="person")
        EventType.objects.create(label="attack")
        desk.goto(f"/admin/sources/passage/add/?document={report.pk}&paragraph=1")
        desk.fill("#id_words", "Rockets hit the base on Monday, the spokesman said.")
        desk.fill("#id_start", "0")
        desk.fill("#id_summary", "Rockets hit a base")
        desk.click("text=Add another Voice")
        choose(desk, "id_voices-0-actor", "The spokesman")
        desk.select_option("#id_voices-0-mode", "indirect")
        save(desk, "_continue")
        passage = Passage.objects.get()
        assert (passage.paragraph, passage.end) == (1, 51)

        desk.click("text=Attribute something to it")
        with desk.expect_popup() as popup:
            desk.click("#add_id_event")
        event = popup.value
        event.fill("#id_title", "Attack on the base")
        choose(event, "id_type", "attack")
        event.fill("#id_date", "a Monday")
        event.locator("[name=_save]").click()
        event.wait_for_selector("text=“a Monday” was not understood")
        event.fill("#id_date", "circa 2021")
        event.locator("[name=_save]").click()
        desk.wait_for_selector("#id_event + .select2 >> text=Attack on the base")
        save(desk)
        assert Attribution.objects.get().event == Event.objects.get(date="2021~")

        desk.goto(f"/admin/sources/document/{report.pk}/page/")
        text = desk.inner_text(".reading")
        assert "1. The spokesman" in text
        assert "Attack on the base" in text

    def test_choices_of_a_column_follow_the_record(self, desk, report):
        Actor.objects.create(name="KH", kind="armed_group")
        desk.goto("/admin/sources/attribution/add/")
        choose(desk, "id_actor", "KH")
        offered = desk.locator("#id_field option").all_inner_texts()
        assert offered[:3] == ["the whole record", "began", "country"]
        assert "predicate" not in offered


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 420])
def test_nothing_is_wider_than_the_window(desk, report, scheme, width):
    actor = Actor.objects.create(name="KH", kind="armed_group")
    passage = Passage.objects.create(
        document=report, paragraph=1, start=0, end=9, summary="It says so. " * 30
    )
    Attribution.objects.create(passage=passage, actor=actor, field="kind", value="armed_group")
    desk.emulate_media(color_scheme=scheme)
    desk.set_viewport_size({"width": width, "height": 900})
    for url in (
        "/admin/",
        "/admin/actors/actor/",
        f"/admin/actors/actor/{actor.pk}/change/",
        f"/admin/sources/passage/{passage.pk}/change/",
        f"/admin/sources/document/{report.pk}/page/",
    ):
        desk.goto(url)
        wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert desk.evaluate(wider) <= 0, url
