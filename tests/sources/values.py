"""Two values that each column of a subject can have, as an attribution writes them."""

from django.db.models import DecimalField, ForeignKey

from curation.dating import EDTFField
from sources.fields import FIELDS, column
from sources.models import SUBJECTS

OF_CODE_LISTS = {"country": ("IQ", "IR"), "language": ("ar", "ku-Latn"), "script": ("Arab", "Latn")}


def _two_values(field):
    if isinstance(field, EDTFField):
        return "2014", "[2014..2016]"
    if isinstance(field, DecimalField):
        return "4", "2.5"
    if isinstance(field, ForeignKey):
        return "erbil", "erbil-air-base"
    if field.choices:
        # Not the first, which are those of rows that a test says no more of.
        return tuple(str(value) for value, _label in field.flatchoices[-2:])
    return OF_CODE_LISTS.get(field.name, ("a", "b"))


VALUES = {
    (subject, name): _two_values(column(SUBJECTS[subject], name))
    for subject, names in FIELDS.items()
    for name in names
}
