from pathlib import Path

from django.db import migrations, models
from django.db.models import Q

from curation.together import together

SQL = Path(__file__).parents[1] / "sql" / "undecided.sql"
SUBJECTS = [
    "actor",
    "name",
    "relation",
    "designation",
    "event",
    "participation",
    "event_link",
    "figure",
    "statement",
]


class Migration(migrations.Migration):
    """Find what one origin gives two values for at one moment, by the values that compete."""

    dependencies = [("sources", "0031_full_text")]

    operations = [
        *[
            migrations.AddIndex(
                model_name="attribution",
                index=models.Index(
                    condition=Q(
                        ~Q(value=""),
                        ~Q(basis="inferred"),
                        ~Q(status="retired"),
                        stance="asserts",
                        extent="all",
                        **{f"{subject}__isnull": False},
                    ),
                    fields=[subject, "field", "value"],
                    name=f"{subject}_by_value",
                ),
            )
            for subject in SUBJECTS
        ],
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), "DROP FUNCTION undecided;"),
    ]
    operations = together(operations)
