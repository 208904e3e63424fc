-- What an actor is called: by the ledger, and by each name on record.
CREATE VIEW actors_called AS
    SELECT id AS actor_id, NULL::bigint AS name_id, name AS text, true AS strong, keys
    FROM actors_actor
    UNION ALL
    SELECT actor_id, id, text, strength = 'strong', keys
    FROM actors_name;

-- The same, as far as it may be told. The function has no search path of its own, so that
-- PostgreSQL writes it into what asks it, and finds the indexes. What is hidden is defined above this
-- app: the body is looked at once it is used.
SET LOCAL check_function_bodies = off;
CREATE FUNCTION actors_called_for(sees_all boolean) RETURNS SETOF actors_called
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT * FROM actors_called
    WHERE sees_all OR (actor_id NOT IN (SELECT hidden_actor())
        AND (name_id IS NULL OR name_id NOT IN (SELECT hidden_name())))
$$;
SET LOCAL check_function_bodies = on;

-- Consonants with any one of them changed, left out or added, or two neighbours changed about: some
-- thirty for each that there is, at most forty of which are looked at.
CREATE FUNCTION one_consonant_off(spelling text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY(
    SELECT left(spelling, place) || letter || substr(spelling, place + 1 + replaced)
    FROM generate_series(0, least(length(spelling), 40)) place,
        unnest(string_to_array('bdfghjklmnrstwy', NULL) || ARRAY['']) letter,
        generate_series(0, 1) replaced
    WHERE place + replaced <= length(spelling) AND length(spelling) > 1
    UNION
    SELECT left(spelling, place - 1) || substr(spelling, place + 1, 1)
        || substr(spelling, place, 1) || substr(spelling, place + 2)
    FROM generate_series(1, least(length(spelling), 40) - 1) place
);

-- Sorted words without one of them.
CREATE FUNCTION one_word_less(words text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY(
    SELECT array_to_string(words[:gone - 1] || words[gone + 1:], ' ')
    FROM generate_series(1, least(cardinality(words), 20)) gone
    WHERE cardinality(words) > 1
);

CREATE FUNCTION vowels_of(sound text) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN length(sound) - length(translate(sound, 'aeiu', ''));

-- All of these words, each behind a sign and cut as name_keys() cuts them; the last may go on if it
-- has so many letters. Behind a sign, words of which none has `fewest` letters find nothing by
-- themselves: they are as short and as common as an article.
CREATE FUNCTION all_of(sign text, words text[], goes_on int, fewest int) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
    SELECT '(' || string_agg('''' || left(sign || word, 100) || CASE
        WHEN place = cardinality(words) AND length(word) >= goes_on THEN ''':*' ELSE '''' END,
        ' & ') || ')'
    FROM unnest(words) WITH ORDINALITY every (word, place)
    WHERE sign <> '' OR length(word) > 2 OR place = cardinality(words)
    HAVING sign = '' OR max(length(word)) >= fewest
);

-- Names with all of these words, as written or by their consonants; the last word may go on, from
-- its second letter or third consonant. One letter is a word of its own, fewer consonants than
-- `fewest` are none.
CREATE FUNCTION words_and_more(written text, fewest int DEFAULT 2) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path FROM CURRENT
RETURN nullif(concat_ws(' | ',
    all_of('', string_to_array(folded(written), ' '), 2, 1),
    CASE WHEN length(folded(written)) > 2
        THEN all_of('=', string_to_array(consonants_of(romanised(written)), ' '), 3, fewest) END
), '')::tsquery;

-- How unlike two names sound, from 0 on: about 3 for each consonant of another kind, 1 for a vowel.
-- Where the script of one leaves short vowels out, their lack is not counted.
CREATE FUNCTION unlikeness(one text, voweled boolean, other text, other_voweled boolean) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN voweled = other_voweled THEN levenshtein(one, other)
    WHEN voweled
        THEN levenshtein(one, other, 2, 1, 2) - greatest(0, vowels_of(one) - vowels_of(other))
    ELSE levenshtein(other, one, 2, 1, 2) - greatest(0, vowels_of(other) - vowels_of(one))
END;

-- Whether there is enough of a name to look for others like it: of a few letters anything is one.
CREATE FUNCTION is_long(asked name_keys) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN length((asked).letters) > 4 AND length((asked).spelling) > 1;

-- A name that was found, in which net, and how unlike it sounds to the one asked for. The nets are
-- 2 the same letters, 3 the same consonants, 4 the same in another order, 5 a consonant off, 6 the
-- words asked for and more, 7 all of these but one.
CREATE TYPE name_found AS (
    actor_id bigint, name_id bigint, text text, strong boolean, net int, unlike int
);

-- How unlike names with these keys sound, the first of them written so that it sounds as `sound`.
CREATE FUNCTION sounding(asked name_keys, sound text, found name_keys, in_any_order boolean)
RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path FROM CURRENT
RETURN least(
    unlikeness(sound, (asked).voweled, (found).sound, (found).voweled),
    CASE WHEN in_any_order THEN 1 + unlikeness(
        (asked).sorted_sound, (asked).voweled, (found).sorted_sound, (found).voweled) END);

-- Names that share a key with the one asked for. No net brings in more than it can hold, so that
-- the work does not grow with the ledger.
CREATE FUNCTION names_by_key(asked name_keys, written text, sounds text, sees_all boolean)
RETURNS SETOF name_found
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET enable_seqscan = off
    SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    words text[] := string_to_array(asked.sorted, ' ');
    less text[] := one_word_less(words);
    more tsquery := words_and_more(written);
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
        (SELECT s.*, 3, sound_of(o.other), o.changes
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
            WHERE (s.keys).words @@ more LIMIT 100)
        UNION ALL
        (SELECT s.*, 7, asked.sound, 200 FROM actors_called_for(sees_all) s
            WHERE (s.keys).sorted = ANY (less) LIMIT 50)
    )
    SELECT f.actor_id, f.name_id, f.text::text, f.strong, f.net,
        f.cost + sounding(asked, f.sound, f.keys, f.net = 4)
    FROM found f;
END $$;

-- Names a consonant off, off the one asked for or, with `fashions`, off one in which it may be
-- written otherwise.
CREATE FUNCTION names_near(asked name_keys, sounds text, fashions boolean, sees_all boolean)
RETURNS SETOF name_found
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
        f.changes + 3 + sounding(asked, sound_of(f.other), s.keys, true)
    FROM fashion f, LATERAL (
        SELECT * FROM actors_called_for(sees_all) s
        WHERE (s.keys).spelling = ANY (one_consonant_off(replace(consonants_of(f.other), ' ', '')))
            AND NOT (f.abjad AND (s.keys).voweled)
        LIMIT 100) s;
END $$;

-- Who may be meant by a name, a row for each actor: the best first, with the name that was found
-- and why. `sees_all` is for whom nothing is restricted. Farther nets are cast where nearer ones
-- bring in nothing that sounds like what was asked for.
CREATE FUNCTION actors_named(called text, sees_all boolean DEFAULT true, most int DEFAULT 100)
RETURNS TABLE (actor_id bigint, reason text, matched text)
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
    END IF;
    farthest := least(
        CASE WHEN is_long(asked) THEN 6 + length(asked.spelling) ELSE 1 END,
        6 + (SELECT min(f.unlike) FROM unnest(found) f));
    RETURN QUERY
    WITH named AS (
        SELECT f.*, CASE
            WHEN f.net = 2 AND small_letters(f.text) = small_letters(written)
                THEN CASE WHEN f.strong THEN 0 ELSE 1 END
            WHEN f.net = 3 AND (strpos(f.text, ',') = 0) <> (strpos(written, ',') = 0) THEN 4
            ELSE f.net END AS tier
        FROM unnest(found) f
        WHERE f.net IN (2, 6, 7) OR f.unlike <= farthest
    ), best AS (
        SELECT DISTINCT ON (n.actor_id) n.*
        FROM named n
        ORDER BY n.actor_id, least(n.tier, 3), n.unlike, n.strong DESC, n.tier,
            n.name_id NULLS FIRST
    )
    SELECT b.actor_id, (ARRAY['exact name', 'weak name', 'same letters', 'other spelling',
            'words in another order', 'near spelling', 'part of the name', 'some of these words'
        ])[b.tier + 1], b.text
    FROM best b
    ORDER BY least(b.tier, 3), b.unlike, b.strong DESC, b.tier, b.text COLLATE "C", b.actor_id
    LIMIT most;
END $$;

-- Actors one of whose names has a word that begins with this one, or is another spelling of it: all
-- of them, for lists. By its consonants alone no short word is another spelling: rock is not Iraq.
CREATE FUNCTION actors_with_word(word text, sees_all boolean) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
DECLARE
    more tsquery := words_and_more(word, 3);
BEGIN
    RETURN QUERY
    SELECT s.actor_id FROM actors_called_for(sees_all) s WHERE (s.keys).words @@ more;
END $$;
