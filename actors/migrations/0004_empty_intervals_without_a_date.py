"""What says nothing of when is the empty date, as whoever writes is told from now on."""

from django.db import migrations

EMPTY = """
UPDATE actors_name SET used = '' WHERE used IN ('../', '/..', '../..');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("actors", "0003_hierarchy"),
        ("pghistory", "0007_auto_20250421_0444"),  # for the history of these changes
    ]
    operations = [migrations.RunSQL(EMPTY, migrations.RunSQL.noop)]
