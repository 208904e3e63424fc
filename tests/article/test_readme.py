"""The examples of README and docstrings have the answers they give, of the seeded article."""

import doctest
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

README = Path(__file__).resolve().parents[2] / "README.md"
APPS = ["actors", "events", "sources"]
# What analysts call, with how many examples there are, so that none is lost without a word.
MODULES = {
    "actors.models.actor": 3,
    "actors.networks": 2,
    "actors.querysets": 2,
    "curation.changes": 2,
    "curation.finding_names": 3,
    "curation.full_text": 1,
    "curation.listed": 2,
    "curation.querysets": 10,
    "curation.timelines": 1,
    "curation.when": 6,
    "events.maps": 2,
    "events.querysets": 6,
    "events.responsibility_pictures": 2,
    "sources.explaining": 2,
    "sources.learning": 3,
    "sources.origins": 1,
    "sources.querysets": 3,
    "sources.responsibility": 1,
}


def imported():
    """What the analysts' shell imports."""
    models = (model for app in APPS for model in apps.get_app_config(app).get_models())
    names = {model.__name__: model for model in models}
    for module, calls in settings.SHELL_PLUS_POST_IMPORTS:
        names |= {name: getattr(import_module(module), name) for name in calls}
    return names


@pytest.mark.usefixtures("seeded")
class TestExamples:
    def test_of_the_readme_have_the_answers_it_gives(self):
        names = imported()
        asked = doctest.testfile(str(README), module_relative=False, globs=names, verbose=False)
        assert asked.attempted >= 20
        assert asked.failed == 0

    @pytest.mark.parametrize("name", MODULES)
    def test_of_docstrings_have_the_answers_they_give(self, name):
        asked = doctest.testmod(import_module(name), extraglobs=imported())
        assert asked.attempted >= MODULES[name]
        assert asked.failed == 0
