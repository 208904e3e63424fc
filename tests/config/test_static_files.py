from config.static_files import LedgerStaticFilesStorage


class TestStaticFiles:
    def test_keep_their_plain_names_until_they_are_collected(self, settings, tmp_path):
        settings.STATIC_ROOT = tmp_path
        assert LedgerStaticFilesStorage().url("curation/desk.css") == "/static/curation/desk.css"
