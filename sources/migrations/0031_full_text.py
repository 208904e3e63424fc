from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql" / "full_text.sql"
DROP = """
ALTER TABLE sources_passage DROP COLUMN words;
ALTER TABLE sources_document DROP COLUMN words;
"""


class Migration(migrations.Migration):
    """Find passages and documents by their words."""

    dependencies = [
        ("sources", "0030_steps_known"),
        ("curation", "0010_folding"),
    ]

    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
