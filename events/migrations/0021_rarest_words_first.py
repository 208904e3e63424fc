import re
from pathlib import Path

from django.db import migrations

OURS = Path(__file__).parents[1] / "sql"
OF_ACTORS = Path(__file__).parents[2] / "actors" / "sql"
INDEX = """
DROP INDEX place_by_words;
CREATE INDEX place_by_words ON events_place USING gin ({words});
"""


def _before(file: str, function: str) -> str:
    """As finding_places.sql made it of the definition in `file`, which actors have no longer."""
    _, definition = (OF_ACTORS / file).read_text(encoding="utf-8").split(f" FUNCTION {function}(")
    replaced = f"CREATE OR REPLACE FUNCTION {function}({definition.split('END $$;')[0]}END $$;"
    return re.sub(
        r"\bname(s?_(?:by_key|near|with_part|found))\b",
        r"place\1",
        replaced.replace("actor", "place"),
    )


UNDO = "\n".join(
    (
        _before("ranking_names.sql", "names_with_part"),
        _before("ranking_names.sql", "names_by_key"),
        _before("finding_names.sql", "actors_with_word"),
    )
)


class Migration(migrations.Migration):
    """Look up the rarest word of a place's name first, as of an actor's."""

    dependencies = [("events", "0020_place_keys"), ("actors", "0024_rarest_words_first")]

    operations = [
        migrations.RunSQL(
            INDEX.format(words="with_beginnings((keys).words)"),
            INDEX.format(words="((keys).words)"),
        ),
        migrations.RunSQL((OURS / "finding_places.sql").read_text(encoding="utf-8"), UNDO),
    ]
