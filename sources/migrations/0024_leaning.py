from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql" / "leaning.sql"


class Migration(migrations.Migration):
    """Find what leans on retired passages alone, where the attributions are."""

    dependencies = [("sources", "0023_found_if_retired")]

    operations = [migrations.RunSQL(SQL.read_text(), "DROP FUNCTION leaning, retired_passages;")]
