-- Relations through which somebody possibly stood above themselves, all of them at one time: of
-- whatever predicates and status, as far as they are steps of the hierarchy. A person may well be
-- a member of what they lead, or of a part of it: where a person belongs is no step here.
-- `among` holds the relations that are looked at; NULL is all.
CREATE FUNCTION relations_in_circles(among bigint[])
RETURNS TABLE (relation_id bigint) LANGUAGE plpgsql STABLE ROWS 10 AS $$
#variable_conflict use_column
DECLARE
    ids bigint[];
    lowers bigint[];
    uppers bigint[];
    many integer;
BEGIN
    SELECT array_agg(step.relation_id), array_agg(step.lower_id), array_agg(step.upper_id)
    INTO ids, lowers, uppers
    FROM actors_step step
    JOIN actors_relation relation ON relation.id = step.relation_id
    JOIN actors_actor below ON below.id = step.lower_id
    WHERE NOT (below.kind = 'person' AND relation.predicate IN ('member_of', 'part_of'))
      AND (among IS NULL OR step.relation_id IN (SELECT unnest(among)));
    -- Whoever has nobody above or nobody below is in no circle: what is left after a few rounds
    -- are circles and the ways between them.
    LOOP
        many := cardinality(ids);
        SELECT array_agg(id), array_agg(lower_id), array_agg(upper_id) INTO ids, lowers, uppers
        FROM unnest(ids, lowers, uppers) AS step (id, lower_id, upper_id)
        WHERE upper_id IN (SELECT unnest(lowers)) AND lower_id IN (SELECT unnest(uppers));
        EXIT WHEN ids IS NULL OR cardinality(ids) = many;
    END LOOP;
    RETURN QUERY
    WITH RECURSIVE step AS MATERIALIZED (
        SELECT step.relation_id, step.lower_id, step.upper_id,
               daterange(step.began_earliest, step.ended_latest, '[]') AS days
        FROM actors_step step WHERE step.relation_id = ANY (ids)
    ), way (start, goal, at, days) AS (
        SELECT relation_id, lower_id, upper_id, days FROM step
        UNION
        SELECT way.start, way.goal, step.upper_id, way.days * step.days
        FROM way JOIN step ON step.lower_id = way.at
        WHERE way.at <> way.goal AND way.days && step.days
    )
    SELECT DISTINCT start FROM way WHERE at = goal;
END $$;
