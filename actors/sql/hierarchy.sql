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

-- Everybody above (or below) an actor through command, membership and parts, each once, by the
-- shortest path, certain paths before doubtful ones. Level by level with a list of those seen:
-- circles end where they began, and many ways to one actor cost no more than one.
-- `day` NULL asks at no particular time. `path` holds relation codes from the start on.
CREATE FUNCTION actor_hierarchy(start bigint, upwards boolean, day date)
RETURNS TABLE (actor_id bigint, depth integer, path text[], certain boolean)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
    seen bigint[] := ARRAY[start];
    level jsonb := jsonb_build_array(jsonb_build_object('a', start, 'p', '[]'::jsonb, 'c', true));
    below text[] := CASE WHEN upwards THEN ARRAY['member_of', 'part_of', 'deputy_of']
                         ELSE ARRAY['commands', 'leads', 'controls'] END;
    above text[] := CASE WHEN upwards THEN ARRAY['commands', 'leads', 'controls']
                         ELSE ARRAY['member_of', 'part_of', 'deputy_of'] END;
BEGIN
    depth := 0;
    LOOP
        depth := depth + 1;
        SELECT jsonb_agg(jsonb_build_object('a', found.next_id, 'p', found.path, 'c', found.certain))
        INTO level
        FROM (
            SELECT DISTINCT ON (step.next_id)
                   step.next_id, here.path || to_jsonb(step.code) AS path,
                   here.certain AND step.certain AS certain
            FROM jsonb_to_recordset(level) AS raw (a bigint, p jsonb, c boolean)
            CROSS JOIN LATERAL (SELECT raw.a AS id, raw.p AS path, raw.c AS certain) here
            CROSS JOIN LATERAL (
                SELECT r.object_id AS next_id, r.id, r.code, r.began, r.began_earliest,
                       r.began_latest, r.ended, r.ended_earliest, r.ended_latest, r.status
                FROM actors_relation r
                WHERE r.subject_id = here.id AND r.predicate = ANY (below)
                UNION ALL
                SELECT r.subject_id, r.id, r.code, r.began, r.began_earliest,
                       r.began_latest, r.ended, r.ended_earliest, r.ended_latest, r.status
                FROM actors_relation r
                WHERE r.object_id = here.id AND r.predicate = ANY (above)
            ) link
            CROSS JOIN LATERAL (SELECT link.next_id, link.code, coalesce(
                (link.began = '..' OR link.began_latest <= day)
                AND (link.ended = '..' OR link.ended_earliest >= day)
                AND link.began || link.ended !~ '[?~%]', false) AS certain
            ) step
            WHERE step.next_id <> ALL (seen) AND link.status <> 'retired'
              AND (day IS NULL OR (
                  (link.began_earliest IS NULL OR link.began_earliest <= day)
                  AND (link.ended_latest IS NULL OR link.ended_latest >= day)))
            ORDER BY step.next_id, here.certain AND step.certain DESC, step.code
        ) found;
        EXIT WHEN level IS NULL;
        seen := seen || ARRAY(SELECT (value ->> 'a')::bigint FROM jsonb_array_elements(level));
        RETURN QUERY
            SELECT (value ->> 'a')::bigint, depth,
                   ARRAY(SELECT jsonb_array_elements_text(value -> 'p')), (value ->> 'c')::boolean
            FROM jsonb_array_elements(level);
    END LOOP;
END $$;

-- Did `actor` possibly stand below `superior`, all links in force on one same day of a window?
-- A NULL bound of the window is open: an undated event may have been at any time.
CREATE FUNCTION actor_answered_to(superior bigint, actor bigint, earliest date, latest date)
RETURNS boolean LANGUAGE sql STABLE AS $$
    WITH RECURSIVE chain (actor_id, since, until) AS (
        SELECT actor, coalesce(earliest, '-infinity'), coalesce(latest, 'infinity')
        UNION
        SELECT link.above_id, greatest(chain.since, link.began_earliest),
               least(chain.until, link.ended_latest)
        FROM chain CROSS JOIN LATERAL (
            SELECT r.object_id AS above_id, r.began_earliest, r.ended_latest
            FROM actors_relation r
            WHERE r.subject_id = chain.actor_id AND r.status <> 'retired'
              AND r.predicate IN ('member_of', 'part_of', 'deputy_of')
            UNION ALL
            SELECT r.subject_id, r.began_earliest, r.ended_latest
            FROM actors_relation r
            WHERE r.object_id = chain.actor_id AND r.status <> 'retired'
              AND r.predicate IN ('commands', 'leads', 'controls')
        ) link
        WHERE greatest(chain.since, link.began_earliest) <= least(chain.until, link.ended_latest)
    )
    SELECT actor <> superior AND EXISTS (SELECT FROM chain WHERE actor_id = superior)
$$;
