-- SHA-256 of a text's UTF-8 bytes in hexadecimal. The encoding is named and the database's is
-- UTF-8, so this is immutable, though PostgreSQL below 18 says of convert_to that it is not.
CREATE FUNCTION sha256_of(content text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN encode(sha256(convert_to(content, 'UTF8')), 'hex');
