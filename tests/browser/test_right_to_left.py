"""Arabic names and texts among English words, as they stand on the page in a real browser."""

import pytest

from actors.models import Actor, Relation
from sources.attaching import attach
from sources.models import Document, Passage
from tests.admin.posting import page

pytestmark = pytest.mark.django_db(transaction=True)

PAPER, SPEAKER, BRIGADE = "صحيفة الميناء", "سالم الحديدي", "لواء الساحل"
TITLE = "هجوم على قاعدة «المنارة» (Al-Manara)"
TEXT = "انفجار قرب الجسر\n\nقال سالم إن عدد القتلى 3. لم يصدقه أحد.\n"

# Where words stand, from the left, in the first element of a selector that holds them.
LEFT_OF = """([selector, words]) => {
    for (const element of document.querySelectorAll(selector)) {
        const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf(words);
            if (at >= 0) {
                const range = document.createRange();
                range.setStart(node, at);
                range.setEnd(node, at + words.length);
                return range.getBoundingClientRect().left;
            }
        }
    }
    return null;
}"""


@pytest.fixture
def from_left(desk):
    return lambda selector, words: desk.evaluate(LEFT_OF, [selector, words])


@pytest.fixture
def relation(desk):
    speaker = Actor.objects.create(name=SPEAKER, kind="person")
    brigade = Actor.objects.create(name=BRIGADE, kind="armed_group", code="brigade")
    return Relation.objects.create(subject=speaker, predicate="member_of", object=brigade)


@pytest.fixture
def report(desk):
    paper = Actor.objects.create(name=PAPER, kind="media")
    document = Document.objects.create(
        title=TITLE, kind="article", language="ar", publisher=paper, published="2023-03-14"
    )
    attach(document, TEXT)
    summary = "الوزارة تقول إن عدد القتلى 3."
    Passage.objects.create(document=document, paragraph=2, start=0, end=25, summary=summary)
    return document


class TestRelation:
    @pytest.mark.parametrize(
        ("address", "selector"),
        [
            ("change", "#content h2"),
            ("change", ".breadcrumbs"),
            ("split", "li:has([aria-label*=member]) bdi"),
        ],
    )
    def test_has_its_subject_before_its_object(self, desk, relation, from_left, address, selector):
        split = "/admin/split/actor/?of=brigade"
        desk.goto(split if address == "split" else page(Relation, "change", relation.pk))
        assert from_left(selector, SPEAKER) < from_left(selector, "member of")
        assert from_left(selector, "member of") < from_left(selector, BRIGADE)


class TestRoom:
    @pytest.fixture
    def room(self, desk, report):
        desk.goto(f"/admin/sources/document/{report.pk}/page/")
        desk.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        return desk

    def test_says_when_the_year_first(self, room, from_left):
        assert from_left(".byline", PAPER) < from_left(".byline", "2023")
        assert from_left(".byline", "2023") < from_left(".byline", "14")

    def test_has_the_end_of_a_summary_on_its_left(self, room, from_left):
        assert from_left(".summary", ".") < from_left(".summary", "القتلى")

    @pytest.mark.parametrize("selector", ["#content h1", ".breadcrumbs"])
    def test_has_a_title_from_right_to_left(self, room, from_left, selector):
        assert from_left(selector, "Manara") < from_left(selector, "المنارة")
        assert from_left(selector, "المنارة") < from_left(selector, "هجوم")
