from django.db import migrations, models

from curation.together import together


class Migration(migrations.Migration):
    """Find what was deleted without a look at all other changes."""

    dependencies = [("actors", "0015_circles")]

    operations = [
        migrations.AddIndex(
            model_name="actorhistory",
            index=models.Index(
                condition=models.Q(("pgh_label", "delete")),
                fields=["pgh_obj"],
                name="actor_deleted",
            ),
        ),
        migrations.AddIndex(
            model_name="actorkindcodehistory",
            index=models.Index(
                condition=models.Q(("pgh_label", "delete")),
                fields=["pgh_obj"],
                name="actorkindcode_deleted",
            ),
        ),
        migrations.AddIndex(
            model_name="designationhistory",
            index=models.Index(
                condition=models.Q(("pgh_label", "delete")),
                fields=["pgh_obj"],
                name="designation_deleted",
            ),
        ),
        migrations.AddIndex(
            model_name="identifierhistory",
            index=models.Index(
                condition=models.Q(("pgh_label", "delete")),
                fields=["pgh_obj"],
                name="identifier_deleted",
            ),
        ),
        migrations.AddIndex(
            model_name="namehistory",
            index=models.Index(
                condition=models.Q(("pgh_label", "delete")), fields=["pgh_obj"], name="name_deleted"
            ),
        ),
        migrations.AddIndex(
            model_name="relationhistory",
            index=models.Index(
                condition=models.Q(("pgh_label", "delete")),
                fields=["pgh_obj"],
                name="relation_deleted",
            ),
        ),
    ]
    operations = together(operations)
