-- Romanised words, one space around each, read as German spells: s before a vowel is voiced, z is
-- ts, j is y and ch is kh; dsch is an English j.
CREATE FUNCTION as_german(sounds text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN replace(replace(replace(replace(
    regexp_replace(replace(sounds, 'z', 'Z'), '(?<=[ aeioulmnr])s(?=[aeiou])', 'z', 'g'),
    ' j', ' Y'), 'j', ''), 'dS', 'j'), 'H', 'X');

-- In place of the one in spelling.sql, with German spellings, Kurdish and Spanish letters, Turkish
-- ends of words, English plurals, and the k that Arabic has for g. The sounds by which a name may
-- be written in another script or after another fashion: a letter of one answers to several of
-- another. Each with how many changes it takes, two at most. `abjad` is for names in Arabic and
-- Hebrew letters alone.
CREATE OR REPLACE FUNCTION other_sounds(sounds text, voweled boolean)
RETURNS TABLE (other text, changes int, abjad boolean)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    WITH padded (sounds) AS (VALUES (' ' || sounds || ' ')), german (sounds) AS (
        SELECT read.* FROM padded, LATERAL (VALUES
            (as_german(padded.sounds)), (replace(as_german(padded.sounds), 'S', 'J'))) read
    ), changes (letter, becomes, abjad) AS (
        SELECT given.* FROM padded, (VALUES
            ('g', 'j', false), ('g', 'h', false), (' g', ' h', false), ('h', 'g', false),
            ('j', 'g', false), ('c', 'j', false), ('j', '', false), (' j', ' Y', false),
            (' Y', ' ', false), (' e', ' Ye', false), (' i', ' Yi', false), ('H', 'X', false),
            ('G', 'q', false), ('q', 'G', false), ('g', 'q', false), ('X', 'H', false),
            ('h', 'H', false), ('dS', 'j', false), ('j', 'X', false), ('ks', 'X', false),
            ('c', 'C', false), ('T', 's', false), ('T', 'd', false), ('T', 'th', false),
            ('S', 'sh', false), ('S', 'J', false), ('J', 'S', false), ('s', 'z', false),
            ('z', 'Z', false), ('Z', 'z', false), ('t ', 'd ', false), ('d ', 't ', false),
            ('a ', 'aQ ', false), ('at ', 'a ', false), ('s', 'T', true), ('v', 'f', true),
            ('v', 'B', true), ('w', 'B', true), (' W', ' f', true), (' W', ' b', true),
            ('p', 'f', true), ('h', 'K', true), ('X', 'K', true), ('H', 'K', true),
            ('C', 'j', true), ('H', 'j', true), ('j', 'C', true)
        ) given (letter, becomes, abjad)
        WHERE voweled AND strpos(padded.sounds, letter) > 0
        UNION ALL
        SELECT given.*, false FROM padded, (VALUES
            ('B', 'v'), ('K', 'X'), ('Q', ''), ('Z', 'z'), (' f', ' W'), ('f', 'v'), ('f', 'B'),
            ('j', 'g'), ('j', 'C'), ('j', 'c'), ('q', 'G'), ('q', 'g'), ('T', 's'), ('th', 'T'),
            ('sh', 'S'), ('X', 'K'), ('X', 'H'), ('K', 'H'), ('C', 'Z'), ('s', 'z'), ('d ', 't '),
            ('k', 'g'), ('p', 'f')
        ) given (letter, becomes)
        WHERE NOT voweled AND strpos(padded.sounds, letter) > 0
    )
    SELECT btrim(replace(padded.sounds, letter, becomes)), 1, abjad FROM changes, padded
    UNION ALL
    SELECT btrim(german.sounds), 1, false FROM german, padded
    WHERE voweled AND german.sounds <> padded.sounds
    UNION ALL
    SELECT btrim(singular(padded.sounds)), 1, false FROM padded
    WHERE voweled AND singular(padded.sounds) <> padded.sounds
    UNION ALL
    -- Of a letter that comes twice only the first, or only the last.
    SELECT btrim(regexp_replace(padded.sounds, pattern, kept || becomes)), 1, abjad
    FROM changes, padded,
        LATERAL (VALUES (letter, ''), ('(.*)' || letter, '\1')) which (pattern, kept)
    WHERE padded.sounds LIKE '%' || letter || '%' || letter || '%'
    UNION ALL
    SELECT btrim(replace(replace(padded.sounds, one.letter, one.becomes), two.letter, two.becomes)),
        2, one.abjad OR two.abjad
    FROM padded, changes one
        JOIN changes two ON one.letter < two.letter AND strpos(one.becomes, two.letter) = 0
    LIMIT 150
$$;
