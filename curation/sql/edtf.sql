-- What an EDTF text means, in dates: curation/edtf in SQL, so that columns computed from a text can
-- never disagree with it. A text that is no date is refused with SQLSTATE 22007 and the sentence
-- that Python gives. A bound that is unknown or open is NULL.
--
-- The four bounds and edtf_is_point are for use; the rest are their parts. They give NULL for NULL,
-- but are not STRICT: PostgreSQL then writes their bodies into the query, which makes COPY three to
-- nine times as fast. Changing one does not recompute stored columns: rewrite the tables then.
--
-- pg_restore empties the search_path. Bodies that begin with RETURN are bound to what they call as
-- they are created; edtf_bounds, through which all others are called by name, keeps its own path.

CREATE FUNCTION edtf_refuse(value text, reason text, part text DEFAULT '') RETURNS void
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'invalid_datetime_format', MESSAGE = CASE reason
        WHEN 'malformed' THEN '“' || value || '” is not a date: write it like 2014, 2014-06, '
            '2014-06-11, 2014~, 201X, 2014/2016 or [2011..2014], with a year from 0001 to 9999 '
            'and no time of day.'
        WHEN 'impossible' THEN '“' || value || '” is not a date: the calendar has no ' || part ||
            '; months run from 01 to 12, seasons from 21 (spring) to 24 (winter) without a day, '
            'and days to the last of their month.'
        WHEN 'reversed' THEN '“' || value || '” ends before it begins: '
            'write the earlier date first.'
        WHEN 'silent' THEN '“' || value || '” has neither beginning nor end: leave the date empty.'
        WHEN 'misplaced' THEN '“' || value || '” is not a date: in a set, “..” without a date '
            'before it comes first and “..” without a date after it comes last, like '
            '[..2011,2013,2015..].'
        END;
END $$;

CREATE FUNCTION edtf_month_end(year int, month int) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (make_date(year, month, 1) + interval '1 month - 1 day')::date;

-- The first (or last) day that a date with unspecified digits can mean, NULL where there is none.
-- Only 29 February can make it try more than one year.
CREATE FUNCTION edtf_real_day(
    year text, month text, day text, downwards boolean, last_year int DEFAULT 9999) RETURNS date
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    low int := greatest(replace(year, 'X', '0')::int, 1);
    high int := least(replace(year, 'X', '9')::int, last_year);
    y int; m int; d int;
BEGIN
    year := replace(year, 'X', '_');
    month := replace(month, 'X', '_');
    day := replace(day, 'X', '_');
    FOR y_step IN 0 .. high - low LOOP
        y := CASE WHEN downwards THEN high - y_step ELSE low + y_step END;
        CONTINUE WHEN lpad(y::text, 4, '0') NOT LIKE year;
        FOR m_step IN 1 .. 12 LOOP
            m := CASE WHEN downwards THEN 13 - m_step ELSE m_step END;
            CONTINUE WHEN lpad(m::text, 2, '0') NOT LIKE month;
            FOR d_step IN 1 .. 31 LOOP
                d := CASE WHEN downwards THEN 32 - d_step ELSE d_step END;
                IF lpad(d::text, 2, '0') LIKE day AND d <= extract(day FROM edtf_month_end(y, m))
                THEN
                    RETURN make_date(y, m, d);
                END IF;
            END LOOP;
        END LOOP;
    END LOOP;
    RETURN NULL;
END $$;

-- Three months of a year that may have unspecified digits. Winter (24) ends on the last of February
-- of the next year.
CREATE FUNCTION edtf_season(year text, season text) RETURNS date[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    month text := lpad((3 * (season::int - 20))::text, 2, '0');
    last_year int := CASE WHEN season = '24' THEN 9998 ELSE 9999 END;
    last date := edtf_real_day(year, month, '01', true, last_year);
BEGIN
    RETURN ARRAY[edtf_real_day(year, month, '01', false, last_year),
                 (last + interval '3 months - 1 day')::date];
END $$;

-- Earliest and latest of one date; value is the whole text, for the refusal.
CREATE FUNCTION edtf_point(part text, value text) RETURNS date[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    -- Measured: telling the parts apart by regular expression groups takes ten times as long.
    digits text := translate(part, '?~%', '');
    year text := left(digits, 4);
    month text := nullif(substr(digits, 6, 2), '');
    day text := nullif(substr(digits, 9, 2), '');
    bounds date[];
BEGIN
    IF part !~ '^[?~%]?[0-9X]{4}[?~%]?(-[?~%]?[0-9X]{2}[?~%]?(-[?~%]?[0-9X]{2}[?~%]?)?)?$'
        OR year = '0000' OR (year = '9999' AND month = '24') THEN
        PERFORM edtf_refuse(value, 'malformed');
    ELSIF month IN ('21', '22', '23', '24') AND day IS NULL THEN
        bounds := edtf_season(year, month);
    ELSIF part LIKE '%X%' THEN
        bounds := ARRAY[
            edtf_real_day(year, coalesce(month, 'XX'), coalesce(day, 'XX'), false),
            edtf_real_day(year, coalesce(month, 'XX'), coalesce(day, 'XX'), true)];
    ELSIF month IS NULL THEN
        bounds := ARRAY[make_date(year::int, 1, 1), make_date(year::int, 12, 31)];
    ELSIF month::int NOT BETWEEN 1 AND 12 THEN
        bounds := NULL;
    ELSIF day IS NULL THEN
        bounds := ARRAY[make_date(year::int, month::int, 1),
                        edtf_month_end(year::int, month::int)];
    ELSIF day::int BETWEEN 1 AND extract(day FROM edtf_month_end(year::int, month::int)) THEN
        bounds := array_fill(make_date(year::int, month::int, day::int), ARRAY[2]);
    END IF;
    IF bounds[1] IS NULL THEN
        PERFORM edtf_refuse(value, 'impossible', part);
    END IF;
    RETURN bounds;
END $$;

-- Earliest, latest, start_latest and end_earliest of what begins in one and ends in the other, each
-- a date, '..' (open) or '' (unknown).
CREATE FUNCTION edtf_span(value text, first text, last text) RETURNS date[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    starts date[]; ends date[];
BEGIN
    IF first NOT IN ('', '..') THEN
        starts := edtf_point(first, value);
    END IF;
    IF last = first THEN
        ends := starts;
    ELSIF last NOT IN ('', '..') THEN
        ends := edtf_point(last, value);
    END IF;
    IF ends[2] < starts[1] THEN
        PERFORM edtf_refuse(value, 'reversed');
    END IF;
    RETURN ARRAY[starts[1], ends[2],
        CASE WHEN first <> '..' THEN least(starts[2], ends[2]) END,
        CASE WHEN last <> '..' THEN greatest(starts[1], ends[1]) END];
END $$;

-- The bounds of a member of a set: a date, a..b, ..b as the first or a.. as the last.
CREATE FUNCTION edtf_member(value text, member text, is_first boolean, is_last boolean)
RETURNS date[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    sides text[] := string_to_array(member, '..');
BEGIN
    IF member = '' OR cardinality(sides) > 2 OR sides = ARRAY['', ''] THEN
        PERFORM edtf_refuse(value, 'malformed');
    ELSIF cardinality(sides) = 1 THEN
        RETURN edtf_span(value, member, member);
    ELSIF (sides[1] = '' AND NOT is_first) OR (sides[2] = '' AND NOT is_last) THEN
        PERFORM edtf_refuse(value, 'misplaced');
    END IF;
    sides := array_replace(sides, '', '..');
    RETURN edtf_span(value, sides[1], sides[2]);
END $$;

-- The bounds of a set. One moment within its hull, unless it means all of its members and these
-- leave no gap: then one period that holds all of them.
CREATE FUNCTION edtf_set(value text) RETURNS date[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    members text[] := string_to_array(left(substr(value, 2), -1), ',');
    span date[];
    hull date[] := ARRAY['infinity', '-infinity', 'infinity', '-infinity']::date[];
    days datemultirange := '{}';
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
    END LOOP;
    hull[1] := nullif(hull[1], '-infinity');
    hull[2] := nullif(hull[2], 'infinity');
    IF left(value, 1) = '[' OR num_nulls(hull[1], hull[2]) = 2
        OR days <> datemultirange(range_merge(days))
    THEN
        RETURN ARRAY[hull[1], hull[2], hull[2], hull[1]];
    END IF;
    RETURN ARRAY[hull[1], hull[2], CASE WHEN hull[1] IS NOT NULL THEN hull[3] END,
                 CASE WHEN hull[2] IS NOT NULL THEN hull[4] END];
END $$;

-- Earliest, latest, start_latest and end_earliest of any text.
CREATE FUNCTION edtf_bounds(value text) RETURNS date[]
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
    ELSIF value = '/' THEN
        PERFORM edtf_refuse(value, 'silent');
    END IF;
    RETURN edtf_span(value, sides[1], sides[2]);
END $$;

-- Whether a text is a plain year, month or day (to the 28th) that needs no closer look.
CREATE FUNCTION edtf_is_plain(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN value ~ '^(?!0000)[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]))?)?$';

-- The first day that a date can mean.
CREATE FUNCTION edtf_earliest(value text) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN CASE
    WHEN value = '' THEN NULL
    WHEN edtf_is_plain(value) THEN make_date(
        left(value, 4)::int,
        coalesce(nullif(substr(value, 6, 2), ''), '1')::int,
        coalesce(nullif(substr(value, 9, 2), ''), '1')::int)
    ELSE (edtf_bounds(value))[1]
END;

-- The last day that a date can mean.
CREATE FUNCTION edtf_latest(value text) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN CASE
    WHEN value = '' THEN NULL
    WHEN NOT edtf_is_plain(value) THEN (edtf_bounds(value))[2]
    WHEN length(value) = 4 THEN make_date(value::int, 12, 31)
    WHEN length(value) = 7 THEN edtf_month_end(left(value, 4)::int, right(value, 2)::int)
    ELSE make_date(left(value, 4)::int, substr(value, 6, 2)::int, right(value, 2)::int)
END;

-- The day by which it has certainly begun.
CREATE FUNCTION edtf_start_latest(value text) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN CASE
    WHEN value = '' OR edtf_is_plain(value) THEN edtf_latest(value)
    ELSE (edtf_bounds(value))[3]
END;

-- The day until which it certainly lasts.
CREATE FUNCTION edtf_end_earliest(value text) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN CASE
    WHEN value = '' OR edtf_is_plain(value) THEN edtf_earliest(value)
    ELSE (edtf_bounds(value))[4]
END;

-- Whether a date can be one end of a period: empty, open, a single date or a one-of set.
CREATE FUNCTION edtf_is_point(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN value !~ '[{/]';
