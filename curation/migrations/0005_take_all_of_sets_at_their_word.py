import re
from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
NEW = (SQL / "edtf_set.sql").read_text(encoding="utf-8")
[OLD] = re.findall(
    r"^CREATE FUNCTION (edtf_set\(.*?^END \$\$;)$",
    (SQL / "edtf.sql").read_text(encoding="utf-8"),
    re.DOTALL | re.MULTILINE,
)


class Migration(migrations.Migration):
    dependencies = [("curation", "0004_refuse_intervals_without_a_date")]
    operations = [migrations.RunSQL(NEW, f"CREATE OR REPLACE FUNCTION {OLD}")]
