from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F

SQL = Path(__file__).parents[1] / "sql" / "coverage.sql"
UNDO = """
DROP FUNCTION cover_documents, cover_moved_passages, cover_anchored CASCADE;
DROP FUNCTION cover, coded_paragraphs;
"""


class Migration(migrations.Migration):
    """Keep how many paragraphs of each document are coded."""

    dependencies = [("sources", "0020_tied_anchors")]

    operations = [
        migrations.CreateModel(
            name="Coverage",
            fields=[
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="coverage",
                        serialize=False,
                        to="sources.document",
                    ),
                ),
                ("paragraphs", models.PositiveIntegerField()),
                ("coded", models.PositiveIntegerField()),
                (
                    "uncoded",
                    models.GeneratedField(
                        db_persist=True,
                        expression=F("paragraphs") - F("coded"),
                        output_field=models.IntegerField(),
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "indexes": [
                    models.Index(F("uncoded").desc(), F("document"), name="coverage_by_uncoded")
                ],
            },
        ),
        migrations.RunSQL(SQL.read_text(), UNDO),
    ]
