from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import migrations
from django.db.models import Case, F, Func, Q, Value, When

from curation.together import together


def days(first, last):
    return Func(F(first), F(last), Value("[]"), function="daterange", output_field=DateRangeField())


def by_date(model, field):
    """Indexes over the days that a date can mean, of all and of those that answer definitely."""
    possible = days(f"{field}_earliest", f"{field}_latest")
    definite = When(**{f"{field}__regex": r"^(?!\[\.\.)[^?~%]+(?<!\.\.\])$"}, then=possible)
    yield GistIndex(possible, name=f"{model}_by_possible_days")
    yield GistIndex(Case(definite), name=f"{model}_by_definite_days")


def by_period(model):
    """The same for what began and ended."""
    possible = days("began_earliest", "ended_latest")
    settled = (Q(began="..") | Q(began_latest__isnull=False)) & (
        Q(ended="..") | Q(ended_earliest__isnull=False)
    )
    definite = When(
        settled & Q(began__regex="^[^?~%]*$") & Q(ended__regex="^[^?~%]*$"), then=possible
    )
    yield GistIndex(possible, name=f"{model}_by_possible_days")
    yield GistIndex(Case(definite), name=f"{model}_by_definite_days")


class Migration(migrations.Migration):
    """Find actors, names, relations and designations by the days that they may have held on."""

    dependencies = [("actors", "0016_found_if_deleted")]

    operations = [
        *[
            migrations.AddIndex(model_name=model, index=index)
            for model in ("actor", "designation", "relation")
            for index in by_period(model)
        ],
        *[migrations.AddIndex(model_name="name", index=index) for index in by_date("name", "used")],
    ]
    operations = together(operations)
