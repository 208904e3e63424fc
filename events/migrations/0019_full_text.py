from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql" / "full_text.sql"


class Migration(migrations.Migration):
    """Find events by the words of their title and description."""

    dependencies = [
        ("events", "0018_figures_found_in_time"),
        ("curation", "0010_folding"),
    ]

    operations = [
        migrations.RunSQL(
            SQL.read_text(encoding="utf-8"), "ALTER TABLE events_event DROP COLUMN words;"
        )
    ]
