-- How unlike two names sound that share their consonants, vowel by vowel: of the names found by
-- one key, this tells which comes first.

-- Romanised words with one letter for each vowel, a where an h may end the word.
CREATE FUNCTION as_heard(sounds text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN regexp_replace(translate(regexp_replace(regexp_replace(
    sounds, '(?:[ea]h?|h)(?= |$)', 'a', 'g'), 'X+(?= |$)', '', 'g'), 'oywv', 'uiuu'),
    '([aeiu])\1+', '\1', 'g');

-- Whether the last word has an article, so far as it is written as one.
CREATE FUNCTION ends_with_article(written text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path FROM CURRENT
RETURN bare_letters(written)
        ~ '(^|[ -])([aeu]l|a[sdtrnz]h?|[аэ]ль?|а[сздрнтш]|אל)[ -]+[^ ,-]+(,|$)'
    OR written ~ '(^| )ال[^ ]{3,}(,|$)';

-- Two consonants of one place in two names: 0 the same or one of them ambiguous across scripts, 1
-- written for one another, 2 others.
CREATE FUNCTION consonant_apart(one text, other text, one_script boolean) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN one = other OR one || other IN ('Qt', 'tQ') THEN 0
    WHEN NOT one_script AND (one IN ('V', 'B', 'K') OR other IN ('V', 'B', 'K')) THEN 0
    WHEN one || other IN ('Xh', 'hX', 'HX', 'XH', 'qk', 'kq', 'gG', 'Gg', 'kc', 'ck', 'dD', 'Dd',
        'zD', 'Dz', 'Tt', 'tT', 'sT', 'Ts') THEN 1
    ELSE 2
END;

-- Two vowels that both scripts write. An e is heard as an a or an i.
CREATE FUNCTION vowel_apart(one text, other text) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN one = other THEN 0
    WHEN one = '' OR other = '' THEN 2
    WHEN translate(one, 'e', 'i') = translate(other, 'e', 'i')
        OR translate(one, 'e', 'a') = translate(other, 'e', 'a') THEN 1
    ELSE 2
END;

-- A vowel and what Arabic or Hebrew write for it. The short ones they leave out, but no vowel that
-- ends a word, nor one that begins it, unless it is an ayn's. An alif that begins a word carries
-- any vowel, with ayn before it only a; within a word it may part two vowels.
CREATE FUNCTION vowel_unwritten(
    spoken text, written text, begins boolean, ends boolean, ayn boolean, ayn_alif boolean
) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN spoken = written THEN 0
    WHEN written = '' THEN CASE
        WHEN begins THEN CASE WHEN ayn THEN 0 ELSE 2 END
        WHEN ends THEN 2
        ELSE length(spoken) - 1 END
    WHEN spoken = '' THEN 2
    WHEN begins AND left(written, 1) = 'a' THEN (ayn_alif AND spoken <> 'a')::int
    WHEN written ~ '^a.' AND right(spoken, 1) = right(written, 1) THEN 0
    WHEN spoken ~ ('^.?' || replace(replace(replace(written,
            'a', '[ae].?'), 'i', '[ie].?'), 'u', 'u.?') || '$')
        THEN greatest(length(spoken) - length(written) - 1, 0)
    ELSE vowel_apart(spoken, written)
END;

-- How unlike two names sound, from 0 on, the first of which is romanised as `sounds`: 2 for each
-- consonant and vowel of another kind, 1 for those that are often written for one another and for
-- an article that only one has.
CREATE FUNCTION unlike_heard(
    written text, sounds text, voweled boolean, other text, other_voweled boolean
) RETURNS int
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path FROM CURRENT AS $$
DECLARE
    one_heard text := sounds;
    other_heard text := left(romanised(other), 400);
    abjad boolean := voweled <> other_voweled;
    one_script boolean := voweled AND other_voweled OR NOT voweled AND NOT other_voweled
        AND (written ~ '[\u0590-\u05ff]') = (other ~ '[\u0590-\u05ff]');
    ayn boolean := written ~ '(^|[ -]|ال)[עع]' OR other ~ '(^|[ -]|ال)[עع]';
    ayn_alif boolean := written ~ '[עع][אا]' OR other ~ '[עع][אا]';
    letters text;
    other_letters text;
    vowels text[];
    other_vowels text[];
    begins boolean;
    unlike int := (ends_with_article(written) <> ends_with_article(other))::int;
BEGIN
    -- Of a name that leaves vowels out and one that does not, the latter is the first.
    IF other_voweled AND NOT voweled THEN
        one_heard := other_heard;
        other_heard := sounds;
    END IF;
    -- In Hebrew a v is a consonant of the word.
    IF position('B' IN one_heard || other_heard) > 0 THEN
        one_heard := replace(one_heard, 'v', 'B');
        other_heard := replace(other_heard, 'v', 'B');
    END IF;
    one_heard := as_heard(one_heard);
    other_heard := as_heard(other_heard);
    letters := translate(one_heard, 'aeiu', '');
    other_letters := translate(other_heard, 'aeiu', '');
    IF regexp_replace(letters, '[^ ]', 'x', 'g') <> regexp_replace(other_letters, '[^ ]', 'x', 'g')
    THEN
        one_heard := as_heard(replace(one_heard, ' ', ''));
        other_heard := as_heard(replace(other_heard, ' ', ''));
        letters := translate(one_heard, 'aeiu', '');
        other_letters := translate(other_heard, 'aeiu', '');
    END IF;
    IF length(letters) <> length(other_letters) THEN
        RETURN unlike + 2 + levenshtein(left(one_heard, 255), left(other_heard, 255));
    END IF;
    vowels := regexp_split_to_array(one_heard, '[^aeiu]');
    other_vowels := regexp_split_to_array(other_heard, '[^aeiu]');
    FOR place IN 1..cardinality(vowels) LOOP
        begins := place = 1 OR substr(letters, place - 1, 1) = ' ';
        unlike := unlike
            + consonant_apart(
                substr(letters, place, 1), substr(other_letters, place, 1), one_script)
            + CASE WHEN abjad THEN vowel_unwritten(vowels[place], other_vowels[place], begins,
                substr(letters, place, 1) IN ('', ' '), ayn, ayn_alif)
                ELSE vowel_apart(vowels[place], other_vowels[place]) END;
    END LOOP;
    RETURN unlike;
END $$;
