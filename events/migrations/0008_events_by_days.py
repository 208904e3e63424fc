import datetime

from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import migrations, models
from django.db.models.functions import Coalesce

from curation.together import together

SINCE = Coalesce("date_earliest", models.Value(datetime.date(1, 1, 1)))
POSSIBLE_DAYS = models.Func(
    models.F("date_earliest"),
    models.F("date_latest"),
    models.Value("[]"),
    function="daterange",
    output_field=DateRangeField(),
)
DAYS_OF_DEFINITE = models.Case(
    models.When(date__regex=r"^(?!\[\.\.)[^?~%]+(?<!\.\.\])$", then=POSSIBLE_DAYS)
)


class Migration(migrations.Migration):
    """Find events by the days that they may have been on, and read them from any day on."""

    dependencies = [("events", "0007_responsible_participations")]

    operations = [
        migrations.AlterModelOptions(name="event", options={"ordering": [SINCE.desc(), "-id"]}),
        migrations.RemoveIndex(model_name="event", name="event_by_date"),
        migrations.RemoveIndex(model_name="event", name="event_by_last_day"),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(SINCE.desc(), models.F("id").desc(), name="event_by_date"),
        ),
        migrations.AddIndex(
            model_name="event", index=GistIndex(POSSIBLE_DAYS, name="event_by_possible_days")
        ),
        migrations.AddIndex(
            model_name="event", index=GistIndex(DAYS_OF_DEFINITE, name="event_by_definite_days")
        ),
    ]
    operations = together(operations)
