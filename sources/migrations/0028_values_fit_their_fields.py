"""Hold the value that an attribution gives to what its column can have.

What stands in a ledger already stays as it is until somebody edits it, and has to be mended or
retired then: an upgrade neither stops at it nor decides what was meant.
"""

from pathlib import Path

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

SQL = Path(__file__).parents[1] / "sql" / "values.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("actors", "0016_found_if_deleted"),
        ("events", "0017_found_if_deleted"),
        ("sources", "0027_origins_at_once"),
    ]

    operations = [
        migrations.RunSQL(SQL.read_text(), "DROP FUNCTION edtf_is_date"),
        AddConstraintNotValid(
            model_name="attribution",
            constraint=models.CheckConstraint(
                condition=models.Case(
                    models.When(
                        models.Q(("value", ""), ("status", "retired"), _connector="OR"),
                        then=models.Value(True),
                    ),
                    models.When(
                        models.Q(("actor__isnull", False), ("field__in", ["began", "ended"])),
                        then=models.Q(
                            models.Func(
                                models.F("value"),
                                function="edtf_is_date",
                                output_field=models.BooleanField(),
                            ),
                            models.Func(
                                models.F("value"),
                                function="edtf_is_point",
                                output_field=models.BooleanField(),
                            ),
                        ),
                    ),
                    models.When(
                        models.Q(("actor__isnull", False), ("field__in", ["country"])),
                        then=models.Q(("value__regex", "^[A-Z]{2}$")),
                    ),
                    models.When(
                        models.Q(("actor__isnull", False), ("field__in", ["identity"])),
                        then=models.Q(("value__in", ["named", "unknown", "unnamed"])),
                    ),
                    models.When(
                        models.Q(("actor__isnull", False), ("field__in", ["kind"])),
                        then=models.Q(
                            (
                                "value__in",
                                [
                                    "agency",
                                    "armed_group",
                                    "coalition",
                                    "collective",
                                    "company",
                                    "government",
                                    "legislature",
                                    "media",
                                    "other",
                                    "person",
                                    "political_body",
                                    "state_force",
                                    "umbrella",
                                ],
                            )
                        ),
                    ),
                    models.When(
                        models.Q(("field__in", ["actor"]), ("name__isnull", False)),
                        then=models.Q(("value__regex", "^[a-z0-9]+(-[a-z0-9]+)*$")),
                    ),
                    models.When(
                        models.Q(("field__in", ["kind"]), ("name__isnull", False)),
                        then=models.Q(
                            (
                                "value__in",
                                [
                                    "acronym",
                                    "alias",
                                    "former",
                                    "front",
                                    "misspelling",
                                    "nom_de_guerre",
                                    "official",
                                    "primary",
                                    "translation",
                                    "transliteration",
                                ],
                            )
                        ),
                    ),
                    models.When(
                        models.Q(("field__in", ["language"]), ("name__isnull", False)),
                        then=models.Q(("value__regex", "^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$")),
                    ),
                    models.When(
                        models.Q(("field__in", ["script"]), ("name__isnull", False)),
                        then=models.Q(("value__regex", "^[A-Z][a-z]{3}$")),
                    ),
                    models.When(
                        models.Q(("field__in", ["strength"]), ("name__isnull", False)),
                        then=models.Q(("value__in", ["strong", "weak"])),
                    ),
                    models.When(
                        models.Q(("field__in", ["used"]), ("name__isnull", False)),
                        then=models.Q(
                            models.Func(
                                models.F("value"),
                                function="edtf_is_date",
                                output_field=models.BooleanField(),
                            ),
                            models.Q(("value", ".."), _negated=True),
                        ),
                    ),
                    models.When(
                        models.Q(("field__in", ["began", "ended"]), ("relation__isnull", False)),
                        then=models.Q(
                            models.Func(
                                models.F("value"),
                                function="edtf_is_date",
                                output_field=models.BooleanField(),
                            ),
                            models.Func(
                                models.F("value"),
                                function="edtf_is_point",
                                output_field=models.BooleanField(),
                            ),
                        ),
                    ),
                    models.When(
                        models.Q(("field__in", ["object", "subject"]), ("relation__isnull", False)),
                        then=models.Q(("value__regex", "^[a-z0-9]+(-[a-z0-9]+)*$")),
                    ),
                    models.When(
                        models.Q(("field__in", ["predicate"]), ("relation__isnull", False)),
                        then=models.Q(
                            (
                                "value__in",
                                [
                                    "absorbed_into",
                                    "aligned_with",
                                    "commands",
                                    "controls",
                                    "deputy_of",
                                    "directs",
                                    "distributes_for",
                                    "employs",
                                    "fights",
                                    "front_for",
                                    "funds",
                                    "holds_office_in",
                                    "influences",
                                    "leads",
                                    "member_of",
                                    "opposes",
                                    "part_of",
                                    "partner_of",
                                    "possibly_same_as",
                                    "proxy_of",
                                    "represents",
                                    "responsive_to",
                                    "split_from",
                                    "succeeds",
                                    "supports",
                                    "threatens",
                                    "tied_to",
                                ],
                            )
                        ),
                    ),
                    models.When(
                        models.Q(
                            ("designation__isnull", False), ("field__in", ["actor", "authority"])
                        ),
                        then=models.Q(("value__regex", "^[a-z0-9]+(-[a-z0-9]+)*$")),
                    ),
                    models.When(
                        models.Q(("designation__isnull", False), ("field__in", ["began", "ended"])),
                        then=models.Q(
                            models.Func(
                                models.F("value"),
                                function="edtf_is_date",
                                output_field=models.BooleanField(),
                            ),
                            models.Func(
                                models.F("value"),
                                function="edtf_is_point",
                                output_field=models.BooleanField(),
                            ),
                        ),
                    ),
                    models.When(
                        models.Q(("event__isnull", False), ("field__in", ["date"])),
                        then=models.Q(
                            models.Func(
                                models.F("value"),
                                function="edtf_is_date",
                                output_field=models.BooleanField(),
                            ),
                            models.Q(("value", ".."), _negated=True),
                        ),
                    ),
                    models.When(
                        models.Q(("event__isnull", False), ("field__in", ["place", "type"])),
                        then=models.Q(("value__regex", "^[a-z0-9]+(-[a-z0-9]+)*$")),
                    ),
                    models.When(
                        models.Q(
                            ("field__in", ["actor", "event", "place"]),
                            ("participation__isnull", False),
                        ),
                        then=models.Q(("value__regex", "^[a-z0-9]+(-[a-z0-9]+)*$")),
                    ),
                    models.When(
                        models.Q(("field__in", ["role"]), ("participation__isnull", False)),
                        then=models.Q(
                            (
                                "value__in",
                                [
                                    "attendee",
                                    "audience",
                                    "belligerent",
                                    "candidate",
                                    "contributor",
                                    "host",
                                    "initiator",
                                    "instrument",
                                    "location",
                                    "location_of_origin",
                                    "ordered_by",
                                    "perpetrator",
                                    "recipient",
                                    "speaker",
                                    "subject",
                                    "supporter",
                                    "target",
                                    "victim",
                                    "winner",
                                ],
                            )
                        ),
                    ),
                    models.When(
                        models.Q(("event_link__isnull", False), ("field__in", ["event", "other"])),
                        then=models.Q(("value__regex", "^[a-z0-9]+(-[a-z0-9]+)*$")),
                    ),
                    models.When(
                        models.Q(("event_link__isnull", False), ("field__in", ["kind"])),
                        then=models.Q(
                            (
                                "value__in",
                                [
                                    "compared_with",
                                    "followed",
                                    "in_response_to",
                                    "led_to",
                                    "part_of",
                                    "same_occasion",
                                ],
                            )
                        ),
                    ),
                    models.When(
                        models.Q(
                            ("field__in", ["actor", "event", "relation"]), ("figure__isnull", False)
                        ),
                        then=models.Q(("value__regex", "^[a-z0-9]+(-[a-z0-9]+)*$")),
                    ),
                    models.When(
                        models.Q(("field__in", ["as_of"]), ("figure__isnull", False)),
                        then=models.Q(
                            models.Func(
                                models.F("value"),
                                function="edtf_is_date",
                                output_field=models.BooleanField(),
                            ),
                            models.Q(("value", ".."), _negated=True),
                        ),
                    ),
                    models.When(
                        models.Q(("field__in", ["best", "high", "low"]), ("figure__isnull", False)),
                        then=models.Q(
                            (
                                "value__regex",
                                "^(0|-?(0\\.[0-9]*[1-9]|[1-9][0-9]*(\\.[0-9]*[1-9])?))$",
                            )
                        ),
                    ),
                    models.When(
                        models.Q(("field__in", ["measure"]), ("figure__isnull", False)),
                        then=models.Q(
                            (
                                "value__in",
                                [
                                    "budget",
                                    "count",
                                    "duration",
                                    "groups",
                                    "killed",
                                    "munition_weight",
                                    "munitions",
                                    "other",
                                    "persons",
                                    "seats",
                                    "sites",
                                    "troops_remaining",
                                    "troops_withdrawn",
                                    "wounded",
                                ],
                            )
                        ),
                    ),
                    models.When(
                        models.Q(("field__in", ["horizon"]), ("statement__isnull", False)),
                        then=models.Q(
                            models.Func(
                                models.F("value"),
                                function="edtf_is_date",
                                output_field=models.BooleanField(),
                            ),
                            models.Q(("value", ".."), _negated=True),
                        ),
                    ),
                    models.When(
                        models.Q(("field__in", ["kind"]), ("statement__isnull", False)),
                        then=models.Q(
                            (
                                "value__in",
                                [
                                    "assessment",
                                    "demand",
                                    "denial",
                                    "message",
                                    "opinion",
                                    "prediction",
                                ],
                            )
                        ),
                    ),
                    default=models.Value(True),
                    output_field=models.BooleanField(),
                ),
                name="attribution_value_fits_its_field",
                violation_error_message="Its field cannot have this value: write a number in digits, a date in EDTF, a choice by its name, a record by its code.",
            ),
        ),
    ]
