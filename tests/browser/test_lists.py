"""Every list of the admin is as wide as its place, in a real browser, with rows like real ones."""

import pytest
from django.contrib.admin import site
from django.core.management import call_command

from actors.models import Actor, Name, Relation
from curation.models import Decision, Distinction
from curation.seeding import seed_once
from sources.attaching import attach
from sources.models import Document
from tests.admin.posting import page

pytestmark = pytest.mark.django_db(transaction=True)

WIDE, NARROW = 1400, 420

# What is wider than its place: the page itself, and boxes that scroll sideways.
TOO_WIDE = """() => {
    const sticksOut = (element) => element.scrollWidth > element.clientWidth + 1;
    const scrolls = (element) => ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
    const boxes = [...document.querySelectorAll("#main, #main *")];
    const wide = boxes.filter((box) => scrolls(box) && sticksOut(box));
    return {
        page: document.documentElement.scrollWidth > innerWidth,
        boxes: wide.map((box) => box.id || box.className),
    };
}"""


@pytest.fixture
def lists(desk):
    """Addresses of all lists by name, in a ledger with the article and the demonstration."""
    seed_once()
    call_command("loaddata", "demonstration", verbosity=0)
    actors = [*Actor.objects.order_by("code")[:2]]
    told = {"kind": "actors.actor", "reason": "They are two groups of one name in one province."}
    pair = {"code": actors[0].code, "other": actors[1].code}
    names = {"name": actors[0].name, "other_name": actors[1].name}
    Decision.objects.create(what="merge", who="curator", **told, **pair, **names)
    Distinction.objects.create(one=actors[0].code, other=actors[1].code, who="curator", **told)
    attach(Document.objects.first(), "A title\n\nThe mayor said that the well was dry.")
    return {str(model._meta.label): page(model, "changelist") for model in site._registry}


def test_fit_a_desk_and_a_telephone(desk, lists):
    assert len(lists) > 20
    wider = {}
    for label, address in lists.items():
        desk.goto(address)
        for width in (WIDE, NARROW):
            desk.set_viewport_size({"width": width, "height": 900})
            found = desk.evaluate(TOO_WIDE)
            # On a telephone a table scrolls in its own box.
            boxes = [box for box in found["boxes"] if width == WIDE or box != "results"]
            if found["page"] or boxes:
                wider[label, width] = boxes or "the page itself"
    assert not wider


class TestOnATelephone:
    @pytest.fixture
    def relations(self, desk, make_relation):
        make_relation(title="deputy commander of the second brigade", began="2014", ended="2016")
        desk.set_viewport_size({"width": NARROW, "height": 900})
        desk.goto(page(Relation, "changelist"))
        return desk

    def test_names_stay_beside_what_is_scrolled_to(self, relations):
        relations.evaluate("document.querySelector('.results').scrollLeft = 200")
        box = relations.locator(".results").bounding_box()
        name = relations.locator("#result_list tbody th").bounding_box()
        assert relations.evaluate("document.querySelector('.results').scrollLeft") == 200
        assert name["x"] == pytest.approx(box["x"], abs=1)

    def test_what_is_done_with_rows_can_be_chosen(self, relations):
        assert relations.locator("select[name=action]").bounding_box()["width"] > 200
        assert relations.locator(".actions [name=reason]").bounding_box()["width"] > 200


class TestFilters:
    @pytest.fixture
    def name(self, make_name):
        return make_name(kind="nom_de_guerre", text="the Engineer")

    def test_stay_folded_in_the_next_list(self, desk, name):
        desk.goto(page(Actor, "changelist"))
        before = desk.locator("#result_list").bounding_box()["width"]
        desk.locator("#changelist-filter-header").click()
        assert desk.locator("#result_list").bounding_box()["width"] > before + 150
        desk.goto(page(Name, "changelist"))
        desk.wait_for_function("!document.querySelector('.filters').open")
        desk.locator("#changelist-filter-header").click()
        desk.locator("#changelist-filter").get_by_role("link", name="Nom de guerre").click()
        desk.wait_for_selector("text=Clear all filters")

    @pytest.mark.parametrize("query", ["finding=nope", "on=nope"])
    def test_stand_open_where_one_says_why_nothing_is_found(self, desk, query):
        desk.set_viewport_size({"width": NARROW, "height": 900})
        desk.goto(f"{page(Actor, 'changelist')}?{query}")
        desk.wait_for_selector("#changelist-filter .errornote")

    def test_begin_folded_above_a_list_on_a_telephone(self, desk, name):
        desk.set_viewport_size({"width": NARROW, "height": 900})
        desk.goto(page(Name, "changelist") + "?kind__exact=nom_de_guerre")
        desk.wait_for_function("!document.querySelector('.filters').open")
        above = desk.locator("#changelist-filter").bounding_box()
        assert above["y"] + above["height"] <= desk.locator("#searchbar").bounding_box()["y"]
        desk.get_by_role("link", name="Clear all filters").click()
        desk.wait_for_function("!location.search.includes('kind')")
