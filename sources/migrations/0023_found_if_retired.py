from django.db import migrations, models


class Migration(migrations.Migration):
    """Find what is retired, which is little, without a look at what is not."""

    dependencies = [("sources", "0022_retracted_passages")]

    operations = [
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                condition=models.Q(("status", "retired")), fields=["id"], name="document_retired"
            ),
        ),
        migrations.AddIndex(
            model_name="passage",
            index=models.Index(
                condition=models.Q(("status", "retired")), fields=["id"], name="passage_retired"
            ),
        ),
    ]
