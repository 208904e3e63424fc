from django.db import migrations, models


class Migration(migrations.Migration):
    """Read the first documents, and what stands in them, without sorting all."""

    dependencies = [("sources", "0009_steps_by_kept_standing")]

    operations = [
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["title", "id"], name="document_by_title"),
        ),
    ]
