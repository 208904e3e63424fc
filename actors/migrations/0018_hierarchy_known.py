from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
_, HEAD, REST = (SQL / "hierarchy.sql").read_text().partition("-- Everybody above (or below)")
ANSWERING = (SQL / "answering.sql").read_text().partition("DROP FUNCTION")[0]
UNDO = f"""
DROP FUNCTION actor_hierarchy;
DROP FUNCTION actor_answering;
{HEAD}{REST.partition("-- Did `actor` possibly stand below")[0]}
{ANSWERING}
"""


class Migration(migrations.Migration):
    """Ask for the hierarchy as documents published by a day had it."""

    dependencies = [("actors", "0017_found_in_time")]

    operations = [migrations.RunSQL((SQL / "hierarchy_known.sql").read_text(), UNDO)]
