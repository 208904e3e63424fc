"""Codes that lead to another record: those of what was merged."""

from typing import TypeVar

import pgtrigger
from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.db.models import Model, Q

M = TypeVar("M", bound=Model)


class RefuseRedirected(pgtrigger.Trigger):
    """Refuses a new record under the code of one that was merged into another.

    After the insert: whoever waited for the merger to end sees it then.
    """

    name = "refuse_redirected"
    level = pgtrigger.Statement
    when = pgtrigger.After
    operation = pgtrigger.Insert
    referencing = pgtrigger.Referencing(new="new_rows")
    declare = [("taken", "text")]

    def get_func(self, model: type[Model]) -> str:  # type: ignore[override]
        label, name = model._meta.label_lower, model._meta.model_name
        return f"""
            SELECT new_rows.code INTO taken
                FROM new_rows JOIN curation_step step ON step.code = new_rows.code
                WHERE step.model = '{label}' AND step.redirects LIMIT 1;
            IF taken IS NOT NULL THEN
                RAISE EXCEPTION 'The code % leads to the record into which its own was merged:'
                    ' choose another code, or undo the merger.', taken
                    USING ERRCODE = 'unique_violation',
                          CONSTRAINT = '{name}_code_leads_elsewhere';
            END IF;
            RETURN NULL;
        """


def lead(model: type[Model], code: str) -> str | None:
    """The code of the record that the merged record `code` has become, along chains.

    None where `code` is not that of a merged record.
    """
    return _follow(model, Q(code=code))


def lead_of_key(model: type[Model], key: int) -> str | None:
    """As `lead`, for the key that a merged record had."""
    return _follow(model, Q(key=key))


def get_by_code(rows: "models.QuerySet[M]", code: str) -> M:
    """The one of `rows` that has this code, or that what had it was merged into.

    Raises `DoesNotExist` where there is none.
    """
    try:
        return rows.get(code=code)
    except ObjectDoesNotExist:
        now = lead(rows.model, code)
        if now is None:
            raise
        return rows.get(code=now)


def current(model: type[Model], code: str) -> str:
    """`code`, or where that was merged the code it leads to."""
    return lead(model, code) or code


def _follow(model: type[Model], condition: Q) -> str | None:
    steps = apps.get_model("curation", "Step")._default_manager.filter(
        model=model._meta.label_lower, redirects=True
    )
    found: str | None = None
    while step := steps.filter(condition).values("into_code").first():
        found = step["into_code"]
        condition = Q(code=found)
    return found
