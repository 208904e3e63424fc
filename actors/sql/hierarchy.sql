-- Would this relation close a circle of accepted relations with the same predicate, all of
-- them certainly in force on one and the same day? Undated and doubtful ones never do.
CREATE FUNCTION relation_closes_circle(
    relation bigint, subject bigint, predicate text, object bigint, began text, ended text
) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
<<asked>>
DECLARE
    since date := CASE began WHEN '..' THEN '-infinity' ELSE edtf_latest(began) END;
    until date := CASE ended WHEN '..' THEN 'infinity' ELSE edtf_earliest(ended) END;
BEGIN
    IF since IS NULL OR until IS NULL OR since > until OR began || ended ~ '[?~%]'
       OR predicate NOT IN ('commands', 'leads', 'controls', 'member_of', 'part_of', 'deputy_of')
    THEN
        RETURN false;
    END IF;
    RETURN EXISTS (
        WITH RECURSIVE chain (actor_id, since, until) AS (
            SELECT relation_closes_circle.object, asked.since, asked.until
            UNION
            SELECT link.object_id, greatest(chain.since, period.since),
                   least(chain.until, period.until)
            FROM chain
            JOIN actors_relation link ON link.subject_id = chain.actor_id
            CROSS JOIN LATERAL (SELECT
                CASE link.began WHEN '..' THEN '-infinity' ELSE link.began_latest END AS since,
                CASE link.ended WHEN '..' THEN 'infinity' ELSE link.ended_earliest END AS until
            ) period
            WHERE link.predicate = relation_closes_circle.predicate
              AND link.status = 'accepted'
              AND link.id IS DISTINCT FROM relation_closes_circle.relation
              AND link.began || link.ended !~ '[?~%]'
              AND greatest(chain.since, period.since) <= least(chain.until, period.until)
              AND period.since IS NOT NULL AND period.until IS NOT NULL
        )
        SELECT FROM chain WHERE chain.actor_id = relation_closes_circle.subject
    );
END $$;

-- Everybody above (or below) an actor, each once, by the shortest path along `actors_step`, certain
-- paths before doubtful ones. Level by level with a list of those seen: circles end where they
-- began, and many ways to one actor cost no more than one.
-- `day` NULL asks at no particular time. `path` holds relation codes from the start on.
CREATE FUNCTION actor_hierarchy(start bigint, upwards boolean, day date)
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
                SELECT upper_id AS next_id, step.* FROM actors_step step
                WHERE upwards AND lower_id = here.a
                UNION ALL
                SELECT lower_id, step.* FROM actors_step step
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

-- Did `actor` possibly stand below `superior`, all steps in force on one same day of a window?
-- A NULL bound of the window is open: an undated event may have been at any time.
CREATE FUNCTION actor_answered_to(superior bigint, actor bigint, earliest date, latest date)
RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN actor <> superior AND EXISTS (
        WITH RECURSIVE chain (actor_id, since, until) AS (
            SELECT actor_answered_to.actor,
                   coalesce(earliest, '-infinity'), coalesce(latest, 'infinity')
            UNION
            SELECT step.upper_id, greatest(chain.since, step.began_earliest),
                   least(chain.until, step.ended_latest)
            FROM chain JOIN actors_step step ON step.lower_id = chain.actor_id
            WHERE greatest(chain.since, step.began_earliest)
                <= least(chain.until, step.ended_latest)
        )
        SELECT FROM chain WHERE chain.actor_id = superior
    );
END $$;
