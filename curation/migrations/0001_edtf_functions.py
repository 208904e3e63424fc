"""The SQL functions that generated date columns call; every dated model depends on this."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql" / "edtf.sql"
DROP = """
DROP FUNCTION edtf_is_point(text);
DROP FUNCTION edtf_end_earliest(text);
DROP FUNCTION edtf_start_latest(text);
DROP FUNCTION edtf_latest(text);
DROP FUNCTION edtf_earliest(text);
DROP FUNCTION edtf_is_plain(text);
DROP FUNCTION edtf_bounds(text);
DROP FUNCTION edtf_set(text);
DROP FUNCTION edtf_member(text, text, boolean, boolean);
DROP FUNCTION edtf_span(text, text, text);
DROP FUNCTION edtf_point(text, text);
DROP FUNCTION edtf_season(text, text);
DROP FUNCTION edtf_real_day(text, text, text, boolean);
DROP FUNCTION edtf_month_end(int, int);
DROP FUNCTION edtf_refuse(text, text, text);
"""


class Migration(migrations.Migration):
    dependencies = []
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
