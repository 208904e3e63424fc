from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
OLD = (SQL / "finding_names.sql").read_text(encoding="utf-8")
CHANGED = ("names_by_key", "names_near", "actors_named")


def _before(function: str) -> str:
    definition = OLD.partition(f"CREATE FUNCTION {function}(")[2].partition("END $$;")[0]
    return f"CREATE OR REPLACE FUNCTION {function}({definition}END $$;"


UNDO = "\n".join(
    (
        "ALTER TYPE name_found DROP ATTRIBUTE voweled;",
        *map(_before, CHANGED),
        """
        DROP FUNCTION names_with_part(name_keys, text, boolean);
        DROP FUNCTION sounding_within(name_keys, text, name_keys);
        DROP FUNCTION words_as_spelt(text);
        DROP FUNCTION words_as_written(text);
        """,
    )
)
DROP = """
DROP FUNCTION unlike_heard(text, text, boolean, text, boolean);
DROP FUNCTION vowel_unwritten(text, text, boolean, boolean, boolean, boolean);
DROP FUNCTION vowel_apart(text, text);
DROP FUNCTION consonant_apart(text, text, boolean);
DROP FUNCTION ends_with_article(text);
DROP FUNCTION as_heard(text);
"""


class Migration(migrations.Migration):
    """Rank words that are typed before near spellings, and what sounds most alike first."""

    dependencies = [("actors", "0020_keys_anew")]

    operations = [
        migrations.RunSQL((SQL / "hearing_names.sql").read_text(encoding="utf-8"), DROP),
        migrations.RunSQL((SQL / "ranking_names.sql").read_text(encoding="utf-8"), UNDO),
    ]
