"""Whether a ledger is empty, and making way for the one that is restored into it."""

from django.apps import apps
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from config.refusal import Refusal

# Filled by `migrate` itself, and by merely looking at the admin.
FILLED_BY_DJANGO = {
    "django_migrations",
    "django_content_type",
    "auth_permission",
    "auth_group",
    "auth_group_permissions",
    "django_session",
}

# Drop what migrations made, so that the backup can make it again; extensions stay.
# The statements are gathered first, because each may take with it what another names.
EMPTYING = """
SET LOCAL client_min_messages = warning;
DO $$
DECLARE
    statement text;
    statements text[];
BEGIN
    WITH of_extensions AS (SELECT objid FROM pg_depend WHERE deptype = 'e'),
    relations AS (
        SELECT format('DROP %s IF EXISTS public.%I CASCADE', kind, relname) AS drop_it
          FROM pg_class
          JOIN (VALUES ('r', 'TABLE'), ('p', 'TABLE'), ('v', 'VIEW'), ('S', 'SEQUENCE'),
                       ('m', 'MATERIALIZED VIEW')) AS kinds (letter, kind) ON letter = relkind
         WHERE relnamespace = 'public'::regnamespace AND oid NOT IN (TABLE of_extensions)
    ), routines AS (
        SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', oid::regprocedure) AS drop_it
          FROM pg_proc
         WHERE pronamespace = 'public'::regnamespace AND oid NOT IN (TABLE of_extensions)
    ), types AS (
        SELECT format('DROP TYPE IF EXISTS public.%I CASCADE', typname) AS drop_it
          FROM pg_type
         WHERE typnamespace = 'public'::regnamespace AND oid NOT IN (TABLE of_extensions)
           AND typtype IN ('c', 'd', 'e', 'r')
    )
    -- Tables first: some of their sequences go with them only.
    SELECT array_agg(drop_it ORDER BY drop_it NOT LIKE 'DROP TABLE%') INTO statements
      FROM (TABLE relations UNION ALL TABLE routines UNION ALL TABLE types) AS everything;
    FOREACH statement IN ARRAY coalesce(statements, '{}') LOOP
        EXECUTE statement;
    END LOOP;
END
$$;
"""


def refuse_unless_empty() -> None:
    """A ledger without tables or without rows is empty; accounts count as rows."""
    ours = _our_tables()
    found = set(connection.introspection.table_names())
    if strangers := sorted(found - ours):
        raise Refusal(
            f"The database holds other tables ({strangers[0]});"
            " restore into a database of the ledger's own."
        )
    for table in sorted(found - FILLED_BY_DJANGO):
        if _has_rows(table):
            raise Refusal(
                f"The ledger is not empty ({table} has rows);"
                " restore into a new DATA_DIR or a new database."
            )


def _our_tables() -> set[str]:
    models = apps.get_models(include_auto_created=True)
    return {model._meta.db_table for model in models} | {MigrationRecorder.Migration._meta.db_table}


def _has_rows(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS (SELECT FROM {connection.ops.quote_name(table)})")
        return bool(cursor.fetchone()[0])
