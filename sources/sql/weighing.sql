-- What the evidence for a record amounts to is kept beside it, so that to ask for the contested
-- events is to read only those. sources_keptstanding has a row for every record that something
-- holds up. The triggers below keep it, whoever writes the evidence.
--
-- Two who change the evidence for one record at once: both take its row, so that the second waits
-- and weighs what the first one left. One who cites a passage while another changes who speaks in
-- it: the first holds the passage, its document and its speakers (FOR KEY SHARE), the second takes
-- what it changes (FOR UPDATE); whoever is later sees the other's rows.

-- The records of attributions, from whatever table of them `touched` is.
CREATE FUNCTION attributed(
    actor bigint, name bigint, relation bigint, designation bigint, event bigint,
    participation bigint, event_link bigint, figure bigint, statement bigint
) RETURNS TABLE (subject text, record bigint) LANGUAGE sql IMMUTABLE AS $$
    SELECT * FROM (VALUES
        ('actor', actor), ('name', name), ('relation', relation), ('designation', designation),
        ('event', event), ('participation', participation), ('event_link', event_link),
        ('figure', figure), ('statement', statement)) subjects (subject, record)
    WHERE record IS NOT NULL
$$;

-- Weighs records anew; `subject` is an attribution's column for them without its `_id`.
CREATE FUNCTION weigh(subject text, records bigint[]) RETURNS void LANGUAGE plpgsql
SET isnad.weighing = 'on' AS $$
DECLARE
    link text := quote_ident(subject || '_id');
    steps text[] := ARRAY[
        'SELECT FROM sources_keptstanding WHERE LINK = ANY ($1) ORDER BY LINK FOR UPDATE',
        -- No DO NOTHING: that would not take the row that somebody else has just made.
        'INSERT INTO sources_keptstanding AS kept (LINK, standing)
         SELECT record, ''unattributed'' FROM unnest($1) record
         WHERE NOT EXISTS (SELECT FROM sources_keptstanding WHERE LINK = record)
         ORDER BY record
         ON CONFLICT (LINK) WHERE LINK IS NOT NULL DO UPDATE SET standing = kept.standing',
        -- Each once: a plan for a table thought empty would weigh all of them for every row.
        'WITH weighed AS MATERIALIZED (
             SELECT record, standing(ARRAY(
                 SELECT id FROM sources_attribution WHERE LINK = record)) AS standing
             FROM unnest($1) record)
         UPDATE sources_keptstanding kept SET standing = weighed.standing FROM weighed
         WHERE kept.LINK = weighed.record AND kept.standing <> weighed.standing',
        'DELETE FROM sources_keptstanding WHERE LINK = ANY ($1) AND standing = ''unattributed'''];
    step text;
BEGIN
    -- One by one, for each statement sees what was committed until it began.
    FOREACH step IN ARRAY steps LOOP
        EXECUTE replace(step, 'LINK', link) USING records;
    END LOOP;
END $$;

CREATE FUNCTION hold_evidence(passages bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM sources_passage WHERE id = ANY (passages) ORDER BY id FOR KEY SHARE;
    PERFORM FROM sources_document WHERE id IN (
        SELECT unnest(ARRAY[document.id, document.root_id])
        FROM sources_passage passage JOIN sources_document document
            ON document.id = passage.document_id
        WHERE passage.id = ANY (passages)
    ) ORDER BY id FOR KEY SHARE;
    PERFORM FROM actors_actor WHERE id IN (
        SELECT coalesce(on_behalf_of_id, actor_id) FROM sources_voice
        WHERE passage_id = ANY (passages)
    ) ORDER BY id FOR KEY SHARE;
END $$;

-- Weighs whatever these passages hold up.
CREATE FUNCTION weigh_cited(passages bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM hold_evidence(passages);
    PERFORM weigh(subject, array_agg(DISTINCT record))
    FROM sources_attribution t CROSS JOIN LATERAL attributed(
        t.actor_id, t.name_id, t.relation_id, t.designation_id, t.event_id,
        t.participation_id, t.event_link_id, t.figure_id, t.statement_id)
    WHERE t.passage_id = ANY (passages)
    GROUP BY subject ORDER BY subject;
END $$;

-- After every statement that writes attributions, on the rows as they were and as they are.
CREATE FUNCTION weigh_attributed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM hold_evidence(ARRAY(SELECT DISTINCT passage_id FROM touched));
    PERFORM weigh(subject, array_agg(DISTINCT record))
    FROM touched t CROSS JOIN LATERAL attributed(
        t.actor_id, t.name_id, t.relation_id, t.designation_id, t.event_id,
        t.participation_id, t.event_link_id, t.figure_id, t.statement_id)
    GROUP BY subject ORDER BY subject;
    RETURN NULL;
END $$;

CREATE TRIGGER weigh_inserted AFTER INSERT ON sources_attribution
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION weigh_attributed();
CREATE TRIGGER weigh_before_update AFTER UPDATE ON sources_attribution
    REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION weigh_attributed();
CREATE TRIGGER weigh_updated AFTER UPDATE ON sources_attribution
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION weigh_attributed();
CREATE TRIGGER weigh_deleted AFTER DELETE ON sources_attribution
    REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION weigh_attributed();

CREATE FUNCTION weigh_voiced() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    passages bigint[] := ARRAY(SELECT DISTINCT passage_id FROM touched);
BEGIN
    PERFORM FROM sources_passage WHERE id = ANY (passages) ORDER BY id FOR UPDATE;
    PERFORM weigh_cited(passages);
    RETURN NULL;
END $$;

CREATE TRIGGER weigh_inserted AFTER INSERT ON sources_voice
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION weigh_voiced();
CREATE TRIGGER weigh_before_update AFTER UPDATE ON sources_voice
    REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION weigh_voiced();
CREATE TRIGGER weigh_updated AFTER UPDATE ON sources_voice
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION weigh_voiced();
CREATE TRIGGER weigh_deleted AFTER DELETE ON sources_voice
    REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION weigh_voiced();

-- Of these, what `hearing` reads.
CREATE FUNCTION weigh_moved_passages() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed bigint[] := ARRAY(
        SELECT id FROM old_rows JOIN new_rows USING (id)
        WHERE (old_rows.document_id, old_rows.said_latest)
            IS DISTINCT FROM (new_rows.document_id, new_rows.said_latest));
BEGIN
    PERFORM FROM sources_passage WHERE id = ANY (changed) ORDER BY id FOR UPDATE;
    PERFORM weigh_cited(changed);
    RETURN NULL;
END $$;

CREATE TRIGGER weigh_updated AFTER UPDATE ON sources_passage
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION weigh_moved_passages();

CREATE FUNCTION weigh_republished() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed bigint[] := ARRAY(
        SELECT id FROM old_rows JOIN new_rows USING (id)
        WHERE (old_rows.publisher_id, old_rows.root_id, old_rows.published_latest)
            IS DISTINCT FROM (new_rows.publisher_id, new_rows.root_id, new_rows.published_latest));
BEGIN
    PERFORM FROM sources_document WHERE id = ANY (changed) ORDER BY id FOR UPDATE;
    PERFORM weigh_cited(ARRAY(
        SELECT passage.id FROM sources_passage passage
        JOIN sources_document document ON document.id = passage.document_id
        WHERE document.id = ANY (changed) OR document.root_id = ANY (changed)));
    RETURN NULL;
END $$;

CREATE TRIGGER weigh_updated AFTER UPDATE ON sources_document
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION weigh_republished();

CREATE FUNCTION weigh_renamed_speakers() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed bigint[] := ARRAY(
        SELECT id FROM old_rows JOIN new_rows USING (id)
        WHERE (old_rows.kind = 'collective', old_rows.identity = 'named')
            IS DISTINCT FROM (new_rows.kind = 'collective', new_rows.identity = 'named'));
BEGIN
    PERFORM FROM actors_actor WHERE id = ANY (changed) ORDER BY id FOR UPDATE;
    PERFORM weigh_cited(ARRAY(
        SELECT passage_id FROM sources_voice
        WHERE actor_id = ANY (changed) OR on_behalf_of_id = ANY (changed)));
    RETURN NULL;
END $$;

CREATE TRIGGER weigh_updated AFTER UPDATE ON actors_actor
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION weigh_renamed_speakers();

CREATE FUNCTION refuse_weights_by_hand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('isnad.weighing', true) = 'on' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'What evidence amounts to is kept by the database: change the evidence.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'keptstanding_is_kept_by_the_database';
END $$;

CREATE TRIGGER refuse_by_hand AFTER INSERT OR UPDATE OR DELETE ON sources_keptstanding
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_weights_by_hand();

-- All there is, when this begins. A migration that changes `hearing` or `standing` does it again.
CREATE FUNCTION weigh_everything() RETURNS void LANGUAGE sql AS $$
    SELECT weigh(subject, array_agg(DISTINCT record))
    FROM sources_attribution t CROSS JOIN LATERAL attributed(
        t.actor_id, t.name_id, t.relation_id, t.designation_id, t.event_id,
        t.participation_id, t.event_link_id, t.figure_id, t.statement_id)
    GROUP BY subject ORDER BY subject
$$;

SELECT weigh_everything();
