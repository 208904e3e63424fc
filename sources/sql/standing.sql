-- Who the words of a passage go back to, and when they were said. On whose behalf the last voices
-- spoke, else they themselves. Whoever cannot be told apart from others (a collective, an unnamed
-- or unknown actor) and the document's narration go back to the publisher of the document's root,
-- else to that root. A republication speaks when its root was published, unless its passage says
-- when it was said. Unknown dates are NULL.
CREATE FUNCTION hearing(passage bigint)
RETURNS TABLE (actor_id bigint, document_id bigint, said date, published date)
LANGUAGE plpgsql STABLE ROWS 1 AS $$
#variable_conflict use_column
BEGIN RETURN QUERY
    SELECT DISTINCT
           coalesce(speaker.id, root.publisher_id),
           CASE WHEN coalesce(speaker.id, root.publisher_id) IS NULL THEN root.id END,
           coalesce(heard.said_latest, root.published_latest),
           document.published_latest
    FROM sources_passage heard
    JOIN sources_document document ON document.id = heard.document_id
    JOIN sources_document root ON root.id = document.root_id
    LEFT JOIN sources_voice voice
        ON voice.passage_id = passage
        AND voice.position = (SELECT max(position) FROM sources_voice WHERE passage_id = passage)
    LEFT JOIN actors_actor speaker
        ON speaker.id = coalesce(voice.on_behalf_of_id, voice.actor_id)
        AND speaker.kind <> 'collective' AND speaker.identity = 'named'
    WHERE heard.id = passage;
END $$;

CREATE VIEW sources_origin AS
SELECT passage.id || '-' || coalesce('a' || origin.actor_id, 'd' || origin.document_id) AS key,
       passage.id AS passage_id, origin.actor_id, origin.document_id
FROM sources_passage passage CROSS JOIN LATERAL hearing(passage.id) origin;

-- What a set of attributions of one record amounts to; what has no date comes first.
-- In PL/pgSQL because it keeps the plan: the same in SQL took fifteen times as long a row. Over
-- one table and a function, because a plan kept from when the tables were small joined them all
-- with each other.
CREATE FUNCTION standing(attributions bigint[]) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN RETURN (
    WITH given AS (
        SELECT t.field, t.value, t.stance, t.basis, t.extent = 'all' AS whole,
               coalesce('a' || heard.actor_id, 'd' || heard.document_id) AS origin,
               ROW (coalesce(heard.said, '-infinity'), coalesce(heard.published, '-infinity'),
                    t.stance = 'retracts') AS moment
        FROM sources_attribution t CROSS JOIN LATERAL hearing(t.passage_id) heard
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
    ), dispute AS (
        -- Two origins, or one that says both of one thing at one moment. What an origin asserts
        -- of one column and denies of another is no dispute.
        SELECT FROM latest yes, latest no
        WHERE yes.stance = 'asserts' AND yes.whole AND no.stance = 'denies' AND no.whole
          AND (yes.origin <> no.origin OR yes.field = no.field)
    ), rival AS (
        SELECT FROM latest
        WHERE field <> '' AND value <> '' AND stance = 'asserts' AND whole
        GROUP BY field
        HAVING count(DISTINCT value) > 1 AND count(DISTINCT origin) > 1
    ), counted AS (
        SELECT count(DISTINCT origin) FILTER (WHERE stance = 'asserts') AS asserting,
               bool_or(stance = 'suspects') AS suspected,
               bool_or(stance = 'denies') AS denied,
               count(*) AS words
        FROM latest
    )
    SELECT CASE
        WHEN NOT EXISTS (SELECT FROM given) THEN 'unattributed'
        WHEN EXISTS (SELECT FROM dispute) OR EXISTS (SELECT FROM rival) THEN 'contested'
        WHEN asserting > 1 THEN 'corroborated'
        WHEN asserting = 1 THEN 'single-source'
        WHEN suspected THEN 'suspected'
        WHEN denied THEN 'denied'
        WHEN words > 0 THEN 'retracted'
        ELSE 'inferred'
    END
    FROM counted
); END $$;
