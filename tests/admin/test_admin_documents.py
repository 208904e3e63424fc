"""Passages and the page of their document: where words stand, what hangs on them."""

import pytest
from django.urls import reverse

from sources.attaching import attach
from sources.models import Passage
from sources.paragraphs import digest
from tests.admin.posting import errors_of

TEXT = "A title\n\nThe militia said on Monday that it would not attack.\n\nIt attacked on Monday."


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

    def test_are_anchored_in_the_attached_text_when_they_are_saved(self, place, ledger):
        attach(ledger.document, TEXT)
        place("would not attack")
        anchor = Passage.objects.get(summary="It says so.").anchor
        assert (anchor.paragraph, anchor.start, anchor.end) == (2, 35, 51)

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


class TestDocumentPage:
    def read(self, curator, document):
        url = reverse("admin:sources_document_page", args=[document.pk])
        return curator.get(url)

    def rows(self, response):
        return {
            row["number"]: [p.code for p in row["passages"]] for row in response.context["rows"]
        }

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
