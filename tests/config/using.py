"""A process that uses the embedded server: `python -m tests.config.using DATA_DIR`.

Answers each line of SQL on standard input with a line: the first value, or `lost` if the
connection was lost, after which it has connected anew.
"""

import sys
from pathlib import Path

import psycopg2

from config.postgresql.server import Server


def main() -> None:
    server = Server(Path(sys.argv[1]))
    connection = _connect(server)
    print("connected", flush=True)
    for line in sys.stdin:
        try:
            with connection.cursor() as cursor:
                cursor.execute(line)
                print(cursor.fetchone()[0] if cursor.description else "done", flush=True)
        except (psycopg2.OperationalError, psycopg2.InterfaceError):
            connection = _connect(server)
            print("lost", flush=True)


def _connect(server: Server):
    connection = server.connect(
        lambda host: psycopg2.connect(host=host, port=5432, user="isnad", dbname="isnad")
    )
    connection.autocommit = True
    return connection


if __name__ == "__main__":
    main()
