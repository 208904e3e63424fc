import json
import os
import stat
import threading
import uuid
from pathlib import Path

import psycopg2
import pytest

from config.refusal import Refusal
from config.sealing import END_OF_ARCHIVE, LENGTH, refuse_altered, seal
from tests.config.prepared import ROWS, Prepared
from tests.config.processes import manage

READ = """
import json
from django.db import connection
with connection.cursor() as cursor:
    found = {}
    for table in sorted(connection.introspection.table_names()):
        cursor.execute(f'SELECT shown::text FROM "{table}" AS shown ORDER BY 1')
        found[table] = [row for row, in cursor.fetchall()]
    cursor.execute("SELECT conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace"
                   " AND contype <> 'n'")
    found["constraints"] = sorted(name for name, in cursor.fetchall())
    cursor.execute("SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'")
    found["sequences"] = sorted(cursor.fetchall())
print(json.dumps(found))
"""
# By keys, which no backup holds: they are made anew, by functions that the backup makes anew.
FIND = """
from actors.models import Actor
from events.models import Event, Place
assert Event.objects.search("rocket attacks").exists()
assert Place.objects.named("أربيل").exists()
print(*Actor.objects.named("كتائب حزب الله"))
"""


class Ledger:
    """A database of its own, reached by commands with `settings`."""

    def __init__(self, **settings: object) -> None:
        self.settings = settings

    def migrate(self) -> None:
        self.manage("migrate", "-v0")

    def fill(self) -> None:
        self.migrate()
        self.manage("shell", "-v0", "-c", ROWS)

    def manage(self, *arguments: object) -> str:
        done = manage(*arguments, **self.settings)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def refusal(self, *arguments: object) -> str:
        done = manage(*arguments, **self.settings)
        assert done.returncode == 1
        assert len(done.stderr.splitlines()) == 1
        return done.stderr

    def content(self) -> dict:
        return json.loads(self.manage("shell", "-v0", "-c", READ))


class EmbeddedLedger(Ledger):
    """One on a server of its own, which is copied where others wait for migrations."""

    def __init__(self, data_dir: Path, migrated: Prepared, filled: Prepared) -> None:
        super().__init__(DATA_DIR=data_dir)
        self.data_dir, self.migrated, self.filled = data_dir, migrated, filled

    def migrate(self) -> None:
        self.migrated.copy_to(self.data_dir)

    def fill(self) -> None:
        self.filled.copy_to(self.data_dir)


@pytest.fixture
def embedded(make_data_dir, migrated, filled):
    return lambda: EmbeddedLedger(make_data_dir(), migrated, filled)


@pytest.fixture
def elsewhere(make_data_dir):
    """Databases on the server that DATABASE_URL names."""
    url = os.environ.get("DATABASE_URL")
    if not url:
        pytest.skip("DATABASE_URL names no other server")
    with psycopg2.connect(url) as connection:
        made = []
    connection.autocommit = True

    def make() -> Ledger:
        name = f"isnad_{uuid.uuid4().hex}"
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
        made.append(name)
        before, _, options = url.partition("?")
        return Ledger(
            DATA_DIR=make_data_dir(),
            DATABASE_URL=f"{before.rpartition('/')[0]}/{name}?{options}".rstrip("?"),
        )

    yield make
    with connection.cursor() as cursor:
        for name in made:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
    connection.close()


@pytest.fixture(params=["embedded to embedded", "embedded to elsewhere", "elsewhere to embedded"])
def pair(request) -> tuple[Ledger, Ledger]:
    source, _, target = request.param.partition(" to ")
    return request.getfixturevalue(source)(), request.getfixturevalue(target)()


@pytest.fixture
def source(embedded) -> Ledger:
    ledger = embedded()
    ledger.fill()
    return ledger


def _flip(content, position):
    return content[:position] + bytes([content[position] ^ 1]) + content[position + 1 :]


class TestSeal:
    ARCHIVE = b"PGDMP and its parts" + END_OF_ARCHIVE

    @pytest.fixture
    def file(self, tmp_path):
        file = tmp_path / "file"
        file.write_bytes(self.ARCHIVE)
        return file

    def test_is_whole_behind_what_it_seals(self, file):
        refuse_altered(file)
        seal(file)
        refuse_altered(file)
        assert file.read_bytes().startswith(self.ARCHIVE)
        assert file.stat().st_size == len(self.ARCHIVE) + LENGTH

    def test_is_broken_by_any_byte_flipped_or_lacking(self, file):
        seal(file)
        content = file.read_bytes()
        altered = [_flip(content, position) for position in range(len(content))]
        altered += [content[:-count] for count in range(1, LENGTH)]
        altered += [content[:5], content + b"\n", content[1:]]
        for bytes_ in altered:
            file.write_bytes(bytes_)
            with pytest.raises(Refusal, match=f"{file} is damaged, and nothing was restored"):
                refuse_altered(file)


class TestRestored:
    def test_equals_the_source_row_by_row(self, pair, tmp_path):
        source, target = pair
        source.fill()
        file = tmp_path / "a file.backup"
        assert "is backed up" in source.manage("backup", file)
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        target.migrate()
        assert "is restored" in target.manage("restore", file)
        assert target.content() == source.content()
        target.manage("migrate", "--check")

    def test_may_be_a_database_without_tables(self, source, embedded, tmp_path):
        source.manage("backup", tmp_path / "file")
        target = embedded()
        target.manage("restore", tmp_path / "file")
        assert target.content() == source.content()
        assert target.manage("shell", "-v0", "-c", FIND).strip() == "Kataib Hezbollah"

    def test_may_come_from_before_backups_had_a_checksum(self, source, embedded, tmp_path):
        source.manage("backup", tmp_path / "file")
        content = (tmp_path / "file").read_bytes()
        (tmp_path / "old").write_bytes(content[:-LENGTH])
        target = embedded()
        target.manage("restore", tmp_path / "old")
        assert target.content() == source.content()

    def test_is_one_moment_while_people_write(self, source, embedded, tmp_path):
        """Every account comes with its group, because one transaction wrote both."""
        write = """
from django.contrib.auth.models import Group, User
from django.db import transaction
for number in range(400):
    with transaction.atomic():
        Group.objects.create(name=f"u{number}")
        User.objects.create(username=f"u{number}")
"""
        writer = threading.Thread(target=source.manage, args=("shell", "-v0", "-c", write))
        writer.start()
        for number in range(3):
            source.manage("backup", tmp_path / str(number))
        writer.join()
        target = embedded()
        target.manage("restore", tmp_path / "2")
        content = target.content()
        users = {row.split(",")[4] for row in content["auth_user"]} - {"keeper", "seed"}
        groups = {row.split(",")[1].rstrip(")") for row in content["auth_group"]}
        assert users <= groups
        assert len(users) == len([name for name in groups if name.startswith("u")])


class TestRefusal:
    def test_of_a_ledger_that_is_not_empty_changes_nothing(self, source, tmp_path):
        source.manage("backup", tmp_path / "file")
        before = source.content()
        assert "The ledger is not empty" in source.refusal("restore", tmp_path / "file")
        assert source.content() == before

    def test_of_a_damaged_file_leaves_nothing_half_written(self, source, embedded, tmp_path):
        whole, part = tmp_path / "whole", tmp_path / "part"
        source.manage("backup", whole)
        target = embedded()
        target.migrate()
        before = target.content()
        size = whole.stat().st_size
        for length in (5, 3000, size // 2, size - 4000, size - 1):
            part.write_bytes(whole.read_bytes()[:length])
            assert f"{part} is damaged" in target.refusal("restore", part)
        assert target.content() == before

    def test_of_a_flipped_byte_changes_nothing(self, source, embedded, tmp_path):
        whole, flipped = tmp_path / "whole", tmp_path / "flipped"
        source.manage("backup", whole)
        content = whole.read_bytes()
        target = embedded()
        target.migrate()
        before = target.content()
        titles = content.index(b"CREATE TABLE public.sources_document")
        for position in (20, titles + 20, len(content) // 2, len(content) - 90, len(content) - 9):
            flipped.write_bytes(_flip(content, position))
            assert f"{flipped} is damaged" in target.refusal("restore", flipped)
        assert target.content() == before

    def test_of_what_is_no_backup_says_so(self, source, tmp_path):
        (tmp_path / "letter").write_text("Dear")
        assert "is no backup" in source.refusal("restore", tmp_path / "letter")
        assert "cannot be read" in source.refusal("restore", tmp_path / "nothing")
        assert "is no backup" in source.refusal("backup", tmp_path / "letter")
        assert "cannot be written" in source.refusal("backup", tmp_path / "nowhere" / "file")
        assert "cannot be written" in source.refusal("backup", tmp_path)
        assert os.listdir(tmp_path) == ["letter"]

    def test_of_an_empty_database_says_so(self, embedded, tmp_path):
        assert "There is no ledger" in embedded().refusal("backup", tmp_path / "file")

    def test_of_other_peoples_tables_leaves_them(self, source, embedded, tmp_path):
        source.manage("backup", tmp_path / "file")
        target = embedded()
        script = "from django.db import connection as c; c.cursor().execute('%s')"
        script %= "CREATE TABLE diary ()"
        target.manage("shell", "-v0", "-c", script)
        assert "holds other tables (diary)" in target.refusal("restore", tmp_path / "file")
