import os
import sys
from pathlib import Path

import pytest

from config.postgresql.cluster import Cluster
from config.postgresql.namespace import exchanged
from config.postgresql.socket_directory import current
from tests.config.processes import PROJECT, User, attempt, manage

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="is about root")
WITHOUT_NAMESPACES = (sys.executable, "-m", "tests.config.without_namespaces")
TRIGRAMS = "SELECT cardinality(show_trgm('كتائب حزب الله'))"


def backend_of(user: User) -> Path:
    return Path("/proc", user.ask("SELECT pg_backend_pid()"))


class TestExchanged:
    def test_swaps_two_accounts_and_leaves_the_others(self):
        assert exchanged([(0, 0, 4294967295)], 0, 2) == [
            (2, 0, 1),
            (0, 2, 1),
            (1, 1, 1),
            (3, 3, 4294967292),
        ]

    def test_maps_only_what_is_there(self):
        assert exchanged([(0, 1000, 1)], 0, 2) == [(2, 0, 1)]
        assert exchanged([(0, 1000, 1), (1, 100000, 65536)], 0, 1) == [
            (1, 0, 1),
            (0, 1, 1),
            (2, 2, 65535),
        ]


@needs_root
class TestRoot:
    def test_owns_server_and_files_where_namespaces_are_allowed(self, data_dir):
        with User(data_dir) as user:
            assert backend_of(user).owner() == "root"
            assert (data_dir / "postgresql/cluster/base").owner() == "root"

    def test_lends_an_account_where_they_are_forbidden(self, data_dir):
        with User(data_dir, before=WITHOUT_NAMESPACES) as user:
            assert backend_of(user).owner() != "root"
            assert (data_dir / "postgresql/cluster/base").owner() != "root"
            assert (data_dir / "postgresql").owner() == "root"

    @pytest.mark.parametrize("length", [0, 400])
    def test_is_not_reached_by_the_account_that_is_lent(self, make_data_dir, length):
        data_dir = make_data_dir(length)
        with User(data_dir, before=WITHOUT_NAMESPACES) as user:
            lent = backend_of(user).stat().st_uid
            socket = current(Cluster(data_dir / "postgresql"))
            assert "Permission denied" in attempt(socket, lent)
            assert "Peer authentication failed" in attempt(socket, lent, passes_doors=True)

    def test_goes_from_one_to_the_other_with_the_same_files(self, data_dir):
        with User(data_dir, before=WITHOUT_NAMESPACES) as user:
            user.ask("CREATE TABLE kept AS SELECT 'written' AS word")
        with User(data_dir) as user:
            assert user.ask("SELECT word FROM kept") == "written"
        with User(data_dir, before=WITHOUT_NAMESPACES) as user:
            assert user.ask("SELECT word FROM kept") == "written"

    @pytest.mark.parametrize("before", [(), WITHOUT_NAMESPACES], ids=["namespace", "account"])
    def test_may_work_beneath_a_closed_directory(self, make_data_dir, before):
        closed = make_data_dir()
        closed.mkdir(mode=0o700)
        with User(closed / "deeper/data", before=before) as user:
            assert user.ask("SELECT 1") == "1"
        assert closed.stat().st_mode & 0o777 == 0o700


class TestLocale:
    @pytest.mark.parametrize("name", ["POSIX", "C", "tr_TR.UTF-8", "nonsense"])
    def test_of_the_caller_does_not_matter(self, data_dir, name):
        with User(data_dir, LC_ALL=name, LANG=name, PGTZ="Asia/Baghdad") as user:
            user.ask("CREATE EXTENSION pg_trgm")
            assert int(user.ask(TRIGRAMS)) > 10
            assert user.ask("SHOW server_encoding") == "UTF8"
            assert user.ask("SELECT 'Z' < 'a' AND 'z' < 'é'") == "True"
            assert user.ask("SHOW data_checksums") == user.ask("SHOW fsync") == "on"
            assert user.ask("SELECT lower('ÉİЖ') = 'éi̇ж' OR lower('ÉЖ') = 'éж'") == "True"


class TestProgram:
    def test_is_started_by_nothing_that_does_not_connect(self, data_dir):
        assert manage("check", DATA_DIR=data_dir).returncode == 0
        assert not (data_dir / "postgresql").exists()

    def test_never_uses_the_newer_driver(self):
        """Django would prefer psycopg 3 silently, were it installed."""
        installed = (PROJECT / "requirements.txt").read_text().splitlines()
        assert not [line for line in installed if line.startswith("psycopg==")]
