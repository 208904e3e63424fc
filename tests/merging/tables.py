"""All that is curated, to compare byte for byte."""

from django.apps import apps

from curation.fixtures import MODELS, curated_fields


def curated():
    """Every row of every curated table: its key and the columns that people write."""
    return {
        label: {
            row[0]: row[1:]
            for row in apps.get_model(label)._base_manager.values_list(
                "pk", *[field.attname for field in curated_fields(apps.get_model(label))]
            )
        }
        for label in MODELS
    }


def changes(before, after):
    """What differs between two of `curated()`, to be read when a test fails."""
    return {
        (label, key): (before[label].get(key), after[label].get(key))
        for label in MODELS
        for key in before[label].keys() | after[label].keys()
        if before[label].get(key) != after[label].get(key)
    }
