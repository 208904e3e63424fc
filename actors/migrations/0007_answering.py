from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
REPLACED = (SQL / "hierarchy.sql").read_text().partition("-- Did `actor` possibly stand below")
UNDO = f"""
{"".join(REPLACED[1:])}
DROP FUNCTION actor_answering;
"""


class Migration(migrations.Migration):
    """Ask who answered to somebody once for a question, and not once for every row."""

    dependencies = [("actors", "0006_compute_all_of_sets_anew")]

    operations = [migrations.RunSQL((SQL / "answering.sql").read_text(), UNDO)]
