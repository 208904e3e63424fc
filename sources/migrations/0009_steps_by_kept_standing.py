from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
NEW = (SQL / "steps_by_kept_standing.sql").read_text(encoding="utf-8")
OLD = (SQL / "steps.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("sources", "0008_refuse_truncate")]

    operations = [migrations.RunSQL(NEW, OLD.replace("CREATE VIEW", "CREATE OR REPLACE VIEW"))]
