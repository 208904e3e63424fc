from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql" / "steps_known.sql"
UNDO = """
DROP FUNCTION steps_known;
DROP FUNCTION relation_was_held;
DROP VIEW actors_rung;
"""


class Migration(migrations.Migration):
    """Tell the steps of the hierarchy as documents published by a day had them."""

    dependencies = [("sources", "0029_found_in_time"), ("actors", "0018_hierarchy_known")]

    operations = [migrations.RunSQL(SQL.read_text(), UNDO)]
