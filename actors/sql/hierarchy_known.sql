-- Everybody above (or below) an actor, each once, by the shortest path along `steps_known`, certain
-- paths before doubtful ones. Level by level with a list of those seen: circles end where they
-- began, and many ways to one actor cost no more than one.
-- `day` NULL asks at no particular time; `known` NULL of all that is known by now, else of what
-- documents published by that day held up. `path` holds relation codes from the start on.
DROP FUNCTION actor_hierarchy;
CREATE FUNCTION actor_hierarchy(start bigint, upwards boolean, day date, known date DEFAULT NULL)
RETURNS TABLE (actor_id bigint, depth integer, path text[], certain boolean)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
    seen bigint[] := ARRAY[start];
    level jsonb := jsonb_build_array(jsonb_build_object('a', start, 'p', '[]'::jsonb, 'c', true));
BEGIN
    depth := 0;
    LOOP
        depth := depth + 1;
        SELECT jsonb_agg(jsonb_build_object('a', found.next_id, 'p', found.path, 'c', found.certain))
        INTO level
        FROM (
            SELECT DISTINCT ON (link.next_id)
                   link.next_id, here.p || to_jsonb(link.code) AS path,
                   here.c AND certainly.so AS certain
            FROM jsonb_to_recordset(level) AS here (a bigint, p jsonb, c boolean)
            CROSS JOIN LATERAL (
                SELECT upper_id AS next_id, step.* FROM steps_known(known) step
                WHERE upwards AND lower_id = here.a
                UNION ALL
                SELECT lower_id, step.* FROM steps_known(known) step
                WHERE NOT upwards AND upper_id = here.a
            ) link
            CROSS JOIN LATERAL (SELECT coalesce(
                (link.began = '..' OR link.began_latest <= day)
                AND (link.ended = '..' OR link.ended_earliest >= day)
                AND link.began || link.ended !~ '[?~%]', false) AS so
            ) certainly
            WHERE link.next_id <> ALL (seen)
              AND (day IS NULL OR (
                  (link.began_earliest IS NULL OR link.began_earliest <= day)
                  AND (link.ended_latest IS NULL OR link.ended_latest >= day)))
            ORDER BY link.next_id, here.c AND certainly.so DESC, link.code
        ) found;
        EXIT WHEN level IS NULL;
        seen := seen || ARRAY(SELECT (value ->> 'a')::bigint FROM jsonb_array_elements(level));
        RETURN QUERY
            SELECT (value ->> 'a')::bigint, depth,
                   ARRAY(SELECT jsonb_array_elements_text(value -> 'p')), (value ->> 'c')::boolean
            FROM jsonb_array_elements(level);
    END LOOP;
END $$;

-- Whoever possibly answered to `superior`, with all the days on which every step up to it was
-- possibly in force: itself on any day. Level by level, passing down only days that are new:
-- circles end where they add nothing, and many ways to one actor cost little more than one.
-- `known` as above.
DROP FUNCTION actor_answering;
CREATE FUNCTION actor_answering(superior bigint, known date DEFAULT NULL)
RETURNS TABLE (actor_id bigint, days datemultirange)
LANGUAGE plpgsql STABLE ROWS 50 AS $$
#variable_conflict use_column
DECLARE
    passed_ids bigint[] := ARRAY[superior];
    passed_days datemultirange[] := ARRAY['{(,)}'::datemultirange];
    level_ids bigint[] := passed_ids;
    level_days datemultirange[] := passed_days;
BEGIN
    WHILE level_ids IS NOT NULL LOOP
        SELECT array_agg(below.id), array_agg(below.days) INTO level_ids, level_days
        FROM (
            SELECT step.lower_id AS id, range_agg(above.days * step.days) AS days
            FROM unnest(level_ids, level_days) AS above (id, days)
            -- Without OFFSET 0 the planner may look at all steps of the ledger for each level.
            CROSS JOIN LATERAL (
                SELECT lower_id, datemultirange(daterange(began_earliest, ended_latest, '[]')) AS days
                FROM steps_known(known) WHERE upper_id = above.id OFFSET 0
            ) step
            WHERE above.days && step.days
            GROUP BY step.lower_id
        ) below
        LEFT JOIN unnest(passed_ids, passed_days) AS passed (id, days) USING (id)
        WHERE passed.id IS NULL OR NOT passed.days @> below.days;

        SELECT array_agg(found.id), array_agg(found.days) INTO passed_ids, passed_days
        FROM (
            SELECT id, range_agg(days) AS days
            FROM (
                SELECT * FROM unnest(passed_ids, passed_days) AS passed (id, days)
                UNION ALL
                SELECT * FROM unnest(level_ids, level_days) AS level (id, days)
            ) every
            GROUP BY id
        ) found;
    END LOOP;
    RETURN QUERY SELECT * FROM unnest(passed_ids, passed_days);
END $$;
