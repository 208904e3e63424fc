"""A user namespace in which the caller bears another number (user_namespaces(7)).

Where the caller may, all accounts are mapped, and only the caller's number and the other one are
exchanged: everybody else keeps theirs, so that nobody can be taken for the owner. Otherwise only
the caller is mapped, and everybody else shows as the overflow account, which is never the owner.
"""

import os
from pathlib import Path

from config.postgresql import linux

Range = tuple[int, int, int]
"""First number inside, first number outside, how many."""


def enter_as(uid: int) -> None:
    """Enter a new namespace in which the calling process is account `uid`."""
    told, tell = os.pipe()
    caller = os.getpid()
    helper = os.fork()
    if helper == 0:
        os.close(tell)
        entered = os.read(told, 7) == b"entered"
        os._exit(0 if entered and _map_accounts(caller, uid) else 1)
    os.close(told)
    try:
        linux.enter_user_namespace()
        os.write(tell, b"entered")
    finally:
        os.close(tell)
        _, status = os.waitpid(helper, 0)
    if status != 0:
        raise OSError("The accounts of the namespace cannot be set.")
    linux.hold_capabilities()
    linux.keep_only_capability(linux.CAP_DAC_OVERRIDE)


def overflow_uid() -> int:
    """The number by which a namespace shows accounts that it does not map."""
    try:
        return int(Path("/proc/sys/kernel/overflowuid").read_text())
    except OSError:
        return 65534


def exchanged(available: list[Range], one: int, other: int) -> list[Range]:
    """Map `available` onto itself, with `one` outside shown as `other` inside and the reverse."""
    ranges = [(other, one, 1)]
    for start, _, count in available:
        end = start + count
        if start <= other < end:
            ranges.append((one, other, 1))
        cuts = [number for number in sorted({one, other}) if start <= number < end]
        for first, last in zip([start, *(cut + 1 for cut in cuts)], [*cuts, end], strict=True):
            ranges.append((first, first, last - first))
    return [wanted for wanted in ranges if wanted[2] > 0]


def _map_accounts(process: int, uid: int) -> bool:
    """Write the maps of `process` from outside its namespace; only so may others be mapped."""
    caller, group = os.geteuid(), os.getegid()
    groups = [(first, first, count) for first, _, count in _available("gid_map")]
    try:
        _write(process, "uid_map", exchanged(_available("uid_map"), caller, uid), (uid, caller, 1))
        _write(process, "gid_map", groups, (group, group, 1))
    except OSError:
        return False
    return True


def _available(name: str) -> list[Range]:
    lines = Path("/proc/self", name).read_text().splitlines()
    rows = (map(int, line.split()) for line in lines)
    return [(inside, outside, count) for inside, outside, count in rows]


def _write(process: int, name: str, ranges: list[Range], alone: Range) -> None:
    """A map is written in one piece; without the privilege, only one number may be mapped."""
    path = Path("/proc", str(process), name)
    try:
        path.write_text("".join("{} {} {}\n".format(*wanted) for wanted in ranges))
    except PermissionError:
        if name == "gid_map":
            Path("/proc", str(process), "setgroups").write_text("deny")
        path.write_text("{} {} {}\n".format(*alone))
