from django.db import migrations, models

from curation.together import together


class Migration(migrations.Migration):
    """What changed since a moment is read off an index, newest first."""

    dependencies = [("sources", "0012_review")]

    operations = [
        migrations.AddIndex(
            model_name="attributionhistory",
            index=models.Index(
                fields=["-pgh_created_at", "-pgh_id"], name="attribution_changes_by_time"
            ),
        ),
        migrations.AddIndex(
            model_name="documenthistory",
            index=models.Index(
                fields=["-pgh_created_at", "-pgh_id"], name="document_changes_by_time"
            ),
        ),
        migrations.AddIndex(
            model_name="mentionhistory",
            index=models.Index(
                fields=["-pgh_created_at", "-pgh_id"], name="mention_changes_by_time"
            ),
        ),
        migrations.AddIndex(
            model_name="passagehistory",
            index=models.Index(
                fields=["-pgh_created_at", "-pgh_id"], name="passage_changes_by_time"
            ),
        ),
        migrations.AddIndex(
            model_name="statementhistory",
            index=models.Index(
                fields=["-pgh_created_at", "-pgh_id"], name="statement_changes_by_time"
            ),
        ),
        migrations.AddIndex(
            model_name="voicehistory",
            index=models.Index(fields=["-pgh_created_at", "-pgh_id"], name="voice_changes_by_time"),
        ),
    ]
    operations = together(operations)
