-- Passages of which their own origin has later retracted something, of whatever record: what else
-- they hold up may have to go too. Later is as `standing` has it, and so is whose word it is: a
-- retraction made on the same days comes last, inferences are nobody's word, and a retraction of
-- the whole record takes single columns along.
CREATE FUNCTION retracted_passages() RETURNS SETOF bigint LANGUAGE plpgsql STABLE ROWS 100 AS $$
DECLARE
    subject text;
BEGIN
    FOREACH subject IN ARRAY ARRAY[
        'actor', 'name', 'relation', 'designation', 'event', 'participation', 'event_link',
        'figure', 'statement']
    LOOP
        RETURN QUERY EXECUTE replace($ask$
            SELECT earlier.passage_id
            FROM sources_attribution retraction
            CROSS JOIN LATERAL hearing(retraction.passage_id) last
            JOIN sources_attribution earlier ON earlier.LINK = retraction.LINK
                AND earlier.stance <> 'retracts' AND earlier.basis <> 'inferred'
                AND earlier.status <> 'retired'
                AND (retraction.field = '' OR retraction.field = earlier.field)
            CROSS JOIN LATERAL hearing(earlier.passage_id) first
            WHERE retraction.LINK IS NOT NULL AND retraction.stance = 'retracts'
              AND retraction.basis <> 'inferred' AND retraction.status <> 'retired'
              AND (first.actor_id, first.document_id)
                  IS NOT DISTINCT FROM (last.actor_id, last.document_id)
              AND (coalesce(first.said, '-infinity'), coalesce(first.published, '-infinity'))
                  <= (coalesce(last.said, '-infinity'), coalesce(last.published, '-infinity'))
            $ask$, 'LINK', quote_ident(subject || '_id'));
    END LOOP;
END $$;
