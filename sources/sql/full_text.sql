-- No facts either: the models do not know of the columns, see actors/sql/name_keys.sql.
ALTER TABLE sources_passage
    ADD COLUMN words tsvector GENERATED ALWAYS AS (searched_words(summary, phrase)) STORED;
ALTER TABLE sources_document
    ADD COLUMN words tsvector GENERATED ALWAYS AS (searched_words(title, authors)) STORED;
CREATE INDEX passage_by_words ON sources_passage USING gin (words);
CREATE INDEX document_by_words ON sources_document USING gin (words);
