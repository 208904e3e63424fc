from django.db import migrations, models

from curation.together import together


class Migration(migrations.Migration):
    """What changed since a moment is read off an index, newest first."""

    dependencies = [("events", "0011_review")]

    operations = [
        migrations.AddIndex(
            model_name="eventhistory",
            index=models.Index(fields=["-pgh_created_at", "-pgh_id"], name="event_changes_by_time"),
        ),
        migrations.AddIndex(
            model_name="eventlinkhistory",
            index=models.Index(
                fields=["-pgh_created_at", "-pgh_id"], name="eventlink_changes_by_time"
            ),
        ),
        migrations.AddIndex(
            model_name="eventtypehistory",
            index=models.Index(
                fields=["-pgh_created_at", "-pgh_id"], name="eventtype_changes_by_time"
            ),
        ),
        migrations.AddIndex(
            model_name="figurehistory",
            index=models.Index(
                fields=["-pgh_created_at", "-pgh_id"], name="figure_changes_by_time"
            ),
        ),
        migrations.AddIndex(
            model_name="participationhistory",
            index=models.Index(
                fields=["-pgh_created_at", "-pgh_id"], name="participation_changes_by_time"
            ),
        ),
        migrations.AddIndex(
            model_name="placehistory",
            index=models.Index(fields=["-pgh_created_at", "-pgh_id"], name="place_changes_by_time"),
        ),
    ]
    operations = together(operations)
