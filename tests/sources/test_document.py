import hashlib
import re

import pytest
from django.core.exceptions import ValidationError

from sources.models import Anchor, Document, DocumentText
from tests.refusing import assert_accepted, assert_refused, refused_by


class TestDocument:
    def test_has_a_title(self, make_document):
        assert_refused(make_document.build(title=" "), "document_title_is_given", "is empty")

    def test_is_published_at_a_point(self, make_document):
        assert_refused(
            make_document.build(published="2020/2021"),
            "document_published_is_a_point",
            "is not a single date",
        )

    def test_is_published_at_no_open_time(self, make_document):
        assert_refused(
            make_document.build(published=".."),
            "document_published_is_not_open",
            "Only the beginning or the end of a period can be open",
        )

    @pytest.mark.parametrize("text", ["2021-03-10", "2021-03", "2021?", "[..2021]", ""])
    def test_is_published_at_any_date_or_none_known(self, make_document, text):
        assert_accepted(make_document.build(published=text))

    @pytest.mark.parametrize("language", ["EN", "english", "en_GB", "en-", "", "en\n"])
    def test_is_written_in_a_language(self, make_document, language):
        refused = make_document.build(language=language)
        with pytest.raises(ValidationError) as error:
            refused.full_clean()
        assert re.search("BCP 47 tag|cannot be blank", str(error.value))
        with refused_by("document_language_is_a_bcp_47_tag"):
            Document.objects.bulk_create([refused])

    @pytest.mark.parametrize("language", ["en", "ckb", "fa-Arab", "und", "en-GB"])
    def test_is_written_in_any_language_or_none_known(self, make_document, language):
        assert_accepted(make_document.build(language=language))

    @pytest.mark.parametrize(
        ("column", "constraint"),
        [
            ("url", "document_url_is_a_web_address_or_empty"),
            ("archived_url", "document_archived_url_is_a_web_address_or_empty"),
        ],
    )
    @pytest.mark.parametrize(
        "address",
        [
            "example.org",
            "ftp://example.org/",
            "javascript:alert(1)",
            "https://",
            "https:///page",
            "https://:80/",
            "https://reader@/page",
            "https://example.org/a page",
            "https://exa mple.org/",
            "https://example.org/page\n",
            " https://example.org/",
            "https://example.org/a\u00a0page",
        ],
    )
    def test_stands_at_a_web_address(self, make_document, column, constraint, address):
        refused = make_document.build(**{column: address})
        with pytest.raises(ValidationError, match=r"[Ww]eb address|valid URL"):
            refused.full_clean()
        with refused_by(constraint):
            Document.objects.bulk_create([refused])

    @pytest.mark.parametrize("column", ["url", "archived_url"])
    @pytest.mark.parametrize(
        "address",
        [
            "",
            "http://example.org",
            "HTTPS://Example.org:8000/a?b=c#d",
            "https://user:word@example.org/",
            "https://[::1]:8000/",
            "https://web.archive.org/web/2020/https://example.org/",
            "https://مثال.إختبار/صفحة",
        ],
    )
    def test_stands_at_any_web_address_or_none_known(self, make_document, column, address):
        assert_accepted(make_document.build(**{column: address}))

    def test_that_passages_stand_in_cannot_be_deleted(self, make_passage):
        with pytest.raises(Exception, match=r"protected foreign keys: 'Passage\.document'"):
            make_passage().document.delete()


class TestText:
    @pytest.mark.parametrize("text", ["", " \n\n"])
    def test_is_given(self, make_document, text):
        text = DocumentText(document=make_document(), text=text)
        with pytest.raises(Exception, match=r"The text is empty|cannot be blank"):
            text.full_clean()
        with refused_by("documenttext_text_is_given"):
            DocumentText.objects.bulk_create([text])

    @pytest.mark.parametrize("text", ["One", "كتائب", "a\nb\n\nc"])
    def test_has_the_digest_of_its_bytes(self, make_document, text):
        stored = DocumentText.objects.create(document=make_document(), text=text)
        assert stored.sha256 == hashlib.sha256(text.encode()).hexdigest()
        stored.text += "."
        stored.save()
        assert stored.sha256 == hashlib.sha256(f"{text}.".encode()).hexdigest()

    def test_is_attached_once(self, make_document):
        document = make_document()
        DocumentText.objects.create(document=document, text="One")
        with pytest.raises(Exception, match="Document text with this Document already exists"):
            DocumentText(document=document, text="Two").full_clean()
        with refused_by("sources_documenttext_document_id_key"):
            DocumentText.objects.bulk_create([DocumentText(document=document, text="Two")])


class TestAnchor:
    @pytest.mark.parametrize("place", [(0, 0, 3), (1, 3, 3), (1, 4, 3)])
    def test_is_a_place(self, make_passage, place):
        passage = make_passage()
        text = DocumentText.objects.create(document=passage.document, text="One")
        paragraph, start, end = place
        anchor = Anchor(text=text, passage=passage, paragraph=paragraph, start=start, end=end)
        assert_refused(
            anchor, "anchor_ends_after_it_starts", "An anchor ends behind its first character."
        )
        anchor.paragraph, anchor.start, anchor.end = 1, 0, 1
        assert_accepted(anchor)

    def test_goes_with_its_text(self, make_passage):
        passage = make_passage()
        text = DocumentText.objects.create(document=passage.document, text="One")
        Anchor.objects.create(text=text, passage=passage, paragraph=1, start=0, end=3)
        text.delete()
        assert not Anchor.objects.exists()
        assert Document.objects.get().passages.get() == passage
