-- Who the words of a passage go back to: on whose behalf the last voices spoke, else they
-- themselves. Whoever cannot be told apart from others (a collective, an unnamed or unknown
-- actor) and the document's narration go back to the publisher of the document's root, else to
-- that root.
CREATE VIEW sources_origin AS
SELECT passage.id || '-' || coalesce('a' || origin.actor_id, 'd' || origin.document_id) AS key,
       passage.id AS passage_id, origin.actor_id, origin.document_id
FROM sources_passage passage
JOIN sources_document document ON document.id = passage.document_id
JOIN sources_document root ON root.id = document.root_id
CROSS JOIN LATERAL (
    SELECT DISTINCT
        coalesce(speaker.id, root.publisher_id) AS actor_id,
        CASE WHEN coalesce(speaker.id, root.publisher_id) IS NULL THEN root.id END AS document_id
    FROM (SELECT max(position) AS position FROM sources_voice WHERE passage_id = passage.id) last
    LEFT JOIN sources_voice voice
        ON voice.passage_id = passage.id AND voice.position = last.position
    LEFT JOIN actors_actor speaker
        ON speaker.id = coalesce(voice.on_behalf_of_id, voice.actor_id)
        AND speaker.kind <> 'collective' AND speaker.identity = 'named'
) origin;

-- What a set of attributions of one record amounts to. A republication speaks when its root
-- was published, unless its passage says when it was said; what has no date comes first.
-- In PL/pgSQL because it keeps the plan: the same in SQL took fifteen times as long a row.
CREATE FUNCTION standing(attributions bigint[]) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN RETURN (
    WITH given AS (
        SELECT t.field, t.value, t.stance, t.basis, t.extent = 'all' AS whole,
               coalesce('a' || o.actor_id, 'd' || o.document_id) AS origin,
               ROW (coalesce(p.said_latest, root.published_latest, '-infinity'),
                    coalesce(d.published_latest, '-infinity'),
                    t.stance = 'retracts') AS moment
        FROM sources_attribution t
        JOIN sources_passage p ON p.id = t.passage_id
        JOIN sources_document d ON d.id = p.document_id
        JOIN sources_document root ON root.id = d.root_id
        JOIN sources_origin o ON o.passage_id = p.id
        WHERE t.id = ANY (attributions) AND t.status <> 'retired'
    ), heard AS (
        SELECT * FROM given WHERE basis <> 'inferred'
    ), latest AS (
        -- The last word of each origin on each field; a later denial or retraction of the
        -- whole record takes its word on single fields with it.
        SELECT * FROM heard
        WHERE NOT EXISTS (
            SELECT FROM heard later
            WHERE later.origin = heard.origin AND later.moment > heard.moment
              AND (later.field = heard.field
                   OR later.field = '' AND later.stance IN ('denies', 'retracts')))
    ), rival AS (
        SELECT FROM latest
        WHERE field <> '' AND value <> '' AND stance = 'asserts' AND whole
        GROUP BY field
        HAVING count(DISTINCT value) > 1 AND count(DISTINCT origin) > 1
    ), counted AS (
        SELECT count(DISTINCT origin) FILTER (WHERE stance = 'asserts') AS asserting,
               bool_or(stance = 'asserts' AND whole) AND bool_or(stance = 'denies' AND whole)
                   AS denied_too,
               bool_or(stance = 'suspects') AS suspected,
               bool_or(stance = 'denies') AS denied,
               count(*) AS words
        FROM latest
    )
    SELECT CASE
        WHEN NOT EXISTS (SELECT FROM given) THEN 'unattributed'
        WHEN denied_too OR EXISTS (SELECT FROM rival) THEN 'contested'
        WHEN asserting > 1 THEN 'corroborated'
        WHEN asserting = 1 THEN 'single-source'
        WHEN suspected THEN 'suspected'
        WHEN denied THEN 'denied'
        WHEN words > 0 THEN 'retracted'
        ELSE 'inferred'
    END
    FROM counted
); END $$;
