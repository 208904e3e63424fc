from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
OLD = (SQL / "spelling.sql").read_text(encoding="utf-8")


def _instead(script: str) -> migrations.RunSQL:
    """The function of a file of its own; undone, the one that spelling.sql has."""
    old = OLD.partition(f"CREATE FUNCTION of_{script}(")[2].partition("\n\n")[0]
    new = (SQL / f"{script}.sql").read_text(encoding="utf-8")
    return migrations.RunSQL(new, f"CREATE OR REPLACE FUNCTION of_{script}({old}")


class Migration(migrations.Migration):
    """Spell names without the English article, and with sounds that their letters stand for."""

    dependencies = [("curation", "0011_pairs_not_the_same")]

    operations = [_instead("latin"), _instead("cyrillic"), _instead("arabic")]
