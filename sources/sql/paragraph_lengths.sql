-- How many characters each paragraph of a text has in its normal form, in their order; see
-- sources/paragraphs.py, which says what a paragraph and its normal form are. White space and line
-- ends are Python's, spelled out: what PostgreSQL takes for white space depends on the locale.
CREATE FUNCTION paragraph_lengths(text) RETURNS integer[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(char_length(words) ORDER BY place) FILTER (WHERE words <> ''), '{}')
    FROM regexp_split_to_table(
        $1,
        '(\r\n|\r(?!\n)|\n)[\u0009\u000b\u000c\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*'
        '(\r\n|\r(?!\n)|\n)[\u0009-\u000d\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*'
    ) WITH ORDINALITY AS block (text, place)
    CROSS JOIN LATERAL (SELECT btrim(regexp_replace(
        regexp_replace(normalize(block.text, NFC), '[\u00ad\u200b-\u200d\u2060\ufeff]', '', 'g'),
        '[\u0009-\u000d\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+',
        ' ', 'g'), ' ') AS words) normal
$$;
