"""What one article can hardly show: origins that agree and origins that contradict each other."""

import pytest
from django.core.management import call_command

from actors.models import Relation
from curation.fixtures import all_records
from events.models import Event, Figure, Participation
from sources.explaining import explain
from tests.article.test_readme import README


@pytest.fixture
def demonstration(seeded):
    call_command("loaddata", "demonstration", verbosity=0)


def standing(model, code):
    return model.objects.with_standing().get(code=f"demonstration-{code}").standing


@pytest.mark.usefixtures("demonstration")
class TestDemonstration:
    def test_a_claim_reprinted_and_denied_is_contested(self):
        assert standing(Participation, "brigade-fired") == "contested"

    def test_rival_numbers_are_contested(self):
        assert standing(Figure, "rocket-fire-killed") == "contested"

    def test_rival_numbers_are_explained_as_the_readme_shows(self):
        figure = Figure.objects.get(code="demonstration-rocket-fire-killed")
        assert str(explain(figure)) in README.read_text(encoding="utf-8")

    def test_a_spokesperson_and_a_reporter_corroborate_each_other(self):
        assert standing(Event, "rocket-fire") == "corroborated"

    def test_a_reprint_is_no_second_origin(self):
        event = Event.objects.get(code="demonstration-rocket-fire")
        herald = event.attributions.filter(passage__document__code="demonstration-herald")
        herald.update(status="retired")
        assert standing(Event, "rocket-fire") == "single-source"

    def test_the_other_standings_are_there_too(self):
        assert standing(Relation, "front-for-brigade") == "suspected"
        assert standing(Relation, "ministry-controls") == "denied"
        assert standing(Relation, "ministry-funds") == "retracted"
        assert standing(Participation, "front-fired") == "single-source"

    def test_is_marked_as_invented_row_by_row(self):
        for record in all_records():
            code = getattr(record, "code", "")
            assert "Invented" in getattr(record, "note", "Invented") or not str(code).startswith(
                "demonstration-"
            )

    def test_every_row_passes_full_clean(self):
        cleaned = 0
        for record in all_records():
            # A voice and a mention have the code of their passage; the article's are cleaned apart.
            code = str(getattr(record, "passage", record).code)
            if code.startswith("demonstration-"):
                record.full_clean()
                cleaned += 1
        assert cleaned > 50


def test_is_loaded_on_request_only(seeded):
    assert not Event.objects.filter(code__startswith="demonstration-").exists()
