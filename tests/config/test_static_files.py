from django.core.management import call_command

from config.static_files import LedgerStaticFilesStorage


class TestStaticFiles:
    def test_keep_their_plain_names_until_they_are_collected(self, settings, tmp_path):
        settings.STATIC_ROOT = tmp_path
        assert LedgerStaticFilesStorage().url("curation/desk.css") == "/static/curation/desk.css"

    def test_that_are_scripts_import_each_other_by_the_names_that_change(self, settings, tmp_path):
        settings.STATIC_ROOT = tmp_path
        backend = "config.static_files.LedgerStaticFilesStorage"
        settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": backend}}
        call_command("collectstatic", interactive=False, verbosity=0)
        [script] = (tmp_path / "sources" / "room").glob("room.*.js")
        text = script.read_text(encoding="utf-8")
        assert 'from "./draft.' in text
        assert 'from "./draft.js"' not in text
