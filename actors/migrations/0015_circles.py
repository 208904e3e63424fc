from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql" / "circles.sql"


class Migration(migrations.Migration):
    """Find circles of the hierarchy that no rule refuses."""

    dependencies = [("actors", "0014_found_if_restricted")]

    operations = [migrations.RunSQL(SQL.read_text(), "DROP FUNCTION relations_in_circles;")]
