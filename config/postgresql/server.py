"""The embedded server as a process that connects sees it: joined once, started where it is down."""

import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import psycopg2

from config import data_directory
from config.postgresql import locks, socket_directory
from config.postgresql.cluster import Cluster
from config.refusal import Refusal

PROJECT = Path(__file__).resolve().parent.parent.parent
# What a client is told while there is no server, or one that comes or goes.
PASSING = (
    "No such file or directory",
    "Connection refused",
    "Connection reset",
    "server closed the connection",
    "the database system is",
    "terminating connection",
)
Connection = TypeVar("Connection")


class Server:
    """The server whose files lie in `DATA_DIR/postgresql`.

    Raises `Refusal` where it can neither be reached nor started.
    """

    _joined: dict[Path, int] = {}
    _joining = threading.Lock()

    def __init__(self, data_dir: Path) -> None:
        self.cluster = Cluster(data_dir / "postgresql")

    def connect(self, connect: Callable[[str], Connection]) -> Connection:
        """Call `connect` with the directory of the socket, starting the server where it is down.

        Waits as long as the server says that it is starting, recovering or stopping.
        """
        waiting = Waiting()
        self.join(waiting)
        while True:
            if directory := socket_directory.current(self.cluster):
                try:
                    return connect(str(directory))
                except psycopg2.OperationalError as error:
                    if not any(sign in str(error) for sign in PASSING):
                        raise
            self._attend(waiting)

    def join(self, waiting: "Waiting") -> None:
        """Be one of its users for the lifetime of this process and of those forked from it."""
        with self._joining:
            if self.cluster.users_lock in self._joined:
                return
            data_directory.claim(self.cluster.root.parent)
            self.cluster.enter()
            while (lock := locks.attempt(self.cluster.users_lock, locks.SHARED)) is None:
                waiting.a_moment()
            self._joined[self.cluster.users_lock] = lock
        # A server whose keeper was killed is about to stop.
        if not locks.is_held(self.cluster.keeper_lock):
            self._attend(waiting)

    def leave(self, seconds: float = 10) -> None:
        """Use it no more, and wait until it has stopped unless others use it.

        Only for a process that is about to end, and whose children have ended.
        """
        lock = self._joined.pop(self.cluster.users_lock, None)
        if lock is None:
            return
        os.close(lock)
        end = time.monotonic() + seconds
        while locks.is_held(self.cluster.keeper_lock) and time.monotonic() < end:
            time.sleep(0.05)
            others = locks.attempt(self.cluster.users_lock, locks.EXCLUSIVE)
            if others is not None:
                os.close(others)
            elif not self._is_stopping():
                return

    def _is_stopping(self) -> bool:
        """The keeper holds the users' lock alone while it stops the server."""
        return locks.is_held(self.cluster.users_lock)

    def socket_directory(self) -> str:
        """Where the server listens, for programs that this process starts while connected."""
        directory = socket_directory.current(self.cluster)
        if directory is None:
            raise Refusal("The embedded PostgreSQL does not run; try again.")
        return str(directory)

    def _attend(self, waiting: "Waiting") -> None:
        """Start a keeper where there is none, and wait for its first word; else wait a moment."""
        if locks.is_held(self.cluster.keeper_lock):
            waiting.a_moment()
            return
        try:
            keeper = self._start_keeper()
        except OSError as error:
            raise Refusal(f"PostgreSQL cannot be started ({error}).") from None
        assert keeper.stdout  # a pipe
        while not select.select([keeper.stdout], [], [], 1)[0]:
            waiting.report()
        word, _, reason = keeper.stdout.readline().decode().strip().partition(" ")
        keeper.stdout.close()
        if word == "refused":
            raise Refusal(reason)
        if not word:
            waiting.count_a_death(self.cluster.log)

    def _start_keeper(self) -> subprocess.Popen:
        """Detached: neither a closed terminal nor the end of this process ends it."""
        with self.cluster.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "config.postgresql.keeper", str(self.cluster.root)],
                cwd=PROJECT,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                start_new_session=True,
            )


class Waiting:
    """Patience without a limit, which says so on standard error after a while."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.next_report = 3.0
        self.deaths = 0

    def a_moment(self) -> None:
        time.sleep(0.05)
        self.report()

    def report(self) -> None:
        waited = time.monotonic() - self.began
        if waited >= self.next_report:
            self.next_report += 10
            print(
                f"Waiting for PostgreSQL ({waited:.0f} s); after a crash it first recovers.",
                file=sys.stderr,
            )

    def count_a_death(self, log: Path) -> None:
        """A keeper may be killed, but not every one."""
        self.deaths += 1
        if self.deaths > 5:
            raise Refusal(f"PostgreSQL cannot be started; see the end of {log}.")
        time.sleep(0.1 * self.deaths)
