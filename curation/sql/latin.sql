-- In place of the one in spelling.sql: names in Latin letters, padded with spaces, of words one
-- space apart. The article goes, that of English as well, which is Te by then, also where it was
-- assimilated (ash-Sha'bi) or is one with the name (Alkhazali); Abd and Abu and what follows become
-- one word, Allah and what it follows too.
CREATE OR REPLACE FUNCTION of_latin(padded text) RETURNS text
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
    n := regexp_replace(n, '(?: (?:[aeiu]l|wal|Te|wa|va|ve)(?= ))+', '', 'g');
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
