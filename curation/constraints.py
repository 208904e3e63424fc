"""Constraints that many models share, named by what they state."""

from collections.abc import Sequence

from django.db.models import CheckConstraint, Choices, F, Func, IntegerField, Q, TextField, Value
from django.db.models.lookups import Exact


def is_known(field: str, choices: type[Choices], model: str) -> CheckConstraint:
    """The database holds `field` to the values of `choices`."""
    label = field.replace("_", " ")
    return CheckConstraint(
        name=f"{model}_{field}_is_known",
        condition=Q(**{f"{field}__in": sorted(choices.values)}),
        violation_error_message=f"This {label} is not one of the known ones.",
    )


def is_known_or_empty(field: str, choices: type[Choices], model: str) -> CheckConstraint:
    label = field.replace("_", " ")
    return CheckConstraint(
        name=f"{model}_{field}_is_known_or_empty",
        condition=Q(**{f"{field}__in": ["", *sorted(choices.values)]}),
        violation_error_message=f"This {label} is not one of the known ones.",
    )


def is_given(field: str, model: str) -> CheckConstraint:
    """`field`, a text, says something: it is neither empty nor white space only."""
    label = field.replace("_", " ")
    return CheckConstraint(
        name=f"{model}_{field}_is_given",
        condition=Q(**{f"{field}__regex": r"\S"}),
        violation_error_message=f"The {label} is empty: write one.",
    )


def is_country_or_empty(field: str, model: str) -> CheckConstraint:
    """`field` has the form of an ISO 3166-1 alpha-2 code, or is empty."""
    return CheckConstraint(
        name=f"{model}_{field}_is_two_capitals_or_empty",
        condition=Q(**{f"{field}__regex": r"^([A-Z]{2})?$"}),
        violation_error_message="A country is two capital letters, such as IQ.",
    )


LANGUAGE_TAG = r"^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$"
# White space in every locale; to some the spaces that do not break are none.
SPACE = r"\s\u00a0\u2007\u202f"
# Scheme, perhaps a user, a host that is not empty, and whatever follows it.
WEB_ADDRESS = rf"^https?://([^/?#@{SPACE}]*@)?[^/?#@:{SPACE}][^/?#@{SPACE}]*([/?#][^{SPACE}]*)?$"


def is_language(field: str, model: str) -> CheckConstraint:
    """`field` has the form of a BCP 47 tag; `und` is for a language that is not known."""
    return CheckConstraint(
        name=f"{model}_{field}_is_a_bcp_47_tag",
        condition=Q(**{f"{field}__regex": LANGUAGE_TAG}),
        violation_error_message="A language is a BCP 47 tag, such as ar or ar-Latn.",
    )


def is_web_address_or_empty(field: str, model: str) -> CheckConstraint:
    """`field` is an http or https URL with a host and without white space, or is empty."""
    return CheckConstraint(
        name=f"{model}_{field}_is_a_web_address_or_empty",
        condition=Q(**{field: ""}) | Q(**{f"{field}__iregex": WEB_ADDRESS}),
        violation_error_message="A web address begins with http:// or https:// and a host, and has"
        " no white space.",
    )


def has_exactly_one(fields: Sequence[str], model: str, what: str) -> CheckConstraint:
    """Exactly one of the nullable foreign keys `fields` is set."""
    count = Func(
        *[F(field) for field in fields], function="num_nonnulls", output_field=IntegerField()
    )
    listed = ", ".join(field.replace("_", " ") for field in fields)
    return CheckConstraint(
        name=f"{model}_has_exactly_one_{what}",
        condition=Q(Exact(count, Value(1))),
        violation_error_message=f"Choose exactly one of these: {listed}.",
    )


def is_nfc(field: str, model: str) -> CheckConstraint:
    """`field` is in Unicode's normalisation form C, so that equal letters are equal bytes."""
    normalised = Func(
        F(field),
        function="normalize",
        template="%(function)s(%(expressions)s, NFC)",
        output_field=TextField(),
    )
    return CheckConstraint(
        name=f"{model}_{field}_is_nfc",
        condition=Q(Exact(F(field), normalised)),
        violation_error_message="This text is not in Unicode normalisation form C (NFC).",
    )
