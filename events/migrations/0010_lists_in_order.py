from django.db import migrations, models


class Migration(migrations.Migration):
    """Read the first places and figures of many without sorting all."""

    dependencies = [("events", "0009_places_by_coordinates")]

    operations = [
        migrations.AddIndex(
            model_name="place",
            index=models.Index(fields=["name", "id"], name="place_by_name"),
        ),
        migrations.AddIndex(
            model_name="figure",
            index=models.Index(fields=["measure", "id"], name="figure_by_measure"),
        ),
    ]
