"""Triggers that every curated table carries: what is kept, and the history of every change."""

from collections.abc import Iterable
from typing import TypeVar

import pghistory
import pghistory.models
import pgtrigger
from django.db.models import Index, Model, Q

from curation.codes import RefuseRedirected

M = TypeVar("M", bound=Model)

# What is written in these names needs no review: fixtures, what once was so, and rows that only
# point to what took the place of a duplicate.
UNREVIEWED = "('seed', 'restore', 'merge')"
CONTEXT = [
    ("context", "jsonb = nullif(current_setting('pghistory.context_metadata', true), '')"),
    ("acting", "bigint = context ->> 'user'"),
    ("principal", "text = coalesce(context ->> 'principal', '')"),
    ("reviewed", f"boolean = principal NOT IN {UNREVIEWED}"),
]


class Change(pghistory.models.Event):
    """One insert, update or delete: the row as it was left, with when, who, from where and why."""

    class Meta:
        abstract = True


class KeepRecord(pgtrigger.Trigger):
    """Keeps a record's code, version, timestamps and editors, and the rules of review.

    Coins a missing code and refuses a changed one. An update that changes no curated column
    leaves version and timestamps alone, so that loading the same fixture twice is no change at
    all. An accepted record that somebody edits is a draft again; its accepted state is its last
    accepted row in the history. Nobody accepts what they changed since, nor does anybody whom
    history cannot name; the principals in `curation.acting` need no review. What a merger had taken
    away comes back as it was, with its age and its editors.
    """

    name = "keep_record"
    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update
    declare = [*CONTEXT, ("edited", "boolean = TG_OP = 'INSERT'")]

    def get_func(self, model: type[Model]) -> str:  # type: ignore[override]
        curated = [
            str(field.column)
            for field in model._meta.concrete_fields
            if field.editable and not field.generated
        ]
        written = [column for column in curated if column != "status"]
        prefix = model._meta.model_name
        return f"""
            IF TG_OP = 'INSERT' THEN
                IF NEW.code = '' THEN
                    NEW.code = '{prefix}-' || left(replace(gen_random_uuid()::text, '-', ''), 12);
                END IF;
                IF principal <> 'merge' THEN
                    NEW.version = 1;
                    NEW.created_at = now();
                    NEW.editors = '{{}}';
                END IF;
                NEW.updated_at = now();
            ELSE
                IF NEW.code IS DISTINCT FROM OLD.code THEN
                    RAISE EXCEPTION 'The code % of a {prefix} never changes.', OLD.code
                        USING ERRCODE = 'check_violation',
                              CONSTRAINT = '{prefix}_code_never_changes';
                END IF;
                NEW.created_at = OLD.created_at;
                NEW.version = OLD.version;
                NEW.updated_at = OLD.updated_at;
                -- Nobody writes who edited but another trigger, about a part that was changed.
                IF pg_trigger_depth() = 1 THEN
                    NEW.editors = OLD.editors;
                END IF;
                edited = {differ(written)};
                IF edited AND reviewed AND OLD.status = 'accepted' AND NEW.status = 'accepted' THEN
                    NEW.status = 'draft';
                END IF;
                IF {differ(curated)} THEN
                    NEW.version = OLD.version + 1;
                    NEW.updated_at = now();
                END IF;
            END IF;
            -- Whoever merges may have brought their own words into what still waits for review.
            IF edited AND (reviewed OR principal = 'merge' AND TG_OP = 'UPDATE'
                    AND OLD.status <> 'accepted' AND NEW.status <> 'accepted')
                AND acting IS NOT NULL AND acting <> ALL (NEW.editors)
            THEN
                NEW.editors = NEW.editors || acting;
            END IF;
            IF TG_OP = 'UPDATE' AND NEW.status = OLD.status THEN
                RETURN NEW;
            END IF;
            IF reviewed AND NEW.status IN ('accepted', 'returned') THEN
                {REFUSE_UNREVIEWED.replace("MODEL", str(prefix))}
            END IF;
            IF NEW.status = 'accepted' THEN
                NEW.editors = '{{}}';
            END IF;
            RETURN NEW;
        """


# Of a record that is to be accepted or returned.
REFUSE_UNREVIEWED = """
                IF acting IS NULL THEN
                    RAISE EXCEPTION 'Nobody is named who accepts or returns this: do it in the'
                        ' admin, or as somebody, in acting_as(user).'
                        USING ERRCODE = 'check_violation',
                              CONSTRAINT = 'MODEL_is_reviewed_by_somebody_known';
                END IF;
                IF NEW.status = 'accepted' AND acting = ANY (NEW.editors) THEN
                    RAISE EXCEPTION 'Nobody accepts their own change: ask another reviewer.'
                        USING ERRCODE = 'check_violation',
                              CONSTRAINT = 'MODEL_is_accepted_by_somebody_else';
                END IF;
                IF TG_OP = 'INSERT' OR OLD.status <> 'submitted' THEN
                    RAISE EXCEPTION 'Only what was submitted is accepted or returned: submit it.'
                        USING ERRCODE = 'check_violation',
                              CONSTRAINT = 'MODEL_is_submitted_before_it_is_reviewed';
                END IF;
                IF NEW.status = 'returned' AND coalesce(context ->> 'reason', '') !~ '\\S' THEN
                    RAISE EXCEPTION 'Say why this is returned: give a reason.'
                        USING ERRCODE = 'check_violation',
                              CONSTRAINT = 'MODEL_is_returned_with_a_reason';
                END IF;
"""


def differ(columns: Iterable[str]) -> str:
    """That an update changes one of `columns`, as SQL."""
    old = ", ".join(f'OLD."{column}"' for column in columns)
    new = ", ".join(f'NEW."{column}"' for column in columns)
    return f"({old}) IS DISTINCT FROM ({new})"


class ReopenWhole(pgtrigger.Trigger):
    """A change of a part, as of a voice, is an edit of the accepted or submitted whole.

    `link` is the part's foreign key to the record that it is part of. The whole is a draft again
    if it was accepted, and whoever changed the part does not accept it.
    """

    level = pgtrigger.Statement
    when = pgtrigger.After
    declare = CONTEXT

    def __init__(
        self, operation: pgtrigger.Operation, link: str, changed: str, **tables: str
    ) -> None:
        super().__init__(
            name=f"reopen_whole_at_{str(operation).lower()}",
            operation=operation,
            referencing=pgtrigger.Referencing(**tables),
        )
        self.link, self.changed = link, changed

    def get_func(self, model: type[Model]) -> str:  # type: ignore[override]
        field = model._meta.get_field(self.link)
        whole, column = field.related_model._meta.db_table, field.column  # type: ignore[union-attr]
        return f"""
            IF NOT reviewed THEN
                RETURN NULL;
            END IF;
            UPDATE {whole} SET
                status = CASE status WHEN 'accepted' THEN 'draft' ELSE status END,
                editors = CASE WHEN acting = ANY (editors) OR acting IS NULL THEN editors
                    ELSE editors || acting END
            WHERE id IN (
                SELECT id FROM {whole} WHERE id IN (SELECT {column} FROM ({self.changed}) changed)
                ORDER BY id FOR NO KEY UPDATE
            ) AND (status = 'accepted' OR acting IS NOT NULL AND acting <> ALL (editors));
            RETURN NULL;
        """


def part_of(link: str) -> list[ReopenWhole]:
    """The triggers of a table whose rows are parts of the record behind `link`."""
    old, new = "SELECT * FROM old_values", "SELECT * FROM new_values"
    differing = f"({old} EXCEPT {new}) UNION ALL ({new} EXCEPT {old})"
    tables = {"old": "old_values", "new": "new_values"}
    return [
        ReopenWhole(pgtrigger.Insert, link, new, new="new_values"),
        ReopenWhole(pgtrigger.Update, link, differing, **tables),
        ReopenWhole(pgtrigger.Delete, link, old, old="old_values"),
    ]


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
        pgtrigger.register(RefuseRedirected())(model)
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
            "indexes": [
                Index(
                    fields=["-pgh_created_at", "-pgh_id"],
                    name=f"{model._meta.model_name}_changes_by_time",
                ),
                # What is deleted, which is little, and may have been restricted.
                Index(
                    fields=["pgh_obj"],
                    name=f"{model._meta.model_name}_deleted",
                    condition=Q(pgh_label="delete"),
                ),
            ],
        },
    )(model)
    return tracked
