from pathlib import Path

from django.contrib.postgres.operations import CreateExtension
from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
DROP = """
DROP FUNCTION actors_with_word(text, boolean);
DROP FUNCTION actors_named(text, boolean, int);
DROP FUNCTION names_near(name_keys, text, boolean, boolean);
DROP FUNCTION names_by_key(name_keys, text, text, boolean);
DROP FUNCTION sounding(name_keys, text, name_keys, boolean);
DROP TYPE name_found;
DROP FUNCTION is_long(name_keys);
DROP FUNCTION unlikeness(text, boolean, text, boolean);
DROP FUNCTION words_and_more(text, int);
DROP FUNCTION all_of(text, text[], int, int);
DROP FUNCTION vowels_of(text);
DROP FUNCTION one_word_less(text[]);
DROP FUNCTION one_consonant_off(text);
DROP FUNCTION actors_called_for(boolean);
DROP VIEW actors_called;
"""
DROP_KEYS = """
ALTER TABLE actors_actor DROP COLUMN keys;
ALTER TABLE actors_name DROP COLUMN keys;
"""


class Migration(migrations.Migration):
    """Find actors by any spelling of their names."""

    dependencies = [
        ("actors", "0018_hierarchy_known"),
        ("curation", "0010_folding"),
    ]

    operations = [
        # For levenshtein(): it comes with PostgreSQL, and whoever owns the database may create it.
        CreateExtension("fuzzystrmatch"),
        migrations.RunSQL((SQL / "name_keys.sql").read_text(encoding="utf-8"), DROP_KEYS),
        migrations.RunSQL((SQL / "finding_names.sql").read_text(encoding="utf-8"), DROP),
    ]
