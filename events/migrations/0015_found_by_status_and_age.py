from django.db import migrations, models

from curation.together import together


class Migration(migrations.Migration):
    """Find what waits for review, and how long, without a look at what is accepted."""

    dependencies = [("events", "0014_merged_codes")]

    operations = [
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(("status__in", ["draft", "submitted", "returned"])),
                fields=["status", "updated_at"],
                name="event_under_review",
            ),
        ),
        migrations.AddIndex(
            model_name="eventlink",
            index=models.Index(
                condition=models.Q(("status__in", ["draft", "submitted", "returned"])),
                fields=["status", "updated_at"],
                name="eventlink_under_review",
            ),
        ),
        migrations.AddIndex(
            model_name="eventtype",
            index=models.Index(
                condition=models.Q(("status__in", ["draft", "submitted", "returned"])),
                fields=["status", "updated_at"],
                name="eventtype_under_review",
            ),
        ),
        migrations.AddIndex(
            model_name="figure",
            index=models.Index(
                condition=models.Q(("status__in", ["draft", "submitted", "returned"])),
                fields=["status", "updated_at"],
                name="figure_under_review",
            ),
        ),
        migrations.AddIndex(
            model_name="participation",
            index=models.Index(
                condition=models.Q(("status__in", ["draft", "submitted", "returned"])),
                fields=["status", "updated_at"],
                name="participation_under_review",
            ),
        ),
        migrations.AddIndex(
            model_name="place",
            index=models.Index(
                condition=models.Q(("status__in", ["draft", "submitted", "returned"])),
                fields=["status", "updated_at"],
                name="place_under_review",
            ),
        ),
    ]
    operations = together(operations)
