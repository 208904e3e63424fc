from django.db import migrations, models

from curation.together import together


class Migration(migrations.Migration):
    """Find what waits for review, and how long, without a look at what is accepted."""

    dependencies = [("sources", "0016_merged_codes")]

    operations = [
        migrations.AddIndex(
            model_name="attribution",
            index=models.Index(
                condition=models.Q(("status__in", ["draft", "submitted", "returned"])),
                fields=["status", "updated_at"],
                name="attribution_under_review",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                condition=models.Q(("status__in", ["draft", "submitted", "returned"])),
                fields=["status", "updated_at"],
                name="document_under_review",
            ),
        ),
        migrations.AddIndex(
            model_name="passage",
            index=models.Index(
                condition=models.Q(("status__in", ["draft", "submitted", "returned"])),
                fields=["status", "updated_at"],
                name="passage_under_review",
            ),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(
                condition=models.Q(("status__in", ["draft", "submitted", "returned"])),
                fields=["status", "updated_at"],
                name="statement_under_review",
            ),
        ),
    ]
    operations = together(operations)
