-- Whoever possibly answered to `superior`, with all the days on which every step up to it was
-- possibly in force: itself on any day. Level by level, passing down only days that are new:
-- circles end where they add nothing, and many ways to one actor cost little more than one.
CREATE FUNCTION actor_answering(superior bigint)
RETURNS TABLE (actor_id bigint, days datemultirange)
LANGUAGE plpgsql STABLE ROWS 50 AS $$
#variable_conflict use_column
DECLARE
    known_ids bigint[] := ARRAY[superior];
    known_days datemultirange[] := ARRAY['{(,)}'::datemultirange];
    level_ids bigint[] := known_ids;
    level_days datemultirange[] := known_days;
BEGIN
    WHILE level_ids IS NOT NULL LOOP
        SELECT array_agg(below.id), array_agg(below.days) INTO level_ids, level_days
        FROM (
            SELECT step.lower_id AS id, range_agg(above.days * step.days) AS days
            FROM unnest(level_ids, level_days) AS above (id, days)
            -- Without OFFSET 0 the planner may look at all steps of the ledger for each level.
            CROSS JOIN LATERAL (
                SELECT lower_id, datemultirange(daterange(began_earliest, ended_latest, '[]')) AS days
                FROM actors_step WHERE upper_id = above.id OFFSET 0
            ) step
            WHERE above.days && step.days
            GROUP BY step.lower_id
        ) below
        LEFT JOIN unnest(known_ids, known_days) AS known (id, days) USING (id)
        WHERE known.id IS NULL OR NOT known.days @> below.days;

        SELECT array_agg(found.id), array_agg(found.days) INTO known_ids, known_days
        FROM (
            SELECT id, range_agg(days) AS days
            FROM (
                SELECT * FROM unnest(known_ids, known_days) AS known (id, days)
                UNION ALL
                SELECT * FROM unnest(level_ids, level_days) AS level (id, days)
            ) every
            GROUP BY id
        ) found;
    END LOOP;
    RETURN QUERY SELECT * FROM unnest(known_ids, known_days);
END $$;

DROP FUNCTION actor_answered_to;
