from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql" / "steps.sql"
UNDO = """
DROP VIEW actors_step;
"""


class Migration(migrations.Migration):
    dependencies = [("sources", "0002_standing"), ("actors", "0002_identifiers")]

    operations = [migrations.RunSQL(SQL.read_text(), UNDO)]
