from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
DROP = """
DROP FUNCTION asked_words(text);
DROP FUNCTION searched_words(text, text);
DROP FUNCTION other_sounds(text, boolean);
DROP FUNCTION name_keys(text);
DROP TYPE name_keys;
DROP FUNCTION sound_of(text);
DROP FUNCTION singular(text);
DROP FUNCTION consonants_of(text);
DROP FUNCTION romanised(text);
DROP FUNCTION of_hebrew(text);
DROP FUNCTION of_arabic(text);
DROP FUNCTION of_cyrillic(text);
DROP FUNCTION of_latin(text);
DROP FUNCTION folded(text);
DROP FUNCTION words_apart(text);
DROP FUNCTION folded_letters(text);
DROP FUNCTION bare_letters(text);
DROP FUNCTION small_letters(text);
DROP FUNCTION without_capitals(text);
"""


class Migration(migrations.Migration):
    """What is the same letter, and what spellings of one name share."""

    dependencies = [("curation", "0009_who_may_merge")]

    operations = [
        migrations.RunSQL(
            "\n".join(
                (SQL / name).read_text(encoding="utf-8")
                for name in ("folding.sql", "spelling.sql", "full_text.sql")
            ),
            DROP,
        )
    ]
