"""What the database refuses about relations, beyond what one row can show."""

import pgtrigger
from django.db.models import Model

# An actor that takes part in events is not declared a mere gap in a chain.
REFUSE_UNKNOWN_WITH_EVENTS = """
    IF NEW.identity = 'unknown' AND OLD.identity <> 'unknown' THEN
        PERFORM pg_advisory_xact_lock(hashtext('unknown actors'));
        IF EXISTS (SELECT FROM events_participation WHERE actor_id = NEW.id) THEN
            RAISE EXCEPTION 'This actor takes part in events: its identity is not unknown.'
                USING ERRCODE = 'check_violation',
                      CONSTRAINT = 'participation_is_not_by_an_unknown';
        END IF;
    END IF;
    RETURN NEW;
"""


class RefuseCircle(pgtrigger.Trigger):
    """Refuses a circle within one predicate among accepted relations that surely overlap.

    The lock lets two people who save the two halves of a circle at once do so one after the
    other, so that the second one sees the first one's half.
    """

    when = pgtrigger.After
    operation = pgtrigger.Insert | pgtrigger.Update

    def get_func(self, model: type[Model]) -> str:  # type: ignore[override]
        return """
            IF NEW.status <> 'accepted' THEN
                RETURN NULL;
            END IF;
            PERFORM pg_advisory_xact_lock(hashtext('relation circle ' || NEW.predicate));
            IF relation_closes_circle(NEW.id, NEW.subject_id, NEW.predicate, NEW.object_id,
                                      NEW.began, NEW.ended) THEN
                RAISE EXCEPTION 'This relation closes a circle of accepted relations that'
                    ' hold at the same time.'
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'relation_closes_no_circle';
            END IF;
            RETURN NULL;
        """
