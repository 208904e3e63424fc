"""Where the server's socket lies: a directory that nobody but its owner can enter.

The address of a socket may not exceed 103 bytes (107 on Linux), so that a long DATA_DIR needs a
directory elsewhere. That one is made under a fresh name with mode 700, in which nobody can have
anything ready, and its name is noted in DATA_DIR. It is looked at again before every use.
"""

import os
import shutil
import stat
import tempfile
from pathlib import Path

from config.postgresql.cluster import Cluster
from config.refusal import Refusal

PORT = "5432"
LONGEST_ADDRESS = 103


def current(cluster: Cluster) -> Path | None:
    """The directory the server uses, if it has one and it is as safe as it was made."""
    try:
        path = Path(_note(cluster).read_text())
    except OSError:
        return None
    return path if _is_closed(path) else None


def is_served(cluster: Cluster) -> bool:
    """Whether the socket is where clients look for it; a cleaner of old files may take it away."""
    path = current(cluster)
    return path is not None and (path / f".s.PGSQL.{PORT}").exists()


def make(cluster: Cluster) -> Path:
    """A directory for the server's socket, noted for `current()`.

    Only while no server runs: what a killed one left there is removed, because PostgreSQL would
    take any process that now bears its number for its owner.
    """
    path = cluster.root / "socket"
    if _fits(path):
        path.mkdir(mode=0o700, exist_ok=True)
    else:
        path = current(cluster) or Path(tempfile.mkdtemp(prefix="isnad-", dir=_elsewhere()))
    if not _is_closed(path):
        raise Refusal(f"{path} must be a directory open to its owner only; delete it.")
    for name in (f".s.PGSQL.{PORT}", f".s.PGSQL.{PORT}.lock"):
        (path / name).unlink(missing_ok=True)
    note = _note(cluster)
    unfinished = note.with_suffix(".unfinished")
    unfinished.write_text(str(path))
    unfinished.replace(note)
    return path


def remove(cluster: Cluster) -> None:
    """Leave nothing outside of DATA_DIR once the server has stopped."""
    path = current(cluster)
    if path and path.parent != cluster.root:
        shutil.rmtree(path, ignore_errors=True)
        _note(cluster).unlink(missing_ok=True)


def _note(cluster: Cluster) -> Path:
    return cluster.root / "socket-directory"


def _fits(directory: Path) -> bool:
    """A comma would part the name in two where clients read it."""
    address = os.fsencode(directory / f".s.PGSQL.{PORT}")
    return len(address) <= LONGEST_ADDRESS and b"," not in address


def _is_closed(path: Path) -> bool:
    try:
        status = path.lstat()
    except OSError:
        return False
    closed = not status.st_mode & 0o077
    return stat.S_ISDIR(status.st_mode) and status.st_uid == os.geteuid() and closed


def _elsewhere() -> Path:
    bases = (os.environ.get("XDG_RUNTIME_DIR"), tempfile.gettempdir(), "/tmp", "/var/tmp")
    for base in bases:
        if base and _is_safe(Path(base)) and _fits(Path(base) / "isnad-12345678"):
            return Path(base)
    raise Refusal("DATA_DIR is too long a path for a socket, and no temporary directory is safe.")


def _is_safe(base: Path) -> bool:
    """Whether nobody but root can put something else in the place of a directory in `base`."""
    if not base.is_absolute() or not os.access(base, os.W_OK | os.X_OK):
        return False
    for directory in (base.resolve(), *base.resolve().parents):
        status = directory.stat()
        exchangeable = status.st_mode & stat.S_IWOTH and not status.st_mode & stat.S_ISVTX
        if exchangeable or status.st_uid not in (0, os.geteuid()):
            return False
    return True
