import doctest
from pathlib import Path

from django.apps import apps

from sources.explaining import explain

README = Path(__file__).resolve().parents[2] / "README.md"
APPS = ["actors", "events", "sources"]


def test_its_questions_have_the_answers_it_gives(seeded):
    models = {
        model.__name__: model for app in APPS for model in apps.get_app_config(app).get_models()
    }
    asked = doctest.testfile(
        str(README), module_relative=False, globs=models | {"explain": explain}, verbose=False
    )
    assert asked.attempted >= 10
    assert asked.failed == 0
