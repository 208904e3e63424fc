-- In place of those in finding_names.sql. Words that are typed, whole or by their first letters,
-- come before near spellings of other words; of names that share their consonants, those that are
-- heard as most alike come first.

ALTER TYPE name_found ADD ATTRIBUTE voweled boolean;

-- Names with all of these words as written; the last may go on from its second letter.
CREATE FUNCTION words_as_written(written text) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path FROM CURRENT
RETURN all_of('', string_to_array(folded(written), ' '), 2, 1)::tsquery;

-- Names with all of these words by their consonants. A single word may go on from its third, the
-- last of several from its fourth: shorter ones begin too many others to be looked up in time.
CREATE FUNCTION words_as_spelt(written text) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path FROM CURRENT
RETURN (
    SELECT CASE WHEN length(folded(written)) > 2
        THEN all_of('=', words, CASE cardinality(words) WHEN 1 THEN 3 ELSE 4 END, 2) END
    FROM string_to_array(consonants_of(romanised(written)), ' ') words
)::tsquery;

-- How unlike a part of a name sounds to the name that is looked for, from 0 on: mostly it is the
-- last part or the first. What stands beside the part costs nothing.
CREATE FUNCTION sounding_within(asked name_keys, sound text, found name_keys) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path FROM CURRENT
RETURN greatest(0, least(
        levenshtein(sound, right((found).sound, length(sound) + 3), 0, 1, 1),
        levenshtein(sound, left((found).sound, length(sound) + 3), 0, 1, 1),
        2 + levenshtein(sound, (found).sound, 0, 1, 1)
    ) - CASE WHEN (asked).voweled AND NOT (found).voweled THEN vowels_of(sound) ELSE 0 END);

-- As before; net 6 are now the words as written and more, net 8 their consonants and more. What
-- Arabic or Hebrew letters never tell apart is no change.
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
        (SELECT s.*, 6, asked.sound, 100 FROM actors_called_for(sees_all) s
            WHERE (s.keys).words @@ begun LIMIT 100)
        UNION ALL
        (SELECT s.*, 8, asked.sound, 6 FROM actors_called_for(sees_all) s
            WHERE (s.keys).words @@ more LIMIT 100)
        UNION ALL
        (SELECT s.*, 7, asked.sound, 200 FROM actors_called_for(sees_all) s
            WHERE (s.keys).sorted = ANY (less) LIMIT 50)
    )
    SELECT f.actor_id, f.name_id, f.text::text, f.strong, f.net,
        f.cost + CASE f.net WHEN 8 THEN sounding_within(asked, f.sound, f.keys)
            ELSE sounding(asked, f.sound, f.keys, f.net = 4) END, (f.keys).voweled
    FROM found f;
END $$;

-- As before, and whether the script of the name writes short vowels.
CREATE OR REPLACE FUNCTION names_near(
    asked name_keys, sounds text, fashions boolean, sees_all boolean
) RETURNS SETOF name_found
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET enable_seqscan = off
    SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN QUERY
    WITH fashion AS (
        SELECT sounds AS other, 0 AS changes, false AS abjad WHERE NOT fashions
        UNION ALL
        SELECT * FROM other_sounds(sounds, asked.voweled) o WHERE fashions AND o.changes = 1
    )
    SELECT s.actor_id, s.name_id, s.text::text, s.strong, 5,
        f.changes + 3 + sounding(asked, sound_of(f.other), s.keys, true), (s.keys).voweled
    FROM fashion f, LATERAL (
        SELECT * FROM actors_called_for(sees_all) s
        WHERE (s.keys).spelling = ANY (one_consonant_off(replace(consonants_of(f.other), ' ', '')))
            AND NOT (f.abjad AND (s.keys).voweled)
        LIMIT 100) s;
END $$;

-- Names that have the one asked for as a part, in one of the fashions in which it may be written.
CREATE FUNCTION names_with_part(asked name_keys, sounds text, sees_all boolean)
RETURNS SETOF name_found
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET enable_seqscan = off
    SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    fashions text[];
    of_abjads boolean[];
    parts tsquery[];
    any_part tsquery;
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
    RETURN QUERY
    SELECT s.actor_id, s.name_id, s.text::text, s.strong, 8, 8 + heard.unlike, (s.keys).voweled
    FROM (
        SELECT * FROM actors_called_for(sees_all) s WHERE (s.keys).words @@ any_part LIMIT 50
    ) s JOIN unnest(fashions, of_abjads, parts) o (sound, of_abjad, part)
        ON (s.keys).words @@ o.part AND NOT (o.of_abjad AND (s.keys).voweled),
        -- Without OFFSET 0 it would be worked out twice for each.
        LATERAL (SELECT sounding_within(asked, o.sound, s.keys) AS unlike OFFSET 0) heard
    WHERE heard.unlike < 3;
END $$;

-- As before. Other spellings and other orders stand before words as typed in longer names, as far
-- as they sound alike; near spellings and parts in another spelling stand behind, by how alike.
CREATE OR REPLACE FUNCTION actors_named(
    called text, sees_all boolean DEFAULT true, most int DEFAULT 100
) RETURNS TABLE (actor_id bigint, reason text, matched text)
LANGUAGE plpgsql STABLE ROWS 20 SET search_path FROM CURRENT AS $$
DECLARE
    written text := btrim(regexp_replace(called, '\s+', ' ', 'g'));
    asked name_keys := name_keys(written);
    -- Of signs that stand for many letters no more than the keys hold.
    sounds text := left(romanised(written), 400);
    found name_found[] := ARRAY(SELECT f FROM names_by_key(asked, written, sounds, sees_all) f);
    farthest int;
BEGIN
    IF is_long(asked) AND NOT EXISTS (SELECT FROM unnest(found) f WHERE f.unlike < 2) THEN
        found := found || ARRAY(SELECT f FROM names_near(asked, sounds, false, sees_all) f);
        IF NOT EXISTS (SELECT FROM unnest(found) f WHERE f.net > 5 OR f.unlike < 9) THEN
            found := found || ARRAY(SELECT f FROM names_near(asked, sounds, true, sees_all) f);
        END IF;
        IF NOT EXISTS (SELECT FROM unnest(found) f
            WHERE f.net = 6 OR f.net = 8 AND f.unlike < 7)
        THEN
            found := found || ARRAY(SELECT f FROM names_with_part(asked, sounds, sees_all) f);
        END IF;
    END IF;
    farthest := least(
        CASE WHEN length(asked.letters) < 3 THEN 0
            WHEN NOT is_long(asked) THEN 1
            WHEN length(asked.spelling) < 3 THEN 4
            ELSE 6 + length(asked.spelling) END,
        6 + (SELECT min(f.unlike) FILTER (WHERE f.net < 6) FROM unnest(found) f));
    RETURN QUERY
    WITH named AS (
        SELECT f.*, CASE
            WHEN f.net = 2 AND small_letters(f.text) = small_letters(written)
                THEN CASE WHEN f.strong THEN 0 ELSE 1 END
            WHEN f.net = 3 AND (strpos(f.text, ',') = 0) <> (strpos(written, ',') = 0) THEN 4
            ELSE f.net END AS tier
        FROM unnest(found) f
        WHERE f.net IN (2, 6, 7, 8) OR f.unlike <= farthest
    ), classed AS (
        SELECT n.*, CASE
            WHEN n.tier < 3 THEN n.tier
            WHEN n.tier < 5 AND n.unlike < 6 THEN 3
            WHEN n.tier = 6 THEN 4
            ELSE 5 END AS class
        FROM named n
    ), best AS (
        SELECT DISTINCT ON (c.actor_id) c.*
        FROM classed c
        ORDER BY c.actor_id, c.class, c.unlike, c.strong DESC, c.tier, c.name_id NULLS FIRST
    ), placed AS (
        SELECT b.*,
            row_number() OVER (
                PARTITION BY b.class ORDER BY b.unlike, b.strong DESC, b.tier, b.actor_id) AS place,
            count(*) OVER (PARTITION BY b.class) AS rivals
        FROM best b
    )
    SELECT p.actor_id, (ARRAY['exact name', 'weak name', 'same letters', 'other spelling',
            'words in another order', 'near spelling', 'part of the name', 'some of these words',
            'part of the name'
        ])[p.tier + 1], p.text
    FROM placed p
    ORDER BY p.class,
        -- It takes a fifth of a millisecond for each.
        CASE WHEN p.class <> 3 OR p.rivals = 1 THEN 0
            WHEN p.place > 8 THEN 1000
            WHEN p.tier = 4 THEN 2 + p.unlike
            ELSE unlike_heard(written, sounds, asked.voweled, p.text, p.voweled) END,
        p.unlike, p.strong DESC, p.tier, p.text COLLATE "C", p.actor_id
    LIMIT most;
END $$;
