from django.db import migrations, models

from curation.together import together


class Migration(migrations.Migration):
    """Find what is restricted, which is little, without a look at what is not."""

    dependencies = [("events", "0015_found_by_status_and_age")]

    operations = [
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(("restricted", True)), fields=["id"], name="event_restricted"
            ),
        ),
        migrations.AddIndex(
            model_name="eventlink",
            index=models.Index(
                condition=models.Q(("restricted", True)), fields=["id"], name="eventlink_restricted"
            ),
        ),
        migrations.AddIndex(
            model_name="eventtype",
            index=models.Index(
                condition=models.Q(("restricted", True)), fields=["id"], name="eventtype_restricted"
            ),
        ),
        migrations.AddIndex(
            model_name="figure",
            index=models.Index(
                condition=models.Q(("restricted", True)), fields=["id"], name="figure_restricted"
            ),
        ),
        migrations.AddIndex(
            model_name="participation",
            index=models.Index(
                condition=models.Q(("restricted", True)),
                fields=["id"],
                name="participation_restricted",
            ),
        ),
        migrations.AddIndex(
            model_name="place",
            index=models.Index(
                condition=models.Q(("restricted", True)), fields=["id"], name="place_restricted"
            ),
        ),
    ]
    operations = together(operations)
