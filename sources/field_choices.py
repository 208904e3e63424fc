"""The columns an attribution may be about, as choices of a form."""

from sources.fields import FIELDS

WHOLE = ("", "the whole record")


def field_choices(subject=None):
    """Choices for `field`: the columns of one subject, or those of all of them in groups."""
    if subject is not None:
        return [WHOLE, *_columns(subject)]
    return [WHOLE, *((_spoken(name), _columns(name)) for name in FIELDS)]


def _columns(subject):
    return [(name, _spoken(name)) for name in FIELDS[subject]]


def _spoken(name):
    return name.replace("_", " ")
