-- No fact either: the model does not know of the column, see actors/sql/name_keys.sql.
ALTER TABLE events_event
    ADD COLUMN words tsvector GENERATED ALWAYS AS (searched_words(title, description)) STORED;
CREATE INDEX event_by_words ON events_event USING gin (words);
