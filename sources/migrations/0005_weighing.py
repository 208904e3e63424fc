from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql" / "weighing.sql"
UNDO = """
DROP FUNCTION
    weigh_attributed, weigh_voiced, weigh_moved_passages, weigh_republished,
    weigh_renamed_speakers, refuse_weights_by_hand CASCADE;
DROP FUNCTION weigh_everything, weigh_cited, hold_evidence, weigh, attributed;
"""


class Migration(migrations.Migration):
    dependencies = [("sources", "0004_kept_standing")]

    operations = [migrations.RunSQL(SQL.read_text(), UNDO)]
