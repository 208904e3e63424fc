"""`manage.py dbshell`: `psql` of the embedded server, or the machine's own for another."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.backends.postgresql import client

if TYPE_CHECKING:
    from config.postgresql.base import DatabaseWrapper


class DatabaseClient(client.DatabaseClient):
    connection: "DatabaseWrapper"

    def runshell(self, parameters: Iterable[str]) -> None:
        server = self.connection.server
        if server is not None:
            # This process, which waits for psql, is what keeps the server up.
            self.connection.ensure_connection()
            self.connection.settings_dict["HOST"] = server.socket_directory()
            self.executable_name = server.cluster.program("psql")
        super().runshell(parameters)
