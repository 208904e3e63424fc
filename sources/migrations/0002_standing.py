from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql" / "standing.sql"
UNDO = """
DROP FUNCTION standing;
DROP VIEW sources_origin;
"""


class Migration(migrations.Migration):
    dependencies = [("sources", "0001_sources")]

    operations = [migrations.RunSQL(SQL.read_text(), UNDO)]
