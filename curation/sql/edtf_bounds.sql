-- Earliest, latest, start_latest and end_earliest of any text. In the place of the one in edtf.sql:
-- of an interval one end at least is a date.
CREATE OR REPLACE FUNCTION edtf_bounds(value text) RETURNS date[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path FROM CURRENT AS $$
DECLARE
    sides text[];
BEGIN
    IF value IN ('', '..') THEN
        RETURN array_fill(NULL::date, ARRAY[4]);
    ELSIF left(value, 1) IN ('[', '{') THEN
        RETURN edtf_set(value);
    ELSIF value NOT LIKE '%/%' THEN
        RETURN edtf_span(value, value, value);
    END IF;
    sides := string_to_array(value, '/');
    IF cardinality(sides) > 2 THEN
        PERFORM edtf_refuse(value, 'malformed');
    ELSIF value IN ('/', '../', '/..', '../..') THEN
        PERFORM edtf_refuse(value, 'silent');
    END IF;
    RETURN edtf_span(value, sides[1], sides[2]);
END $$;
