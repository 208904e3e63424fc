-- An index of words gathers all names that have a word that goes on before it looks at the other
-- words, and of a common one that is most of the work: “Nasr Ali”, of whom there are three, took as
-- long as all those called Ali. Words that stand as they are it looks up beside each other, the
-- rarest first. So how words begin is a word of its own.

-- These words, and behind a < how they begin: two letters and three, or four consonants.
CREATE FUNCTION with_beginnings(words tsvector) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN words || array_to_tsvector(ARRAY(
    SELECT DISTINCT '<' || beginning
    FROM unnest(tsvector_to_array(words)) word,
        unnest(ARRAY['^=.{4}', '^[^=].', '^[^=]..']) pattern,
        substring(word FROM pattern) beginning
    WHERE beginning IS NOT NULL
));

-- What finds among words with their beginnings all that `every` finds, and more: for the last word,
-- which goes on, how it begins. NULL if the last does not go on, is too short, or is the only one.
CREATE FUNCTION by_beginnings(every tsquery) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN nullif(
    regexp_replace(every::text, '(?<=& )''(=.{4}|[^=]..?)[^'']*'':\*$', '''<\1'''), every::text
)::tsquery;

DROP INDEX actor_by_words, name_by_words;
CREATE INDEX actor_by_words ON actors_actor USING gin (with_beginnings((keys).words));
CREATE INDEX name_by_words ON actors_name USING gin (with_beginnings((keys).words));

-- As before, by their new index.
CREATE OR REPLACE FUNCTION actors_with_word(word text, sees_all boolean) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
DECLARE
    more tsquery := words_and_more(word, 3);
BEGIN
    RETURN QUERY
    SELECT s.actor_id FROM actors_called_for(sees_all) s
    WHERE with_beginnings((s.keys).words) @@ more;
END $$;

-- As before. Names with words that begin so are read, if there are but few; else the index looks for
-- those that have the words themselves, which takes longer.
CREATE OR REPLACE FUNCTION names_by_key(
    asked name_keys, written text, sounds text, sees_all boolean
) RETURNS SETOF name_found
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET enable_seqscan = off
    SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    words text[] := string_to_array(asked.sorted, ' ');
    less text[] := one_word_less(words);
    begun tsquery := words_as_written(written);
    more tsquery := words_as_spelt(written);
    most CONSTANT int := 300;
    small text := small_letters(written);
    behind text := asked.letters || E'\U0010FFFD';
BEGIN
    RETURN QUERY
    WITH found AS (
        -- First those so written, lest a hundred others of the same letters leave no room for them.
        (SELECT s.*, 2 AS net, asked.sound AS sound, 0 AS cost FROM actors_called_for(sees_all) s
            WHERE (s.keys).letters = asked.letters AND asked.letters <> ''
                AND small_letters(s.text) = small LIMIT 100)
        UNION ALL
        (SELECT s.*, 2, asked.sound, 0 FROM actors_called_for(sees_all) s
            WHERE (s.keys).letters = asked.letters AND asked.letters <> '' LIMIT 100)
        UNION ALL
        (SELECT s.*, 3, asked.sound, 0 FROM actors_called_for(sees_all) s
            WHERE (s.keys).spelling = asked.spelling AND asked.spelling <> '' LIMIT 100)
        UNION ALL
        (SELECT s.*, 3, sound_of(o.other), CASE WHEN o.abjad THEN 0 ELSE o.changes END
            FROM (
                SELECT DISTINCT ON (spelling, abjad) *
                FROM other_sounds(sounds, asked.voweled),
                    replace(consonants_of(other), ' ', '') spelling
                WHERE is_long(asked) AND spelling <> asked.spelling
                ORDER BY spelling, abjad, changes
            ) o, LATERAL (
                SELECT * FROM actors_called_for(sees_all) s
                WHERE (s.keys).spelling = o.spelling AND NOT (o.abjad AND (s.keys).voweled)
                LIMIT 25) s
            LIMIT 100)
        UNION ALL
        (SELECT s.*, 4, asked.sound, 1 FROM actors_called_for(sees_all) s
            WHERE (s.keys).sorted = asked.sorted AND cardinality(words) > 1 LIMIT 100)
        UNION ALL
        (SELECT s.*, 6, asked.sound, 100 FROM actors_called_for(sees_all) s
            WHERE (s.keys).letters ~>=~ asked.letters AND (s.keys).letters ~<~ behind
                AND length(asked.letters) > 1 LIMIT 100)
        UNION ALL
        (SELECT s.*, n.net, asked.sound, n.cost
            FROM (VALUES (6, 100, begun, by_beginnings(begun)), (8, 6, more, by_beginnings(more)))
                n (net, cost, every, begins),
            LATERAL (
                WITH few AS MATERIALIZED (
                    SELECT s.* FROM actors_called_for(sees_all) s
                    WHERE with_beginnings((s.keys).words) @@ n.begins LIMIT most
                )
                (SELECT * FROM few s
                    WHERE (s.keys).words @@ n.every AND (SELECT count(*) FROM few) < most
                    LIMIT 100)
                UNION ALL
                (SELECT s.* FROM actors_called_for(sees_all) s
                    WHERE with_beginnings((s.keys).words) @@ n.every
                        AND (n.begins IS NULL OR (SELECT count(*) FROM few) = most)
                    LIMIT 100)
            ) s)
        UNION ALL
        (SELECT s.*, 7, asked.sound, 200 FROM actors_called_for(sees_all) s
            WHERE (s.keys).sorted = ANY (less) LIMIT 50)
    )
    SELECT f.actor_id, f.name_id, f.text::text, f.strong, f.net,
        f.cost + CASE f.net WHEN 8 THEN sounding_within(asked, f.sound, f.keys)
            ELSE sounding(asked, f.sound, f.keys, f.net = 4) END, (f.keys).voweled
    FROM found f;
END $$;

-- As before. Fashions differ by a word or two: names are looked up that have, in each place, one of
-- the words that stand there, and read for whether they have those of one fashion. To let the index
-- try a hundred fashions at every name took most of the time.
CREATE OR REPLACE FUNCTION names_with_part(asked name_keys, sounds text, sees_all boolean)
RETURNS SETOF name_found
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET enable_seqscan = off
    SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    fashions text[];
    of_abjads boolean[];
    parts tsquery[];
    any_part tsquery;
    one_in_each_place tsquery;
BEGIN
    SELECT array_agg(sound_of(o.other)), array_agg(o.abjad), array_agg(o.part::tsquery),
        string_agg(o.part, ' | ')::tsquery
    INTO fashions, of_abjads, parts, any_part
    FROM (
        SELECT DISTINCT ON (part, abjad) other, abjad, part
        FROM other_sounds(sounds, asked.voweled),
            all_of('=', string_to_array(consonants_of(other), ' '), 100, 3) part
        WHERE part IS NOT NULL
        ORDER BY part, abjad, changes
    ) o;
    SELECT string_agg('(' || every || ')', ' | ')::tsquery INTO one_in_each_place
    FROM (
        SELECT string_agg('(' || alike || ')', ' & ') AS every
        FROM (
            SELECT places, place, string_agg(DISTINCT word, ' | ') AS alike
            FROM unnest(parts) part,
                string_to_array(part::text, ' & ') words,
                cardinality(words) places,
                unnest(words) WITH ORDINALITY each (word, place)
            GROUP BY places, place
        ) placed
        GROUP BY places
    ) lengths;
    RETURN QUERY
    SELECT s.actor_id, s.name_id, s.text::text, s.strong, 8, 8 + heard.unlike, (s.keys).voweled
    FROM (
        SELECT * FROM actors_called_for(sees_all) s
        WHERE with_beginnings((s.keys).words) @@ one_in_each_place AND (s.keys).words @@ any_part
        LIMIT 50
    ) s JOIN unnest(fashions, of_abjads, parts) o (sound, of_abjad, part)
        ON (s.keys).words @@ o.part AND NOT (o.of_abjad AND (s.keys).voweled),
        -- Without OFFSET 0 it would be worked out twice for each.
        LATERAL (SELECT sounding_within(asked, o.sound, s.keys) AS unlike OFFSET 0) heard
    WHERE heard.unlike < 3;
END $$;
