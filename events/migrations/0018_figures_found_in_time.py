from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import migrations, models
from django.db.models import Case, F, Func, Value, When

from curation.together import together


def days(first, last):
    return Func(F(first), F(last), Value("[]"), function="daterange", output_field=DateRangeField())


def by_date(model, field):
    """Indexes over the days that a date can mean, of all and of those that answer definitely."""
    possible = days(f"{field}_earliest", f"{field}_latest")
    definite = When(**{f"{field}__regex": r"^(?!\[\.\.)[^?~%]+(?<!\.\.\])$"}, then=possible)
    yield GistIndex(possible, name=f"{model}_by_possible_days")
    yield GistIndex(Case(definite), name=f"{model}_by_definite_days")


def end(field, function):
    return models.GeneratedField(
        db_persist=True,
        expression=Func(F(field), function=function, output_field=models.DateField()),
        output_field=models.DateField(null=True),
    )


class Migration(migrations.Migration):
    """Find figures by the days that they may have held on, by both ends of an interval."""

    dependencies = [("events", "0017_found_if_deleted")]

    operations = [
        migrations.AddField("figure", "as_of_start_latest", end("as_of", "edtf_start_latest")),
        migrations.AddField("figure", "as_of_end_earliest", end("as_of", "edtf_end_earliest")),
        migrations.AddField(
            "figurehistory", "as_of_start_latest", end("as_of", "edtf_start_latest")
        ),
        migrations.AddField(
            "figurehistory", "as_of_end_earliest", end("as_of", "edtf_end_earliest")
        ),
        *[
            migrations.AddIndex(model_name="figure", index=index)
            for index in by_date("figure", "as_of")
        ],
    ]
    operations = together(operations)
