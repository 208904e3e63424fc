import json

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from actors.models import Actor
from curation import fixtures, seeding
from curation.dumping import dump
from curation.models import Seeding

FILES = ["vocabularies", "militias-in-iraq"]


def history_rows():
    return {label: apps.get_model(f"{label}history").objects.count() for label in fixtures.MODELS}


@pytest.fixture
def own_fixtures(settings, tmp_path):
    """A fixture folder of the test's own: writes rows into `facts.json` there."""
    settings.FIXTURE_DIRS = [tmp_path]
    settings.SEED_FIXTURES = ["facts"]

    def write(*rows):
        rows = [{"model": model, "fields": row} for model, row in rows]
        (tmp_path / "facts.json").write_text(json.dumps(rows))

    return write


def actor(**fields):
    return "actors.actor", {"code": "x", "name": "X", "kind": "person", **fields}


class TestFirstSeeding:
    def test_fills_an_empty_ledger_as_accepted(self, seeded):
        rows = sum(len(fixtures.read_rows(name)) for name in FILES)
        assert sum(apps.get_model(label).objects.count() for label in fixtures.MODELS) == rows
        assert not Actor.objects.exclude(status="accepted").exists()

    def test_is_recorded_with_the_digest_of_each_file(self, seeded):
        recorded = dict(Seeding.objects.values_list("fixture", "sha256"))
        assert recorded == {name: fixtures.file_digest(name) for name in FILES}

    def test_is_the_work_of_the_principal_seed_who_cannot_log_in(self, seeded):
        author = seeding.principal()
        history = apps.get_model("actors.actorhistory").objects
        assert set(history.values_list("pgh_context__user", flat=True)) == {author.pk}
        assert not author.is_active
        assert not author.has_usable_password()

    def test_happens_once(self, seeded):
        assert seeding.seed_once() == 0


class TestOccupiedLedger:
    def test_is_not_seeded(self, own_fixtures, db):
        own_fixtures(actor())
        Actor.objects.create(code="mine", name="Mine", kind="person")
        assert seeding.seed_once() == 0
        assert Actor.objects.get().code == "mine"


class TestLoaddata:
    def test_over_the_seeded_ledger_changes_nothing_history_included(self, seeded):
        before = history_rows()
        call_command("loaddata", *FILES, verbosity=0)
        assert history_rows() == before

    def test_fills_an_empty_ledger(self, db):
        call_command("loaddata", *FILES, verbosity=0)
        assert Actor.objects.filter(code="kataib-hezbollah").exists()


class TestLoaddataRefusal:
    def test_names_the_code_that_is_unknown(self, own_fixtures, db):
        own_fixtures(actor(), ("actors.name", {"code": "n", "actor": ["nobody"], "text": "X"}))
        with pytest.raises(CommandError, match=r"the actor of n is “nobody”.* Nothing was loaded"):
            call_command("loaddata", "facts", verbosity=0)
        assert not Actor.objects.exists()


class TestDump:
    def test_gives_the_same_bytes_back(self, seeded, tmp_path):
        dump(tmp_path)
        for name in FILES:
            assert (tmp_path / f"{name}.json").read_bytes() == (
                fixtures.fixture_path(name).read_bytes()
            )

    def test_puts_what_stands_in_no_file_into_curated(self, seeded, tmp_path):
        Actor.objects.create(code="mine", name="Mine", kind="person")
        dump(tmp_path)
        rows = json.loads((tmp_path / "curated.json").read_text())
        assert [row["fields"]["code"] for row in rows] == ["mine"]
        assert not (tmp_path / "demonstration.json").exists()


class TestUpdate:
    def test_brings_a_newer_row_to_a_record_nobody_edited(self, own_fixtures, db):
        own_fixtures(actor())
        seeding.seed_once()
        own_fixtures(actor(name="X the Second"))
        done = seeding.update()
        assert done.updated == [("actors.actor", ("x",))]
        assert Actor.objects.get().name == "X the Second"

    def test_keeps_and_lists_what_somebody_edited(self, own_fixtures, db, capsys):
        own_fixtures(actor())
        seeding.seed_once()
        Actor.objects.update(name="Corrected")
        own_fixtures(actor(name="X the Second"))
        call_command("seed", update=True)
        assert Actor.objects.get().name == "Corrected"
        assert "kept as edited: actors.actor x" in capsys.readouterr().out

    def test_does_not_list_an_edited_record_whose_row_is_as_it_was(self, own_fixtures, db):
        own_fixtures(actor())
        seeding.seed_once()
        Actor.objects.update(name="Corrected")
        Actor.objects.update(name="X")
        assert seeding.update() == seeding.Update()

    def test_does_not_bring_back_what_somebody_deleted(self, own_fixtures, db):
        own_fixtures(actor())
        seeding.seed_once()
        Actor.objects.all().delete()
        done = seeding.update()
        assert (done.added, done.kept) == ([], [("actors.actor", ("x",))])
        assert not Actor.objects.exists()

    def test_adds_rows_that_are_new(self, own_fixtures, db):
        own_fixtures(actor())
        seeding.seed_once()
        own_fixtures(actor(), actor(code="y", name="Y"))
        assert seeding.update().added == [("actors.actor", ("y",))]


class TestRefusals:
    def test_an_unknown_code_is_named_with_its_file_and_row(self, own_fixtures, db):
        own_fixtures(
            actor(),
            ("actors.name", {"code": "x-name", "actor": ["nobody"], "text": "X"}),
        )
        with pytest.raises(CommandError) as refused:
            call_command("seed")
        assert str(refused.value) == (
            "facts.json: the actor of x-name is “nobody”, which is the code of no actors.actor:"
            " correct it or add that row."
        )
        assert not Actor.objects.exists()

    def test_a_file_that_is_no_json(self, own_fixtures, settings, db):
        own_fixtures()
        fixtures.fixture_path("facts").write_text("{")
        with pytest.raises(CommandError, match=r"facts\.json is not JSON in UTF-8"):
            call_command("seed")

    def test_a_missing_file(self, settings, tmp_path, db):
        settings.FIXTURE_DIRS, settings.SEED_FIXTURES = [tmp_path], ["facts"]
        with pytest.raises(CommandError, match=r"facts\.json cannot be read"):
            call_command("seed")

    def test_an_unknown_model(self, own_fixtures, db):
        own_fixtures(("actors.elephant", {}))
        with pytest.raises(CommandError, match=r"there is no model “actors\.elephant”"):
            call_command("seed")

    def test_an_unknown_column(self, own_fixtures, db):
        own_fixtures(actor(colour="red"))
        with pytest.raises(CommandError, match=r"facts\.json: x has a “colour”"):
            call_command("seed")

    def test_a_row_the_database_refuses(self, own_fixtures, db):
        own_fixtures(actor(began="2020", ended="2010"))
        with pytest.raises(CommandError, match="actor_ends_after_it_begins"):
            call_command("seed")

    @pytest.mark.parametrize(
        ("column", "value", "cause"),
        [
            ("kind", "elephant", "not a valid choice"),
            ("began", "2020-13", "there is no month 13|2020-13"),
            ("country", "Iraq", "two capital letters"),
        ],
    )
    def test_a_wrong_value_is_named_with_its_column_and_row(
        self, own_fixtures, db, column, value, cause
    ):
        own_fixtures(actor(**{column: value}))
        sentence = rf"facts\.json: the {column} of x is “{value}”: .*({cause})"
        with pytest.raises(CommandError, match=sentence):
            call_command("seed")

    @pytest.mark.parametrize("content", ['{"a": 1}', "[1]", '[{"model": "actors.actor"}]'])
    @pytest.mark.parametrize("command", ["seed", "loaddata"])
    def test_what_is_no_list_of_rows(self, own_fixtures, db, content, command):
        own_fixtures()
        fixtures.fixture_path("facts").write_text(content)
        with pytest.raises(CommandError, match=r"facts\.json"):
            call_command(command, *(["facts"] if command == "loaddata" else []))

    def test_a_folder_to_dump_into_that_is_not_there(self, db, tmp_path):
        with pytest.raises(CommandError, match="is not a folder"):
            call_command("dump_fixtures", directory=tmp_path / "nowhere")
