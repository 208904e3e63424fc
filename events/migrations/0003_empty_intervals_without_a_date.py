"""What says nothing of when is the empty date, as whoever writes is told from now on."""

from django.db import migrations

EMPTY = """
UPDATE events_event SET date = '' WHERE date IN ('../', '/..', '../..');
UPDATE events_figure SET as_of = '' WHERE as_of IN ('../', '/..', '../..');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0002_distance"),
        ("pghistory", "0007_auto_20250421_0444"),  # for the history of these changes
    ]
    operations = [migrations.RunSQL(EMPTY, migrations.RunSQL.noop)]
