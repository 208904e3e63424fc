"""What the database refuses about events, beyond what one row can show."""

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
