-- Places are found as actors are: by functions that are word for word those of actors, made of them
-- as they stand. Whoever changes one of those runs this file anew.
DO $made$
DECLARE
    definition text;
BEGIN
    FOR definition IN
        SELECT pg_get_functiondef(p.oid)
        FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE n.nspname = current_schema() AND p.proname IN (
            'names_by_key', 'names_near', 'names_with_part', 'actors_named', 'actors_with_word')
    LOOP
        EXECUTE regexp_replace(
            replace(definition, 'actor', 'place'),
            '\mname(s?_(?:by_key|near|with_part|found))\M', 'place\1', 'g');
    END LOOP;
END $made$;
