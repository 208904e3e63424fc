-- `sources_origin` as before, but of all passages at once: a list of them, counted and sorted, asked
-- `hearing` of each passage of the ledger. The rule is that of `hearing`; a test compares the two.
CREATE OR REPLACE VIEW sources_origin AS
SELECT DISTINCT
       passage.id || '-'
           || coalesce('a' || coalesce(speaker.id, root.publisher_id), 'd' || root.id) AS key,
       passage.id AS passage_id,
       coalesce(speaker.id, root.publisher_id) AS actor_id,
       CASE WHEN coalesce(speaker.id, root.publisher_id) IS NULL THEN root.id END AS document_id
FROM sources_passage passage
JOIN sources_document document ON document.id = passage.document_id
JOIN sources_document root ON root.id = document.root_id
LEFT JOIN (
    SELECT voice.* FROM sources_voice voice
    WHERE NOT EXISTS (
        SELECT FROM sources_voice later
        WHERE later.passage_id = voice.passage_id AND later.position > voice.position)
) voice ON voice.passage_id = passage.id
LEFT JOIN actors_actor speaker
    ON speaker.id = coalesce(voice.on_behalf_of_id, voice.actor_id)
    AND speaker.kind <> 'collective' AND speaker.identity = 'named';
