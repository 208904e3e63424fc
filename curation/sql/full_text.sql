-- Full text with the letters of folding.sql: what a row is called weighs more than what is said of
-- it. English endings go, words of other languages stay as they are. Long texts are read to the
-- 100,000th character, because a tsvector holds no more than a megabyte; cut again where folding
-- makes them longer.

CREATE FUNCTION searched_words(title text, rest text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path FROM CURRENT
RETURN setweight(
        to_tsvector('pg_catalog.english', left(folded(left(title, 100000)), 100000)), 'A')
    || setweight(
        to_tsvector('pg_catalog.english', left(folded(left(rest, 100000)), 100000)), 'B');

-- What somebody asks for: all the words, "one behind the other" in quotation marks, either with or,
-- without what has a hyphen before it. Any text is a question; one of no words finds nothing.
CREATE FUNCTION asked_words(asked text) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path FROM CURRENT
RETURN websearch_to_tsquery('pg_catalog.english', translate(
    words_apart(translate(
        regexp_replace(folded_letters(left(asked, 1000)), '(^| )-(?=[^ -])', E'\\1\ue001', 'g'),
        '"', E'\ue000')),
    E'\ue000\ue001', '"-'));
