"""The columns an attribution may be about, as choices of a form."""

from sources.fields import FIELDS, spoken

# A column and how it is spoken of; several of them under a heading.
Choice = tuple[str, str]
Group = tuple[str, list[Choice]]

WHOLE = ("", "the whole record")


def field_choices(subject: str | None = None) -> list[Choice | Group]:
    """Choices for `field`: the columns of one subject, or those of all of them in groups."""
    if subject is not None:
        return [WHOLE, *_columns(subject)]
    return [WHOLE, *((spoken(name), _columns(name)) for name in FIELDS)]


def _columns(subject: str) -> list[Choice]:
    return [(name, spoken(name)) for name in FIELDS[subject]]
