-- How SQL reads a document: as the program reads it when it fills the tables. A value that does not fit is null.
-- Bodies are parsed when the functions are made, hence depend on no search_path; those of one expression are inlined.

CREATE TABLE inventory.reading (
    only_row      boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    zone          text NOT NULL DEFAULT 'Asia/Shanghai',
    postgres_zone text NOT NULL GENERATED ALWAYS AS (
        CASE WHEN zone = 'Z' THEN 'UTC'
             -- PostgreSQL reads a sign as POSIX does, where it counts westward.
             WHEN zone ~ '^[+-]' THEN '<' || zone || '>' || translate(left(zone, 1), '+-', '-+') || substr(zone, 2)
             ELSE zone END) STORED
);
INSERT INTO inventory.reading DEFAULT VALUES;
COMMENT ON TABLE inventory.reading IS 'How documents are read: one row, kept by sync';
COMMENT ON COLUMN inventory.reading.zone IS 'The setting timestamp-zone, in which times are read that carry no offset: Asia/Shanghai, +08:00, Z';
COMMENT ON COLUMN inventory.reading.postgres_zone IS 'The same as PostgreSQL names it';

-- Single values -----------------------------------------------------------------------------------------------------

CREATE FUNCTION inventory.api_text(value jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE jsonb_typeof(value)
    WHEN 'string' THEN value #>> '{}'
    WHEN 'number' THEN trim_scale(value::numeric)::text
    WHEN 'boolean' THEN value #>> '{}' END;
COMMENT ON FUNCTION inventory.api_text IS 'A text, or the text of a number or boolean';

CREATE FUNCTION inventory.strip(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN btrim(value, U&'\0009\000A\000B\000C\000D\001C\001D\001E\001F\0020\1680\2000\2001\2002\2003\2004\2005\2006\2008\2009\200A\2028\2029\205F\3000');
COMMENT ON FUNCTION inventory.strip IS 'A text without the white space around it, as Java knows white space';

CREATE FUNCTION inventory.written_number(digits text, lowest numeric, highest numeric) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    stripped text := inventory.strip(digits);
BEGIN
    IF length(stripped) <= 20 AND stripped ~ '^[+-]?[0-9]+$' AND stripped::numeric BETWEEN lowest AND highest THEN
        RETURN stripped::numeric;
    END IF;
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION inventory.written_number IS 'A whole number within bounds that is written as a text';

CREATE FUNCTION inventory.api_integer(value jsonb) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE jsonb_typeof(value)
    WHEN 'number' THEN CASE WHEN value::numeric BETWEEN -2147483648 AND 2147483647
        AND scale(value::numeric) <= 20 AND value::numeric = trunc(value::numeric) THEN value::integer END
    WHEN 'string' THEN inventory.written_number(value #>> '{}', -2147483648, 2147483647)::integer END;
COMMENT ON FUNCTION inventory.api_integer IS 'A whole number that an integer holds, also one written as a text';

CREATE FUNCTION inventory.api_bigint(value jsonb) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE jsonb_typeof(value)
    WHEN 'number' THEN CASE WHEN value::numeric BETWEEN -9223372036854775808 AND 9223372036854775807
        AND scale(value::numeric) <= 20 AND value::numeric = trunc(value::numeric) THEN value::bigint END
    WHEN 'string' THEN inventory.written_number(value #>> '{}', -9223372036854775808, 9223372036854775807)::bigint END;
COMMENT ON FUNCTION inventory.api_bigint IS 'A whole number that a bigint holds, also one written as a text';

CREATE FUNCTION inventory.written_percent(value text) RETURNS smallint LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    stripped text := inventory.strip(value);
BEGIN
    RETURN inventory.written_number(
        CASE WHEN right(stripped, 1) = '%' THEN left(stripped, -1) ELSE stripped END, 0, 100);
END
$$;
COMMENT ON FUNCTION inventory.written_percent IS 'A percentage that is written as a text';

CREATE FUNCTION inventory.api_percent(value jsonb) RETURNS smallint LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN value = '"100%"' THEN 100::smallint
    WHEN jsonb_typeof(value) = 'string' THEN inventory.written_percent(value #>> '{}')
    WHEN inventory.api_integer(value) BETWEEN 0 AND 100 THEN inventory.api_integer(value)::smallint END;
COMMENT ON FUNCTION inventory.api_percent IS 'A percentage: "70%", "70" and 70 are the same';

CREATE FUNCTION inventory.api_boolean(value jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE jsonb_typeof(value)
    WHEN 'boolean' THEN value::boolean
    WHEN 'string' THEN CASE lower((value #>> '{}') COLLATE "C") WHEN 'true' THEN true WHEN 'false' THEN false END END;
COMMENT ON FUNCTION inventory.api_boolean IS 'A boolean, also one written as a text';

-- Times -------------------------------------------------------------------------------------------------------------

CREATE FUNCTION inventory.earlier_of_two(local timestamp, zone text) RETURNS timestamptz
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    later   timestamptz := local AT TIME ZONE zone;
    day_ago timestamptz := later - interval '1 day';
    earlier timestamptz := (local - (day_ago AT TIME ZONE zone - day_ago AT TIME ZONE 'UTC')) AT TIME ZONE 'UTC';
BEGIN
    RETURN CASE WHEN earlier AT TIME ZONE zone = local THEN least(earlier, later) ELSE later END;
END
$$;
COMMENT ON FUNCTION inventory.earlier_of_two IS 'A local time''s instant: the earlier one where the clock was put back and showed it twice';

-- A clock that was not put back for three hours showed the time once.
CREATE FUNCTION inventory.instant_of(local timestamp, zone text) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN ((local AT TIME ZONE zone) - interval '3 hours') AT TIME ZONE zone = local - interval '3 hours'
    THEN local AT TIME ZONE zone
    ELSE inventory.earlier_of_two(local, zone) END;
COMMENT ON FUNCTION inventory.instant_of IS 'A local time''s instant';

CREATE FUNCTION inventory.written_time(value text, zone text) RETURNS timestamptz LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
    -- Any year but 0000, a day that its month has, seconds if wanted, an offset up to 18 hours.
    shape CONSTANT text := '^([0-9]{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)'
        || '|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)'
        || '[ Tt]((?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{0,9})?)?)'
        || '(Z|[+-](?:(?:0[0-9]|1[0-7])(?::[0-5][0-9](?::[0-5][0-9])?)?|18(?::00(?::00)?)?))?$';
    parts   text[] := regexp_match(value, shape);
    local   timestamp;
    instant timestamptz;
BEGIN
    IF parts IS NULL OR left(value, 4) = '0000' THEN
        RETURN NULL;
    END IF;
    -- A time of day has its microseconds by its 15th character; what is finer is cut off.
    local := (parts[1] || ' ' || left(parts[2], 15))::timestamp;
    instant := CASE
        WHEN parts[3] IS NULL THEN inventory.instant_of(local, zone)
        WHEN parts[3] = 'Z' THEN local AT TIME ZONE 'UTC'
        ELSE (local - (parts[3] || CASE WHEN length(parts[3]) = 3 THEN ':00' ELSE '' END)::interval) AT TIME ZONE 'UTC' END;
    RETURN CASE WHEN instant >= '0001-01-02 00:00:00+00' AND instant < '9999-12-31 00:00:00+00' THEN instant END;
END
$$;
COMMENT ON FUNCTION inventory.written_time IS 'A time by the offset that it carries, else in the zone';

-- The usual form first, which an expression reads in a third of the time.
CREATE FUNCTION inventory.api_time(value jsonb, zone text) RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE WHEN jsonb_typeof(value) = 'string' THEN CASE
    WHEN value #>> '{}' ~ '^(19|20)[0-9][0-9]-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8]) ([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$'
    THEN inventory.instant_of((value #>> '{}')::timestamp, zone)
    ELSE inventory.written_time(value #>> '{}', zone) END END;
COMMENT ON FUNCTION inventory.api_time IS 'A time as the API writes it, such as 2025-04-25 15:13:57';

-- Lists -------------------------------------------------------------------------------------------------------------

CREATE FUNCTION inventory.elements(value jsonb) RETURNS SETOF jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT e.value FROM jsonb_array_elements(CASE WHEN jsonb_typeof(value) = 'array' THEN value END) AS e;
END;
COMMENT ON FUNCTION inventory.elements IS 'The elements of a list; none if it is none';

CREATE FUNCTION inventory.checked_json_array(value text) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    -- Strings become the character 2, other single values 1, then containers of such 1, until nothing more can.
    -- The text goes along as a column: a parameter would be cast before it is known to be JSON.
    WITH RECURSIVE shape(json, text, step) AS (
        SELECT value,
               regexp_replace(regexp_replace(regexp_replace(value,
                   '"([^"\\\u0001-\u001f]|\\(["\\/bfnrt]|u[0-9a-fA-F]{4}))*"', U&'\0002', 'g'),
                   '-?(0|[1-9][0-9]{0,250})(\.[0-9]{1,250})?([eE][+-]?[0-9]{1,3})?|true|false|null', U&'\0001', 'g'),
                   '[ \t\r\n]', '', 'g'), 0
        WHERE value !~ '[\u0001\u0002]'
        UNION ALL
        SELECT json, regexp_replace(text, container, U&'\0001', 'g'), step + 1
        FROM shape
        CROSS JOIN (VALUES (
            '\[([\u0001\u0002](,[\u0001\u0002])*)?\]|\{(\u0002:[\u0001\u0002](,\u0002:[\u0001\u0002])*)?\}')) AS c(container)
        WHERE text ~ container)
    -- jsonb refuses U+0000 and half a surrogate pair. An escaped backslash is written otherwise first, so that what
    -- follows a backslash is its escape.
    SELECT regexp_replace(regexp_replace(regexp_replace(replace(json, '\\', '\u005c'),
               '\\u0000', '\\ufffd', 'g'),
               '\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])', '\\ufffd', 'g'),
               '(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}', '\\ufffd', 'g')::jsonb
    FROM shape WHERE text = U&'\0001' AND step > 0 LIMIT 1;
END;
COMMENT ON FUNCTION inventory.checked_json_array IS 'A JSON array in a text; null if it is none';

CREATE FUNCTION inventory.json_array(value text) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN value ~ '^[ \t\n\r]*\[' THEN CASE
    WHEN value ~ '^\[("[^"\\\u0001-\u001f]*"(, ?"[^"\\\u0001-\u001f]*")*)?\]$' THEN value::jsonb
    ELSE inventory.checked_json_array(ltrim(value, E' \t\n\r')) END END;
COMMENT ON FUNCTION inventory.json_array IS 'A JSON array in a text that begins with it, but for white space; null if it is none';

CREATE FUNCTION inventory.flattened(value jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    WITH RECURSIVE nested(value) AS (
        SELECT e FROM inventory.elements(value) AS e
        UNION ALL
        SELECT e FROM nested n CROSS JOIN inventory.elements(n.value) AS e)
    SELECT jsonb_agg(n.value) FROM nested n WHERE jsonb_typeof(n.value) <> 'array';
END;
COMMENT ON FUNCTION inventory.flattened IS 'A list with the elements of the lists in it';

CREATE FUNCTION inventory.inner_texts(value jsonb) RETURNS SETOF text LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT inventory.api_text(i)
    FROM jsonb_array_elements(CASE jsonb_typeof(value)
             WHEN 'string' THEN jsonb_build_array(value)
             WHEN 'array' THEN CASE WHEN value @? 'strict $[*] ? (@.type() == "array")'
                                    THEN inventory.flattened(value) ELSE value END END) AS e
    CROSS JOIN LATERAL jsonb_array_elements(CASE WHEN jsonb_typeof(e.value) = 'string'
             THEN coalesce(inventory.json_array(e.value #>> '{}'), jsonb_build_array(e.value))
             ELSE jsonb_build_array(e.value) END) AS i
    WHERE inventory.api_text(i) IS NOT NULL;
END;
COMMENT ON FUNCTION inventory.inner_texts IS 'The texts of a list whose texts may be JSON arrays: then what is in these';
