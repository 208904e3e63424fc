-- What spellings of one name share, in whatever script: Arabic, Persian, Kurdish and Hebrew
-- letters, Cyrillic, Turkish, and the ways in which each is written in Latin letters.

-- Names in Latin letters, padded with spaces, of words one space apart. The article goes, also
-- where it was assimilated (ash-Sha'bi) or is one with the name (Alkhazali); Abd and Abu and what
-- follows become one word, Allah and what it follows too.
CREATE FUNCTION of_latin(padded text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    n text := padded;
    whole text;
BEGIN
    n := replace(replace(replace(n, 'tsch', 'C'), 'tch', 'C'), 'sch', 'S');
    n := replace(replace(replace(n, 'tz', 'Z'), 'ts', 'Z'), 'dj', 'j');
    IF position('h' IN n) > 0 THEN
        n := replace(replace(replace(replace(n, 'kh', 'X'), 'sh', 'S'), 'ch', 'H'), 'th', 'T');
        n := replace(replace(replace(replace(n, 'dh', 'D'), 'gh', 'G'), 'zh', 'J'), 'ph', 'f');
    END IF;
    n := replace(replace(n, 'ee', 'i'), 'oo', 'u');
    IF position('b' IN n) > 0 THEN
        n := regexp_replace(n, ' [ae]b[dt] ?[aeiou]l+[aeo]h?(?= )', ' abdula', 'g');
        n := regexp_replace(n,
            ' [ae]b[dt] ?(?:[aeiou]l (?=[^ ]{2})|[aeiou]l(?=[^ ]{3})|[aeiou]([rstdnzSTD]) ?\1)',
            ' abd\1', 'g');
        n := regexp_replace(n, ' [ae]b[dt] (?=[^ ]{2})', ' abd', 'g');
        n := regexp_replace(n,
            ' [ae]b(?:(?:[uoia]|ou|oo)l? (?:[aeu]?l )?(?=[^ ]{2})'
            '|o?[uo]l(?=[bdfgjkmnqrstwzSTDXG][^ ]{2}))', ' abu', 'g');
    END IF;
    n := regexp_replace(n, ' [auo]l(?:lah?|ah)(?= )', 'ula', 'g');
    n := regexp_replace(n, '(?<=[^ ]) [aeu](?:[ld] |d)din(?=e? )', 'din', 'g');
    whole := n;
    n := regexp_replace(n, ' [aeu]([rstdnzSTD]) \1', ' \1', 'g');
    n := regexp_replace(n, '(?: (?:[aeiu]l|wal|the|wa|va|ve)(?= ))+', '', 'g');
    n := regexp_replace(n, ' [ae]l(?=[bdfghjkmnqrstwzSTDXGJCH][^ ]{3})', ' ', 'g');
    IF n = ' ' THEN
        n := whole;
    END IF;
    n := regexp_replace(n, '([a-zSCHTDXGJZ])\1+', '\1', 'g');
    IF position('c' IN n) > 0 THEN
        n := replace(regexp_replace(n, 'c(?=[eiy])', 'j', 'g'), 'ck', 'k');
    END IF;
    RETURN replace(n, 'x', 'ks');
END $$;

CREATE FUNCTION of_cyrillic(padded text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN translate(
    replace(replace(replace(replace(padded, 'дж', 'j'), ' я', ' yа'), ' ю', ' yу'), ' е', ' yе'),
    'абвгґдђеєжзиіјклмнопрстћуфхцчџшщыэюяѳљњьъ', 'abvgGdDeeJziiyklmnoprstCufXZCjSSieuaTln');

-- The same of names in Arabic letters. A ta marbuta sounds where another word follows.
CREATE FUNCTION of_arabic(padded text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    n text := translate(padded, 'ٱیېێکڪھہۆۇۈۋڵڕء', 'ايييككههووووLR');
BEGIN
    n := replace(replace(replace(n, 'تش', 'چ'), 'تس', 'س'), ' الدين ', 'دين ');
    n := replace(replace(n, ' ذو ال', ' ذول'), ' ذوال', ' ذول');
    n := regexp_replace(n, ' ?ا?لله(?= )', 'ل', 'g');
    n := regexp_replace(n, ' (عبد|اب[ويا]) ?(?:ال)?(?=[^ ]{2})', ' \1', 'g');
    n := regexp_replace(n, ' ((?!ال)[^ ]*)ة(?= (?!بن |ابن )[^ ])', ' \1Q', 'g');
    n := regexp_replace(n, ' (?:ال(?!ياس|هام |هي )(?=[^ ]{2})|وال(?=[^ ]{3})|و(?= ))', ' ', 'g');
    n := regexp_replace(n, '([\u0628-\u0647\u067e-\u06ba])\1', '\1e\1', 'g');
    n := replace(replace(n, ' و', ' w'), ' ي', ' y');
    RETURN regexp_replace(translate(replace(n, 'LL', 'L'),
        'ابپتثجچحخدذرزژسشصضطظغڤفقڨگݣكلLRمنهةەوىي٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹ع',
        'abptTjChXdDrzJsSsVtVGvfqgggkllrmnhaeuai01234567890123456789'), ' +', ' ', 'g');
END $$;

-- The same of names in Hebrew letters; a geresh marks sounds of Arabic.
CREATE FUNCTION of_hebrew(bare text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path FROM CURRENT AS $$
DECLARE
    n text := translate(bare, '׳', '''');
BEGIN
    IF position('''' IN n) > 0 THEN
        n := replace(replace(replace(n, 'ג''', 'j'), 'צ''', 'C'), 'ץ''', 'C');
        n := replace(replace(replace(n, 'ז''', 'J'), 'ת''', 'T'), 'ד''', 'D');
        n := replace(replace(n, 'ח''', 'X'), 'ע''', 'G');
    END IF;
    n := ' ' || words_apart(translate(n, '''"״', '')) || ' ';
    n := regexp_replace(n, ' ?א?ל?לה(?= )', 'ל', 'g');
    n := regexp_replace(n, ' (אבו|עבד) ?(?:אל )?(?=[^ ]{2})', ' \1', 'g');
    n := replace(replace(replace(n, ' אל ', ' '), ' ו', ' w'), ' י', ' y');
    n := replace(replace(replace(n, ' פ', ' p'), 'פ ', 'p '), ' א ', ' ');
    n := replace(replace(replace(n, ' ב', ' b'), ' כ', ' k'), 'וו', 'v');
    n := regexp_replace(replace(n, 'יי', 'i'), '([\u05d0-\u05ea])\1', '\1e\1', 'g');
    RETURN translate(n, 'אבגדהוזחטיכךלמםנןספףצץקרשתע', 'aBgdhuzXtiKKlmmnnsffZZqrSt');
END $$;

-- A name as it sounds, roughly: its words one space apart, a letter for each sound. Articles are
-- gone; what is a name only together is one word (Abd al-Mahdi, Abu Mahdi, Hizb Allah). A capital
-- is a sound that others write with another letter: S sh, C tch, H ch, T th, D dh, X kh, G gh, J
-- zh, Z ts, B and K Hebrew b or v, k or kh, V d or dh or z, Q a ta marbuta before another word; W
-- and Y begin a word. Vowels that Arabic and Hebrew leave out are not there. Of two parts with a
-- comma the second comes first.
CREATE FUNCTION romanised(written text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path FROM CURRENT AS $$
DECLARE
    n text := lower(written COLLATE "C");
    comma int := strpos(translate(n, '،', ','), ',');
BEGIN
    IF comma > 0 THEN
        n := substr(n, comma + 1) || ' ' || left(n, comma - 1);
    END IF;
    IF octet_length(n) > length(n) THEN
        n := normalize(n, NFC);
        -- As Kurdish writes kh, and as Turkish and Kurdish write j.
        IF n ~ '[êîûÊÎÛ]' THEN
            n := replace(n, 'x', 'х');
        END IF;
        IF n ~ '[ışğçöüêîûŞĞÇÖÜÊÎÛİ]' THEN
            n := regexp_replace(n, 'c(?![hk])', 'џ', 'g');
        END IF;
        -- Letters that would lose their marks, and with them what they sound like.
        n := ltrim(replace(' ' || n, ' ئ', ' ا'));
        n := translate(n, 'šŠşŞșȘčČçÇćĆžŽǧǦğĞġĠẍẌḫḪẖḵḴṯṮḏḎйЙ', 'шшшшшшччччччжжџџґґґґґґхххххѳѳђђјј');
        n := bare_letters(n);
        IF n ~ '[\u0590-\u05ff]' THEN
            n := of_hebrew(n);
        END IF;
        n := ' ' || words_apart(translate(n, '''"״', '')) || ' ';
        IF n ~ '[\u0400-\u04ff]' THEN
            n := of_cyrillic(n);
        END IF;
    ELSE
        n := ' ' || words_apart(translate(n, '''`"', '')) || ' ';
    END IF;
    IF n ~ '[a-zA-Z]' THEN
        n := of_latin(n);
    END IF;
    IF octet_length(n) > length(n) AND n ~ '[\u0600-\u06ff]' THEN
        n := of_arabic(n);
    END IF;
    RETURN btrim(replace(replace(replace(n, ' w', ' W'), ' v', ' W'), ' y', ' Y'));
END $$;

-- The consonants of romanised words, those alike as one: what all spellings of a name share. An h
-- that ends a word is not heard.
CREATE FUNCTION consonants_of(sounds text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN btrim(regexp_replace(translate(regexp_replace(sounds, '[hX]+(?= |$)', '', 'g'),
    'SCHZTDXGJVWYBKQqcpzaeiouwyv', 'sssstdhgjdwybktkkbd'), ' +', ' ', 'g'));

-- Romanised words in the singular, as English makes it: militias, forces, groups.
CREATE FUNCTION singular(sounds text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN regexp_replace(sounds, '(?<=[^ ]{2}(?:ia|[^ aiousSCZ]))s(?= |$)', '', 'g');

-- Romanised words such that the edit distance of two tells how unlike they sound: three letters
-- for a consonant, the first two shared by those alike, and one for a vowel.
CREATE FUNCTION sound_of(sounds text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    n text := regexp_replace(sounds, '(?:[ea]h?|h)(?= |$)', 'a', 'g');
BEGIN
    -- Which vowel an initial alif or alef carries is not written.
    n := regexp_replace(n, '(^| )[eiou]', '\1a', 'g');
    n := regexp_replace(translate(n, 'oywvYW ', 'uiuuiu'), '([aeiu])\1+', '\1', 'g');
    n := regexp_replace(n, '([^aeiutSCHZTDVXGJBKQqcpz])', '\1\1\1', 'g');
    n := replace(replace(replace(replace(n, 't', 'ttt'), 'S', 'ssS'), 'C', 'ssC'), 'T', 'ttT');
    n := replace(replace(replace(replace(n, 'X', 'hhX'), 'G', 'ggG'), 'J', 'jjJ'), 'B', 'bbB');
    n := replace(replace(replace(replace(n, 'H', 'ssC'), 'Z', 'ssZ'), 'K', 'kkK'), 'q', 'kkq');
    n := replace(replace(replace(replace(n, 'D', 'dd'), 'V', 'dd'), 'Q', 'tt'), 'c', 'kkc');
    -- As much as levenshtein() takes.
    RETURN left(replace(replace(n, 'p', 'bbp'), 'z', 'ddz'), 255);
END $$;

-- The keys under which a name is found, as long at most as an index holds them.
CREATE TYPE name_keys AS (
    letters text,      -- folded, without spaces
    spelling text,     -- consonants, without spaces
    sorted text,       -- the same word by word, in the order of the alphabet
    sound text,        -- how it sounds
    sorted_sound text, -- the same in the order of `sorted`
    voweled boolean,   -- whether its script writes short vowels
    words tsvector     -- folded words, and behind a = their consonants
);

CREATE FUNCTION name_keys(called text) RETURNS name_keys
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path FROM CURRENT AS $$
DECLARE
    letters text := folded(called);
    sounds text := romanised(called);
    consonants text[];
    in_order text;
    keys name_keys;
BEGIN
    SELECT array_agg(spelt ORDER BY spelt COLLATE "C") FILTER (WHERE spelt <> ''),
        string_agg(word, ' ' ORDER BY spelt COLLATE "C", word COLLATE "C"),
        left(coalesce(string_agg(spelt, '' ORDER BY place), ''), 400)
    INTO consonants, in_order, keys.spelling
    FROM unnest(string_to_array(sounds, ' ')) WITH ORDINALITY words (word, place),
        consonants_of(word) spelt;
    keys.letters := left(replace(letters, ' ', ''), 400);
    keys.sorted := left(coalesce(array_to_string(consonants, ' '), ''), 400);
    keys.sound := sound_of(sounds);
    keys.sorted_sound := CASE in_order WHEN sounds THEN keys.sound ELSE sound_of(in_order) END;
    keys.voweled := octet_length(letters) = length(letters) OR letters !~ '[\u0590-\u06ff]'
        OR called ~ '[ەێۆ]';
    keys.words := array_to_tsvector(ARRAY(SELECT left(word, 100) FROM unnest(
        string_to_array(letters, ' ')
        || string_to_array('=' || array_to_string(consonants, ' ='), ' ')) word));
    RETURN keys;
END $$;

-- The sounds by which a name may be written in another script or after another fashion: a letter of
-- one answers to several of another. Each with how many changes it takes, two at most. `abjad` is
-- for names in Arabic and Hebrew letters alone.
CREATE FUNCTION other_sounds(sounds text, voweled boolean)
RETURNS TABLE (other text, changes int, abjad boolean)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    WITH padded (sounds) AS (VALUES (' ' || sounds || ' ')), changes (letter, becomes, abjad) AS (
        SELECT given.* FROM padded, (VALUES
            ('g', 'j', false), ('g', 'h', false), (' g', ' h', false), ('h', 'g', false),
            ('j', 'g', false), ('c', 'j', false), ('j', '', false), (' j', ' Y', false),
            (' Y', ' ', false), (' e', ' Ye', false), (' i', ' Yi', false), ('H', 'X', false),
            ('G', 'q', false), ('q', 'G', false), ('g', 'q', false), ('X', 'H', false),
            ('h', 'H', false), ('T', 's', false), ('T', 'd', false), ('T', 'th', false),
            ('S', 'sh', false), ('S', 'J', false), ('J', 'S', false), ('s', 'z', false),
            ('z', 'Z', false), ('Z', 'z', false), ('t ', 'd ', false), ('d ', 't ', false),
            ('a ', 'aQ ', false), ('at ', 'a ', false), ('s', 'T', true), ('v', 'f', true),
            ('v', 'B', true), (' W', ' f', true), (' W', ' b', true), ('p', 'f', true),
            ('h', 'K', true), ('X', 'K', true), ('H', 'K', true), ('C', 'j', true),
            ('H', 'j', true), ('j', 'C', true)
        ) given (letter, becomes, abjad)
        WHERE voweled AND strpos(padded.sounds, letter) > 0
        UNION ALL
        SELECT given.*, false FROM padded, (VALUES
            ('B', 'v'), ('K', 'X'), ('Q', ''), ('Z', 'z'), (' f', ' W'), ('f', 'v'), ('f', 'B'),
            ('j', 'g'), ('j', 'C'), ('j', 'c'), ('q', 'G'), ('q', 'g'), ('T', 's'), ('th', 'T'),
            ('sh', 'S'), ('X', 'K'), ('X', 'H'), ('K', 'H'), ('C', 'Z'), ('s', 'z')
        ) given (letter, becomes)
        WHERE NOT voweled AND strpos(padded.sounds, letter) > 0
    )
    SELECT btrim(replace(padded.sounds, letter, becomes)), 1, abjad FROM changes, padded
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
