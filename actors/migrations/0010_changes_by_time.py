from django.db import migrations, models

from curation.together import together


class Migration(migrations.Migration):
    """What changed since a moment is read off an index, newest first."""

    dependencies = [("actors", "0009_review")]

    operations = [
        migrations.AddIndex(
            model_name="actorhistory",
            index=models.Index(fields=["-pgh_created_at", "-pgh_id"], name="actor_changes_by_time"),
        ),
        migrations.AddIndex(
            model_name="actorkindcodehistory",
            index=models.Index(
                fields=["-pgh_created_at", "-pgh_id"], name="actorkindcode_changes_by_time"
            ),
        ),
        migrations.AddIndex(
            model_name="designationhistory",
            index=models.Index(
                fields=["-pgh_created_at", "-pgh_id"], name="designation_changes_by_time"
            ),
        ),
        migrations.AddIndex(
            model_name="identifierhistory",
            index=models.Index(
                fields=["-pgh_created_at", "-pgh_id"], name="identifier_changes_by_time"
            ),
        ),
        migrations.AddIndex(
            model_name="namehistory",
            index=models.Index(fields=["-pgh_created_at", "-pgh_id"], name="name_changes_by_time"),
        ),
        migrations.AddIndex(
            model_name="relationhistory",
            index=models.Index(
                fields=["-pgh_created_at", "-pgh_id"], name="relation_changes_by_time"
            ),
        ),
    ]
    operations = together(operations)
