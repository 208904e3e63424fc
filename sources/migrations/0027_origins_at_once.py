from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
NEW = (SQL / "origins.sql").read_text()
OLD = (SQL / "standing.sql").read_text().partition("CREATE VIEW")[2].partition(";")[0]


class Migration(migrations.Migration):
    """List origins without asking for them passage by passage."""

    dependencies = [("sources", "0026_found_if_deleted")]

    operations = [migrations.RunSQL(NEW, f"CREATE OR REPLACE VIEW{OLD};")]
