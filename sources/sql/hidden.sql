-- The keys of the records that are hidden from whoever may not see restricted ones: the restricted
-- ones themselves, and whatever links to one of them, at whatever remove, which would name it. A
-- parent of a row's own kind hides nothing. Each link is followed by its index from the few rows
-- that are hidden; a list that asked this of each of its rows read the whole ledger.
-- In PL/pgSQL because it keeps the plans, which for an attribution are some sixty.

CREATE FUNCTION hidden_actor() RETURNS SETOF bigint LANGUAGE plpgsql STABLE ROWS 10 AS $$
BEGIN RETURN QUERY
    SELECT id FROM actors_actor WHERE restricted;
END $$;

CREATE FUNCTION hidden_designation() RETURNS SETOF bigint LANGUAGE plpgsql STABLE ROWS 10 AS $$
BEGIN RETURN QUERY
    SELECT id FROM actors_designation WHERE restricted
    UNION ALL
    SELECT id FROM actors_designation WHERE actor_id IN (SELECT hidden_actor())
    UNION ALL
    SELECT id FROM actors_designation WHERE authority_id IN (SELECT hidden_actor());
END $$;

CREATE FUNCTION hidden_eventtype() RETURNS SETOF bigint LANGUAGE plpgsql STABLE ROWS 10 AS $$
BEGIN RETURN QUERY
    SELECT id FROM events_eventtype WHERE restricted;
END $$;

CREATE FUNCTION hidden_place() RETURNS SETOF bigint LANGUAGE plpgsql STABLE ROWS 10 AS $$
BEGIN RETURN QUERY
    SELECT id FROM events_place WHERE restricted;
END $$;

CREATE FUNCTION hidden_event() RETURNS SETOF bigint LANGUAGE plpgsql STABLE ROWS 10 AS $$
BEGIN RETURN QUERY
    SELECT id FROM events_event WHERE restricted
    UNION ALL
    SELECT id FROM events_event WHERE type_id IN (SELECT hidden_eventtype())
    UNION ALL
    SELECT id FROM events_event WHERE place_id IN (SELECT hidden_place());
END $$;

CREATE FUNCTION hidden_document() RETURNS SETOF bigint LANGUAGE plpgsql STABLE ROWS 10 AS $$
BEGIN RETURN QUERY
    SELECT id FROM sources_document WHERE restricted
    UNION ALL
    SELECT id FROM sources_document WHERE publisher_id IN (SELECT hidden_actor());
END $$;

CREATE FUNCTION hidden_identifier() RETURNS SETOF bigint LANGUAGE plpgsql STABLE ROWS 10 AS $$
BEGIN RETURN QUERY
    SELECT id FROM actors_identifier WHERE restricted
    UNION ALL
    SELECT id FROM actors_identifier WHERE actor_id IN (SELECT hidden_actor())
    UNION ALL
    SELECT id FROM actors_identifier WHERE event_id IN (SELECT hidden_event())
    UNION ALL
    SELECT id FROM actors_identifier WHERE place_id IN (SELECT hidden_place())
    UNION ALL
    SELECT id FROM actors_identifier WHERE document_id IN (SELECT hidden_document());
END $$;

CREATE FUNCTION hidden_name() RETURNS SETOF bigint LANGUAGE plpgsql STABLE ROWS 10 AS $$
BEGIN RETURN QUERY
    SELECT id FROM actors_name WHERE restricted
    UNION ALL
    SELECT id FROM actors_name WHERE actor_id IN (SELECT hidden_actor());
END $$;

CREATE FUNCTION hidden_relation() RETURNS SETOF bigint LANGUAGE plpgsql STABLE ROWS 10 AS $$
BEGIN RETURN QUERY
    SELECT id FROM actors_relation WHERE restricted
    UNION ALL
    SELECT id FROM actors_relation WHERE subject_id IN (SELECT hidden_actor())
    UNION ALL
    SELECT id FROM actors_relation WHERE object_id IN (SELECT hidden_actor());
END $$;

CREATE FUNCTION hidden_eventlink() RETURNS SETOF bigint LANGUAGE plpgsql STABLE ROWS 10 AS $$
BEGIN RETURN QUERY
    SELECT id FROM events_eventlink WHERE restricted
    UNION ALL
    SELECT id FROM events_eventlink WHERE event_id IN (SELECT hidden_event())
    UNION ALL
    SELECT id FROM events_eventlink WHERE other_id IN (SELECT hidden_event());
END $$;

CREATE FUNCTION hidden_figure() RETURNS SETOF bigint LANGUAGE plpgsql STABLE ROWS 10 AS $$
BEGIN RETURN QUERY
    SELECT id FROM events_figure WHERE restricted
    UNION ALL
    SELECT id FROM events_figure WHERE event_id IN (SELECT hidden_event())
    UNION ALL
    SELECT id FROM events_figure WHERE actor_id IN (SELECT hidden_actor())
    UNION ALL
    SELECT id FROM events_figure WHERE relation_id IN (SELECT hidden_relation());
END $$;

CREATE FUNCTION hidden_participation() RETURNS SETOF bigint LANGUAGE plpgsql STABLE ROWS 10 AS $$
BEGIN RETURN QUERY
    SELECT id FROM events_participation WHERE restricted
    UNION ALL
    SELECT id FROM events_participation WHERE event_id IN (SELECT hidden_event())
    UNION ALL
    SELECT id FROM events_participation WHERE actor_id IN (SELECT hidden_actor())
    UNION ALL
    SELECT id FROM events_participation WHERE place_id IN (SELECT hidden_place());
END $$;

CREATE FUNCTION hidden_documenttext() RETURNS SETOF bigint LANGUAGE plpgsql STABLE ROWS 10 AS $$
BEGIN RETURN QUERY
    SELECT id FROM sources_documenttext WHERE document_id IN (SELECT hidden_document());
END $$;

CREATE FUNCTION hidden_passage() RETURNS SETOF bigint LANGUAGE plpgsql STABLE ROWS 10 AS $$
BEGIN RETURN QUERY
    SELECT id FROM sources_passage WHERE restricted
    UNION ALL
    SELECT id FROM sources_passage WHERE document_id IN (SELECT hidden_document());
END $$;

CREATE FUNCTION hidden_anchor() RETURNS SETOF bigint LANGUAGE plpgsql STABLE ROWS 10 AS $$
BEGIN RETURN QUERY
    SELECT id FROM sources_anchor WHERE text_id IN (SELECT hidden_documenttext())
    UNION ALL
    SELECT id FROM sources_anchor WHERE passage_id IN (SELECT hidden_passage());
END $$;

CREATE FUNCTION hidden_statement() RETURNS SETOF bigint LANGUAGE plpgsql STABLE ROWS 10 AS $$
BEGIN RETURN QUERY
    SELECT id FROM sources_statement WHERE restricted;
END $$;

CREATE FUNCTION hidden_attribution() RETURNS SETOF bigint LANGUAGE plpgsql STABLE ROWS 10 AS $$
BEGIN RETURN QUERY
    SELECT id FROM sources_attribution WHERE restricted
    UNION ALL
    SELECT id FROM sources_attribution WHERE passage_id IN (SELECT hidden_passage())
    UNION ALL
    SELECT id FROM sources_attribution WHERE actor_id IN (SELECT hidden_actor())
    UNION ALL
    SELECT id FROM sources_attribution WHERE name_id IN (SELECT hidden_name())
    UNION ALL
    SELECT id FROM sources_attribution WHERE relation_id IN (SELECT hidden_relation())
    UNION ALL
    SELECT id FROM sources_attribution WHERE designation_id IN (SELECT hidden_designation())
    UNION ALL
    SELECT id FROM sources_attribution WHERE event_id IN (SELECT hidden_event())
    UNION ALL
    SELECT id FROM sources_attribution WHERE participation_id IN (SELECT hidden_participation())
    UNION ALL
    SELECT id FROM sources_attribution WHERE event_link_id IN (SELECT hidden_eventlink())
    UNION ALL
    SELECT id FROM sources_attribution WHERE figure_id IN (SELECT hidden_figure())
    UNION ALL
    SELECT id FROM sources_attribution WHERE statement_id IN (SELECT hidden_statement());
END $$;

CREATE FUNCTION hidden_mention() RETURNS SETOF bigint LANGUAGE plpgsql STABLE ROWS 10 AS $$
BEGIN RETURN QUERY
    SELECT id FROM sources_mention WHERE passage_id IN (SELECT hidden_passage())
    UNION ALL
    SELECT id FROM sources_mention WHERE actor_id IN (SELECT hidden_actor())
    UNION ALL
    SELECT id FROM sources_mention WHERE event_id IN (SELECT hidden_event())
    UNION ALL
    SELECT id FROM sources_mention WHERE place_id IN (SELECT hidden_place());
END $$;

CREATE FUNCTION hidden_voice() RETURNS SETOF bigint LANGUAGE plpgsql STABLE ROWS 10 AS $$
BEGIN RETURN QUERY
    SELECT id FROM sources_voice WHERE passage_id IN (SELECT hidden_passage())
    UNION ALL
    SELECT id FROM sources_voice WHERE actor_id IN (SELECT hidden_actor())
    UNION ALL
    SELECT id FROM sources_voice WHERE on_behalf_of_id IN (SELECT hidden_actor());
END $$;
