-- Great-circle distance in kilometres between two points in degrees (haversine, mean radius
-- 6371.0088 km); NULL where a coordinate is. least() keeps rounding from leaving asin's domain.
CREATE FUNCTION kilometres_between(
    latitude double precision, longitude double precision,
    other_latitude double precision, other_longitude double precision
) RETURNS double precision LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT 2 * 6371.0088 * asin(least(1, sqrt(
        sind((other_latitude - latitude) / 2) ^ 2
        + cosd(latitude) * cosd(other_latitude) * sind((other_longitude - longitude) / 2) ^ 2)))
$$;
