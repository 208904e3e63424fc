"""Under which account PostgreSQL runs.

PostgreSQL refuses to run as root, and `initdb` needs an account with a name. Where the process is
neither, nothing is done. Otherwise the first of these that works is taken:

1. A user namespace in which the caller bears the number of another account. To the system the
   files and processes stay the caller's.
2. Root only, where namespaces are forbidden (most containers): another account, which keeps the
   one privilege of reading and writing any file, because it may have to pass through directories
   that are closed to it (`/root`). The cluster belongs to that account, in a directory of root's
   that nobody else enters.

Nothing is asked of the machine: no account is made, no permission of a directory is changed.
"""

import os
import pwd
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from config.postgresql import linux, namespace
from config.refusal import Refusal

# Accounts that every Linux has and nobody logs in to.
PREFERRED = ("bin", "daemon", "games")


@dataclass(frozen=True)
class Account:
    """`owner` is what the server calls the caller; `uid` owns the files, seen from outside."""

    owner: str
    uid: int
    assume: Callable[[], None]


def choose(trial: list[str], environment: dict[str, str]) -> Account:
    """The first account under which the command `trial` succeeds."""
    for account in _candidates():
        if _runs(account, trial, environment):
            return account
    raise Refusal(
        f"PostgreSQL cannot be run as {_name(os.geteuid()) or os.geteuid()} on this machine;"
        " run Isnad under an ordinary account, or point DATABASE_URL at a server."
    )


def _candidates() -> Iterator[Account]:
    caller = os.geteuid()
    name = _name(caller)
    if caller != 0 and name:
        yield Account(name, caller, lambda: None)
    elif sys.platform == "linux":
        other = _another()
        yield Account(other.pw_name, caller, lambda: namespace.enter_as(other.pw_uid))
        if caller == 0 and name:
            yield Account(name, other.pw_uid, lambda: _become(other))


def _another() -> pwd.struct_passwd:
    """An account to stand in; never the one by which a namespace shows unknown accounts."""
    accounts = [a for a in pwd.getpwall() if a.pw_uid not in (0, namespace.overflow_uid())]
    if not accounts:
        raise Refusal("This machine has no account but root; point DATABASE_URL at a server.")
    return min(accounts, key=lambda a: (a.pw_name not in PREFERRED, a.pw_uid))


def _become(account: pwd.struct_passwd) -> None:
    linux.hold_capabilities()
    os.setgroups([])
    os.setgid(account.pw_gid)
    os.setuid(account.pw_uid)
    linux.keep_only_capability(linux.CAP_DAC_OVERRIDE)


def _runs(account: Account, trial: list[str], environment: dict[str, str]) -> bool:
    try:
        done = subprocess.run(
            trial, preexec_fn=account.assume, env=environment, cwd="/", capture_output=True
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return ""
