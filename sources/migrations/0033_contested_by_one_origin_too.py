from django.db import migrations, models


class Migration(migrations.Migration):
    """The words for *contested* hold also for an origin that disputes itself; no row changes."""

    dependencies = [("sources", "0032_undecided")]

    operations = [
        migrations.AlterField(
            model_name="keptstanding",
            name="standing",
            field=models.CharField(
                choices=[
                    ("unattributed", "Unattributed: nothing holds it up"),
                    ("inferred", "Inferred: only the curator's inference"),
                    ("retracted", "Retracted: nothing stands but retractions"),
                    ("denied", "Denied: only denials"),
                    ("suspected", "Suspected: only suspicions"),
                    ("contested", "Contested: asserted and denied, or of rival values"),
                    ("single-source", "Single source: one origin asserts it"),
                    ("corroborated", "Corroborated: two or more origins assert it"),
                ],
                max_length=20,
            ),
        ),
    ]
