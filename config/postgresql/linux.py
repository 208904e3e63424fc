"""Linux system calls that Python 3.11 does not offer.

Sources: capabilities(7), user_namespaces(7), prctl(2), and the kernel's `linux/capability.h`.
"""

import ctypes
import os
import signal
import sys

CAP_DAC_OVERRIDE = 1

_CLONE_NEWUSER = 0x10000000
_PR_SET_PDEATHSIG = 1
_PR_SET_KEEPCAPS = 8
_PR_SET_SECUREBITS = 28
_SECBIT_NO_SETUID_FIXUP = 1 << 2
_PR_CAP_AMBIENT = 47
_PR_CAP_AMBIENT_RAISE = 2
_CAPABILITY_VERSION_3 = 0x20080522


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _check(result: int) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def _prctl(*arguments: int) -> None:
    padded = (*arguments, 0, 0, 0, 0)[:5]
    _check(_libc().prctl(*(ctypes.c_ulong(argument) for argument in padded)))


def enter_user_namespace() -> None:
    _check(_libc().unshare(_CLONE_NEWUSER))


def die_with_parent(number: int = signal.SIGTERM) -> None:
    """Have the system send signal `number` when the parent dies; does nothing elsewhere."""
    if sys.platform == "linux":
        _prctl(_PR_SET_PDEATHSIG, number)


def hold_capabilities() -> None:
    """Keep them when the account changes, and let access(2) count them, which PostgreSQL asks.

    Where the second is not allowed, only the first is done: that is enough for programs which lie
    where everybody may read.
    """
    try:
        _prctl(_PR_SET_SECUREBITS, _SECBIT_NO_SETUID_FIXUP)
    except PermissionError:
        _prctl(_PR_SET_KEEPCAPS, 1)


def keep_only_capability(capability: int) -> None:
    """Drop every other capability, and pass this one on to the programs that are executed."""
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    bits = 1 << capability
    # Effective, permitted and inheritable, for capabilities 0–31 and then for 32–63.
    sets = (ctypes.c_uint32 * 6)(bits, bits, bits, 0, 0, 0)
    _check(_libc().capset(header, sets))
    _prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE, capability)
