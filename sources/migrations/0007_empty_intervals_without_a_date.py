"""What says nothing of when is the empty date, as whoever writes is told from now on."""

from django.db import migrations

EMPTY = """
UPDATE sources_statement SET horizon = '' WHERE horizon IN ('../', '/..', '../..');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("sources", "0006_document_language_and_addresses"),
        ("pghistory", "0007_auto_20250421_0444"),  # for the history of these changes
    ]
    operations = [migrations.RunSQL(EMPTY, migrations.RunSQL.noop)]
