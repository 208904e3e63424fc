from django.db import migrations, models


class Migration(migrations.Migration):
    """Keep which anchors might as well stand elsewhere; old ones tell when they are made anew."""

    dependencies = [("sources", "0019_paragraph_lengths")]

    operations = [
        migrations.AddField(
            model_name="anchor",
            name="tied",
            field=models.BooleanField(
                default=False, help_text="Another place in the text was as near."
            ),
        )
    ]
