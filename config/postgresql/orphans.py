"""What is left of a server whose keeper or whose main process was killed.

The lock that all processes of a server inherit tells that something is left; this tells what, and
makes it end. On Linux the system itself asks the server to stop when its keeper dies.
"""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from config.postgresql.cluster import Cluster
from config.refusal import Refusal

PATIENCE = 2.0
"""Seconds after which what is left is asked to end."""


def hasten(cluster: Cluster, waited: float) -> None:
    """Ask what is left of the earlier server to end; it never ends in the middle of a write.

    A living server shuts down in order. Without it, its children may not end before their
    question is answered, and what they do can no longer be committed.
    """
    if waited < PATIENCE:
        return
    main = _recorded(cluster)
    if main and _belongs(main, cluster):
        with suppress(ProcessLookupError):
            os.kill(main, signal.SIGINT)
        return
    end_children(cluster)


def end_children(cluster: Cluster) -> None:
    """End what is left where the main process is known to be dead."""
    for process in _processes():
        if _belongs(process, cluster):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGQUIT)


def refuse_stranger(cluster: Cluster) -> None:
    """Somebody started a server on this cluster by hand: there must not be two."""
    process = _recorded(cluster)
    if process and _belongs(process, cluster):
        raise Refusal(
            f"Another PostgreSQL (process {process}) runs on {cluster.files};"
            " stop it, and everything else follows by itself."
        )


class Watcher:
    """Stops the server when the keeper dies, where the system does not do so by itself.

    A shell that reads from a pipe which the keeper holds open: it reads the end when that dies.
    """

    def __init__(self, process: int) -> None:
        script = f"trap '' INT HUP; read _ || kill -INT {process}"
        self.shell = subprocess.Popen(
            ["/bin/sh", "-c", script], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
        )

    def end(self) -> None:
        self.shell.kill()
        self.shell.wait()


class NoWatcher:
    def end(self) -> None:
        pass


def watch(process: int) -> Watcher | NoWatcher:
    return NoWatcher() if sys.platform == "linux" else Watcher(process)


def _recorded(cluster: Cluster) -> int | None:
    """The number in the server's own file, if a process of that number lives."""
    try:
        process = int(cluster.process_file.read_text().split()[0])
        os.kill(process, 0)
    except (OSError, ValueError, IndexError):
        return None
    return process


def _belongs(process: int, cluster: Cluster) -> bool:
    """Every process of a server works in the directory of its cluster."""
    try:
        if sys.platform == "linux":
            return os.readlink(f"/proc/{process}/cwd") == str(cluster.files)
        command = ["ps", "-o", "command=", "-p", str(process)]
        return str(cluster.files) in subprocess.run(command, capture_output=True, text=True).stdout
    except OSError:
        return False


def _processes() -> list[int]:
    if not Path("/proc/self").exists():
        return []
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]
