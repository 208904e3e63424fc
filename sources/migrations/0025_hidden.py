from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql" / "hidden.sql"
# None before another that it asks.
MODELS = [
    "attribution", "voice", "mention", "anchor", "passage", "documenttext", "document",
    "statement", "identifier", "participation", "figure", "eventlink", "relation", "name",
    "designation", "event", "place", "eventtype", "actor",
]  # fmt: skip
UNDO = "".join(f"DROP FUNCTION hidden_{model};\n" for model in MODELS)


class Migration(migrations.Migration):
    """Find what is hidden from most users starting from the few records that are restricted."""

    dependencies = [
        ("actors", "0014_found_if_restricted"),
        ("events", "0016_found_if_restricted"),
        ("sources", "0024_leaning"),
    ]

    operations = [migrations.RunSQL(SQL.read_text(), UNDO)]
