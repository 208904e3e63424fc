"""Triggers that every curated table carries: what is kept, and the history of every change."""

from typing import TypeVar

import pghistory
import pghistory.models
import pgtrigger
from django.db.models import Model

M = TypeVar("M", bound=Model)


class Change(pghistory.models.Event):
    """One insert, update or delete: the row as it was left, with when, who, from where and why."""

    class Meta:
        abstract = True


class KeepRecord(pgtrigger.Trigger):
    """Coins a missing code, refuses a changed one, keeps `version` and the timestamps.

    An update that changes no curated column leaves version and timestamps alone, so that
    loading the same fixture twice is no change at all.
    """

    name = "keep_record"
    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update

    def get_func(self, model: type[Model]) -> str:  # type: ignore[override]
        curated = [
            field.column
            for field in model._meta.concrete_fields
            if field.editable and not field.generated
        ]
        old = ", ".join(f'OLD."{column}"' for column in curated)
        new = ", ".join(f'NEW."{column}"' for column in curated)
        prefix = model._meta.model_name
        return f"""
            IF TG_OP = 'INSERT' THEN
                IF NEW.code = '' THEN
                    NEW.code = '{prefix}-' || left(replace(gen_random_uuid()::text, '-', ''), 12);
                END IF;
                NEW.version = 1;
                NEW.created_at = now();
                NEW.updated_at = now();
                RETURN NEW;
            END IF;
            IF NEW.code IS DISTINCT FROM OLD.code THEN
                RAISE EXCEPTION 'The code % of a {prefix} never changes.', OLD.code
                    USING ERRCODE = 'check_violation', CONSTRAINT = '{prefix}_code_never_changes';
            END IF;
            NEW.created_at = OLD.created_at;
            NEW.version = OLD.version;
            NEW.updated_at = OLD.updated_at;
            IF ({old}) IS DISTINCT FROM ({new}) THEN
                NEW.version = OLD.version + 1;
                NEW.updated_at = now();
            END IF;
            RETURN NEW;
        """


class RefuseTruncate(pgtrigger.Trigger):
    """Refuses to empty a table past the triggers of its rows, which write the history.

    Only a transaction or a session with `isnad.emptying` on may: there all is to go for good, as
    between two tests.
    """

    name = "refuse_truncate"
    level = pgtrigger.Statement
    when = pgtrigger.Before
    operation = pgtrigger.Truncate

    def get_func(self, model: type[Model]) -> str:  # type: ignore[override]
        return """
            IF current_setting('isnad.emptying', true) IS DISTINCT FROM 'on' THEN
                RAISE EXCEPTION 'TRUNCATE of % would leave no trace: delete its rows, or say'
                    ' SET isnad.emptying = on if all history is to go for good.', TG_TABLE_NAME
                    USING ERRCODE = 'restrict_violation';
            END IF;
            RETURN NULL;
        """


def recorded(model: type[M]) -> type[M]:
    """Class decorator: every insert, update and delete of a row of `model` goes into history.

    The history model is named `<Model>History`; its rows repeat the row and add when, and as
    JSON who, from where and why. No update or delete changes them, and neither table is truncated.
    """
    pgtrigger.register(RefuseTruncate())(model)
    if any(field.name == "version" for field in model._meta.fields):
        pgtrigger.register(KeepRecord())(model)
    tracked: type[M] = pghistory.track(
        pghistory.InsertEvent(level=pgtrigger.Statement),
        pghistory.UpdateEvent(
            condition=pgtrigger.AnyChange(exclude_auto=True), level=pgtrigger.Statement
        ),
        pghistory.DeleteEvent(level=pgtrigger.Statement),
        obj_field=pghistory.ObjForeignKey(related_name="history", related_query_name="history"),
        context_field=pghistory.ContextJSONField(),
        context_id_field=pghistory.ContextUUIDField(null=True),
        append_only=True,
        base_model=Change,
        model_name=f"{model.__name__}History",
        meta={
            "verbose_name": f"{model._meta.verbose_name} history",
            "triggers": [RefuseTruncate()],
        },
    )(model)
    return tracked
