from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
DROP_KEYS = """
DROP TYPE place_found;
DROP FUNCTION places_called_for(boolean);
DROP VIEW places_called;
ALTER TABLE events_place DROP COLUMN keys;
"""
DROP = """
DROP FUNCTION places_with_word(text, boolean);
DROP FUNCTION places_named(text, boolean, int);
DROP FUNCTION places_with_part(name_keys, text, boolean);
DROP FUNCTION places_near(name_keys, text, boolean, boolean);
DROP FUNCTION places_by_key(name_keys, text, text, boolean);
"""


class Migration(migrations.Migration):
    """Find places by any spelling of their names."""

    dependencies = [
        ("events", "0019_full_text"),
        ("actors", "0021_ranking_names"),
        ("curation", "0013_fashions"),
    ]

    operations = [
        migrations.RunSQL((SQL / "place_keys.sql").read_text(encoding="utf-8"), DROP_KEYS),
        migrations.RunSQL((SQL / "finding_places.sql").read_text(encoding="utf-8"), DROP),
    ]
