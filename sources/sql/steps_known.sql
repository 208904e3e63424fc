-- Steps of the ladder as documents published by a day had them; NULL is what is known by now.

-- Every relation that may be a step, whatever its evidence amounts to.
CREATE VIEW actors_rung AS
SELECT relation.id AS relation_id, relation.code, relation.lower_id, relation.upper_id,
       relation.began, relation.began_earliest, relation.began_latest,
       relation.ended, relation.ended_earliest, relation.ended_latest
FROM (
    SELECT *, subject_id AS lower_id, object_id AS upper_id FROM actors_relation
    WHERE predicate IN ('member_of', 'part_of', 'deputy_of')
    UNION ALL
    SELECT *, object_id AS lower_id, subject_id AS upper_id FROM actors_relation
    WHERE predicate IN ('commands', 'leads', 'controls')
) relation
JOIN actors_actor above ON above.id = relation.upper_id
WHERE relation.status <> 'retired' AND above.kind <> 'collective';

-- Had a document asserted or suspected this relation by then, and not only denials stood?
CREATE FUNCTION relation_was_held(relation bigint, known date) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
DECLARE
    words bigint[] := ARRAY(
        SELECT word.id FROM sources_attribution word
        JOIN sources_passage passage ON passage.id = word.passage_id
        JOIN sources_document document ON document.id = passage.document_id
        WHERE word.relation_id = relation AND document.published_latest <= known);
BEGIN
    RETURN EXISTS (
        SELECT FROM sources_attribution
        WHERE id = ANY (words) AND status <> 'retired' AND stance IN ('asserts', 'suspects')
    ) AND standing(words) NOT IN ('denied', 'retracted');
END $$;

-- A function of one query, so that the planner sees through it to the indexes of relations.
CREATE FUNCTION steps_known(known date) RETURNS SETOF actors_step LANGUAGE sql STABLE AS $$
    SELECT * FROM actors_step WHERE known IS NULL
    UNION ALL
    SELECT * FROM actors_rung WHERE known IS NOT NULL AND relation_was_held(relation_id, known)
$$;
