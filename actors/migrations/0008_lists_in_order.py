from django.db import migrations, models


class Migration(migrations.Migration):
    """Read the first names of many without sorting all."""

    dependencies = [("actors", "0007_answering")]

    operations = [
        migrations.AddIndex(
            model_name="actor",
            index=models.Index(fields=["name", "id"], name="actor_by_name"),
        ),
        migrations.AddIndex(
            model_name="name",
            index=models.Index(fields=["text", "id"], name="name_by_text"),
        ),
    ]
