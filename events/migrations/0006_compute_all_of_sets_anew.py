"""Stored bounds do not follow a function that changes: the rows are written as they are."""

from django.db import migrations

ANEW = "UPDATE events_event SET date = date WHERE date LIKE '{%';"


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0005_refuse_truncate"),
        ("curation", "0005_take_all_of_sets_at_their_word"),
    ]
    operations = [migrations.RunSQL(ANEW, migrations.RunSQL.noop)]
