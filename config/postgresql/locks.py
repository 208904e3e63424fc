"""Locks that the system drops by itself when their last holder dies, however it dies.

A lock belongs to an open file: a forked child holds it too, a program that is executed does not,
unless the descriptor is passed on.
"""

import fcntl
import os
from pathlib import Path

SHARED = fcntl.LOCK_SH
EXCLUSIVE = fcntl.LOCK_EX


def attempt(path: Path, kind: int) -> int | None:
    """The descriptor that holds the lock, or None where somebody else's is in the way."""
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
    descriptor = os.open(path, flags, 0o600)
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


def is_held(path: Path) -> bool:
    """Whether somebody holds the lock alone."""
    descriptor = attempt(path, SHARED)
    if descriptor is None:
        return True
    os.close(descriptor)
    return False
