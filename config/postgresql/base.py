"""The database backend: Django's own for PostgreSQL, which sees to the embedded server first.

A database with a `DATA_DIR` in its settings is the embedded one; it is started when something
connects. Any other is reached as Django does.
"""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql import base, features
from django.db.utils import OperationalError
from django.utils.asyncio import async_unsafe

from config.postgresql.client import DatabaseClient
from config.postgresql.server import Server
from config.refusal import Refusal

if TYPE_CHECKING:
    from psycopg2.extensions import connection


class DatabaseFeatures(features.DatabaseFeatures):
    minimum_database_version = (15,)


class DatabaseWrapper(base.DatabaseWrapper):
    features_class = DatabaseFeatures
    client_class = DatabaseClient

    @property
    def server(self) -> Server | None:
        """The embedded server, or None where another one is used."""
        data_dir = self.settings_dict.get("DATA_DIR")
        return Server(data_dir) if data_dir else None

    @async_unsafe
    def get_new_connection(self, conn_params: dict[str, Any]) -> "connection":
        if self.server is None:
            return super().get_new_connection(conn_params)
        connect = super().get_new_connection
        try:
            return self.server.connect(lambda host: connect({**conn_params, "host": host}))
        except Refusal as refusal:
            raise OperationalError(str(refusal)) from refusal

    def init_connection_state(self) -> None:
        """Tells triggers that none of them is to stand aside.

        Where this is not set, `django-pgtrigger` catches an error for each row, and each error
        makes PostgreSQL go through all that the statement still has to check: 40,000 voices in
        one statement took 22 s, and take 1 s.
        """
        super().init_connection_state()
        with self.connection.cursor() as cursor:
            cursor.execute("SET pgtrigger.ignore = '{}'")
        if not self.get_autocommit():
            self.connection.commit()

    def libpq_environment(self) -> tuple[str, dict[str, str]]:
        """A connection string for PostgreSQL's own programs, and what must not be seen in it."""
        from psycopg2.extensions import make_dsn

        try:
            parameters = self.get_connection_params()
        except ImproperlyConfigured as error:
            raise Refusal(str(error)) from None
        ours = ("cursor_factory", "client_encoding", "isolation_level", "assume_role")
        parameters = {name: value for name, value in parameters.items() if name not in ours}
        password = parameters.pop("password", None)
        if self.server is not None:
            self.ensure_connection()
            parameters["host"] = self.server.socket_directory()
        return make_dsn(**parameters), {"PGPASSWORD": password} if password else {}
