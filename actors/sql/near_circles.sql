-- Steps of the hierarchy that may be part of a circle, of whatever predicates and status: whoever
-- has nobody above or nobody below is in none, and is left out in a few rounds; a long line of them
-- is not worth as many. A person may well be a member of what they lead, or of a part of it: where
-- a person belongs is no step here. `among` holds the relations that are looked at.
CREATE FUNCTION steps_near_circles(among bigint[])
RETURNS TABLE (relation_id bigint, lower_id bigint, upper_id bigint, first date, last date)
LANGUAGE plpgsql STABLE ROWS 10 AS $$
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
      AND step.relation_id IN (SELECT unnest(among));
    FOR round IN 1..20 LOOP
        many := cardinality(ids);
        SELECT array_agg(id), array_agg(lower_id), array_agg(upper_id) INTO ids, lowers, uppers
        FROM unnest(ids, lowers, uppers) AS step (id, lower_id, upper_id)
        WHERE upper_id IN (SELECT unnest(lowers)) AND lower_id IN (SELECT unnest(uppers));
        EXIT WHEN ids IS NULL OR cardinality(ids) = many;
    END LOOP;
    RETURN QUERY
    SELECT step.relation_id, step.lower_id, step.upper_id, step.began_earliest, step.ended_latest
    FROM actors_step step WHERE step.relation_id = ANY (ids);
END $$;
DROP FUNCTION relations_in_circles(bigint[]);
