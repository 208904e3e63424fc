import re
from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
NEW = (SQL / "edtf_bounds.sql").read_text(encoding="utf-8")
[OLD] = re.findall(
    r"^CREATE FUNCTION (edtf_bounds.*?^END \$\$;)$",
    (SQL / "edtf.sql").read_text(encoding="utf-8"),
    re.DOTALL | re.MULTILINE,
)


class Migration(migrations.Migration):
    dependencies = [("curation", "0003_seeding")]
    operations = [migrations.RunSQL(NEW, f"CREATE OR REPLACE FUNCTION {OLD}")]
