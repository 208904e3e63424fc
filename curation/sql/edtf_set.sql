-- The bounds of a set, in the place of the one in edtf.sql. One moment within its hull, unless it
-- means all of its members and these are a run of days: then one period that holds all of them. A
-- month or a year in a set is some time within it, not each of its days.
CREATE OR REPLACE FUNCTION edtf_set(value text) RETURNS date[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    members text[] := string_to_array(left(substr(value, 2), -1), ',');
    span date[];
    hull date[] := ARRAY['infinity', '-infinity', 'infinity', '-infinity']::date[];
    days datemultirange := '{}';
    names_days boolean := true;
BEGIN
    IF (left(value, 1) || right(value, 1)) NOT IN ('[]', '{}') OR members = '{}' THEN
        PERFORM edtf_refuse(value, 'malformed');
    END IF;
    FOR i IN 1 .. cardinality(members) LOOP
        span := edtf_member(value, members[i], i = 1, i = cardinality(members));
        hull := ARRAY[least(hull[1], coalesce(span[1], '-infinity')),
                      greatest(hull[2], coalesce(span[2], 'infinity')),
                      least(hull[3], span[3]), greatest(hull[4], span[4])];
        days := days + datemultirange(daterange(span[1], span[2], '[]'));
        names_days := names_days AND (span[1], span[2]) IS NOT DISTINCT FROM (span[3], span[4]);
    END LOOP;
    hull[1] := nullif(hull[1], '-infinity');
    hull[2] := nullif(hull[2], 'infinity');
    IF left(value, 1) = '[' OR NOT names_days OR num_nulls(hull[1], hull[2]) = 2
        OR days <> datemultirange(range_merge(days))
    THEN
        RETURN ARRAY[hull[1], hull[2], hull[2], hull[1]];
    END IF;
    RETURN ARRAY[hull[1], hull[2], CASE WHEN hull[1] IS NOT NULL THEN hull[3] END,
                 CASE WHEN hull[2] IS NOT NULL THEN hull[4] END];
END $$;
