"""Facts found beside a query, by another statement, as annotations of its rows."""

from collections.abc import Mapping

from django.db import models
from django.db.models import Func, Value
from django.db.models.functions import Cast


def fact(facts: Mapping[str, Mapping[str, object]], key: str, output_field: models.Field) -> Cast:
    """`facts[pk][key]` as an annotation: what was computed in Python, beside each row."""
    found = Func(
        Value({pk: told[key] for pk, told in facts.items()}, models.JSONField()),
        Cast("pk", models.TextField()),
        function="jsonb_extract_path_text",
        output_field=models.TextField(),
    )
    return Cast(found, output_field)
