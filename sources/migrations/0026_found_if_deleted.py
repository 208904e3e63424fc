from django.db import migrations, models

from curation.together import together


class Migration(migrations.Migration):
    """Find what was deleted without a look at all other changes."""

    dependencies = [("sources", "0025_hidden")]

    operations = [
        migrations.AddIndex(
            model_name="attributionhistory",
            index=models.Index(
                condition=models.Q(("pgh_label", "delete")),
                fields=["pgh_obj"],
                name="attribution_deleted",
            ),
        ),
        migrations.AddIndex(
            model_name="documenthistory",
            index=models.Index(
                condition=models.Q(("pgh_label", "delete")),
                fields=["pgh_obj"],
                name="document_deleted",
            ),
        ),
        migrations.AddIndex(
            model_name="mentionhistory",
            index=models.Index(
                condition=models.Q(("pgh_label", "delete")),
                fields=["pgh_obj"],
                name="mention_deleted",
            ),
        ),
        migrations.AddIndex(
            model_name="passagehistory",
            index=models.Index(
                condition=models.Q(("pgh_label", "delete")),
                fields=["pgh_obj"],
                name="passage_deleted",
            ),
        ),
        migrations.AddIndex(
            model_name="statementhistory",
            index=models.Index(
                condition=models.Q(("pgh_label", "delete")),
                fields=["pgh_obj"],
                name="statement_deleted",
            ),
        ),
        migrations.AddIndex(
            model_name="voicehistory",
            index=models.Index(
                condition=models.Q(("pgh_label", "delete")),
                fields=["pgh_obj"],
                name="voice_deleted",
            ),
        ),
    ]
    operations = together(operations)
