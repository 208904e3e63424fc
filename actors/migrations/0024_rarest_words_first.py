from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"


def _before(file: str, function: str) -> str:
    """The definition in `file`, as one that takes the place of a later one."""
    _, definition = (SQL / file).read_text(encoding="utf-8").split(f" FUNCTION {function}(")
    return f"CREATE OR REPLACE FUNCTION {function}({definition.split('END $$;')[0]}END $$;"


UNDO = "\n".join(
    (
        _before("ranking_names.sql", "names_with_part"),
        _before("ranking_names.sql", "names_by_key"),
        _before("finding_names.sql", "actors_with_word"),
        """
        DROP INDEX actor_by_words, name_by_words;
        CREATE INDEX actor_by_words ON actors_actor USING gin (((keys).words));
        CREATE INDEX name_by_words ON actors_name USING gin (((keys).words));
        DROP FUNCTION by_beginnings(tsquery);
        DROP FUNCTION with_beginnings(tsvector);
        """,
    )
)


class Migration(migrations.Migration):
    """Look up the rarest word of a name first, also where the last one goes on."""

    dependencies = [("actors", "0023_certain_ways")]

    operations = [
        migrations.RunSQL((SQL / "rarest_words_first.sql").read_text(encoding="utf-8"), UNDO)
    ]
