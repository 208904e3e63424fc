from django.db import migrations, models


class Migration(migrations.Migration):
    """Find what somebody answers for without a look at all that it took part in."""

    dependencies = [("events", "0006_compute_all_of_sets_anew")]

    operations = [
        migrations.AddIndex(
            model_name="participation",
            index=models.Index(
                condition=models.Q(("role__in", ["ordered_by", "perpetrator"])),
                fields=["actor"],
                include=("id", "event"),
                name="participation_answered_for",
            ),
        ),
    ]
