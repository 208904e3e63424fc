-- Records of a kind, an attribution's column for them without its `_id`, for a column of which one
-- origin gives two values at one moment, so that it has no last word. Words and moments are as
-- `standing` has them; a word that its origin has overtaken decides nothing and is not counted.
-- Only records of which different values are asserted at all are asked whose words these are.
CREATE FUNCTION undecided(subject text) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE ROWS 100 AS $$
BEGIN RETURN QUERY EXECUTE replace($ask$
    WITH various AS MATERIALIZED (
        SELECT LINK AS record FROM sources_attribution
        WHERE LINK IS NOT NULL AND field <> '' AND value <> '' AND stance = 'asserts'
          AND extent = 'all' AND basis <> 'inferred' AND status <> 'retired'
        GROUP BY LINK, field HAVING min(value) <> max(value)
    ), heard AS MATERIALIZED (
        SELECT t.LINK AS record, t.field, t.value, t.stance, t.extent,
               coalesce('a' || origin.actor_id, 'd' || origin.document_id) AS origin,
               ROW (coalesce(origin.said, '-infinity'), coalesce(origin.published, '-infinity'),
                    t.stance = 'retracts') AS moment
        FROM sources_attribution t CROSS JOIN LATERAL hearing(t.passage_id) origin
        WHERE t.LINK IN (SELECT record FROM various)
          AND t.basis <> 'inferred' AND t.status <> 'retired'
    )
    SELECT DISTINCT record FROM heard
    WHERE field <> '' AND value <> '' AND stance = 'asserts' AND extent = 'all'
      AND NOT EXISTS (
          SELECT FROM heard later
          WHERE later.record = heard.record AND later.origin = heard.origin
            AND later.moment > heard.moment
            AND (later.field = heard.field
                 OR later.field = '' AND later.stance IN ('denies', 'retracts')))
    GROUP BY record, field, origin HAVING min(value) <> max(value)
    $ask$, 'LINK', quote_ident(subject || '_id'));
END $$;
