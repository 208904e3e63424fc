-- The keys under which actors and names are found, whoever wrote the rows. They are no facts: the
-- models do not know of them, and so neither do forms, exports, fixtures and the history.
ALTER TABLE actors_actor ADD COLUMN keys name_keys GENERATED ALWAYS AS (name_keys(name)) STORED;
ALTER TABLE actors_name ADD COLUMN keys name_keys GENERATED ALWAYS AS (name_keys(text)) STORED;

CREATE INDEX actor_by_letters ON actors_actor (((keys).letters) text_pattern_ops);
CREATE INDEX actor_by_spelling ON actors_actor (((keys).spelling) text_pattern_ops);
CREATE INDEX actor_by_sorted_words ON actors_actor (((keys).sorted) text_pattern_ops);
CREATE INDEX actor_by_words ON actors_actor USING gin (((keys).words));
CREATE INDEX name_by_letters ON actors_name (((keys).letters) text_pattern_ops);
CREATE INDEX name_by_spelling ON actors_name (((keys).spelling) text_pattern_ops);
CREATE INDEX name_by_sorted_words ON actors_name (((keys).sorted) text_pattern_ops);
CREATE INDEX name_by_words ON actors_name USING gin (((keys).words));
