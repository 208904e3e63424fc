-- Whether a text is a date in EDTF. What reads dates refuses others with an error of its own, which
-- would not tell which rule of which table it was that a row breaks.
CREATE FUNCTION edtf_is_date(value text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path FROM CURRENT AS $$
BEGIN
    RETURN edtf_is_plain(value) OR edtf_bounds(value) IS NOT NULL;
EXCEPTION WHEN data_exception THEN
    RETURN false;
END $$;
