"""Connect to a socket as another account of the machine; run by root.

`python -m tests.config.connecting DIRECTORY ACCOUNT ROLE passes|stays` says how that ended. Who
`passes` is held back by no permission of a directory or of the socket, though it is not root.
"""

import os
import pwd
import sys

import psycopg2

from config.postgresql import linux


def main(host: str, account: str, role: str, doors: str) -> None:
    if doors == "passes":
        linux.hold_capabilities()
    os.setgroups([])
    os.setgid(pwd.getpwuid(int(account)).pw_gid)
    os.setuid(int(account))
    if doors == "passes":
        linux.keep_only_capability(linux.CAP_DAC_OVERRIDE)
    try:
        psycopg2.connect(host=host, port=5432, user=role, dbname="postgres")
        print("connected")
    except psycopg2.OperationalError as error:
        print(error)


if __name__ == "__main__":
    main(*sys.argv[1:])
