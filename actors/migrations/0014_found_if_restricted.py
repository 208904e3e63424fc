from django.db import migrations, models

from curation.together import together


class Migration(migrations.Migration):
    """Find what is restricted, which is little, without a look at what is not."""

    dependencies = [("actors", "0013_found_by_status_and_age")]

    operations = [
        migrations.AddIndex(
            model_name="actor",
            index=models.Index(
                condition=models.Q(("restricted", True)), fields=["id"], name="actor_restricted"
            ),
        ),
        migrations.AddIndex(
            model_name="designation",
            index=models.Index(
                condition=models.Q(("restricted", True)),
                fields=["id"],
                name="designation_restricted",
            ),
        ),
        migrations.AddIndex(
            model_name="identifier",
            index=models.Index(
                condition=models.Q(("restricted", True)),
                fields=["id"],
                name="identifier_restricted",
            ),
        ),
        migrations.AddIndex(
            model_name="name",
            index=models.Index(
                condition=models.Q(("restricted", True)), fields=["id"], name="name_restricted"
            ),
        ),
        migrations.AddIndex(
            model_name="relation",
            index=models.Index(
                condition=models.Q(("restricted", True)), fields=["id"], name="relation_restricted"
            ),
        ),
    ]
    operations = together(operations)
