import os
import pwd
import stat
from pathlib import Path

import pytest

from config.postgresql import account
from config.postgresql.cluster import Cluster
from config.postgresql.socket_directory import current
from tests.config.processes import User, attempt, left_of, wait_until

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="becomes another user")
LENGTHS = [0, 400]
OTHERS = ("nobody", *account.PREFERRED[:2])


def socket_of(data_dir: Path) -> Path:
    return current(Cluster(data_dir / "postgresql"))


@pytest.mark.parametrize("length", LENGTHS)
class TestOwner:
    def test_connects_through_a_directory_closed_to_others(self, make_data_dir, length):
        data_dir = make_data_dir(length)
        with User(data_dir) as user:
            assert user.ask("SELECT current_user") == "isnad"
            assert user.ask("SHOW listen_addresses") == ""
            socket = socket_of(data_dir)
            assert stat.S_IMODE(socket.stat().st_mode) == 0o700
            assert socket.stat().st_uid == os.geteuid()
            assert (socket.parent == data_dir / "postgresql") == (length == 0)
        wait_until(lambda: length == 0 or not socket.exists())

    @needs_root
    @pytest.mark.parametrize("other", OTHERS)
    def test_is_the_only_one_who_may(self, make_data_dir, length, other):
        data_dir = make_data_dir(length)
        uid = pwd.getpwnam(other).pw_uid
        with User(data_dir):
            socket = socket_of(data_dir)
            assert "Permission denied" in attempt(socket, uid)

    @needs_root
    @pytest.mark.parametrize("other", OTHERS)
    def test_is_told_apart_even_from_those_whom_no_directory_stops(
        self, make_data_dir, length, other
    ):
        """The second lock on the door: the server asks the system who is connecting."""
        data_dir = make_data_dir(length)
        uid = pwd.getpwnam(other).pw_uid
        with User(data_dir):
            socket = socket_of(data_dir)
            for role in ("isnad", "postgres", other):
                answer = attempt(socket, uid, role, passes_doors=True)
                assert "Peer authentication failed" in answer


class TestSocketDirectory:
    """The one that is made outside of a long DATA_DIR."""

    def test_is_not_taken_over_from_others(self, make_data_dir):
        data_dir = make_data_dir(400)
        with User(data_dir):
            first = socket_of(data_dir)
        wait_until(lambda: not left_of(data_dir))
        trap = make_data_dir()
        trap.mkdir()
        trap.chmod(0o777)
        note = data_dir / "postgresql/socket-directory"
        for path in (trap, trap.parent / "link"):
            if not path.exists():
                path.symlink_to(data_dir)
            note.write_text(str(path))
            with User(data_dir):
                assert socket_of(data_dir) not in (first, path)
                assert not (path / ".s.PGSQL.5432").exists()
            wait_until(lambda: not left_of(data_dir))

    @pytest.mark.skipif(os.geteuid() != 0, reason="makes a directory that is open to everybody")
    def test_is_never_made_where_others_may_exchange_it(self, make_data_dir):
        open_to_all = make_data_dir()
        open_to_all.mkdir()
        open_to_all.chmod(0o777)
        data_dir = make_data_dir(400)
        with User(data_dir, TMPDIR=str(open_to_all), XDG_RUNTIME_DIR=str(open_to_all)):
            assert socket_of(data_dir).parent != open_to_all

    @pytest.mark.parametrize("name", ["with space", "كتائب", "a,b", "quote'\"%s", "back\\slash $x"])
    def test_may_have_any_name(self, make_data_dir, name):
        with User(make_data_dir() / name) as user:
            assert user.ask("SELECT 1") == "1"
