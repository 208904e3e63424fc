from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql" / "digest.sql"


class Migration(migrations.Migration):
    dependencies = [("curation", "0001_edtf_functions")]

    operations = [migrations.RunSQL(SQL.read_text(), "DROP FUNCTION sha256_of;")]
