"""How much of a document is coded: kept by the database, and the same as its page shows."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sources.attaching import attach
from sources.models import Coverage, DocumentText, Passage
from sources.paragraphs import digest, paragraphs
from sources.reading import reading
from tests.at_once import second_while_first_is_open

from .texts import COPIES, EDITION

# Of all that divides paragraphs or is dropped from them, and letters that fold together.
SIGNS = "ab é\u0301\n\r\t\v\f\x1c\x1f\x85\xa0\u1680\u2009\u2028\u2029\u202f\u3000\xad\u200b\ufeff’—"


def lengths(text):
    with connection.cursor() as cursor:
        cursor.execute("SELECT paragraph_lengths(%s)", [text])
        return cursor.fetchone()[0]


class TestLengths:
    @pytest.mark.parametrize("text", COPIES.values(), ids=COPIES)
    def test_are_those_of_the_paragraphs(self, db, text):
        assert lengths(text) == [len(block) for block in paragraphs(text)]

    @settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.text(SIGNS, max_size=30))
    @example("a\r\r\nb")
    @example("a\n\x0b\n\u200b\n\nb")
    @example("\ufeff\n\n")
    def test_are_those_of_any_text(self, db, text):
        assert lengths(text) == [len(block) for block in paragraphs(text)]


@pytest.fixture
def document(make_document):
    return make_document(code="a-town-without-rain")


@pytest.fixture
def code(document, make_passage):
    """Codes words of a paragraph of the edition."""

    def code(paragraph, words):
        start = paragraphs(EDITION)[paragraph - 1].index(words)
        return make_passage(
            document=document,
            paragraph=paragraph,
            start=start,
            end=start + len(words),
            digest=digest(words),
        )

    return code


@pytest.fixture
def shown(document):
    """What the document's page counts, held to what is kept."""
    reader = User.objects.create_superuser("reader")

    def shown():
        document.refresh_from_db()
        read = reading(document, reader)
        kept = Coverage.objects.filter(document=document).first()
        counted = (kept.coded, kept.paragraphs) if kept else (0, 0)
        assert counted == (read["coded"], len(read["rows"]))
        return counted

    return shown


class TestCoverage:
    def test_of_a_document_with_nothing_is_not_kept(self, document, shown):
        assert shown() == (0, 0)

    def test_without_a_text_ends_with_the_last_coded_paragraph(self, code, shown):
        code(3, "in March")
        assert shown() == (1, 3)

    def test_of_a_text_counts_its_paragraphs(self, document, code, shown):
        attach(document, EDITION)
        assert shown() == (0, 4)
        code(2, "The mayor")
        code(2, "on Tuesday")
        assert shown() == (1, 4)

    @pytest.mark.parametrize("name", COPIES)
    def test_follows_the_anchors_in_another_copy(self, document, code, shown, name):
        code(2, "The mayor said on Tuesday that the well was dry.")
        code(3, "in March")
        attach(document, COPIES[name])
        shown()  # which compares

    def test_counts_every_paragraph_that_a_passage_runs_over(self, document, code, shown):
        code(2, "The mayor said on Tuesday that the well was dry.")
        attach(document, "The mayor said\n\non Tuesday\n\nthat the well was dry.\n\nMore.")
        assert shown() == (3, 4)

    def test_follows_passages_that_move_and_go(self, document, code, shown, make_document):
        passage, other = code(2, "The mayor"), code(3, "in March")
        Passage.objects.filter(pk=passage.pk).update(paragraph=4)
        assert shown() == (2, 4)
        Passage.objects.filter(pk=passage.pk).update(document=make_document())
        assert shown() == (1, 3)
        other.delete()
        assert shown() == (0, 0)

    def test_follows_the_text(self, document, code, shown):
        code(2, "The mayor")
        attach(document, EDITION)
        attach(document, "Another.", replace=True)
        assert shown() == (1, 2)
        DocumentText.objects.all().delete()
        assert shown() == (1, 2)

    @pytest.mark.django_db(transaction=True)
    def test_counts_what_two_code_at_once(self, document, code, shown):
        second_while_first_is_open(lambda: code(2, "The mayor"), lambda: code(3, "in March"))
        assert shown() == (2, 3)


class TestAnchor:
    @pytest.mark.parametrize(
        ("text", "tied"), [("0 echo 78 echo 12345", True), ("0 echo 7", False)]
    )
    def test_says_whether_another_place_was_as_near(self, document, make_passage, text, tied):
        passage = make_passage(document=document, start=6, end=10, digest=digest("echo"))
        attach(document, text)
        assert passage.anchor.tied is tied
