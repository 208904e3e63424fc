-- The steps up (or down) from an actor that were possibly in force on `day`, and whether certainly:
-- as `definitely_on` has it, a bound of one end serves the other. `day` and `known` NULL as below.
CREATE FUNCTION steps_from(actor bigint, upwards boolean, day date, known date)
RETURNS TABLE (next_id bigint, code text, certain boolean) LANGUAGE sql STABLE AS $$
    SELECT step.next_id, step.code, coalesce(
        (step.began = '..' OR least(step.began_latest, step.ended_latest) <= day)
        AND (step.ended = '..' OR greatest(step.began_earliest, step.ended_earliest) >= day)
        AND step.began <> '' AND step.ended <> '' AND step.began || step.ended !~ '[?~%]', false)
    FROM (
        SELECT upper_id AS next_id, up.* FROM steps_known(known) up
        WHERE upwards AND lower_id = actor
        UNION ALL
        SELECT lower_id, down.* FROM steps_known(known) down
        WHERE NOT upwards AND upper_id = actor
    ) step
    WHERE day IS NULL OR (
        (step.began_earliest IS NULL OR step.began_earliest <= day)
        AND (step.ended_latest IS NULL OR step.ended_latest >= day))
$$;

-- Everybody above (or below) an actor, each once, by the shortest path along `steps_known`, certain
-- paths before doubtful ones; `certain` where some path is, this or a longer one. Level by level
-- with lists of those seen: circles end where they began, and many ways to one actor cost no more
-- than one. `day` NULL asks at no particular time; `known` NULL of all that is known by now, else
-- of what documents published by that day held up. `path` holds relation codes from the start on.
CREATE OR REPLACE FUNCTION actor_hierarchy(
    start bigint, upwards boolean, day date, known date DEFAULT NULL
) RETURNS TABLE (actor_id bigint, depth integer, path text[], certain boolean)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
    sure bigint[] := ARRAY[start];
    sure_level bigint[] := sure;
    seen bigint[] := sure;
    level jsonb := jsonb_build_array(jsonb_build_object('a', start, 'p', '[]'::jsonb, 'c', true));
BEGIN
    WHILE sure_level <> '{}' LOOP
        sure_level := ARRAY(
            SELECT DISTINCT link.next_id
            FROM unnest(sure_level) AS here (id)
            CROSS JOIN LATERAL steps_from(here.id, upwards, day, known) link
            WHERE link.certain AND link.next_id <> ALL (sure)
        );
        sure := sure || sure_level;
    END LOOP;
    depth := 0;
    LOOP
        depth := depth + 1;
        SELECT jsonb_agg(jsonb_build_object('a', found.next_id, 'p', found.path, 'c', found.certain))
        INTO level
        FROM (
            SELECT DISTINCT ON (link.next_id)
                   link.next_id, here.p || to_jsonb(link.code) AS path,
                   here.c AND link.certain AS certain
            FROM jsonb_to_recordset(level) AS here (a bigint, p jsonb, c boolean)
            CROSS JOIN LATERAL steps_from(here.a, upwards, day, known) link
            WHERE link.next_id <> ALL (seen)
            ORDER BY link.next_id, here.c AND link.certain DESC, link.code
        ) found;
        EXIT WHEN level IS NULL;
        seen := seen || ARRAY(SELECT (value ->> 'a')::bigint FROM jsonb_array_elements(level));
        RETURN QUERY
            SELECT (value ->> 'a')::bigint, depth,
                   ARRAY(SELECT jsonb_array_elements_text(value -> 'p')),
                   (value ->> 'a')::bigint = ANY (sure)
            FROM jsonb_array_elements(level);
    END LOOP;
END $$;
