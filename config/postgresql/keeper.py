"""The keeper: runs the embedded server as long as any process of ours uses it.

Run as `python -m config.postgresql.keeper DIRECTORY`, by `server.py`, in a session of its own. On
standard output it says one word: `ready`, `busy` (another keeper is there) or `refused` and why.
"""

import os
import select
import signal
import sys
import time
from pathlib import Path

from config.postgresql import locks, socket_directory
from config.postgresql.cluster import Cluster
from config.postgresql.process import Process, await_end_of_earlier
from config.refusal import Refusal

PAUSE = 0.2
"""Seconds between two looks at the users' lock."""
LONGEST_LOG = 10_000_000


def main() -> None:
    cluster = Cluster(Path(sys.argv[1]))
    lock = _become_keeper(cluster)
    if lock is None:
        _say("busy")
        return
    try:
        _keep(cluster)
    except Refusal as refusal:
        _say(f"refused {refusal}")
    except OSError as error:
        _say(f"refused PostgreSQL cannot be started: {error}.")


def _become_keeper(cluster: Cluster) -> int | None:
    """Somebody who only looks whether there is a keeper holds the lock for an instant."""
    for _ in range(20):
        lock = locks.attempt(cluster.keeper_lock, locks.EXCLUSIVE)
        if lock is not None:
            return lock
        time.sleep(0.02)
    return None


def _keep(cluster: Cluster) -> None:
    asked_to_stop = _signal_pipe()
    held = await_end_of_earlier(cluster)
    process = Process.start(cluster, held)
    process.await_readiness()
    _say("ready")
    _fall_silent()
    unused = None
    while process.runs() and unused is None and socket_directory.is_served(cluster):
        if select.select([asked_to_stop], [], [], PAUSE)[0]:
            break
        _shorten(cluster.log)
        # Held until the end, so that a newcomer waits for the stop and then starts anew.
        unused = locks.attempt(cluster.users_lock, locks.EXCLUSIVE)
    process.stop()
    socket_directory.remove(cluster)


def _signal_pipe() -> int:
    """Readable once the machine asks for an end; a closed terminal and Ctrl-C are not for us."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    wakes, woken = os.pipe()
    signal.signal(signal.SIGTERM, lambda *_: os.write(woken, b"x"))
    return wakes


def _shorten(log: Path) -> None:
    """The server goes on writing to the same file; what is cut off is kept once."""
    if log.stat().st_size > LONGEST_LOG:
        earlier = log.with_suffix(".log.1")
        earlier.unlink(missing_ok=True)
        earlier.write_bytes(log.read_bytes())
        os.truncate(log, 0)


def _say(word: str) -> None:
    """Whoever started us may have gone."""
    try:
        sys.stdout.write(" ".join(word.split()) + "\n")
        sys.stdout.flush()
    except OSError:
        pass


def _fall_silent() -> None:
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)


if __name__ == "__main__":
    main()
