import os
import signal
import time

from tests.config.processes import (
    User,
    keeper_of,
    kill,
    left_of,
    manage,
    server_of,
    wait_until,
)

WRITE = "CREATE TABLE kept AS SELECT 'written' AS word"
READ = "SELECT word FROM kept"
START_A_PROGRAM = """
import subprocess
from django.db import connection
connection.ensure_connection()
nothing = subprocess.DEVNULL
print(subprocess.Popen(["sleep", "60"], stdout=nothing, stderr=nothing).pid)
"""


class TestSharing:
    def test_any_number_use_one_server_and_the_last_stops_it(self, data_dir):
        with User(data_dir) as one:
            server = server_of(data_dir)
            with User(data_dir) as other:
                assert one.ask("SELECT 1") == other.ask("SELECT 1") == "1"
                assert server_of(data_dir) == server
            # The keeper looks five times a second.
            time.sleep(0.6)
            assert one.ask("SELECT 1") == "1"
            assert server_of(data_dir) == server
        wait_until(lambda: not left_of(data_dir))

    def test_many_that_start_at_once_agree_on_one_server(self, data_dir):
        users = [User(data_dir) for _ in range(6)]
        try:
            assert {user.answer() for user in users} == {"connected"}
            assert {user.ask("SHOW server_version_num")[:2] for user in users} == {"18"}
            servers = [n for n in left_of(data_dir) if b"-D\0" in _command_line(n)]
            assert servers == [server_of(data_dir)]
        finally:
            for user in users:
                user.__exit__()

    def test_a_newcomer_is_served_while_the_last_one_leaves(self, data_dir):
        for pause in (0, 0.1, 0.2, 0.3):
            with User(data_dir):
                pass
            time.sleep(pause)
            with User(data_dir) as user:
                assert user.ask("SELECT 1") == "1"

    def test_a_program_that_outlives_its_user_does_not_keep_the_server(self, data_dir):
        started = manage("shell", "-c", START_A_PROGRAM, DATA_DIR=data_dir)
        try:
            wait_until(lambda: not left_of(data_dir))
        finally:
            kill(int(started.stdout.split()[-1]))

    def test_is_taken_up_again_where_the_socket_was_cleaned_away(self, data_dir):
        with User(data_dir) as user:
            user.ask(WRITE)
            (data_dir / "postgresql/socket/.s.PGSQL.5432").unlink()
            with User(data_dir) as other:
                assert other.ask(READ) == "written"
            assert user.ask_after_a_loss(READ) == "written"


class TestKilling:
    """`kill -9` of anything loses nothing and leaves nothing for good."""

    def test_the_server(self, data_dir):
        with User(data_dir) as user:
            user.ask(WRITE)
            kill(server_of(data_dir))
            assert user.ask_after_a_loss(READ) == "written"

    def test_the_keeper(self, data_dir):
        with User(data_dir) as user:
            user.ask(WRITE)
            kill(keeper_of(data_dir))
            assert user.ask_after_a_loss(READ) == "written"

    def test_the_keeper_when_nobody_is_left(self, data_dir):
        with User(data_dir) as user:
            user.ask(WRITE)
            os.kill(user.process.pid, signal.SIGSTOP)
            kill(keeper_of(data_dir), user.process.pid)
        wait_until(lambda: not left_of(data_dir))

    def test_keeper_and_server_together(self, data_dir):
        with User(data_dir) as user:
            user.ask(WRITE)
            kill(keeper_of(data_dir), server_of(data_dir))
            assert user.ask_after_a_loss(READ) == "written"

    def test_a_backend(self, data_dir):
        with User(data_dir) as user:
            user.ask(WRITE)
            kill(int(user.ask("SELECT pg_backend_pid()")))
            assert user.ask_after_a_loss(READ) == "written"

    def test_the_server_while_a_question_keeps_a_backend_busy(self, data_dir):
        with User(data_dir) as busy, User(data_dir) as user:
            print(
                "SELECT count(*) FROM generate_series(1, 1e10::bigint)",
                file=busy.process.stdin,
                flush=True,
            )
            time.sleep(0.3)
            kill(server_of(data_dir))
            assert user.ask_after_a_loss("SELECT 1") == "1"

    def test_the_first_start_while_it_makes_the_cluster(self, data_dir):
        user = User(data_dir)
        wait_until((data_dir / "postgresql/cluster.unfinished/base").exists)
        kill(keeper_of(data_dir), user.process.pid)
        user.process.communicate()
        with User(data_dir) as user:
            assert user.ask("SELECT 1") == "1"

    def test_everything(self, data_dir):
        with User(data_dir) as user:
            user.ask(WRITE)
            kill(*left_of(data_dir))
        with User(data_dir) as user:
            assert user.ask(READ) == "written"

    def test_a_number_that_another_process_bears_now(self, data_dir):
        """After a restart of the machine, the server's old number may be anybody's."""
        recorded = data_dir / "postgresql/cluster/postmaster.pid"
        with User(data_dir) as user:
            user.ask(WRITE)
            # Read before: the first of them to die may leave the server time to take it away.
            lines = recorded.read_text().splitlines()
            kill(*left_of(data_dir))
        recorded.write_text("\n".join([str(os.getppid()), *lines[1:]]) + "\n")
        with User(data_dir) as user:
            assert user.ask(READ) == "written"


def _command_line(process: int) -> bytes:
    with open(f"/proc/{process}/cmdline", "rb") as file:
        return file.read()
