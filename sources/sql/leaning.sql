-- Passages that are retired, or whose document is, or the root of its line.
CREATE FUNCTION retired_passages() RETURNS SETOF bigint LANGUAGE plpgsql STABLE ROWS 100 AS $$
BEGIN RETURN QUERY
    SELECT id FROM sources_passage WHERE status = 'retired'
    UNION ALL
    SELECT passage.id FROM sources_document retired
    JOIN sources_document document ON document.root_id = retired.id OR document.id = retired.id
    JOIN sources_passage passage ON passage.document_id = document.id
    WHERE retired.status = 'retired';
END $$;

-- Records of a kind, an attribution's column for them without its `_id`, each of whose words is in
-- one of these passages: its assertions and suspicions that are neither retired nor inferred. Those
-- of which none stands, because all were taken back, are not among them.
CREATE FUNCTION leaning(subject text, passages bigint[]) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE ROWS 100 AS $$
BEGIN
    IF passages = '{}' THEN
        RETURN;
    END IF;
    RETURN QUERY EXECUTE replace($ask$
        WITH gone AS MATERIALIZED (SELECT DISTINCT unnest($1) AS id),
        word AS NOT MATERIALIZED (
            SELECT LINK AS record, passage_id FROM sources_attribution
            WHERE LINK IS NOT NULL AND stance IN ('asserts', 'suspects')
              AND status <> 'retired' AND basis <> 'inferred'
        )
        SELECT kept.LINK FROM sources_keptstanding kept
        WHERE kept.LINK IN (SELECT record FROM word JOIN gone ON gone.id = word.passage_id)
          AND kept.standing IN ('suspected', 'contested', 'single-source', 'corroborated')
          AND NOT EXISTS (
              SELECT FROM word WHERE record = kept.LINK AND passage_id NOT IN (SELECT id FROM gone))
        $ask$, 'LINK', quote_ident(subject || '_id')) USING passages;
END $$;
