"""The server's process: started, watched and stopped by the keeper alone."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from config.postgresql import account, linux, locks, orphans, socket_directory
from config.postgresql.account import Account
from config.postgresql.cluster import NAME, Cluster, environment, make_ready
from config.refusal import Refusal

SETTINGS = {
    "listen_addresses": "",
    "port": socket_directory.PORT,
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "128MB",
    # Nothing in /dev/shm, which is small in containers and open to the account of a stand-in.
    "dynamic_shared_memory_type": "mmap",
    "jit": "off",
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    # Neither replicas nor archives.
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_logical_replication_workers": "0",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C",
    "logging_collector": "off",
    "log_destination": "stderr",
    "log_checkpoints": "off",
}
if sys.platform == "linux":
    # A question whose asker has gone is not answered to the end.
    SETTINGS["client_connection_check_interval"] = "5s"


def await_end_of_earlier(cluster: Cluster) -> int:
    """Wait until nothing of an earlier server lives; return the lock that the next one inherits.

    There is no limit: it writes what it still has in memory, and the next start needs that.
    """
    began = time.monotonic()
    while (held := locks.attempt(cluster.server_lock, locks.EXCLUSIVE)) is None:
        orphans.hasten(cluster, waited=time.monotonic() - began)
        time.sleep(0.05)
    orphans.refuse_stranger(cluster)
    # No process of an earlier server lives, so that its number means nothing, or some other one.
    cluster.process_file.unlink(missing_ok=True)
    return held


class Process:
    """One run of PostgreSQL; `held` is the lock that it and its children hold while they live."""

    def __init__(self, cluster: Cluster, runner: "Runner", command: list[str]) -> None:
        self.cluster = cluster
        self.log_began = runner.log.seek(0, os.SEEK_END)
        self.child = runner.start(command, stop_signal=signal.SIGINT)
        self.watcher = orphans.watch(self.child.pid)

    @classmethod
    def start(cls, cluster: Cluster, held: int) -> "Process":
        """Start the server, making its cluster first where there is none."""
        # Asks for the account's name, and for the other programs and files that it needs.
        trial = [cluster.program("initdb"), "--show", f"--pgdata={cluster.files}"]
        chosen = account.choose(trial, environment())
        with Runner(cluster, chosen, held) as runner:
            make_ready(cluster, chosen, runner.run)
            _write_access_rules(cluster, chosen)
            sockets = socket_directory.make(cluster)
            return cls(cluster, runner, _command(cluster, sockets))

    def await_readiness(self) -> None:
        """Wait, however long it recovers, until the server accepts connections or gives up."""
        while _state(self.cluster, self.child.pid) != "ready":
            if not self.runs():
                raise Refusal(
                    f"PostgreSQL did not start ({_last_words(self.cluster.log, self.log_began)});"
                    f" see {self.cluster.log}."
                )
            time.sleep(0.02)

    def runs(self) -> bool:
        return self.child.poll() is None

    def stop(self) -> None:
        """Break off what still goes on, write everything down, and end."""
        if self.runs():
            self.child.send_signal(signal.SIGINT)
        if self.child.wait() != 0:
            # Killed: a child that answers a long question would only notice afterwards.
            orphans.end_children(self.cluster)
        self.watcher.end()


class Runner:
    """Runs programs of PostgreSQL under its account, with their messages in the log."""

    def __init__(self, cluster: Cluster, chosen: Account, held: int) -> None:
        self.chosen = chosen
        self.held = held
        self.log = cluster.log.open("ab")
        self.directory = cluster.root

    def __enter__(self) -> "Runner":
        return self

    def __exit__(self, *_: object) -> None:
        self.log.close()

    def start(self, command: list[str], stop_signal: int, **options: Any) -> subprocess.Popen:
        streams: dict[str, Any] = {
            "stdin": subprocess.DEVNULL,
            "stdout": self.log,
            "stderr": self.log,
        }
        child: subprocess.Popen = subprocess.Popen(
            command,
            preexec_fn=self._prepared(stop_signal),
            env=environment(),
            cwd=self.directory,
            pass_fds=[self.held],
            **streams | options,
        )
        return child

    def run(self, command: list[str], input: str = "") -> None:
        """Run to the end; what fails is refused with the program's own last words."""
        pipes = {"stdin": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        child = self.start(command, signal.SIGTERM, **pipes)
        _, errors = child.communicate(input)
        if child.returncode != 0:
            words = [line for line in errors.splitlines() if "error:" in line or "FATAL" in line]
            words = words or errors.splitlines() or [f"exit {child.returncode}"]
            raise Refusal(f"The database cannot be made in {self.directory} ({words[-1]}).")

    def _prepared(self, stop_signal: int) -> Callable[[], None]:
        keeper = os.getpid()

        def prepare() -> None:
            self.chosen.assume()
            # After the change of account, which would undo it.
            linux.die_with_parent(stop_signal)
            if os.getppid() != keeper:
                os._exit(1)

        return prepare


def _command(cluster: Cluster, sockets: Path) -> list[str]:
    quoted = str(sockets).replace('"', '""')
    settings = SETTINGS | {"unix_socket_directories": f'"{quoted}"'}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    return [cluster.program("postgres"), "-D", str(cluster.files), *options]


def _write_access_rules(cluster: Cluster, chosen: Account) -> None:
    """Written at every start: the account may have been renamed, or the mechanism be another."""
    owner = chosen.owner.replace('"', '""')
    rules = {
        "pg_hba.conf": "local all all peer map=owner\n",
        "pg_ident.conf": f'owner "{owner}" {NAME}\n',
    }
    for name, text in rules.items():
        path = cluster.files / name
        path.write_text("# Written at every start.\n" + text)


def _state(cluster: Cluster, process: int) -> str:
    """What the server `process` says of itself; empty before it says anything."""
    try:
        lines = cluster.process_file.read_text().splitlines()
    except OSError:
        return ""
    return lines[7].strip() if len(lines) > 7 and lines[0] == str(process) else ""


def _last_words(log: Path, began: int) -> str:
    with log.open("rb") as file:
        file.seek(began)
        lines = file.read().decode(errors="replace").splitlines()
    telling = [line for line in lines if "FATAL" in line or "PANIC" in line] or lines
    return telling[-1].split("] ")[-1] if telling else "it said nothing"
