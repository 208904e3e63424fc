from django.db import migrations, models


class Migration(migrations.Migration):
    """Find the places in a box of degrees."""

    dependencies = [("events", "0008_events_by_days")]

    operations = [
        migrations.AddIndex(
            model_name="place",
            index=models.Index(fields=["latitude", "longitude"], name="place_by_coordinates"),
        ),
    ]
