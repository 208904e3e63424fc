"""Generated columns do not follow a function that changes: the rows are written as they are."""

from django.db import migrations

# Past the history: what is written there is what somebody changed, and keys are no facts.
ANEW = """
ALTER TABLE {table} DISABLE TRIGGER USER;
UPDATE {table} SET {column} = {column} WHERE keys IS DISTINCT FROM name_keys({column});
ALTER TABLE {table} ENABLE TRIGGER USER;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("actors", "0019_name_keys"),
        ("curation", "0012_spelling"),
    ]
    operations = [
        migrations.RunSQL(ANEW.format(table=table, column=column), migrations.RunSQL.noop)
        for table, column in (("actors_actor", "name"), ("actors_name", "text"))
    ]
