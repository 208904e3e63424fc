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
    """Find statements and documents by the days that they may mean, by both ends of an interval."""

    dependencies = [("sources", "0028_values_fit_their_fields")]

    operations = [
        migrations.AddField(
            "statement", "horizon_start_latest", end("horizon", "edtf_start_latest")
        ),
        migrations.AddField(
            "statement", "horizon_end_earliest", end("horizon", "edtf_end_earliest")
        ),
        migrations.AddField(
            "statementhistory", "horizon_start_latest", end("horizon", "edtf_start_latest")
        ),
        migrations.AddField(
            "statementhistory", "horizon_end_earliest", end("horizon", "edtf_end_earliest")
        ),
        *[
            migrations.AddIndex(model_name=model, index=index)
            for model, field in (("statement", "horizon"), ("document", "published"))
            for index in by_date(model, field)
        ],
    ]
    operations = together(operations)
