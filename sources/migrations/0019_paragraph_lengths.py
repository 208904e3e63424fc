from pathlib import Path

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

SQL = Path(__file__).parents[1] / "sql" / "paragraph_lengths.sql"


class Migration(migrations.Migration):
    """Keep beside a text how long its paragraphs are, so that none is read to count them."""

    dependencies = [("sources", "0018_found_if_restricted")]

    operations = [
        migrations.RunSQL(SQL.read_text(), "DROP FUNCTION paragraph_lengths;"),
        migrations.AddField(
            model_name="documenttext",
            name="lengths",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func(models.F("text"), function="paragraph_lengths"),
                output_field=ArrayField(base_field=models.IntegerField(), size=None),
            ),
        ),
    ]
