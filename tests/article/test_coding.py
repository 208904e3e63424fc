import re
import subprocess
from pathlib import Path

import pytest
from django.apps import apps

from actors.models import Actor
from curation.fixtures import MODELS, all_records
from events.models import Event, Participation
from sources.attaching import attach, read_text
from sources.models import SUBJECTS, Attribution, Document, Passage, Voice

TOP = Path(__file__).resolve().parents[2]
ARTICLE = TOP.parent / "shared" / "article.txt"
PARAGRAPHS = 26

needs_article = pytest.mark.skipif(
    not ARTICLE.exists(), reason="the article's text is nobody's to give away"
)


@pytest.mark.usefixtures("seeded")
class TestCoding:
    def test_every_row_passes_full_clean(self):
        for record in all_records():
            record.full_clean()

    def test_everything_stated_is_held_up_by_a_passage(self):
        for model in SUBJECTS.values():
            assert not model.objects.unattributed().exists(), model.__name__

    def test_every_paragraph_is_coded(self):
        coded = Passage.objects.values_list("paragraph", flat=True)
        assert set(coded) == set(range(1, PARAGRAPHS + 1))

    def test_every_passage_holds_something_up_or_mentions_somebody(self):
        assert not Passage.objects.filter(attributions=None, mentions=None).exists()

    def test_every_inference_says_why(self):
        assert not Attribution.objects.filter(basis="inferred", note="").exists()

    def test_every_actor_has_its_names_as_printed(self):
        named = Actor.objects.filter(identity="named").exclude(code="defense-one")
        assert not named.filter(names=None).exists()

    def test_whoever_is_unknown_takes_no_part(self):
        assert not Participation.objects.filter(actor__identity="unknown").exists()

    def test_nobody_is_taken_for_the_speaker_of_narration(self):
        assert not Voice.objects.filter(actor__code="defense-one").exists()

    def test_no_event_lies_outside_2007_to_the_weeks_of_publication(self):
        assert not Event.objects.filter(date_earliest__lt="2007-01-01").exists()
        assert not Event.objects.filter(date_latest__gt="2021-04-30").exists()

    def test_vocabularies_hold_nothing_twice(self):
        assert {row._meta.label_lower for row in all_records()} <= set(MODELS)
        types = apps.get_model("events.eventtype").objects
        assert types.count() == types.values("label").distinct().count()


@needs_article
class TestAgainstTheText:
    def test_every_passage_stands_in_it(self, seeded):
        report = attach(Document.objects.get(code="militias-in-iraq"), read_text(ARTICLE))
        assert (report.missing, report.undigested, report.tied) == ([], [], [])
        assert report.standing == Passage.objects.count()

    def test_none_of_its_sentences_is_in_the_repository(self):
        text = ARTICLE.read_text(encoding="utf-8").split("\nX\n")[0]
        article = runs(words(text))
        title = runs(words(text.split("\n\n")[2]))
        for path in tracked_files():
            try:
                content = path.read_text(encoding="utf-8")
            except (UnicodeDecodeError, FileNotFoundError):
                continue
            assert not (runs(words(content)) & article) - title, path

    def test_no_attached_text_is_in_a_fixture(self):
        for path in (TOP / "fixtures").glob("*.json"):
            assert "sources.documenttext" not in path.read_text()


def words(text):
    return re.findall(r"[a-z0-9']+", text.lower().replace("\u2019", "'"))


def runs(found, length=10):
    """Every run of `length` words."""
    return {" ".join(found[i : i + length]) for i in range(len(found) - length + 1)}


def tracked_files():
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=TOP,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return [TOP / name for name in listed.split("\0") if name]
