from django.db import migrations, models

from curation.together import together


class Migration(migrations.Migration):
    """Find what was deleted without a look at all other changes."""

    dependencies = [("events", "0016_found_if_restricted")]

    operations = [
        migrations.AddIndex(
            model_name="eventhistory",
            index=models.Index(
                condition=models.Q(("pgh_label", "delete")),
                fields=["pgh_obj"],
                name="event_deleted",
            ),
        ),
        migrations.AddIndex(
            model_name="eventlinkhistory",
            index=models.Index(
                condition=models.Q(("pgh_label", "delete")),
                fields=["pgh_obj"],
                name="eventlink_deleted",
            ),
        ),
        migrations.AddIndex(
            model_name="eventtypehistory",
            index=models.Index(
                condition=models.Q(("pgh_label", "delete")),
                fields=["pgh_obj"],
                name="eventtype_deleted",
            ),
        ),
        migrations.AddIndex(
            model_name="figurehistory",
            index=models.Index(
                condition=models.Q(("pgh_label", "delete")),
                fields=["pgh_obj"],
                name="figure_deleted",
            ),
        ),
        migrations.AddIndex(
            model_name="participationhistory",
            index=models.Index(
                condition=models.Q(("pgh_label", "delete")),
                fields=["pgh_obj"],
                name="participation_deleted",
            ),
        ),
        migrations.AddIndex(
            model_name="placehistory",
            index=models.Index(
                condition=models.Q(("pgh_label", "delete")),
                fields=["pgh_obj"],
                name="place_deleted",
            ),
        ),
    ]
    operations = together(operations)
