from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql" / "hierarchy.sql"
UNDO = """
DROP FUNCTION actor_answered_to;
DROP FUNCTION actor_hierarchy;
DROP FUNCTION relation_closes_circle;
"""


class Migration(migrations.Migration):
    dependencies = [("actors", "0002_identifiers")]

    operations = [migrations.RunSQL(SQL.read_text(), UNDO)]
