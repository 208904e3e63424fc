from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql" / "retracted_passages.sql"


class Migration(migrations.Migration):
    """Find passages that their own origin has retracted in part."""

    dependencies = [("sources", "0021_coverage")]

    operations = [migrations.RunSQL(SQL.read_text(), "DROP FUNCTION retracted_passages;")]
