from django.db import migrations, models

from curation.together import together


class Migration(migrations.Migration):
    """Find what is restricted, which is little, without a look at what is not."""

    dependencies = [("sources", "0017_found_by_status_and_age")]

    operations = [
        migrations.AddIndex(
            model_name="attribution",
            index=models.Index(
                condition=models.Q(("restricted", True)),
                fields=["id"],
                name="attribution_restricted",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                condition=models.Q(("restricted", True)), fields=["id"], name="document_restricted"
            ),
        ),
        migrations.AddIndex(
            model_name="passage",
            index=models.Index(
                condition=models.Q(("restricted", True)), fields=["id"], name="passage_restricted"
            ),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(
                condition=models.Q(("restricted", True)), fields=["id"], name="statement_restricted"
            ),
        ),
    ]
    operations = together(operations)
