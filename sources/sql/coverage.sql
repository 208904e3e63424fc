-- How many paragraphs of a document are coded is kept beside it, so that to ask for the uncoded
-- ones of a whole ledger is to read no text. sources_coverage has a row for every document with a
-- text or a passage. A paragraph is coded if a passage begins in it or runs on into it: at its
-- anchor, else where it was coded. Without a text no more paragraphs are known than the passages
-- speak of.

-- The paragraphs in which passages of a document stand. Where a copy breaks a passage by blank
-- lines, its anchor ends behind its paragraph; the paragraphs are joined by one space each.
CREATE FUNCTION coded_paragraphs(document bigint) RETURNS SETOF integer LANGUAGE sql STABLE AS $$
    SELECT coalesce(anchor.paragraph, passage.paragraph)
    FROM sources_passage passage LEFT JOIN sources_anchor anchor ON anchor.passage_id = passage.id
    WHERE passage.document_id = document
    UNION
    SELECT following.paragraph
    FROM sources_documenttext attached
    JOIN sources_anchor anchor ON anchor.text_id = attached.id
    CROSS JOIN LATERAL
        generate_series(anchor.paragraph + 1, cardinality(attached.lengths)) following (paragraph)
    WHERE attached.document_id = document
      AND anchor."end" > attached.lengths[anchor.paragraph]
      AND anchor."end" > (
          SELECT sum(length + 1)
          FROM unnest(attached.lengths[anchor.paragraph : following.paragraph - 1]) length)
$$;

CREATE FUNCTION cover(documents bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    -- Two who code one document at once: the second waits for the row, and counts what the first
    -- one left, for each statement sees what was committed until it began.
    INSERT INTO sources_coverage AS kept (document_id, paragraphs, coded)
        SELECT document, 0, 0 FROM unnest(documents) document
        WHERE EXISTS (SELECT FROM sources_document WHERE id = document) ORDER BY document
        ON CONFLICT (document_id) DO UPDATE SET coded = kept.coded;
    UPDATE sources_coverage kept SET paragraphs = counted.paragraphs, coded = counted.coded
    FROM unnest(documents) asked (document)
    CROSS JOIN LATERAL (
        SELECT count(*) AS coded,
               greatest(max(coded.paragraph), (
                   SELECT cardinality(lengths) FROM sources_documenttext
                   WHERE document_id = asked.document), 0) AS paragraphs
        FROM coded_paragraphs(asked.document) coded (paragraph)
    ) counted
    WHERE kept.document_id = asked.document;
    DELETE FROM sources_coverage WHERE document_id = ANY (documents) AND paragraphs = 0;
END $$;

-- After every statement that writes passages or texts, on the rows as they were and as they are.
CREATE FUNCTION cover_documents() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM cover(ARRAY(SELECT DISTINCT document_id FROM touched));
    RETURN NULL;
END $$;

-- Of these, passages that have moved.
CREATE FUNCTION cover_moved_passages() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM cover(ARRAY(
        SELECT DISTINCT unnest(ARRAY[old_rows.document_id, new_rows.document_id])
        FROM old_rows JOIN new_rows USING (id)
        WHERE (old_rows.document_id, old_rows.paragraph)
            IS DISTINCT FROM (new_rows.document_id, new_rows.paragraph)));
    RETURN NULL;
END $$;

CREATE FUNCTION cover_anchored() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM cover(ARRAY(
        SELECT DISTINCT attached.document_id
        FROM touched JOIN sources_documenttext attached ON attached.id = touched.text_id));
    RETURN NULL;
END $$;

CREATE TRIGGER cover_inserted AFTER INSERT ON sources_passage
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION cover_documents();
CREATE TRIGGER cover_updated AFTER UPDATE ON sources_passage
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION cover_moved_passages();
CREATE TRIGGER cover_deleted AFTER DELETE ON sources_passage
    REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION cover_documents();

CREATE TRIGGER cover_inserted AFTER INSERT ON sources_documenttext
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION cover_documents();
CREATE TRIGGER cover_before_update AFTER UPDATE ON sources_documenttext
    REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION cover_documents();
CREATE TRIGGER cover_updated AFTER UPDATE ON sources_documenttext
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION cover_documents();
CREATE TRIGGER cover_deleted AFTER DELETE ON sources_documenttext
    REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION cover_documents();

CREATE TRIGGER cover_inserted AFTER INSERT ON sources_anchor
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION cover_anchored();
CREATE TRIGGER cover_before_update AFTER UPDATE ON sources_anchor
    REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION cover_anchored();
CREATE TRIGGER cover_updated AFTER UPDATE ON sources_anchor
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION cover_anchored();
CREATE TRIGGER cover_deleted AFTER DELETE ON sources_anchor
    REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION cover_anchored();

SELECT cover(ARRAY(
    SELECT document_id FROM sources_passage UNION SELECT document_id FROM sources_documenttext));
