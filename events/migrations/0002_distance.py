from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql" / "distance.sql"
UNDO = """
DROP FUNCTION kilometres_between;
"""


class Migration(migrations.Migration):
    dependencies = [("events", "0001_events")]

    operations = [migrations.RunSQL(SQL.read_text(), UNDO)]
