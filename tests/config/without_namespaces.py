"""Run a command where user namespaces are forbidden, in the way containers forbid them.

`python -m tests.config.without_namespaces COMMAND…`: a filter of system calls (seccomp(2)) answers
unshare(2) with "not permitted", for this process and everything that it starts.
"""

import ctypes
import os
import platform
import struct
import sys

NUMBERS = {"x86_64": 272, "aarch64": 97}
"""Of unshare(2), by machine."""

LOAD, JUMP_IF_EQUAL, RETURN = 0x20, 0x15, 0x06
ALLOW, REFUSE_NOT_PERMITTED = 0x7FFF0000, 0x00050001
PR_SET_SECCOMP, FILTER = 22, 2


def forbid() -> None:
    number = NUMBERS[platform.machine()]
    steps = [
        (LOAD, 0, 0, 0),
        (JUMP_IF_EQUAL, 0, 1, number),
        (RETURN, 0, 0, REFUSE_NOT_PERMITTED),
        (RETURN, 0, 0, ALLOW),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = struct.pack("HxxxxxxP", len(steps), ctypes.addressof(code))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_SECCOMP, FILTER, ctypes.c_char_p(program), 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "The filter cannot be set.")


if __name__ == "__main__":
    forbid()
    os.execv(sys.argv[1], sys.argv[1:])
