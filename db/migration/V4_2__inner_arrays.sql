-- Limits for strings that are read as JSON arrays.

-- Without limits, one string with some thousand brackets makes each view and function that reads documents run for
-- minutes, and a string with more of them exceeds the stack. The program has the same limits: 100 levels, and numbers
-- that always fit.
CREATE OR REPLACE FUNCTION inventory.checked_json_array(value text) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    -- Strings are replaced by the character 2, and other single values by 1. Then arrays and objects that contain only
    -- these characters are replaced by 1, until there are no more of them.
    -- The text is a column here, because a parameter would be cast before it is known to be JSON.
    WITH RECURSIVE shape(json, text, step) AS (
        SELECT value,
               regexp_replace(regexp_replace(regexp_replace(value,
                   '"([^"\\\u0001-\u001f]|\\(["\\/bfnrt]|u[0-9a-fA-F]{4}))*"', U&'\0002', 'g'),
                   '-?(0|[1-9][0-9]{0,250})(\.[0-9]{1,250})?([eE][+-]?[0-9]{1,2})?|true|false|null', U&'\0001', 'g'),
                   '[ \t\r\n]', '', 'g'), 0
        WHERE value !~ '[\u0001\u0002]'
        UNION ALL
        SELECT json, regexp_replace(text, container, U&'\0001', 'g'), step + 1
        FROM shape
        CROSS JOIN (VALUES (
            '\[([\u0001\u0002](,[\u0001\u0002])*)?\]|\{(\u0002:[\u0001\u0002](,\u0002:[\u0001\u0002])*)?\}')) AS c(container)
        WHERE step < 100 AND text ~ container)
    -- jsonb refuses U+0000 and half a surrogate pair. Before these are replaced, each escaped backslash is written as a
    -- Unicode escape, so that every other backslash begins an escape.
    SELECT regexp_replace(regexp_replace(regexp_replace(replace(json, '\\', '\u005c'),
               '\\u0000', '\\ufffd', 'g'),
               '\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])', '\\ufffd', 'g'),
               '(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}', '\\ufffd', 'g')::jsonb
    FROM shape WHERE text = U&'\0001' AND step > 0 LIMIT 1;
END;
COMMENT ON FUNCTION inventory.checked_json_array IS 'Returns the JSON array that a text contains, after checking it; null if the text is not one, or an array of more than 100 levels';
