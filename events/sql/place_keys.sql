-- The keys under which places are found, as actors are: see actors/sql/name_keys.sql. No facts.
ALTER TABLE events_place ADD COLUMN keys name_keys GENERATED ALWAYS AS (name_keys(name)) STORED;

CREATE INDEX place_by_letters ON events_place (((keys).letters) text_pattern_ops);
CREATE INDEX place_by_spelling ON events_place (((keys).spelling) text_pattern_ops);
CREATE INDEX place_by_sorted_words ON events_place (((keys).sorted) text_pattern_ops);
CREATE INDEX place_by_words ON events_place USING gin (((keys).words));

-- What a place is called, in the shape of `actors_called`.
CREATE VIEW places_called AS
    SELECT id AS place_id, NULL::bigint AS name_id, name AS text, true AS strong, keys
    FROM events_place;

-- As actors_called_for(), and without a search path for the same reason.
SET LOCAL check_function_bodies = off;
CREATE FUNCTION places_called_for(sees_all boolean) RETURNS SETOF places_called
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT * FROM places_called WHERE sees_all OR place_id NOT IN (SELECT hidden_place())
$$;
SET LOCAL check_function_bodies = on;

CREATE TYPE place_found AS (
    place_id bigint, name_id bigint, text text, strong boolean, net int, unlike int,
    voweled boolean
);
