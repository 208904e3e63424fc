from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
OLD = (SQL / "circles.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    """Leave it to the question to follow circles, day by day."""

    dependencies = [("actors", "0021_ranking_names")]

    operations = [
        migrations.RunSQL(
            (SQL / "near_circles.sql").read_text(encoding="utf-8"),
            f"DROP FUNCTION steps_near_circles(bigint[]);\n{OLD}",
        ),
    ]
