"""What the database keeps and refuses about documents and chains of voices."""

# A document's root is the first of the line it republishes, itself if it republishes nothing.
# One lock for all lines, so that two halves of a circle cannot pass each other.
KEEP_ROOT = """
    PERFORM pg_advisory_xact_lock(hashtext('document roots'));
    IF EXISTS (
        WITH RECURSIVE line (id) AS (
            SELECT NEW.derived_from_id
            UNION
            SELECT d.derived_from_id FROM sources_document d JOIN line USING (id)
        )
        SELECT FROM line WHERE id = NEW.id
    ) THEN
        RAISE EXCEPTION 'This document would republish itself by way of others.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'document_line_has_no_circle';
    END IF;
    NEW.root_id = coalesce(
        (SELECT root_id FROM sources_document WHERE id = NEW.derived_from_id), NEW.id);
    RETURN NEW;
"""

# The republications of a document share its root, also those written before it. After the whole
# statement, and behind the triggers that tell history of it: what is changed here comes later.
PASS_ROOT_ON = """
    IF EXISTS (
        SELECT FROM new_values original JOIN sources_document copy
            ON copy.derived_from_id = original.id
        JOIN sources_document now ON now.id = original.id
        WHERE copy.root_id IS DISTINCT FROM now.root_id
    ) THEN
        UPDATE sources_document copy SET root_id = now.root_id
        FROM new_values original JOIN sources_document now ON now.id = original.id
        WHERE copy.derived_from_id = original.id AND copy.root_id IS DISTINCT FROM now.root_id;
    END IF;
    RETURN NULL;
"""

# Positions run from 1 without a gap; those who speak together share one. Immediate for whoever
# writes a chain at once or in order, deferrable for whoever reorders it row by row.
REFUSE_GAPS = """
    -- Whoever else is changing this chain goes first or waits.
    PERFORM FROM sources_passage WHERE id IN (NEW.passage_id, OLD.passage_id)
        ORDER BY id FOR NO KEY UPDATE;
    IF EXISTS (
        SELECT FROM sources_voice
        WHERE passage_id IN (NEW.passage_id, OLD.passage_id)
        GROUP BY passage_id HAVING max(position) <> count(DISTINCT position)
    ) THEN
        RAISE EXCEPTION 'The voices of a passage stand in positions 1, 2, 3 without a gap.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'voice_positions_have_no_gap';
    END IF;
    RETURN NULL;
"""
