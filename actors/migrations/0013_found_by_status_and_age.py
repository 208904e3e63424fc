from django.db import migrations, models

from curation.together import together


class Migration(migrations.Migration):
    """Find what waits for review, and how long, without a look at what is accepted."""

    dependencies = [("actors", "0012_merged_codes")]

    operations = [
        migrations.AddIndex(
            model_name="actor",
            index=models.Index(
                condition=models.Q(("status__in", ["draft", "submitted", "returned"])),
                fields=["status", "updated_at"],
                name="actor_under_review",
            ),
        ),
        migrations.AddIndex(
            model_name="designation",
            index=models.Index(
                condition=models.Q(("status__in", ["draft", "submitted", "returned"])),
                fields=["status", "updated_at"],
                name="designation_under_review",
            ),
        ),
        migrations.AddIndex(
            model_name="identifier",
            index=models.Index(
                condition=models.Q(("status__in", ["draft", "submitted", "returned"])),
                fields=["status", "updated_at"],
                name="identifier_under_review",
            ),
        ),
        migrations.AddIndex(
            model_name="name",
            index=models.Index(
                condition=models.Q(("status__in", ["draft", "submitted", "returned"])),
                fields=["status", "updated_at"],
                name="name_under_review",
            ),
        ),
        migrations.AddIndex(
            model_name="relation",
            index=models.Index(
                condition=models.Q(("status__in", ["draft", "submitted", "returned"])),
                fields=["status", "updated_at"],
                name="relation_under_review",
            ),
        ),
    ]
    operations = together(operations)
