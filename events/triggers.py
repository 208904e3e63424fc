"""What the database refuses about events, beyond what one row can show."""

import pgtrigger
from django.db.models import Model


class RefuseParentCircle(pgtrigger.Trigger):
    """Refuses a row that would be its own parent by way of others.

    One lock a table, so that two halves of a circle cannot pass each other.
    """

    name = "refuse_circle"
    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.UpdateOf("parent_id")

    def get_func(self, model: type[Model]) -> str:  # type: ignore[override]
        table, name = model._meta.db_table, model._meta.model_name
        return f"""
            IF NEW.parent_id IS NULL OR NEW.parent_id = NEW.id THEN
                RETURN NEW;  -- a check constraint refuses the latter
            END IF;
            PERFORM pg_advisory_xact_lock(hashtext('parents in {table}'));
            IF EXISTS (
                WITH RECURSIVE line (id) AS (
                    SELECT NEW.parent_id
                    UNION
                    SELECT above.parent_id FROM {table} above JOIN line USING (id)
                )
                SELECT FROM line WHERE id = NEW.id
            ) THEN
                RAISE EXCEPTION 'This {model._meta.verbose_name} would be its own parent by way'
                    ' of others.'
                    USING ERRCODE = 'check_violation',
                          CONSTRAINT = '{name}_parents_have_no_circle';
            END IF;
            RETURN NEW;
        """


# Shared here, exclusive where an actor is declared unknown (`actors/triggers.py`): so it holds
# too when both happen at once, and participations never wait for each other.
REFUSE_UNKNOWN_PARTICIPANT = """
    PERFORM pg_advisory_xact_lock_shared(hashtext('unknown actors'));
    IF EXISTS (SELECT FROM actors_actor WHERE id = NEW.actor_id AND identity = 'unknown') THEN
        RAISE EXCEPTION 'An actor of unknown identity takes no part in events.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'participation_is_not_by_an_unknown';
    END IF;
    RETURN NEW;
"""
