"""`manage.py attach_text` and `verify_passages`: a user's own copy, and what stands in it."""

import io
import re

import pytest
from django.core.management import CommandError, call_command

from sources.attaching import LARGEST, NotAText, attach
from sources.models import Anchor, DocumentText, Passage
from sources.paragraphs import digest, paragraphs

from .texts import COPIES, EDITION


def said_by(command, *arguments, **options):
    """What a command prints."""
    out = io.StringIO()
    call_command(command, *arguments, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def document(make_document):
    return make_document(code="a-town-without-rain")


@pytest.fixture
def passage(document, make_passage):
    """The words “in March” of the third paragraph."""
    start = paragraphs(EDITION)[2].index("in March")
    return make_passage(
        document=document,
        code="p3-1",
        paragraph=3,
        start=start,
        end=start + 8,
        digest=digest("in March"),
    )


@pytest.fixture
def copy(tmp_path):
    """A file with a copy of the text, as bytes or text."""

    def copy(content, name="copy.txt"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return copy


class TestAttaching:
    def test_stores_the_text_and_anchors_its_passages(self, document, passage, copy):
        path = copy(EDITION)
        words = said_by("attach_text", document.code, path)
        assert words == "a-town-without-rain: 1 passages anchored, 0 not found.\n"
        assert document.text.text == EDITION
        anchor = passage.anchor
        assert (anchor.paragraph, anchor.start, anchor.end) == (3, passage.start, passage.end)

    def test_anchors_where_a_copy_has_it_and_moves_no_passage(self, document, passage, copy):
        before = Passage.objects.values().get()
        said_by("attach_text", document.code, copy(COPIES["reordered"]))
        said_by("attach_text", document.code, copy(COPIES["split"]), replace=True)
        assert passage.anchor.paragraph == 6
        assert Passage.objects.values().get() == before

    def test_tells_what_it_did_not_find(self, document, passage, make_passage, copy):
        make_passage(document=document)
        words = said_by("attach_text", document.code, copy("Nothing of the kind."))
        assert "0 passages anchored, 2 not found." in words
        assert "manage.py verify_passages lists them." in words
        assert not Anchor.objects.exists()

    def test_tells_of_a_tie(self, document, make_passage, copy):
        make_passage(document=document, start=6, end=10, digest=digest("echo"))
        words = said_by("attach_text", document.code, copy("0 echo 78 echo 12345"))
        assert "1 passages anchored, 0 not found, 1 in more than one place." in words

    def test_the_same_text_twice_changes_nothing(self, document, passage, copy):
        said_by("attach_text", document.code, copy(EDITION))
        before = DocumentText.objects.values().get()
        said_by("attach_text", document.code, copy(EDITION))
        assert DocumentText.objects.values().get() == before
        assert Anchor.objects.count() == 1

    def test_finds_passages_coded_since_when_it_is_repeated(
        self, document, passage, make_passage, copy
    ):
        said_by("attach_text", document.code, copy(EDITION))
        make_passage(document=document, paragraph=1, start=2, end=6, digest=digest("Town"))
        assert "2 passages anchored" in said_by("attach_text", document.code, copy(EDITION))

    @pytest.mark.parametrize("end", ["\r\n", "\r"])
    def test_turns_line_ends_into_line_feeds(self, document, passage, copy, end):
        said_by("attach_text", document.code, copy(EDITION.replace("\n", end)))
        assert document.text.text == EDITION
        assert passage.anchor.paragraph == 3

    def test_drops_the_mark_at_the_beginning_of_a_file(self, document, copy):
        said_by("attach_text", document.code, copy(b"\xef\xbb\xbfOne"))
        assert document.text.text == "One"


class TestRefusal:
    """Of what cannot be attached: one sentence, and nothing is stored."""

    @pytest.fixture(autouse=True)
    def nothing_stored(self, document):
        yield
        assert not DocumentText.objects.filter(document=document).exists()

    def refusal_of(self, code, path):
        with pytest.raises(CommandError) as refused:
            said_by("attach_text", code, path)
        message = str(refused.value)
        assert re.fullmatch(r"[^\n]+\.", message)
        return message

    @pytest.mark.parametrize("content", [b"caf\xe9", b"\xff\xfeO\0n\0e\0", b"ok \xc3\x28"])
    def test_tells_where_a_file_is_not_utf_8(self, document, copy, content):
        path = copy(content)
        message = self.refusal_of(document.code, path)
        assert message.startswith(f"{path} is not UTF-8 text (byte ")
        assert message.endswith("save it as plain text in UTF-8.")

    @pytest.mark.parametrize("content", ["", " \n\n\t", "\ufeff"])
    def test_tells_of_an_empty_file(self, document, copy, content):
        message = self.refusal_of(document.code, copy(content))
        assert message.endswith("copy.txt is empty: there is no text to attach.")

    @pytest.mark.parametrize("content", ["\u200b", "\u00ad\n\n\u2060"])
    def test_tells_of_a_file_with_nothing_to_see(self, document, copy, content):
        message = self.refusal_of(document.code, copy(content))
        assert message.endswith("copy.txt is empty: there is no text to attach.")

    def test_tells_of_nul_characters(self, document, copy):
        message = self.refusal_of(document.code, copy("One\0two"))
        assert message.endswith("copy.txt holds NUL characters: it is not plain text.")

    def test_tells_of_a_file_that_is_not_there(self, document, tmp_path):
        message = self.refusal_of(document.code, tmp_path / "nothing.txt")
        assert message.endswith("nothing.txt cannot be read: No such file or directory.")

    def test_tells_of_a_folder(self, document, tmp_path):
        assert "cannot be read: Is a directory." in self.refusal_of(document.code, tmp_path)

    def test_tells_of_a_file_too_large(self, document, tmp_path):
        path = tmp_path / "large.txt"
        with path.open("wb") as file:
            file.truncate(LARGEST + 1)
        assert "is larger than 20 MB" in self.refusal_of(document.code, path)

    def test_tells_of_an_unknown_document(self, db, copy):
        message = self.refusal_of("nonsense", copy(EDITION))
        assert message == "There is no document “nonsense”: look its code up in the admin."


class TestOtherText:
    def test_is_kept_unless_it_is_to_be_replaced(self, document, passage, copy):
        said_by("attach_text", document.code, copy(EDITION))
        with pytest.raises(CommandError, match="has another text already: --replace exchanges it"):
            said_by("attach_text", document.code, copy("Another text."))
        assert document.text.text == EDITION
        assert Anchor.objects.count() == 1

    def test_is_replaced_with_its_anchors_on_request(self, document, passage, copy):
        said_by("attach_text", document.code, copy(EDITION))
        said_by("attach_text", document.code, copy("Not in April, in March."), replace=True)
        assert DocumentText.objects.get().text == "Not in April, in March."
        assert (Anchor.objects.get().paragraph, Anchor.objects.get().start) == (1, 14)

    def test_that_is_refused_leaves_what_was_there(self, document):
        attach(document, "One")
        with pytest.raises(NotAText):
            attach(document, "Two")
        assert DocumentText.objects.get().text == "One"


class TestVerifying:
    def test_tells_that_all_stand(self, document, passage, copy, make_document):
        make_document()
        said_by("attach_text", document.code, copy(EDITION))
        assert said_by("verify_passages") == (
            "1 passages stand, 0 do not; 1 documents have no text.\n"
        )

    def test_lists_what_does_not_stand_and_fails(self, document, passage, make_passage, copy):
        make_passage(document=document, code="p1-1")
        said_by("attach_text", document.code, copy("Something else."))
        out = io.StringIO()
        with pytest.raises(CommandError, match="0 passages stand, 2 do not; 0 documents have"):
            call_command("verify_passages", stdout=out)
        assert "a-town-without-rain p3-1: not in the text\n" in out.getvalue()
        assert "a-town-without-rain p1-1: has no digest to look for\n" in out.getvalue()

    def test_lists_a_tie_and_does_not_fail(self, document, make_passage, copy):
        make_passage(document=document, code="p1-1", start=6, end=10, digest=digest("echo"))
        said_by("attach_text", document.code, copy("0 echo 78 echo 12345"))
        words = said_by("verify_passages")
        assert "a-town-without-rain p1-1: stands in two places as near\n" in words

    def test_looks_at_the_documents_that_are_named(self, document, passage, make_document, copy):
        other = make_document(code="other")
        said_by("attach_text", document.code, copy("Something else."))
        said_by("attach_text", other.code, copy("Something else."))
        assert "0 do not" in said_by("verify_passages", "other")
        with pytest.raises(CommandError, match="1 do not"):
            said_by("verify_passages", "other", document.code)

    def test_is_refused_of_an_unknown_document(self, document):
        with pytest.raises(CommandError, match="There is no document “nonsense”"):
            said_by("verify_passages", document.code, "nonsense")

    def test_looks_at_the_text_as_it_is_now(self, document, passage, copy):
        said_by("attach_text", document.code, copy(EDITION))
        DocumentText.objects.update(text=EDITION.replace("March", "April"))
        with pytest.raises(CommandError, match="1 do not"):
            said_by("verify_passages")
