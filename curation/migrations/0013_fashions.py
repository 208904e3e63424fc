from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
OLD = (SQL / "spelling.sql").read_text(encoding="utf-8")

UNDO = f"""
CREATE OR REPLACE FUNCTION other_sounds({OLD.partition("CREATE FUNCTION other_sounds(")[2]}
DROP FUNCTION as_german(text);
"""


class Migration(migrations.Migration):
    """Look for names as German, Kurdish, Spanish and Turkish spell them, too."""

    dependencies = [("curation", "0012_spelling")]

    operations = [
        migrations.RunSQL((SQL / "fashions.sql").read_text(encoding="utf-8"), UNDO),
    ]
