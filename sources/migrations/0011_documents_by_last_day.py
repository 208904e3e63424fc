from django.db import migrations, models


class Migration(migrations.Migration):
    """Find the documents that had been published by a day, for what was known on it."""

    dependencies = [("sources", "0010_documents_by_title")]

    operations = [
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["published_latest"], name="document_by_last_day"),
        ),
    ]
